"""Whatever was published when: a page as known on a day has no word whose every source is later."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.folders import Files, import_folder, write
from webapp import dates
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store, queries
from webapp.store.rows import Edition, Missing

COVER = """---
title: Talks
parties:
  one: {name: One, role: principal}
  two: {name: Two, role: principal}
actors:
  ada: {name: Ada, role: Envoy, party: one}
topics:
  salt: Salt
---
Common words.
"""
DAYS = [f"2001-05-{number:02}" for number in (2, 4, 6, 8)]
# What a source says of its publication, and the day by whose end that is certain; "" where none is.
PUBLISHED = st.sampled_from([*((day, day) for day in DAYS), ("2001-05", "2001-05-31"), ("2001-05-03/..", "")])
ASKED = ["2001-05-01", *DAYS, "2001-05-07", "2001-05-31", "2001-06-30"]
HISTORIES = st.sampled_from([
    [],
    [("2001-05-10", "planned"), ("2001-05-20", "held")],
    [("2001-05-10", "planned"), ("2001-05-12", "postponed"), ("2001-05-20", "held")],
])  # fmt: skip


@dataclass
class Told:
    """A dossier's files; `words` are unique words with the days of what they rest on, any of them enough."""

    files: Files = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def word(self, days: set[str]) -> str:
        word = f"zx{len(self.words)}q"
        self.words[word] = days
        return word

    def later(self, day: str) -> list[str]:
        """The words that cannot have been known by the end of the day."""
        return [word for word, days in self.words.items() if not any(d and d <= day for d in days)]


@st.composite
def dossiers(draw: st.DrawFn) -> Told:
    told = Told({"dossier.md": COVER})
    published = draw(st.lists(PUBLISHED, min_size=2, max_size=4))
    texts: list[list[str]] = [[] for _ in published]
    for number in range(draw(st.integers(2, 5))):
        key = "rounds/1" if number == 0 else f"events/e{number}"
        told.files[f"{key}.md"] = _event(draw, told, published, texts, number)
        told.paths.append(key)
    for number, (edtf, day) in enumerate(published):
        front = f'title: Common {told.word({day})}\npublished: "{edtf}"\n'
        told.files[f"sources/s{number}.md"] = (
            f"---\n{front}---\n" + "\n\n".join(["Common.", *texts[number]]) + "\n"
        )
        told.paths.append(f"sources/s{number}")
    return told


def _event(
    draw: st.DrawFn, told: Told, published: list[tuple[str, str]], texts: list[list[str]], number: int
) -> str:
    notes: list[str] = []
    days: list[str] = []
    for label in range(draw(st.integers(1, 3))):
        source = draw(st.integers(0, len(published) - 1))
        word = told.word({published[source][1]})
        texts[source].append(f"It says {word}.")
        speaker = draw(st.sampled_from(["ada, ", ""]))
        notes.append(f'[^{label}]: "{word}" — {speaker}s{source}')
        days.append(published[source][1])
    story = ""
    for segment in draw(st.lists(st.sets(st.integers(0, len(days) - 1), min_size=1), max_size=3)):
        word = told.word({days[label] for label in segment})
        story += f" *Common* {word}" + "".join(f"[^{label}]" for label in sorted(segment)) + "."
    story += " All" + "".join(f"[^{label}]" for label in range(len(days))) + "."
    history = draw(HISTORIES)
    certain = [day for day in days if day]
    # The headline says that it was held, which the history knows from its last day on.
    told_by = {max(min(certain), history[-1][0])} if history and certain else set(days)
    title = told.word(told_by)
    claim = draw(st.integers(0, len(days) - 1))
    lines = [
        "date: 2001-05-01",
        "status: held",
        "parties: [one, two]",
        "actors: [ada]",
        *([] if number == 0 else ["kind: talk", "round: 1"]),
        *([f"agreed:\n  - {{text: {told.word({days[claim]})}, quotes: [{claim}]}}"] if number == 0 else []),
        f"positions:\n  - {{party: one, topic: salt, stance: {told.word({days[claim]})}, quotes: [{claim}]}}",
        f"commitments:\n  - {{id: c{number}, text: {told.word({days[claim]})}, by: one, quotes: [{claim}]}}",
    ]
    if history:
        lines += ["history:", *(f"  - {{known: {known}, status: {status}}}" for known, status in history)]
    body = f"# Common {title}\n\n{story}\n\n" + "\n".join(notes)
    return "---\n" + "\n".join(lines) + f"\n---\n{body}\n"


@st.composite
def cases(draw: st.DrawFn) -> tuple[Told, str]:
    return draw(dossiers()), draw(st.sampled_from(ASKED))


def opened(folder: Path, model: Path, *revisions: Files) -> Store:
    shutil.copy(model, folder / "parley.sqlite")
    store = Store(f"sqlite:///{folder / 'parley.sqlite'}")
    for files in revisions:
        for old in (folder / "talks").rglob("*.md"):
            old.unlink()
        import_folder(store, write(folder / "talks", files))
    return store


def edition(store: Store, day: str | None) -> Edition:
    with store.read() as connection:
        found = queries.edition(connection, "talks", None)
    assert isinstance(found, Edition)
    return replace(found, known=dates.parse(day)) if day else found


SLOW = settings(
    max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SLOW
@given(cases())
def test_no_page_has_a_word_whose_every_source_is_later(sqlite_model: Path, case: tuple[Told, str]) -> None:
    told, day = case
    with TemporaryDirectory() as folder, closing(opened(Path(folder), sqlite_model, told.files)) as store:
        paths = [*PAGES, *told.paths, *(f"quotes/{id}" for id in quotes(store))]
        app = create_app(Settings(database_url=f"sqlite:///{folder}/parley.sqlite"))
        client, later = app.test_client(), told.later(day)
        for path in paths:
            check(client, path, day, later)
        app.extensions["parley.store"].close()


PAGES = (
    "", "known", "rounds", "positions", "commitments", "search?q=common", "search?q=says", "?status=held",
    "?party=one&q=common", "actors/ada", "parties/one", "parties/two",
)  # fmt: skip


def check(client: FlaskClient, path: str, day: str, later: list[str]) -> None:
    response = client.get(f"/talks/{path}{'&' if '?' in path else '?'}known={day}")
    assert response.status_code in (200, 404), (path, response.status)
    if path in PAGES and not path.startswith(("actors/", "parties/")):
        assert response.status_code == 200, path
    assert not [word for word in later if word in response.text], path


def quotes(store: Store) -> set[str]:
    with store.read() as connection:
        return {
            quote.id
            for card in queries.timeline(connection, edition(store, None)).cards
            for quote in card.quotes
        }


@SLOW
@given(dossiers())
def test_what_is_known_grows_with_the_day_up_to_the_present(sqlite_model: Path, told: Told) -> None:
    with TemporaryDirectory() as folder, closing(opened(Path(folder), sqlite_model, told.files)) as store:
        before: set[str] = set()
        for day in (*sorted(ASKED), None):
            now = known(store, day)
            assert before <= now
            before = now


@SLOW
@given(dossiers())
def test_the_end_of_the_newest_day_is_the_present_where_all_days_are_certain(
    sqlite_model: Path, told: Told
) -> None:
    files = {name: text.replace("2001-05-03/..", "2001-05-03") for name, text in told.files.items()}
    with TemporaryDirectory() as folder, closing(opened(Path(folder), sqlite_model, files)) as store:
        present = edition(store, None)
        assert read(store, told, present) == read(store, told, newest(store, present))


@SLOW
@given(dossiers(), st.sampled_from(ASKED))
def test_the_order_of_importing_does_not_matter(sqlite_model: Path, told: Told, day: str) -> None:
    """All at once, or its events one after the other."""
    keys = [f"{path}.md" for path in told.paths if not path.startswith("sources/")]
    first = {name: text for name, text in told.files.items() if name not in keys[1:]}
    seen = []
    for revisions in ([told.files], [first, told.files]):
        with TemporaryDirectory() as folder, closing(opened(Path(folder), sqlite_model, *revisions)) as store:
            seen.append(read(store, told, edition(store, day)))
    assert seen[0] == seen[1]


def newest(store: Store, present: Edition) -> Edition:
    with store.read() as connection:
        return replace(present, known=queries.steps(connection, present).newest)


def read(store: Store, told: Told, edition: Edition) -> list[object]:
    """What pages show of the dossier."""
    events = [path for path in told.paths if not path.startswith("sources/")]
    with store.read() as connection:
        pages = [queries.event(connection, edition, key) for key in events]
        return [
            queries.timeline(connection, edition),
            queries.knowledge(connection, edition),
            *(page for page in pages if not isinstance(page, Missing)),
        ]


def known(store: Store, day: str | None) -> set[str]:
    """The keys of events and sources, and the ids of quotes."""
    with store.read() as connection:
        found = queries.timeline(connection, edition(store, day))
    return (
        {card.ref.key for card in found.cards}
        | {source.key for source in found.sources}
        | {quote.id for card in found.cards for quote in card.quotes}
    )

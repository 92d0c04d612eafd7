"""Good folders read whole, and what only shows when all of a folder is read."""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.unit.dossier.folders import COVER, DATA, EVENT, MINIMAL, SOURCE, messages, put
from webapp.dossier import read
from webapp.dossier.model import (
    Agreement,
    Commitment,
    Dossier,
    Event,
    Outcome,
    Party,
    Position,
    Rights,
    Role,
    Source,
    Status,
)

DEMO = Path(__file__).parents[3] / "webapp" / "demo"


def good(folder: Path) -> Dossier:
    dossier = read(folder)
    assert isinstance(dossier, Dossier), [str(problem) for problem in dossier]
    return dossier


@pytest.fixture(scope="module")
def rich() -> Dossier:
    return good(DATA / "rich")


def event(dossier: Dossier, key: str) -> Event:
    return next(event for event in dossier.events if event.key == key)


def source(dossier: Dossier, id: str) -> Source:
    return next(source for source in dossier.sources if source.id == id)


def test_the_demo_is_good() -> None:
    folders = sorted(path for path in DEMO.iterdir() if (path / "dossier.md").exists())
    assert [good(folder).id for folder in folders] == [folder.name for folder in folders]


def test_a_minimal_dossier_has_every_default() -> None:
    dossier = good(DATA / "minimal")
    assert (dossier.id, dossier.cover.language, dossier.cover.timezone) == ("minimal", "en", "UTC")
    assert (dossier.cover.html, dossier.cover.actors, dossier.cover.topics) == ("", (), ())
    penny = event(dossier, "events/penny")
    assert (penny.status, penny.round, penny.number, penny.place) == (Status.HELD, None, None, None)
    assert (penny.parties, penny.history, penny.outcomes) == ((), (), ())
    bill = source(dossier, "bill")
    assert (bill.author, bill.url, bill.language, bill.rights) == (None, None, "en", Rights.FULL)
    assert bill.text == "The toll is a penny. The toll was a halfpenny."


def test_a_dossier_may_have_no_principals_and_no_events(tmp_path: Path) -> None:
    dossier = good(DATA / "no-principals")
    assert {party.role for party in dossier.cover.parties} == {Role.MEDIATOR, Role.OBSERVER, Role.HOST}
    assert good(put(tmp_path / "new", {"dossier.md": COVER})).events == ()


def test_the_cover_keeps_the_authors_order(rich: Dossier) -> None:
    cover = rich.cover
    assert cover.title == "The ferry: talks on two banks"
    assert (cover.language, cover.timezone) == ("en-GB", "Asia/Shanghai")
    assert cover.parties[:2] == (
        Party("north", "North Bank", Role.PRINCIPAL),
        Party("south", "South Bank", Role.PRINCIPAL),
    )
    assert [actor.id for actor in cover.actors] == ["ada", "bram", "layla", "lin"]
    assert [topic.id for topic in cover.topics] == ["ferry", "no", "1-10"]
    assert '<a href="/-/rounds/1">the first round</a>' in cover.html


def test_events_and_sources_are_in_order_of_their_key(rich: Dossier) -> None:
    assert [event.key for event in rich.events] == [
        "events/opening",
        "events/promise",
        "events/unpaid",
        "rounds/1",
        "rounds/12",
    ]
    assert [source.id for source in rich.sources] == ["arabic", "chinese", "gazette", "letter"]


def test_files_are_kept_to_the_letter(rich: Dossier) -> None:
    for key, file in [
        ("dossier", rich.cover.file),
        *((event.key, event.file) for event in rich.events),
        *((f"sources/{source.id}", source.file) for source in rich.sources),
    ]:
        assert file.encode() == (DATA / "rich" / f"{key}.md").read_bytes()
    assert source(rich, "gazette").file.startswith("\ufeff---\r\n")


def test_a_sources_text_has_plain_line_ends_and_its_own_hash(rich: Dossier) -> None:
    gazette = source(rich, "gazette")
    assert gazette.text.startswith("Ada Weir, who speaks")
    assert gazette.text.endswith('"useful".')
    assert "\r" not in gazette.text
    assert "\n\n[…]\n\n" in gazette.text
    assert gazette.sha256 == sha256(gazette.text.encode()).hexdigest()
    assert gazette.url == "https://example.org/banks?id=1&x=2"
    assert (gazette.language, source(rich, "letter").language) == ("en", "en-GB")
    assert source(rich, "letter").rights is Rights.EXCERPTS


def test_citations_are_numbered_by_first_use_in_the_text_then_in_front_matter(rich: Dossier) -> None:
    first = event(rich, "rounds/1")
    assert [(c.number, c.located.words, c.speaker, c.page) for c in first.citations] == [
        (1, "The meeting in the old hall ended at noon.", None, None),
        (2, "The council called the meeting", None, "2"),
        (3, "Nobody agreed on a price for the water", None, None),
        (4, "We will open the ferry on Monday", "ada", "1"),
        (5, "South Bank would pay for the water", "bram", None),
        (6, "if the rope holds", "ada", None),
    ]
    assert first.citations[1].located.occurrence == 2
    assert first.citations[0].source_sha256 == source(rich, "gazette").sha256
    assert '<a class="cite" href="/-/rounds/1#q3">3</a>' in first.html
    assert first.agreements == (
        Agreement("The ferry opens on Monday", True, "ferry", (4,)),
        Agreement("A price for the water", False, None, (3, 1)),
    )
    assert first.commitments[1] == Commitment("water-is-paid", "Pay for the water", "south", None, None, (5,))
    assert first.commitments[0].due is not None
    assert first.commitments[0].due.text == "2001-03-05"
    assert first.positions == (Position("north", "ferry", "The rope must hold", (6,)),)


def test_a_round_is_an_event_with_a_number(rich: Dossier) -> None:
    first = event(rich, "rounds/1")
    assert (first.number, first.round, first.kind) == (1, None, "round")
    assert first.title == "The banks meet in the old hall"
    assert first.place == "The old hall"
    assert first.topics == ("ferry", "no", "1-10")
    assert first.date.earliest == 983412000  # 10:00 in Shanghai
    assert first.summary == first.html.strip()
    assert [(entry.status, entry.title) for entry in event(rich, "rounds/12").history] == [
        (Status.PLANNED, "A second meeting in March"),
        (Status.POSTPONED, None),
    ]


def test_an_event_settles_commitments_and_belongs_to_a_round(rich: Dossier) -> None:
    assert event(rich, "events/opening").round == 1
    assert [event(rich, f"events/{id}").outcomes for id in ("opening", "promise", "unpaid")] == [
        (Outcome("fulfils", "ferry-opens"),),
        (Outcome("renews", "water-is-paid"),),
        (Outcome("breaks", "water-is-paid"),),
    ]


def test_an_event_is_known_from_the_day_of_its_earliest_source(rich: Dossier) -> None:
    assert event(rich, "events/opening").known.text == "2001-03"
    assert event(rich, "events/promise").known.text == "2001-03-06"
    assert event(rich, "rounds/12").known.text == "2001-03-02"


def test_words_of_any_script_are_found(rich: Dossier) -> None:
    cited = event(rich, "events/opening").citations
    assert [c.located.words for c in cited] == [
        "[t]he ferry opened on Monday",
        "The ferry opened […] carried forty people",
        "渡船星期一開，河水不會等人。",
        "النهر لا ينام",
    ]
    assert [c.speaker for c in cited] == [None, None, "lin", "layla"]


def test_reading_twice_gives_the_same() -> None:
    assert good(DATA / "rich") == good(DATA / "rich")


def test_a_source_may_wait_for_its_first_quote(tmp_path: Path) -> None:
    folder = put(tmp_path / "toll", MINIMAL | {"sources/other.md": SOURCE})
    assert [source.id for source in good(folder).sources] == ["bill", "other"]


def test_problems_come_in_order_of_path_and_line(tmp_path: Path) -> None:
    wrong = EVENT.replace("kind: report", "kind: Report\ncolour: red").replace("bill", "bil")
    files = {"events/b.md": wrong, "events/a.md": wrong, "dossier.md": COVER + "[x](y.md)\n"}
    problems = read(put(tmp_path / "toll", MINIMAL | files))
    assert isinstance(problems, list)
    assert [(problem.path, problem.line) for problem in problems] == [
        ("dossier.md", 6),
        *((path, line) for path in ("events/a.md", "events/b.md") for line in (3, 4, 10)),
    ]


def test_five_thousand_footnotes(tmp_path: Path) -> None:
    """A thousand are read; of more, only their number is told."""
    words = " ".join(f"w{n}" for n in range(5000))
    marks = "".join(f"[^{n}]" for n in range(1000))
    notes = "".join(f'[^{n}]: "w{n}" — bill\n' for n in range(5000))
    many = EVENT[: EVENT.index("It costs")] + f"{marks}\n\n{notes}"
    few = many[: many.index("[^1000]:")]
    files = {"dossier.md": COVER, "sources/bill.md": SOURCE + words, "events/few.md": few}
    start = time.process_time()
    folder = put(tmp_path / "toll", files)
    assert len(good(folder).events[0].citations) == 1000
    assert messages(put(folder, {"events/many.md": many})) == [
        "events/many.md:1009:1: 5,000 footnotes, and at most 1,000 are read: split this file"
    ]
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (20_000, []),
        (
            20_001,
            [
                "events/penny.md:5:1: the text has 20,001 characters, and at most 20,000 are read: "
                "shorten it, or make two files of it"
            ],
        ),
    ],
)
def test_the_longest_text(tmp_path: Path, length: int, expected: list[str]) -> None:
    """Footnotes do not count."""
    text = "# Toll\n\nIt costs a penny.[^1] "
    head, note = EVENT.partition("#")[0], EVENT[EVENT.index("[^1]:") :]
    event = f"{head}{text.ljust(length, 'x')}\n\n{note}"
    assert messages(put(tmp_path / "toll", MINIMAL | {"events/penny.md": event})) == expected


def test_the_longest_headline(tmp_path: Path) -> None:
    files = MINIMAL | {"events/penny.md": EVENT.replace("# The toll", f"\n# {'x' * 301}")}
    assert messages(put(tmp_path / "toll", files)) == [
        "events/penny.md:6:1: the headline has 301 characters, and at most 300 are read: shorten it"
    ]


@pytest.mark.parametrize(("path", "line"), [("events/penny.md", 5), ("dossier.md", 6)])
def test_an_empty_headline_is_one_mistake(tmp_path: Path, path: str, line: int) -> None:
    text = MINIMAL[path].replace("# The toll\n", "")
    _, matter, body = text.split("---\n")
    put(tmp_path / "toll", MINIMAL | {path: f"---\n{matter}---\n#\n{body}"})
    assert messages(tmp_path / "toll") == [
        f"{path}:{line}:1: the headline is empty: write one, or remove the #"
    ]


@pytest.mark.parametrize(
    "line", ["[ … ]", "[....]", "[. . .]", "[…].", "> […]", "- [...]", "*[…]*", "[…] […]"]
)
def test_what_only_looks_like_omitted_text_is_no_bridge_for_a_quote(tmp_path: Path, line: str) -> None:
    source = SOURCE.replace("penny. The", f"penny.\n\n{line}\n\nThe")
    put(tmp_path / "toll", MINIMAL | {"sources/bill.md": source})
    assert messages(tmp_path / "toll") == [
        f"sources/bill.md:7:{line.index('[') + 1}: this does not mark omitted text: "
        "write `[…]` and nothing else in the line"
    ]


@pytest.mark.parametrize("line", ["[…]", " [...] ", "[…] and so on", "[sic]", "[]", "...", "They said […]."])
def test_lines_of_a_source_that_are_what_they_are(tmp_path: Path, line: str) -> None:
    source = SOURCE.replace("penny. The", f"penny.\n\n{line}\n\nThe")
    assert messages(put(tmp_path / "toll", MINIMAL | {"sources/bill.md": source})) == []

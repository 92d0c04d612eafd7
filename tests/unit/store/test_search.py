"""Search finds alike on both databases: what is asked, where it stands, and nothing that is not public."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.statements import statements
from tests.unit.store.folders import Folder, grown, load
from tests.unit.store.reading import opened
from webapp import dates
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.matching import events_matching, match_parameters
from webapp.store.queries.within import parameters
from webapp.store.rows import Edition, Hit, Hits, Part, Tallied


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def search(store: Store, text: str, revision: int | None = None, known: str | None = None) -> Hits:
    with opened(store, "rich", revision) as (connection, edition):
        return queries.search(connection, as_known(edition, known), text)


def as_known(edition: Edition, day: str | None) -> Edition:
    return replace(edition, known=dates.parse(day, edition.timezone)) if day else edition


def keys(hits: Hits) -> list[str]:
    return [hit.key for hit in hits.hits]


def marked(parts: tuple[Part, ...]) -> str:
    return "".join(f"[{part.text}]" if part.marked else part.text for part in parts)


def hit(hits: Hits, key: str) -> Hit:
    return next(hit for hit in hits.hits if hit.key == key)


FOUND: list[tuple[str, set[str]]] = [
    ("hall", {"rounds/1", "sources/gazette"}),
    ("HALL noon", {"rounds/1", "sources/gazette"}),
    ("hall Weir", {"rounds/1"}),  # in the headline and the name of a speaker
    ('"old hall"', {"rounds/1", "sources/gazette"}),
    ('"hall old"', set()),
    ('"hall the"', set()),  # no phrase goes from one piece into the next
    ("poe*", {"events/opening"}),
    ("poe", set()),
    ("gazette bram", {"sources/gazette"}),  # the name of the source beside a paragraph of it
    ("gazette", {"sources/gazette"}),
    ("river gazette reporter", {"sources/gazette"}),
    ("渡船", {"events/opening", "sources/chinese"}),
    ("船渡", set()),
    ("النهر", {"events/opening", "sources/arabic"}),
    ("ليلى", {"events/opening", "sources/arabic"}),
    ("miller", {"rounds/1"}),
    ("footnote", {"events/opening"}),
    ("zzz", set()),
    ("hall zzz", set()),
]


def test_what_is_found(store: Store, folder: Folder) -> None:
    folder.publish(store)
    for text, found in FOUND:
        hits = search(store, text)
        assert set(keys(hits)) == found, text
        events = {key for key in found if not key.startswith("sources/")}
        assert hits.events == Tallied(len(events), False)
        assert hits.sources == Tallied(len(found - events), False)


def test_hits_show_the_sentences_that_match(store: Store, folder: Folder) -> None:
    folder.publish(store)
    hits = search(store, "hall noon")
    assert marked(hit(hits, "rounds/1").title) == "The banks meet in the old [hall]"
    quote, told = hit(hits, "rounds/1").snippets
    assert (quote.what, quote.place, marked(quote.parts)) == (
        "quote", "1", "The meeting in the old [hall] ended at [noon].",
    )  # fmt: skip
    assert quote.source
    assert quote.source.key == "sources/gazette"
    assert (told.what, told.place, told.sentence) == ("text", "0", "The meeting ends at noon.")
    assert marked(told.parts).startswith("The meeting ends at [noon]. It was called")
    (paragraph,) = hit(hits, "sources/gazette").snippets
    assert (paragraph.what, paragraph.place) == ("source", "5")
    assert hits.quotes == Tallied(1, False)


def test_who_said_it_is_marked(store: Store, folder: Folder) -> None:
    folder.publish(store)
    snippets = hit(search(store, "sluice water"), "rounds/1").snippets
    assert "Bram [Sluice], Miller" in {marked(snippet.speaker) for snippet in snippets}


def test_a_headline_counts_more_than_words_in_a_text(store: Store, folder: Folder) -> None:
    folder.replace("events/unpaid.md", "It is not paid.", "It is not paid, whatever the ferry does.")
    folder.publish(store)
    assert keys(search(store, "ferry opens"))[0] == "events/opening"


NOTE = """---
date: 2001-02-0{day}
kind: note
---
# {title}

{text}[^1]

[^1]: "people" — letter
"""
NOTES = [  # the best first, which are the oldest
    ("Ibis at the heron", "Nothing else."),
    ("First note", "A heron ibis came."),
    ("Heron alone", "Far off, an ibis."),
    ("Second note", "An ibis and then a heron."),
]


def test_words_that_stand_together_come_first_and_then_what_is_new(store: Store, folder: Folder) -> None:
    for n, (title, text) in enumerate(NOTES):
        folder.write(f"events/n{n}.md", NOTE.format(day=n + 1, title=title, text=text))
    folder.publish(store)
    assert keys(search(store, "heron ibis")) == [f"events/n{n}" for n in range(4)]
    assert keys(search(store, "heron ibis", revision=1)) == [f"events/n{n}" for n in range(4)]
    assert keys(search(store, "ibis")) == [f"events/n{n}" for n in (0, 3, 2, 1)]
    assert keys(search(store, "ibi* heron")) == [f"events/n{n}" for n in (0, 2, 3, 1)]


def test_excerpts_never_tell_more_than_they_show(store: Store, folder: Folder) -> None:
    hidden = " ".join(f"hidden{n}" for n in range(100))
    folder.replace("sources/letter.md", "The ferry opened", f"More {hidden}\nAnd {hidden} The ferry opened")
    folder.publish(store)
    for text in (
        "more",
        "mor*",
        "hidden0",
        '"hidden50 hidden51"',
        "hidden1 hidden99",
        "hidden6*",
    ):
        assert keys(search(store, text)) == []
    assert keys(search(store, "hidden99 ferry")) == ["sources/letter"]
    seen = hit(search(store, "hidden*"), "sources/letter").snippets
    assert "hidden70" not in str(seen)


def test_a_pinned_revision_finds_what_it_shows(store: Store, folder: Folder) -> None:
    folder.publish(store)
    folder.replace("events/promise.md", "# The water will be paid", "# A pledge")
    folder.publish(store)
    assert keys(search(store, "pledge", revision=1)) == []
    assert keys(search(store, "pledge", revision=2)) == ["events/promise"]
    assert keys(search(store, "pledge")) == ["events/promise"]
    assert "events/promise" in keys(search(store, '"water will be paid"', revision=1))
    assert "events/promise" not in keys(search(store, '"water will be paid"'))


def test_only_what_was_known_is_found(store: Store, folder: Folder) -> None:
    folder.publish(store)
    assert keys(search(store, "carries", known="2001-03-05")) == []
    assert keys(search(store, "carries", known="2001-03-06")) == ["events/opening"]
    assert set(keys(search(store, "渡船", known="2001-03-04"))) == {"events/opening", "sources/chinese"}
    assert keys(search(store, "forty", known="2001-03-05")) == []
    assert set(keys(search(store, "forty", known="2001-03-06"))) == {"events/opening", "sources/letter"}


HOSTILE = [
    *(
        "\0",
        "\ud800",
        "(",
        ")",
        "*",
        '"',
        '""',
        ":",
        "^",
        "-",
        "a:b",
        "heading:hall",
        "{own}:hall",
        "NEAR(hall x)",
    ),
    *(
        "hall AND",
        "NOT hall",
        "hall OR",
        "+hall",
        "hall*noon",
        '"hall',
        "'; DROP TABLE passages; --",
        "'",
        "\\",
    ),
    *(
        "hall & noon",
        "hall | !noon",
        "hall <-> noon",
        "hall:*",
        "¶",
        "a " * 50_000,
        "x" * 100_000,
        '"' * 1000,
    ),
    *("(" * 1000, "hall " + "(" * 500, "%", "_", "\n\t\r", "🙂", "\u202e", "hall\0noon", "'hall':A"),
]


def test_whatever_is_typed_can_be_looked_for(store: Store, folder: Folder) -> None:
    folder.publish(store)
    for text in HOSTILE:
        hits = search(store, text)
        with opened(store, "rich") as (connection, edition):
            found = connection.scalars(events_matching, parameters(edition, **match_parameters(text))).all()
        assert len(found) == hits.events.number
        assert bool(hits.hits) <= any(char.isalnum() for char in text)


def test_what_has_no_match_is_named(store: Store, folder: Folder) -> None:
    folder.publish(store)
    assert search(store, "hall zzz yyy*").absent == ("zzz", "yyy*")
    assert search(store, "hall poet").absent == ()
    assert search(store, "zzz").absent == ()
    assert search(store, 'zzz "old hall"').terms == ("zzz", "“old hall”")


def test_filters_and_search_find_the_same_events(store: Store, folder: Folder) -> None:
    folder.publish(store)
    for text in ("hall Weir", "paid", "渡船", "zzz", '"the old"'):
        with opened(store, "rich") as (connection, edition):
            hits = queries.search(connection, edition, text)
            found = connection.scalars(events_matching, parameters(edition, **match_parameters(text))).all()
            assert len(found) == hits.events.number == len([h for h in hits.hits if h.event])


def test_long_results_come_in_pages_that_hold_each_hit_once(store: Store, folder: Folder) -> None:
    publish(store, grown(folder.read(), 60))
    with opened(store, "rich") as (connection, edition):
        seen: list[str] = []
        after = ""
        while True:
            hits = queries.search(connection, edition, "water", after)
            seen += keys(hits)
            if hits.after is None:
                break
            assert len(hits.hits) == 30
            assert hits.after == seen[-1]
            after = hits.after
        assert hits.events.number + hits.sources.number == len(seen) == len(set(seen)) > 100
        assert keys(queries.search(connection, edition, "water", "events/gone")) == seen[:30]


def test_no_more_than_a_thousand_are_counted(store: Store, folder: Folder) -> None:
    publish(store, grown(folder.read(), 510))
    hits = search(store, "the")
    assert hits.events == Tallied(1000, True)
    assert hits.sources.more is False


def test_all_dossiers_are_searched_in_their_newest_revisions(
    store: Store, folder: Folder, tmp_path: Path
) -> None:
    folder.publish(store)
    folder.replace("events/promise.md", "# The water will be paid", "# A pledge")
    folder.publish(store)
    second = tmp_path / "second" / "poor"
    second.parent.mkdir()
    folder.path.rename(second)
    publish(store, load(second))
    with store.read() as connection:
        hits = queries.search_all(connection, "pledge")
        assert [(hit.edition.id, hit.key) for hit in hits.hits] == [
            ("rich", "events/promise"),
            ("poor", "events/promise"),
        ]
        assert hits.events == Tallied(2, False)
        assert queries.search_all(connection, '"water will be paid"').events == Tallied(0, False)
        assert queries.search_all(connection, "hall zzz").absent == ("zzz",)


def test_a_search_takes_as_many_statements_whatever_it_finds(store: Store, folder: Folder) -> None:
    numbers = set()
    for times in (0, 40):
        publish(store, grown(folder.read(), times))
        with opened(store, "rich") as (connection, edition), statements() as seen:
            queries.search(connection, edition, "water")
        numbers.add(len(seen))
    assert numbers == {7}

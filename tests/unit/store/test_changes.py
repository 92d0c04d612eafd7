"""What the store says of revisions: counted when they are published, compared when they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from tests.unit.store.folders import Folder
from tests.unit.store.reading import opened
from tests.web.edits import publish_edits
from webapp.store import Store, models, queries
from webapp.store.rows import (
    Changes,
    Correction,
    CoverVersion,
    Edition,
    EventPage,
    EventVersion,
    Missing,
    SourceVersion,
    Summary,
)


@pytest.fixture
def river(store: Store, tmp_path: Path) -> Store:
    publish_edits(store, tmp_path / "river-2025")
    return store


def compared(store: Store, a: int, b: int, page: str = "", after: str = "") -> Changes | Missing:
    with (
        opened(store, "river-2025", a) as (_, first),
        opened(store, "river-2025", b) as (connection, last),
    ):
        return queries.changes(connection, first, last, page, after)


def keys(found: Changes | Missing) -> list[str]:
    assert isinstance(found, Changes)
    return [pair.key for pair in found.pairs]


def test_a_summary_counts_what_a_revision_changed(river: Store) -> None:
    with opened(river, "river-2025") as (connection, edition):
        found = queries.revisions(connection, edition)
    told = {line.number: line.summaries for line in found.lines}
    assert list(told) == [5, 4, 3, 2, 1]
    assert not found.earlier
    assert told[1] == (
        Summary("dossier", 1, 0, 0),
        Summary("round", 2, 0, 0),
        Summary("event", 3, 0, 0),
        Summary("source", 2, 0, 0),
        Summary("quote", 8, 0, 0),
    )
    assert told[4] == (Summary("round", 0, 0, 1), Summary("event", 1, 2, 0))
    assert told[5] == (Summary("event", 0, 1, 0),)


def test_counts_are_those_of_the_files_and_quotes_themselves(river: Store) -> None:
    """Of each revision: the sets of keys and of quotes that it has and that the one before it had."""
    with river.read() as connection:
        versions = [
            (table.__tablename__, row.key, row.since, row.until, row.digest)
            for table in (models.Cover, models.Source, models.Event)
            for row in connection.execute(select(*table.__table__.columns))
        ]
        cited = select(models.Quote.quote, models.Event.since, models.Event.until).join(
            models.Event, models.Event.id == models.Quote.event_id
        )
        quotes = connection.execute(cited).all()
        written = connection.execute(select(*models.Summary.__table__.columns)).all()
    found = {(row.revision, row.what): (row.added, row.changed, row.removed) for row in written}
    for revision in range(1, 6):
        had, has = (
            {(table, key): digest for table, key, since, until, digest in versions if since <= n < until}
            for n in (revision - 1, revision)
        )
        files = (
            len(has.keys() - had.keys()),
            sum(has[key] != had[key] for key in has.keys() & had.keys()),
            len(had.keys() - has.keys()),
        )
        told = [found.get((revision, what), (0, 0, 0)) for what in ("dossier", "round", "event", "source")]
        assert tuple(map(sum, zip(*told, strict=True))) == files
        before, after = (
            {quote for quote, since, until in quotes if since <= n < until} for n in (revision - 1, revision)
        )
        added, changed, removed = found.get((revision, "quote"), (0, 0, 0))
        new, old = len(after - before), len(before - after)
        assert added - removed == new - old
        assert max(new - added, old - removed) <= changed  # quotes that others have become


def corrections(connection: Connection, edition: Edition) -> tuple[Correction, ...]:
    found = queries.event(connection, edition, "events/anna-promises")
    assert isinstance(found, EventPage)
    return found.corrections


def test_corrections_are_of_their_version_and_of_the_revision_that_has_them_first(river: Store) -> None:
    with opened(river, "river-2025") as (connection, edition):
        lines = queries.revisions(connection, edition).lines
        now = corrections(connection, edition)
    first = {line.number: [each.correction.note for each in line.corrections] for line in lines}
    assert first[2] == ["Anna Berg is a special envoy.", "She spoke on 27 May, not on 28 May."]
    assert first[4] == ["Her office was misspelt."]
    assert [first[n] for n in (1, 3, 5)] == [[], [], []]
    assert [each.note for each in now] == ["She spoke on 27 May, not on 28 May.", "Her office was misspelt."]
    with opened(river, "river-2025", 3) as (connection, edition):
        then = corrections(connection, edition)
    assert then == now[:1]


def test_all_that_differs_is_found_with_both_its_versions(river: Store) -> None:
    found = compared(river, 1, 4)
    assert isinstance(found, Changes)
    assert (found.added, found.changed, found.removed, found.total) == (1, 7, 1, 9)
    pairs = {pair.key: pair for pair in found.pairs}
    assert isinstance(pairs["dossier"].after, CoverVersion)
    assert [each.note for each in pairs["dossier"].after.corrections] == ["Anna Berg is a special envoy."]
    anna = pairs["events/anna-promises"]
    assert isinstance(anna.before, EventVersion)
    assert isinstance(anna.after, EventVersion)
    assert (anna.before.date.text, anna.after.date.text, anna.turn) == ("2025-05-28", "2025-05-27", 4)
    minutes = pairs["sources/minutes"]
    assert isinstance(minutes.before, SourceVersion)
    assert isinstance(minutes.after, SourceVersion)
    assert (minutes.before.rights, minutes.after.rights) == ("full", "excerpts")
    assert pairs["rounds/2"].after is None
    assert pairs["events/gates-open"].before is None


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("events/anna-promises", ["dossier", "events/anna-promises", "sources/report"]),
        ("rounds/2", ["dossier", "rounds/2", "sources/minutes"]),
        ("actors/boris", ["dossier", "events/anna-promises", "events/boris-answers", "sources/report"]),
    ],
)
def test_of_that_what_concerns_a_page(river: Store, page: str, expected: list[str]) -> None:
    assert keys(compared(river, 1, 4, page)) == expected


def test_what_settles_a_commitment_concerns_the_page_of_who_made_it(river: Store) -> None:
    assert "events/gates-open" in keys(compared(river, 3, 4, "rounds/1"))


def test_windows_begin_after_a_key(river: Store) -> None:
    whole = keys(compared(river, 1, 4))
    assert keys(compared(river, 1, 4, after=whole[3])) == whole[4:]


@pytest.mark.parametrize(
    "page", ["events/nothing", "quotes/abc", "actors/nobody", "sources/none", "rounds/9"]
)
def test_a_page_that_neither_has_is_missing(river: Store, page: str) -> None:
    assert compared(river, 1, 2, page) == Missing(page)


def test_a_folder_with_corrections_is_published_as_it_reads(store: Store, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    front = "corrections:\n  - {date: 2001-05-04, note: A comma}\ntitle:"
    folder.replace("sources/letter.md", "title:", front)
    folder.publish(store)
    with opened(store, "rich") as (connection, edition):
        (correction,) = queries.corrections(connection, edition, "sources/letter")
    assert (correction.date.text, correction.note) == ("2001-05-04", "A comma")

"""Windows of a timeline: their ends, their places, and how the databases find them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.statements import statements
from tests.unit.store.folders import RICH, Folder, grown, load
from tests.unit.store.reading import opened
from webapp import dates
from webapp.dossier.model import Dossier
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.filters import EVERYTHING, Filters
from webapp.store.queries.place import After, At, Before, Place, Start
from webapp.store.queries.windows import LONG, STUB, WINDOW
from webapp.store.rows import Edition, Missing, Timeline


def days(number: int) -> Dossier:
    """So many events, one each day, and no rounds."""
    base = load(RICH)
    event = next(event for event in base.events if event.key == "events/promise")
    event = replace(event, outcomes=())
    events = tuple(
        replace(
            event,
            key=key(n),
            file=str(n),
            date=dates.parse(f"{2001 + n // 28}-01-{n % 28 + 1:02}"),
        )
        for n in range(number)
    )
    return replace(base, events=events)


def key(number: int) -> str:
    return f"events/e{number:04}"


@contextmanager
def talks(store: Store, number: int) -> Iterator[tuple[Connection, Edition]]:
    publish(store, days(number))
    with opened(store, "rich") as found:
        yield found


def ends(connection: Connection, edition: Edition, place: Place) -> tuple[int, int, str | None, str | None]:
    """How many come before the window, how many it shows, and the keys that lead on."""
    found = queries.timeline(connection, edition, EVERYTHING, place)
    assert isinstance(found, Timeline)
    return found.first, len(found.cards), found.earlier, found.later


def test_what_is_drawn_comes_as_it_is_and_all_else_as_pages_show_it(store: Store) -> None:
    with talks(store, 3) as (connection, edition):
        whole = queries.timeline(connection, edition)
        drawn = replace(whole.cards[1], html="drawn")
        found = queries.timeline(connection, edition, EVERYTHING, Start(), {drawn.ref.key: drawn})
    assert isinstance(found, Timeline)
    for card, same in zip(found.cards, whole.cards, strict=True):
        assert same.quotes
        first, more, cited = same.quotes[:1], len(same.quotes) - 1, {quote.source for quote in same.quotes}
        shown = replace(same, quotes=first, more=more, sources=card.sources, actors=(), topics=())
        assert card == (drawn if card.ref.key == drawn.ref.key else shown)
        assert card is drawn or set(card.sources) == cited
    assert replace(found, cards=()) == replace(whole, cards=())


def test_as_many_as_are_not_long_are_one_page_wherever_it_is_to_begin(store: Store) -> None:
    with talks(store, LONG) as (connection, edition):
        for place in Start(), After("events/e0100"), Before("events/e0100"), At("events/e0199"):
            assert ends(connection, edition, place) == (0, LONG, None, None)


def test_one_more_makes_windows(store: Store) -> None:
    with talks(store, LONG + 1) as (connection, edition):
        first = (0, WINDOW, None, key(WINDOW - 1))
        assert ends(connection, edition, Start()) == first
        assert ends(connection, edition, Before(key(WINDOW))) == first
        last = (LONG, 1, key(LONG), None)
        assert ends(connection, edition, At(key(LONG))) == last


def test_a_window_takes_in_the_stub_that_it_would_leave(store: Store) -> None:
    number = LONG + WINDOW + STUB + 1
    begins = number - WINDOW - STUB  # where what is left is a window and a stub
    with talks(store, number) as (connection, edition):
        before = ends(connection, edition, After(key(begins - 2)))
        assert before == (begins - 1, WINDOW, key(begins - 1), key(begins + WINDOW - 2))
        last = (begins, WINDOW + STUB, key(begins), None)
        assert ends(connection, edition, After(key(begins - 1))) == last
        most = WINDOW + STUB
        assert ends(connection, edition, Before(key(most))) == (0, most, None, key(most - 1))
        other = (STUB + 1, WINDOW, key(STUB + 1), key(most))
        assert ends(connection, edition, Before(key(most + 1))) == other


def test_where_nothing_is_left_it_is_the_window_at_that_end(store: Store) -> None:
    with talks(store, 300) as (connection, edition):
        first, last = (0, WINDOW, None, key(WINDOW - 1)), (300 - WINDOW, WINDOW, key(300 - WINDOW), None)
        assert ends(connection, edition, Before(key(0))) == first
        assert ends(connection, edition, After(key(299))) == last
        assert ends(connection, edition, At(dates.parse("2099"))) == last


def test_a_date_is_where_the_first_begins_from_then_on(store: Store) -> None:
    with talks(store, 300) as (connection, edition):
        for date, first in ("2002-01-03", 30), ("2002", 28), ("2001-12", 28):
            shown = (first, WINDOW, key(first), key(first + WINDOW - 1))
            assert ends(connection, edition, At(dates.parse(date))) == shown
        assert ends(connection, edition, At(key(290))) == (290, 10, key(290), None)


def test_a_key_that_no_revision_has_is_missing(store: Store) -> None:
    with talks(store, 5) as (connection, edition):
        for place in After("events/e004"), Before("events/e004"), At("events/e004"):
            found = queries.timeline(connection, edition, EVERYTHING, place)
            assert isinstance(found, Missing)
            assert (found.what, found.last) == ("events/e004", None)
            assert str(found.nearest).startswith("events/e00")
        for key in "events/é", "x" * 1000, "\0":
            assert isinstance(queries.timeline(connection, edition, EVERYTHING, At(key)), Missing)


def test_sources_are_all_of_them_only_beside_the_whole(store: Store) -> None:
    publish(store, grown(load(RICH), 70))
    with opened(store, "rich") as (connection, edition):
        window = queries.timeline(connection, edition)
        narrowed = queries.timeline(connection, edition, Filters(kind=("promise",)))
        both = [
            queries.timeline(connection, replace(edition, known=day))
            for day in (None, dates.parse("2001-03-03"))
        ]
    assert not window.whole
    assert {quote.source for card in window.cards for quote in card.quotes} == set(window.sources)
    assert [source.key for source in narrowed.sources] == ["sources/letter"]
    assert narrowed.known == window.known == dates.parse("2001-03-06", "Asia/Shanghai")
    assert both[1].known == dates.parse("2001-03-02", "Asia/Shanghai")


def test_a_short_timeline_shows_all_sources(store: Store, tmp_path: Path) -> None:
    Folder(tmp_path).publish(store)
    with opened(store, "rich") as (connection, edition):
        assert len(queries.timeline(connection, edition).sources) == len(load(RICH).sources)


@pytest.mark.parametrize("place", [Start(), After("events/e0500"), Before("events/e0500")])
def test_a_window_is_walked_to_by_an_index_and_no_further(store: Store, place: Place) -> None:
    with talks(store, 1000) as (connection, edition):
        with statements() as seen:
            queries.timeline(connection, edition, EVERYTHING, place)
        [walk] = [sql for sql in seen if "LIMIT" in sql and "SELECT states.event_id AS id" in sql]
        if connection.dialect.name == "postgresql":
            assert "OFFSET" not in "".join(seen)
        else:  # SQLAlchemy writes OFFSET 0 there
            steps = plan(connection, walk)
            assert "ix_states_in_time" in steps[0]
            assert not any("TEMP B-TREE" in step for step in steps)


def plan(connection: Connection, sql: str) -> list[str]:
    """What SQLite does for the statement, whatever its parameters."""
    given = (1,) * sql.count("?")
    return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)]

"""How many statements a page takes never depends on how much there is to show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from tests.statements import statements
from tests.unit.store.folders import RICH, grown, load
from webapp import dates
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.filters import EVERYTHING, Filters
from webapp.store.queries.place import After, Start
from webapp.store.rows import Edition, Missing

Query = Callable[[Connection, Edition], object]

NARROW = Filters(
    party=("north", "inn"),
    actor=("ada",),
    topic=("ferry",),
    kind=("opening", "round"),
    status=("held",),
    round=(1, 12),
    from_=dates.parse("2001"),
    to=dates.parse("2004"),
    q="ferry",
)

# Beside the one that finds the edition, and the one for what has been counted of it.
PAGES: dict[str, tuple[int, Query]] = {
    "timeline": (7, queries.timeline),
    "timeline, narrowed": (8, lambda c, e: queries.timeline(c, e, NARROW)),
    "timeline, as pages show it": (5, lambda c, e: queries.timeline(c, e, EVERYTHING, Start(), {}, ())),
    "window": (8, lambda c, e: queries.timeline(c, e, EVERYTHING, After("rounds/1"))),
    "choices": (0, lambda c, e: queries.choices(c, e, EVERYTHING)),
    "choices, narrowed": (1, lambda c, e: queries.choices(c, e, NARROW)),
    "loosened": (1, lambda c, e: queries.loosened(c, e, NARROW)),
    "moments": (2, lambda c, e: queries.moments(c, e, EVERYTHING)),
    "moments, narrowed": (2, lambda c, e: queries.moments(c, e, NARROW)),
    "recent": (4, queries.recent),
    "recent, narrowed": (4, lambda c, e: queries.recent(c, e, NARROW)),
    "recent hits": (7, lambda c, e: queries.recent_hits(c, e, "ferry", 50)),
    "recent hits everywhere": (8, lambda c, e: queries.recent_hits(c, None, "ferry", 50)),
    "event": (6, lambda c, e: queries.event(c, e, "events/opening")),
    "round": (9, lambda c, e: queries.round_(c, e, 1)),
    "source": (4, lambda c, e: queries.source(c, e, "letter")),
    "actor": (5, lambda c, e: queries.actor(c, e, "ada")),
    "party": (5, lambda c, e: queries.party(c, e, "south")),
}


ABSENT: dict[str, tuple[int, Query]] = {
    "event": (4, lambda c, e: queries.event(c, e, "events/openin")),
    "source": (4, lambda c, e: queries.source(c, e, "lettre")),
    "quote": (3, lambda c, e: queries.quote(c, e, "a" * 12)),
    "actor": (1, lambda c, e: queries.actor(c, e, "adda")),
}


def asked(store: Store, times: int, query: Query) -> tuple[int, object]:
    """How many statements it takes in a dossier that has so many times the events, and what it finds."""
    publish(store, grown(load(RICH), times))
    with store.read() as connection:
        with statements() as seen:
            edition = queries.edition(connection, "rich", None)
        assert isinstance(edition, Edition)
        assert len(seen) == 1
        query(connection, edition)  # what is looked for once and kept is kept now
        with statements() as seen:
            found = query(connection, edition)
    return len(seen), found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_as_many_statements_for_many_events_as_for_few(store: Store, page: str) -> None:
    expected, query = PAGES[page]
    for times in (0, 70):
        number, found = asked(store, times, query)
        assert not isinstance(found, Missing)
        assert number == expected


@pytest.mark.parametrize("page", ABSENT)
def test_what_is_missing_takes_few(store: Store, page: str) -> None:
    expected, query = ABSENT[page]
    for times in (0, 70):
        number, found = asked(store, times, query)
        assert isinstance(found, Missing)
        assert number == expected


def test_the_list_of_dossiers_takes_one(store: Store) -> None:
    for name in ("rich", "no-principals", "minimal"):
        publish(store, load(RICH.parent / name))
        with store.read() as connection, statements() as seen:
            queries.dossiers(connection)
        assert len(seen) == 1

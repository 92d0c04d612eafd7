"""All of a timeline, and all that a search ranks, in pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.statements import statements
from tests.unit.store.folders import RICH, grown, load
from tests.unit.store.reading import opened
from webapp import dates
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.filters import EVERYTHING, Filters

NARROWED = Filters(party=("north",), from_=dates.parse("2001"), q="ferry")


@pytest.mark.parametrize("filters", [EVERYTHING, NARROWED])
def test_batches_are_the_whole_timeline_in_order(store: Store, filters: Filters) -> None:
    """However many there are in one, and also where many stand at the same time."""
    publish(store, grown(load(RICH), 30))
    with opened(store, "rich") as (connection, edition):
        timeline = queries.timeline(connection, edition, filters)
        assert timeline.whole
        for most in (1, 7, timeline.total, 500):
            found = list(queries.batches(connection, edition, filters, most))
            assert tuple(card for cards in found for card in cards) == timeline.cards
            assert all(len(cards) <= most for cards in found)


def test_each_batch_takes_as_many_statements_as_any_other(store: Store) -> None:
    publish(store, grown(load(RICH), 30))
    counts = []
    with opened(store, "rich") as (connection, edition):
        batches = queries.batches(connection, edition, most=10)
        for _ in range(3):
            with statements() as seen:
                next(batches)
            counts.append(len(seen))
    assert len(set(counts)) == 1


def test_all_that_is_found_comes_as_a_search_lists_it(store: Store) -> None:
    publish(store, grown(load(RICH), 130))
    with opened(store, "rich") as (connection, edition):
        found = [hit.key for hits in queries.finds(connection, edition, "ferry") for hit in hits]
        page = queries.search(connection, edition, "ferry")
        listed = [hit.key for hit in page.hits]
        while page.after:
            page = queries.search(connection, edition, "ferry", page.after)
            listed += [hit.key for hit in page.hits]
        assert found == listed
        assert len(found) > 100
        everywhere = [hit.key for hits in queries.finds(connection, None, "ferry") for hit in hits]
        assert everywhere == found
        assert list(queries.finds(connection, edition, "")) == []


def test_what_is_new_is_listed_by_when_it_was_known(store: Store) -> None:
    publish(store, load(RICH))
    with opened(store, "rich") as (connection, edition):
        found = queries.recent(connection, edition)
        assert all(one.known >= other.known for one, other in pairwise(found) if one.known and other.known)
        assert {each.card.ref.key for each in found} == {
            card.ref.key for card in queries.timeline(connection, edition).cards
        }
        assert queries.recent(connection, edition, most=1) == found[:1]
        hits = queries.recent_hits(connection, edition, "ferry", 50)
        assert {each.hit.key for each in hits} == {
            hit.key for hit in queries.search(connection, edition, "ferry").hits
        }

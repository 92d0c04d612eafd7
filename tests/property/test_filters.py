"""A view shows what its filters say, and counts what another choice would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.property.talks import KNOWN, STATUSES, dossier, dossiers, filters, shown
from tests.unit.store.reading import opened
from webapp.dates import Date
from webapp.dossier.model import Dossier, Event
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.filters import DIMENSIONS, EVERYTHING, Filters
from webapp.store.queries.moments import FEW
from webapp.store.rows import Edition, Tally
from webapp.timeline.counts import Sums, counts
from webapp.timeline.items import Lane
from webapp.timeline.lanes import arrange
from webapp.timeline.overall import Overall

# One store serves all examples: each has a dossier of its own.
SOME = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEWER = settings(SOME, max_examples=10)


@contextmanager
def published(store: Store, dossier: Dossier, known: Date | None) -> Iterator[tuple[Connection, Edition]]:
    publish(store, dossier)
    with opened(store, dossier.id) as (connection, edition):
        yield connection, replace(edition, known=known)


def keys(events: list[Event]) -> list[str]:
    return [event.key for event in events]


@SOME
@given(dossiers(), filters(), KNOWN)
def test_a_view_shows_what_satisfies_all_its_filters(
    store: Store, dossier: Dossier, filters: Filters, known: Date | None
) -> None:
    assume(not (known and filters.q))  # what could be read that day is for the tests of search
    expected = shown(dossier, filters, known)
    with published(store, dossier, known) as (connection, edition):
        found = queries.timeline(connection, edition, filters)
    assert [card.ref.key for card in found.cards] == keys(expected)
    assert [card.ref.status for card in found.cards] == [event.status for event in expected]
    cited = [(each.quote, each.located.match) for event in expected for each in event.citations]
    quotes = {quote for quote, _ in cited}
    loose = {quote for quote, match in cited if match != "exact"}
    rounds = sum(event.number is not None for event in expected)
    assert (found.totals.rounds, found.totals.events) == (rounds, len(expected) - rounds)
    assert (found.totals.quotes, found.totals.verbatim) == (len(quotes), len(quotes - loose))
    assert [len(card.quotes) for card in found.cards] == [len(event.citations) for event in expected]
    assert (found.first, found.earlier, found.later, found.whole) == (0, None, None, True)
    all_rounds = [event for event in shown(dossier, EVERYTHING, known) if event.number]
    assert [ref.key for ref in found.rounds] == keys(all_rounds)


@SOME
@given(dossiers(), filters(), KNOWN)
def test_counts_beside_choices_are_what_choosing_gives(
    store: Store, dossier: Dossier, filters: Filters, known: Date | None
) -> None:
    assume(not (known and filters.q))
    with published(store, dossier, known) as (connection, edition):
        found = queries.choices(connection, edition, filters)
    there = shown(dossier, EVERYTHING, known)
    for name in DIMENSIONS:
        offered = getattr(found, name)
        chosen = getattr(filters, name)
        assert [choice.value for choice in offered] == in_order(name, edition, there, chosen)
        for choice in offered:
            value = int(choice.value) if name == "round" else choice.value
            values: Any = {name: (*(each for each in chosen if each != value), value)}
            assert choice.count == len(shown(dossier, replace(filters, **values), known)), (name, value)
            assert choice.chosen == (value in chosen)


def in_order(name: str, edition: Edition, there: list[Event], chosen: tuple[Any, ...]) -> list[str]:
    """The values that events have, and those that are chosen, as they are to be offered."""
    match name:
        case "party":
            order, some = list(edition.parties), [event.parties for event in there]
        case "actor":
            order, some = list(edition.actors), [event.actors for event in there]
        case "topic":
            order, some = list(edition.topics), [event.topics for event in there]
        case "kind":
            return sorted({*(event.kind for event in there), *chosen})
        case "status":
            order, some = STATUSES, [(event.status,) for event in there]
        case _:
            numbers = {event.number or event.round for event in there}
            return [str(number) for number in sorted({*(n for n in numbers if n), *chosen})]
    return [value for value in order if value in chosen or any(value in each for each in some)]


@SOME
@given(dossiers(), filters(), KNOWN)
def test_loosening_a_filter_gives_what_it_says(
    store: Store, dossier: Dossier, filters: Filters, known: Date | None
) -> None:
    assume(not (known and filters.q))
    with published(store, dossier, known) as (connection, edition):
        found = queries.loosened(connection, edition, filters)
    assert list(found) == list(filters.active)
    for name, count in found.items():
        assert count == len(shown(dossier, filters.without(name), known)), name


@SOME
@given(dossiers(), filters(), KNOWN, st.none() | st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_moments_are_what_begins_in_the_frame(
    store: Store, dossier: Dossier, filters: Filters, known: Date | None, days: tuple[int, int] | None
) -> None:
    assume(not (known and filters.q))
    start = 982_800_000  # in February 2001
    frame = (start + min(days) * 86_400, start + max(days) * 86_400) if days else None
    with published(store, dossier, known) as (connection, edition):
        found = queries.moments(connection, edition, filters, frame)
    expected = shown(dossier, filters.without("from", "to"), known)
    begins = [event.date.sort[0] for event in expected]
    inside = [event for event in expected if frame is None or frame[0] <= event.date.sort[0] <= frame[1]]
    assert [ref.key for ref in found.refs] == keys(inside)
    assert found.tallies == ()
    assert (found.first, found.last) == (min(begins, default=None), max(begins, default=None))


@FEWER
@given(dossiers(), st.integers(FEW, FEW + 2), filters(), KNOWN)
def test_many_moments_are_counted(
    store: Store, few: Dossier, number: int, filters: Filters, known: Date | None
) -> None:
    assume(not (known and filters.q))
    own = [event for event in few.events if event.number is None]
    many = dossier(
        [replace(own[n % len(own)], key=f"events/e{n}") for n in range(number)]
        + [event for event in few.events if event.number]
    )
    expected = shown(many, filters.without("from", "to"), known)
    with published(store, many, known) as (connection, edition):
        found = queries.moments(connection, edition, filters)
    numbers = dict[tuple[int, tuple[str, ...], bool], int]()
    for event in expected:
        alike = event.date.sort[0], event.parties, event.status == "held"
        numbers[alike] = numbers.get(alike, 0) + 1
    if len(expected) <= FEW:
        assert [ref.key for ref in found.refs] == keys(expected)
    elif found.overall:
        assert (found.refs, found.tallies) == ((), ())
        drawn(found.overall, edition.lanes, [Tally(*alike, numbers[alike]) for alike in sorted(numbers)])
    else:
        assert {(each.time, each.parties, each.held): each.count for each in found.tallies} == numbers
        assert [each.time for each in found.tallies] == sorted(each.time for each in found.tallies)
        assert found.refs == ()


def drawn(overall: Overall, lanes: list[Lane], tallies: list[Tally]) -> None:
    """Assert that a picture is drawn of what is drawn of the tallies."""
    busy = Counter[tuple[str, ...]]()
    for tally in tallies:
        busy[tally.parties] += tally.count
    shown, touched = arrange(lanes, busy)
    sums = Sums(counts(tallies, touched))
    times = sums.times
    assert overall.lanes == shown
    assert (overall.sums.first, overall.sums.last, overall.sums.days) == (sums.first, sums.last, sums.days)
    cuts = sorted({time + beside for time in times for beside in (-1, 0, 1)})
    assert overall.sums.between(cuts) == sums.between(cuts)
    for begin, end in combinations(cuts, 2):
        assert overall.sums.cut(begin, end) == sums.cut(begin, end)
    assert overall.sums.before(times[-1]) == sums.before(times[-1])

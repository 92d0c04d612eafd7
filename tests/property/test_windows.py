"""Windows of a long timeline show everything once, in order, also while the dossier changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.talks import as_known, dossier, events, fresh, place, shown
from tests.unit.store.reading import opened
from webapp import dates
from webapp.dates import Date
from webapp.dossier.model import Event
from webapp.publish import publish
from webapp.store import Store, queries
from webapp.store.queries.filters import EVERYTHING, Filters
from webapp.store.queries.place import After, At, Before, Place, Start
from webapp.store.queries.windows import LONG, STUB, WINDOW
from webapp.store.rows import Missing, Timeline

# One store serves all examples: each has a dossier of its own.
SOME = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAYS = [
    dates.parse(f"200{year}-{month:02}-0{day}") for year in (1, 2) for month in (3, 4) for day in (1, 2, 9)
]
END = At(dates.parse("2020"))
# On the first of these days, some of the sources were published; on the second, most.
KNOWN = st.none() | st.sampled_from([dates.parse(f"2001-03-0{day}", "Asia/Shanghai") for day in (2, 6)])
FILTERS = st.sampled_from([EVERYTHING, Filters(party=("north", "south", "press")), Filters(status=("held",))])
FORWARD = st.booleans()


@st.composite
def timelines(draw: st.DrawFn, least: int, most: int) -> list[Event]:
    """So many events in a few places of time, many of them in the same."""
    drawn = draw(st.lists(events(), min_size=1, max_size=6))
    moments = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=8))
    number = draw(st.integers(least, most))
    return [
        replace(drawn[n % len(drawn)], key=f"events/e{n * 7 % 1000}", date=moments[n % len(moments)])
        for n in range(number)
    ]


def look(
    store: Store,
    id: str,
    filters: Filters,
    where: Place,
    known: Date | None = None,
    revision: int | None = None,
) -> Timeline | Missing:
    with opened(store, id, revision) as (connection, edition):
        return queries.timeline(connection, replace(edition, known=known), filters, where)


def load(*view: Any, **edition: Any) -> Timeline:
    found = look(*view, **edition)
    assert isinstance(found, Timeline), found
    return found


def following(page: Timeline, forward: bool) -> Place | None:
    if forward:
        return After(page.later) if page.later else None
    return Before(page.earlier) if page.earlier else None


def keys(page: Timeline) -> list[str]:
    return [card.ref.key for card in page.cards]


def window(events: Sequence[Event], where: Place, at: tuple[int, int, str] | int) -> slice:
    """Which of the events the window shows, where its place is in time there."""
    total = len(events)
    if total <= LONG:
        return slice(0, total)
    if isinstance(at, int):
        before = sum(event.date.sort[0] < at for event in events)
    else:
        before = sum(
            place(event) < at or (isinstance(where, After) and place(event) == at) for event in events
        )
    if isinstance(where, Before):
        if before == 0:
            return slice(0, WINDOW)
        return slice(0 if before <= WINDOW + STUB else before - WINDOW, before)
    if before == total:
        return slice(total - WINDOW, total)
    return slice(before, total if total - before <= WINDOW + STUB else before + WINDOW)


@SOME
@given(timelines(0, 620), FILTERS, KNOWN, FORWARD)
def test_windows_show_everything_once(
    store: Store, events: list[Event], filters: Filters, known: Date | None, forward: bool
) -> None:
    talks = dossier(events)
    publish(store, talks)
    expected = [event.key for event in shown(talks, filters, known)]
    pages = []
    where: Place | None = Start() if forward else END
    while where:
        page = load(store, talks.id, filters, where, known)
        assert page.total == len(expected)
        assert keys(page) == expected[page.first : page.first + len(page.cards)]
        assert bool(page.earlier) == (page.first > 0)
        assert bool(page.later) == (page.first + len(page.cards) < page.total)
        assert page.whole == (page.total <= LONG)
        pages.append(keys(page))
        where = following(page, forward)
    assert list(chain(*(pages if forward else pages[::-1]))) == expected
    if len(pages) > 1:
        assert all(STUB < len(page) <= WINDOW + STUB for page in pages)


@SOME
@given(timelines(320, 460), FILTERS, FORWARD, st.data())
def test_windows_show_everything_once_while_the_dossier_changes(
    store: Store, events: list[Event], filters: Filters, forward: bool, data: st.DataObject
) -> None:
    id = fresh()
    publish(store, dossier(events, id))
    everything = {event.key: event for event in events}
    there, pages = dict(everything), list[list[Event]]()
    lasting = set(there)  # what has been there all the time
    where: Place | None = Start() if forward else END
    while where:
        page = load(store, id, filters, where)
        if page.whole:
            return  # so much has gone that it is one page now
        pages.append([there[key] for key in keys(page)])
        where = following(page, forward)
        gone = data.draw(st.sets(st.sampled_from(sorted(there)), max_size=STUB))
        new = data.draw(st.dictionaries(st.integers(0, 999), st.sampled_from(DAYS), max_size=20))
        there = {key: event for key, event in there.items() if key not in gone}
        added = {
            f"events/new{n}": replace(events[0], key=f"events/new{n}", date=date) for n, date in new.items()
        }
        there |= {key: event for key, event in added.items() if key not in everything}
        everything |= there
        if where:
            lasting &= set(there)
            publish(store, dossier(list(there.values()), id))
    seen = list(chain(*(pages if forward else pages[::-1])))
    assert all(place(one) < place(other) for one, other in pairwise(seen))
    lasted = shown(dossier([everything[key] for key in lasting]), filters)
    assert {event.key for event in lasted} <= {event.key for event in seen}


@SOME
@given(timelines(150, 300), FILTERS, KNOWN, st.data())
def test_a_place_is_found_also_when_nothing_is_there_any_more(
    store: Store, events: list[Event], filters: Filters, known: Date | None, data: st.DataObject
) -> None:
    first = dossier(events)
    gone = data.draw(st.sets(st.sampled_from([event.key for event in events]), max_size=60))
    added = replace(events[0], key="events/added", date=data.draw(st.sampled_from(DAYS)))
    second = dossier([added, *(event for event in events if event.key not in gone)], first.id)
    publish(store, first)
    publish(store, second)
    for _ in range(6):
        revision = data.draw(st.sampled_from([1, 2]))
        expected = shown(first if revision == 1 else second, filters, known)
        event = data.draw(st.sampled_from([*events, added]))
        places: list[Place] = [After(event.key), Before(event.key), At(event.key)]
        where = data.draw(st.sampled_from(places))
        found = look(store, first.id, filters, where, known, revision)
        if as_known(event, known):
            assert isinstance(found, Timeline), found
            assert keys(found) == [event.key for event in expected[window(expected, where, place(event))]]
        else:
            assert isinstance(found, Missing), "what was not known yet is no place"
        date = data.draw(st.sampled_from([*DAYS, dates.parse("2001"), dates.parse("2030-01")]))
        page = load(store, first.id, filters, At(date), known=known, revision=revision)
        assert date.earliest is not None
        assert keys(page) == [event.key for event in expected[window(expected, At(date), date.earliest)]]
        assert not expected or expected[page.first].key == keys(page)[0]

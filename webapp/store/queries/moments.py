"""When the events of a timeline begin: what its overview draws."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from sqlalchemy import BigInteger, Connection, Select, bindparam, case, func, literal_column, select

from webapp.store.models import State
from webapp.store.queries import events
from webapp.store.queries.chosen import Chosen, chosen
from webapp.store.queries.counted import counted
from webapp.store.queries.filters import Filters, conditions
from webapp.store.queries.within import IN_TIME, alive, parameters, within
from webapp.store.rows import Edition, Moments, Tally

FEW = 150  # events of which each is drawn by itself
AT_ONCE = 1000  # tallies read at a time

Frame = tuple[int, int]  # the first and the last second at which an event in it begins

_ALWAYS: Frame = (-(2**63), 2**63 - 1)
NOTHING: Frame = (0, -1)
_FIRST, _LAST = (bindparam(f"frame_{end}", type_=BigInteger()) for end in ("first", "last"))
_INSIDE = State.date_sort.between(_FIRST, _LAST)
_BESIDE = tuple(
    State.date_sort.between(
        bindparam(f"{side}_first", type_=BigInteger()), bindparam(f"{side}_last", type_=BigInteger())
    )
    for side in ("before", "after")
)
_HELD = State.status == literal_column("'held'")
_THESE = (
    select(*events.REF)
    .where(State.event_id.in_(bindparam("ids", expanding=True)), alive(State))
    .order_by(*IN_TIME)
)
_BUSY = select(State.parties, func.count()).where(within(State)).group_by(State.parties)


def moments(
    connection: Connection,
    edition: Edition,
    filters: Filters,
    frame: Frame | None = None,
    beside: tuple[Frame, Frame] = (NOTHING, NOTHING),
) -> Moments:
    """Of all that satisfies the filters, `from` and `to` left aside, what begins in the frame.

    That is each event where they are at most FEW, else how many begin when, with which parties, held or not.
    Of what begins in the two frames `beside` it is told how many there are.
    """
    filters = filters.without("from", "to")
    if view := chosen(connection, edition, filters):
        return _of(connection, edition, view, frame or _ALWAYS, beside)
    first, last = _within(frame) if frame else _ALWAYS
    given = parameters(edition, **filters.parameters, frame_first=first, frame_last=last)
    named = {
        f"{side}_{end}": at
        for side, span in zip(("before", "after"), beside, strict=True)
        for end, at in zip(("first", "last"), _within(span), strict=True)
    }
    count, before, after, begin, end = connection.execute(_bounds(filters.active), {**given, **named}).one()
    if count <= FEW:
        rows = connection.execute(_refs(filters.active), given)
        return Moments(tuple(events.first(edition, row) for row in rows), (), begin, end, (before, after))
    tallies = tuple(
        Tally(time, _ids(parties), bool(held), number)
        for time, parties, held, number in connection.execute(_tallies(filters.active), given)
    )
    return Moments((), tallies, begin, end, (before, after))


def _of(
    connection: Connection, edition: Edition, view: Chosen, frame: Frame, beside: tuple[Frame, Frame]
) -> Moments:
    """The moments of a view that facets tell of."""
    begin, end = view.bounds
    before, after = (view.begun(each).total for each in beside)
    inside = view.begun(frame)
    few = inside.total <= FEW
    # Asked of many, too, with none of them: a page takes as many statements whatever there is.
    rows = connection.execute(_THESE, parameters(edition, ids=view.ids(inside, 0, FEW) if few else []))
    refs = tuple(events.first(edition, row) for row in rows)
    return Moments(refs, (), begin, end, (before, after), None if few else view.overall(edition, inside))


def overview(connection: Connection, edition: Edition, filters: Filters) -> Moments:
    """The moments of all time, counted before where they are many and nothing is filtered."""
    known = None if filters.active else counted(connection, edition)
    if known is None or known.overall is None:
        return moments(connection, edition, filters)
    sums = known.overall.sums
    return Moments((), (), sums.first, sums.last, overall=known.overall)


def busy(connection: Connection, edition: Edition) -> dict[tuple[str, ...], int]:
    """How many events each group of parties has together."""
    return {_ids(parties): number for parties, number in connection.execute(_BUSY, parameters(edition))}


def tallies(connection: Connection, edition: Edition) -> Iterator[Tally]:
    """How many of all events begin when, with which parties, held or not: in order of time, some at once."""
    given = parameters(edition, frame_first=_ALWAYS[0], frame_last=_ALWAYS[1])
    rows = connection.execute(_tallies(()), given, execution_options={"yield_per": AT_ONCE})
    for time, parties, held, number in rows:
        yield Tally(time, _ids(parties), bool(held), number)


def _within(frame: Frame) -> Frame:
    """The part of the frame in seconds of 64 bits: what surrounds the longest years goes beyond."""
    first, last = max(frame[0], _ALWAYS[0]), min(frame[1], _ALWAYS[1])
    return (first, last) if first <= last else NOTHING


def beginnings(connection: Connection, edition: Edition, filters: Filters) -> list[tuple[str, int]]:
    """The keys of all that satisfies the filters and the second at which each begins, in order of time."""
    given = parameters(edition, **filters.parameters)
    return [(key, begins) for key, begins in connection.execute(_beginnings(filters.active), given)]


@lru_cache(maxsize=10_000)
def _ids(parties: str) -> tuple[str, ...]:
    return tuple(parties.split())  # tens of thousands of tallies have hundreds of different ones


@cache
def _bounds(active: tuple[str, ...]) -> Select[int, int, int, int | None, int | None]:
    """How many are in the frame and in those beside it, and when the first and the last of all begin."""
    inside, before, after = (func.count(case((each, 1))) for each in (_INSIDE, *_BESIDE))
    bounds = func.min(State.date_sort), func.max(State.date_sort)
    return select(inside, before, after, *bounds).where(within(State), *conditions(active))


@cache
def _beginnings(active: tuple[str, ...]) -> Select[str, int]:
    return select(State.key, State.date_sort).where(within(State), *conditions(active)).order_by(*IN_TIME)


@cache
def _refs(active: tuple[str, ...]) -> Select[*tuple[object, ...]]:
    return select(*events.REF).where(within(State), _INSIDE, *conditions(active)).order_by(*IN_TIME)


@cache
def _tallies(active: tuple[str, ...]) -> Select[int, str, bool, int]:
    alike = State.date_sort, State.parties, _HELD
    return (
        select(State.date_sort, State.parties, _HELD.label("held"), func.count())
        .where(within(State), _INSIDE, *conditions(active))
        .group_by(*alike)
        .order_by(*alike)
    )

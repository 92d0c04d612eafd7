"""One round, with the events around it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, Integer, bindparam, tuple_, union

from webapp.store.models import State
from webapp.store.queries import events
from webapp.store.queries.event import event
from webapp.store.queries.within import IN_TIME
from webapp.store.rows import Edition, EventRef, Missing, RoundPage, in_time

Place = tuple[int, int, str]  # in order of time
_FIRST: Place = (-(2**63), -(2**63), "")
_LAST: Place = (2**63 - 1, 2**63 - 1, "~")  # keys are letters and digits, which come before

_NUMBER = bindparam("number", type_=Integer())
_EARLIER = events.Refs(events.chosen(State.number < _NUMBER).order_by(State.number.desc()).limit(1))
_LATER = events.Refs(events.chosen(State.number > _NUMBER).order_by(State.number).limit(1))
_TIME = tuple_(*IN_TIME)
_AFTER = tuple_(*(bindparam(f"after_{column.key}", type_=column.type) for column in IN_TIME))
_BEFORE = tuple_(*(bindparam(f"before_{column.key}", type_=column.type) for column in IN_TIME))
_EARLIEST, _LATEST = bindparam("earliest", type_=BigInteger()), bindparam("latest", type_=BigInteger())
_EVENT = State.number.is_(None)
_AROUND = events.Refs(
    # Three searches, each by an index; as one condition it would look at every event.
    union(
        events.chosen(_EVENT, _TIME > _AFTER, _TIME < _BEFORE),
        events.chosen(_EVENT, State.date_sort.between(_EARLIEST, _LATEST), State.date_latest <= _LATEST),
        events.chosen(_EVENT, State.round == _NUMBER),
    )
)


def round_(connection: Connection, edition: Edition, number: int) -> RoundPage | Missing:
    """The round of that number."""
    page = event(connection, edition, f"rounds/{number}")
    if isinstance(page, Missing):
        return page
    earlier = next(iter(_EARLIER.find(connection, edition, number=number).values()), None)
    later = next(iter(_LATER.find(connection, edition, number=number).values()), None)
    around = _around(connection, edition, page.ref, earlier, later)
    during = [ref for ref in around if ref.date.within(page.ref.date)]
    inside = {ref.key for ref in during}
    theirs = [round.date for round in (earlier, later) if round]
    rest = [
        ref
        for ref in around
        if ref.key not in inside
        and (ref.round == number or not any(ref.date.within(date) for date in theirs))
    ]
    return RoundPage(
        page=page,
        earlier=earlier,
        later=later,
        before=tuple(ref for ref in rest if _place(ref) < _place(page.ref)),
        during=tuple(during),
        after=tuple(ref for ref in rest if _place(ref) > _place(page.ref)),
    )


def _around(
    connection: Connection,
    edition: Edition,
    round: EventRef,
    earlier: EventRef | None,
    later: EventRef | None,
) -> list[EventRef]:
    """The events that name the round or lie within it, and all between the rounds before and after it."""
    bounds: dict[str, object] = {"earliest": round.date.earliest, "latest": round.date.latest}
    for name, place in ("after", _place(earlier, _FIRST)), ("before", _place(later, _LAST)):
        bounds |= {f"{name}_{column.key}": value for column, value in zip(IN_TIME, place, strict=True)}
    return list(_AROUND.find(connection, edition, number=round.number, **bounds).values())


def _place(ref: EventRef | None, otherwise: Place = _FIRST) -> Place:
    return (*in_time(ref.date, ref.number), ref.key) if ref else otherwise

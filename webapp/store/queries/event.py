"""One event or round, with all that belongs to it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, literal, select, tuple_, union_all

from webapp.store.models import Event, State
from webapp.store.prepared import Prepared
from webapp.store.queries import events, missing, sourced, wording
from webapp.store.queries.belonging import Belonging
from webapp.store.queries.promises import Promises
from webapp.store.queries.within import IN_TIME, alive, parameters, within
from webapp.store.rows import Edition, EventPage, EventRef, Missing

_EVENT = Prepared(
    select(*events.REF, State.date_sort, State.date_tie, Event.html, Event.place)
    .join(Event, Event.id == State.event_id)
    .where(within(State), State.key == bindparam("key"))
)

_TIME = tuple_(*IN_TIME)
_HERE = tuple_(*(bindparam(column.key, type_=column.type) for column in IN_TIME))
_BEFORE = events.chosen(_TIME < _HERE).order_by(*(column.desc() for column in IN_TIME)).limit(1)
_AFTER = events.chosen(_TIME > _HERE).order_by(*IN_TIME).limit(1)
_NEIGHBOURS = Prepared(
    union_all(
        *(
            select(literal(which).label("which"), *events.REF).where(
                State.event_id.in_(select(found.subquery().c.event_id)), alive(State)
            )
            for which, found in (("before", _BEFORE), ("after", _AFTER))
        )
    )
)


def event(connection: Connection, edition: Edition, key: str) -> EventPage | Missing:
    """The event or round of that key."""
    rows = _EVENT.all(connection, parameters(edition, key=key)) if missing.possible(key) else []
    if not rows:
        return missing.key(connection, edition, State, key)
    (row,) = rows
    ref = events.ref(edition, row)
    quotes = sourced.of_event(connection, edition, row.id)
    numbers = {quote.number for quote in quotes}
    promises = Promises(connection, edition, row.id, numbers)
    belonging = Belonging(connection, edition, row.id, key, numbers)
    beside = _neighbours(connection, edition, row.date_sort, row.date_tie, key)
    (html,) = wording.leading(connection, edition, [wording.text(edition, row.html, numbers)])
    return EventPage(
        ref=ref,
        html=html,
        place=row.place,
        known=min((quote.source.published for quote in quotes), key=lambda date: date.sort),
        actors=belonging.actors,
        topics=belonging.topics,
        quotes=quotes,
        agreements=belonging.agreements,
        commitments=promises.commitments,
        outcomes=promises.outcomes if ref.status == "held" else (),
        positions=belonging.positions,
        history=belonging.history,
        previous=beside.get("before"),
        next=beside.get("after"),
        corrections=belonging.corrections,
    )


def _neighbours(
    connection: Connection, edition: Edition, sort: int, tie: int, key: str
) -> dict[str, EventRef]:
    """The events `before` and `after` that place in time, where there are any."""
    given = parameters(edition, date_sort=sort, date_tie=tie, key=key)
    return {row.which: events.ref(edition, row) for row in _NEIGHBOURS.all(connection, given)}

"""One event or round, with all that belongs to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, tuple_, union

from webapp.store.models import Event, Quote, State
from webapp.store.queries import claims, corrected, events, missing, sources, wording
from webapp.store.queries.promises import Promises
from webapp.store.queries.quotes import Quotes
from webapp.store.queries.within import IN_TIME, alive, parameters, within
from webapp.store.rows import Edition, EventPage, Missing

_EVENT = (
    select(Event.id, Event.html, Event.place, *IN_TIME)
    .join(State, State.event_id == Event.id)
    .where(within(State), State.key == bindparam("key"))
)
_ITSELF = select(Event.id).where(Event.id == bindparam("event"))
_NAMES = events.Names(_ITSELF)
_QUOTES = Quotes(_ITSELF)
_SOURCES = sources.Refs(select(Quote.source).where(Quote.event_id == bindparam("event")))

_TIME = tuple_(*IN_TIME)
_HERE = tuple_(*(bindparam(column.key, type_=column.type) for column in IN_TIME))
_BEFORE = events.chosen(_TIME < _HERE).order_by(*(column.desc() for column in IN_TIME)).limit(1)
_AFTER = events.chosen(_TIME > _HERE).order_by(*IN_TIME).limit(1)
_LINKS = events.Refs(
    union(
        select(State.event_id).where(State.event_id.in_(bindparam("others", expanding=True)), alive(State)),
        select(_BEFORE.subquery().c.event_id),
        select(_AFTER.subquery().c.event_id),
    )
)


def event(connection: Connection, edition: Edition, key: str) -> EventPage | Missing:
    """The event or round of that key."""
    row = _find(connection, edition, key) if missing.possible(key) else None
    if row is None:
        return missing.key(connection, edition, State, key)
    names = _NAMES.find(connection, edition, event=row.id)[row.id]
    archive = _SOURCES.find(connection, edition, event=row.id)
    quotes = _QUOTES.find(connection, edition, archive, event=row.id)[row.id]
    numbers = {quote.number for quote in quotes}
    promises = Promises(connection, edition, row.id)
    place = {column.key: getattr(row, column.key) for column in IN_TIME}
    links = _LINKS.find(connection, edition, others=[row.id, *promises.events], **place)
    order = [None, *links.values(), None]  # in order of time, the event itself among its neighbours
    here = order.index(links[row.id])
    told = wording.text(edition, row.html, [quote.number for quote in quotes])
    (html,) = wording.leading(connection, edition, [told])
    return EventPage(
        ref=links[row.id],
        html=html,
        place=row.place,
        known=min((quote.source.published for quote in quotes), key=lambda date: date.sort),
        actors=tuple(names.actors),
        topics=tuple(names.topics),
        quotes=tuple(quotes),
        agreements=claims.agreements(connection, edition, row.id, numbers),
        commitments=promises.commitments(links, numbers),
        outcomes=promises.outcomes(links) if links[row.id].status == "held" else (),
        positions=claims.positions(connection, edition, row.id, numbers),
        history=claims.history(connection, edition, row.id),
        previous=order[here - 1],
        next=order[here + 1],
        corrections=corrected.corrections(connection, edition, key),
    )


def _find(connection: Connection, edition: Edition, key: str) -> Row[*tuple[Any, ...]] | None:
    return connection.execute(_EVENT, parameters(edition, key=key)).one_or_none()

"""One event or round, with all that belongs to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, tuple_

from webapp.store.models import Event, Quote
from webapp.store.queries import claims, events, missing, sources
from webapp.store.queries.promises import Promises
from webapp.store.queries.quotes import Quotes
from webapp.store.queries.within import IN_TIME, date, parameters, within
from webapp.store.rows import Edition, EventPage, Missing

_EVENT = select(*events.REF, Event.html, Event.place, Event.known, Event.date_sort, Event.date_tie).where(
    within(Event), Event.key == bindparam("key")
)

_ITSELF = select(Event.id).where(Event.id == bindparam("event"))
_NAMES = events.Names(_ITSELF)
_QUOTES = Quotes(_ITSELF)
_SOURCES = sources.Refs(select(Quote.source).where(Quote.event_id == bindparam("event")))

_TIME = tuple_(*IN_TIME)
_HERE = tuple_(*(bindparam(column.key, type_=column.type) for column in IN_TIME))
_BEFORE = events.chosen(_TIME < _HERE).order_by(*(column.desc() for column in IN_TIME)).limit(1)
_AFTER = events.chosen(_TIME > _HERE).order_by(*IN_TIME).limit(1)
_OTHERS = events.Refs(select(Event.id).where(Event.id.in_(bindparam("others", expanding=True))))


def event(connection: Connection, edition: Edition, key: str) -> EventPage | Missing:
    """The event or round of that key."""
    row = _find(connection, edition, key) if missing.possible(key) else None
    if row is None:
        return missing.key(connection, edition, Event, key)
    names = _NAMES.find(connection, edition, event=row.id)[row.id]
    archive = _SOURCES.find(connection, edition, event=row.id)
    quotes = _QUOTES.find(connection, edition, archive, event=row.id)[row.id]
    promises = Promises(connection, edition, row.id)
    previous, next = _neighbours(connection, edition, row)
    others = promises.events | {id for id in (previous, next) if id is not None}
    links = _OTHERS.find(connection, edition, others=list(others))
    return EventPage(
        ref=events.ref(edition, row, names.parties),
        html=row.html,
        place=row.place,
        known=date(row.known, edition.timezone),
        actors=tuple(names.actors),
        topics=tuple(names.topics),
        quotes=tuple(quotes),
        agreements=claims.agreements(connection, edition, row.id),
        commitments=promises.commitments(links),
        outcomes=promises.outcomes(links),
        positions=claims.positions(connection, edition, row.id),
        history=claims.history(connection, edition, row.id),
        previous=links[previous] if previous else None,
        next=links[next] if next else None,
    )


def _find(connection: Connection, edition: Edition, key: str) -> Row[*tuple[Any, ...]] | None:
    return connection.execute(_EVENT, parameters(edition, key=key)).one_or_none()


def _neighbours(
    connection: Connection, edition: Edition, row: Row[*tuple[Any, ...]]
) -> tuple[int | None, int | None]:
    """The versions just before and just after in order of time."""
    here = parameters(edition, key=row.key, date_sort=row.date_sort, date_tie=row.date_tie)
    return connection.scalar(_BEFORE, here), connection.scalar(_AFTER, here)

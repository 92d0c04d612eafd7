"""What is new in a timeline: as feeds list it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select

from webapp.store.models import Event, Revision, State
from webapp.store.queries import cards
from webapp.store.queries.filters import EVERYTHING, Filters, conditions
from webapp.store.queries.within import IN_TIME, alive, instant, parameters, within
from webapp.store.rows import Edition, Recent

# The revision that brought an event as it is now.
_BROUGHT = and_(Revision.dossier_id == State.dossier_id, Revision.number == State.since)


def recent(
    connection: Connection, edition: Edition, filters: Filters = EVERYTHING, most: int = 50
) -> tuple[Recent, ...]:
    """The newest of the events and rounds that satisfy the filters.

    First those that the newest revision brought as they are now, and of these first what became known last.
    """
    given = parameters(edition, **filters.parameters, most=most)
    rows = connection.execute(_newest(filters.active), given).all()
    _, found = cards.cards(connection, edition, rows, cards.cited(connection, edition, rows))
    return tuple(
        Recent(card, row.imported_at, instant(row.known_from)) for row, card in zip(rows, found, strict=True)
    )


# Chosen by narrow rows first: sorting all of them with their texts would take far longer.
_ORDER = (State.since.desc(), State.known_from.desc(), *(column.desc() for column in IN_TIME))


@cache
def _newest(active: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    ids = select(State.event_id).where(within(State), *conditions(active)).order_by(*_ORDER)
    newest = ids.limit(bindparam("most")).subquery()
    return (
        select(*cards.CARD, Revision.imported_at, State.known_from)
        .join(Event, Event.id == State.event_id)
        .join(Revision, _BROUGHT)
        .where(State.event_id.in_(select(newest.c.event_id)), alive(State))
        .order_by(*_ORDER)
    )

"""All that a timeline is narrowed to, as much at a time as memory holds with ease."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from webapp.store.models import Event, State
from webapp.store.queries import cards
from webapp.store.queries.filters import EVERYTHING, Filters, conditions
from webapp.store.queries.place import AFTER_CUT, BEGINNING, Cut
from webapp.store.queries.within import IN_TIME, parameters, within
from webapp.store.rows import Edition, EventCard

BATCH = 500  # events and rounds


def batches(
    connection: Connection, edition: Edition, filters: Filters = EVERYTHING, most: int = BATCH
) -> Iterator[tuple[EventCard, ...]]:
    """Every event and round that satisfies the filters, in order of time, at most so many at once.

    Each batch takes as many statements as any other, and begins after the last of the one before it; so the
    whole takes a number that grows with what there is, but never more memory.
    """
    statement = _walk(filters.active)
    given = parameters(edition, **filters.parameters, most=most)
    here = BEGINNING
    while rows := connection.execute(statement, given | here.parameters).all():
        _, found = cards.cards(connection, edition, rows, cards.cited(connection, edition, rows))
        yield found
        if len(rows) < most:
            return
        last = rows[-1]
        # No key follows another more closely than with a space, which keys do not have.
        here = Cut((last.date_sort, last.date_tie, last.key + " "), begins=True)


@cache
def _walk(active: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return (
        select(*cards.CARD, State.date_sort, State.date_tie)
        .join(Event, Event.id == State.event_id)
        .where(within(State), AFTER_CUT, *conditions(active))
        .order_by(*IN_TIME)
        .limit(bindparam("most"))
    )

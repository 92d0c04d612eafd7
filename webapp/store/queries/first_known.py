"""What became known last."""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, and_, bindparam, select
from sqlalchemy.orm import aliased

from webapp.store.models import PRESENT, Event, Revision, State
from webapp.store.queries import cards
from webapp.store.queries.within import IN_TIME, alive, instant, parameters, within
from webapp.store.rows import Edition, Recent

_BROUGHT = and_(Revision.dossier_id == State.dossier_id, Revision.number == State.since)
_BEGAN = aliased(State)
# Chosen by narrow rows first: sorting all of them with their texts would take far longer.
_LAST = (
    select(State.event_id, _BEGAN.known_from.label("began"))
    .join(_BEGAN, and_(_BEGAN.event_id == State.event_id, _BEGAN.position == 0))
    .where(within(State), _BEGAN.known_from < bindparam("present", type_=BigInteger()))
    .order_by(_BEGAN.known_from.desc(), *(column.desc() for column in IN_TIME))
    .limit(bindparam("most"))
    .subquery()
)
_FIRST_KNOWN = (
    select(*cards.CARD, Revision.imported_at, _LAST.c.began)
    .join(Event, Event.id == State.event_id)
    .join(Revision, _BROUGHT)
    .join(_LAST, _LAST.c.event_id == State.event_id)
    .where(alive(State))
    .order_by(_LAST.c.began.desc(), *(column.desc() for column in IN_TIME))
)


def first_known(connection: Connection, edition: Edition, most: int = 50) -> tuple[Recent, ...]:
    """The events and rounds that became known last, the last first, each with when it did.

    Those that no certain day made known are left out.
    """
    rows = connection.execute(_FIRST_KNOWN, parameters(edition, most=most, present=PRESENT)).all()
    _, found = cards.cards(connection, edition, rows, cards.cited(connection, edition, rows))
    told = zip(rows, found, strict=True)
    return tuple(Recent(card, row.imported_at, known) for row, card in told if (known := instant(row.began)))

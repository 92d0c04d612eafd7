"""What belongs to one event version beside its quotes and promises: what was agreed, held, known."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from webapp.store import models
from webapp.store.queries.within import date, maybe
from webapp.store.rows import Agreement, Claim, Edition, Known, Position

_AGREEMENTS = (
    select(
        models.Agreement.text,
        models.Agreement.citations,
        models.Agreement.reached,
        models.Agreement.topic,
    )
    .where(models.Agreement.event_id == bindparam("event"))
    .order_by(models.Agreement.position)
)
_POSITIONS = (
    select(
        models.Position.stance,
        models.Position.citations,
        models.Position.party,
        models.Position.topic,
    )
    .where(models.Position.event_id == bindparam("event"))
    .order_by(models.Position.position)
)
_HISTORY = (
    select(models.Known.known, models.Known.status, models.Known.date)
    .where(models.Known.event_id == bindparam("event"))
    .order_by(models.Known.position)
)


def agreements(connection: Connection, edition: Edition, event: int) -> tuple[Agreement, ...]:
    return tuple(
        Agreement(
            claim=Claim(row.text, tuple(row.citations)),
            reached=row.reached,
            topic=edition.topics[row.topic] if row.topic else None,
        )
        for row in connection.execute(_AGREEMENTS, {"event": event})
    )


def positions(connection: Connection, edition: Edition, event: int) -> tuple[Position, ...]:
    return tuple(
        Position(
            claim=Claim(row.stance, tuple(row.citations)),
            party=edition.parties[row.party],
            topic=edition.topics[row.topic],
        )
        for row in connection.execute(_POSITIONS, {"event": event})
    )


def history(connection: Connection, edition: Edition, event: int) -> tuple[Known, ...]:
    zone = edition.timezone
    return tuple(
        Known(date(row.known, zone), row.status, maybe(row.date, zone))
        for row in connection.execute(_HISTORY, {"event": event})
    )

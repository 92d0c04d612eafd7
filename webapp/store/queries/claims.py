"""What belongs to one event version beside its quotes and promises: what was agreed, held, known."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select

from webapp.store import models
from webapp.store.models import PRESENT
from webapp.store.queries import wording
from webapp.store.queries.within import KNOWN, date, maybe, parameters
from webapp.store.rows import Agreement, Edition, Known, Position

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
    .where(
        models.Known.event_id == bindparam("event"),
        func.coalesce(models.Known.known_latest, PRESENT) <= KNOWN,
    )
    .order_by(models.Known.position)
)


def agreements(
    connection: Connection, edition: Edition, event: int, numbers: Collection[int]
) -> tuple[Agreement, ...]:
    """Those that a quote of these numbers proves."""
    return tuple(
        Agreement(claim, row.reached, edition.topics[row.topic] if row.topic else None)
        for row in connection.execute(_AGREEMENTS, {"event": event})
        if (claim := wording.claim(row.text, row.citations, numbers))
    )


def positions(
    connection: Connection, edition: Edition, event: int, numbers: Collection[int]
) -> tuple[Position, ...]:
    """Those that a quote of these numbers proves."""
    return tuple(
        Position(claim, edition.parties[row.party], edition.topics[row.topic])
        for row in connection.execute(_POSITIONS, {"event": event})
        if (claim := wording.claim(row.stance, row.citations, numbers))
    )


def history(connection: Connection, edition: Edition, event: int) -> tuple[Known, ...]:
    """What was known of it from days on that have come."""
    zone = edition.timezone
    return tuple(
        Known(date(row.known, zone), row.status, maybe(row.date, zone))
        for row in connection.execute(_HISTORY, parameters(edition, event=event))
    )

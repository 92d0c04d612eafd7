"""A revision's own row: what it holds, counted where it has just been written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, distinct, func, select, union_all

from webapp import __version__
from webapp.store import digests
from webapp.store.models import CURRENT, FOREVER, Cover, Event, Quote, Source, State

AT_ONCE = 1000  # versions read at a time


def summary(connection: Connection, dossier_id: int, number: int) -> dict[str, Any]:
    """The row of the revision that the current versions of the dossier make."""
    standing = (State.dossier_id == dossier_id, State.until == CURRENT, State.known_until == FOREVER)
    in_time = (State.date_sort, State.date_tie, State.key)
    dates = select(State.date).where(*standing).limit(1)
    events, rounds = connection.execute(select(func.count(), func.count(State.number)).where(*standing)).one()
    return {
        "dossier_id": dossier_id,
        "number": number,
        "imported_at": datetime.now(UTC),
        "digest": digests.of_revision(_digests(connection, dossier_id)),
        "parley": __version__,
        "rounds": rounds,
        "events": events - rounds,
        "quotes": connection.scalar(_quotes(dossier_id)),
        "sources": connection.scalar(_sources(dossier_id)),
        "first": connection.scalar(dates.order_by(*in_time)),
        "last": connection.scalar(dates.order_by(*(column.desc() for column in in_time))),
    }


def _quotes(dossier_id: int) -> Select[int]:
    current = Event.until == CURRENT
    counted = select(func.count(distinct(Quote.quote))).join(Event, Event.id == Quote.event_id)
    return counted.where(Quote.dossier_id == dossier_id, current)


def _sources(dossier_id: int) -> Select[int]:
    return select(func.count()).where(Source.dossier_id == dossier_id, Source.until == CURRENT)


def _digests(connection: Connection, dossier_id: int) -> Iterator[tuple[str, str]]:
    """The digest of each version, in order of the keys."""
    versions = union_all(
        *(
            select(table.key, table.digest).where(table.dossier_id == dossier_id, table.until == CURRENT)
            for table in (Cover, Source, Event)
        )
    ).order_by("key")
    with connection.execute(versions.execution_options(yield_per=AT_ONCE)) as rows:
        yield from ((key, digest) for key, digest in rows)

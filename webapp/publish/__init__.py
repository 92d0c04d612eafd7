"""A dossier becomes a new revision: whole, in one transaction, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from webapp import __version__
from webapp.dossier.model import Dossier
from webapp.publish.versions import Table, Thing, rows, things
from webapp.store import Store, digests, models, passages
from webapp.store.models import CURRENT
from webapp.store.rows import in_time

__all__ = ["Progress", "Published", "Unchanged", "publish"]

Progress = Callable[[int, int], None]
BATCH = 500  # things written between two reports of progress
TABLES: tuple[Table, ...] = (models.Cover, models.Source, models.Event)


@dataclass(frozen=True, slots=True)
class Published:
    """A new revision. `added`, `changed` and `removed` are keys in order; that of dossier.md is `dossier`."""

    revision: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The folder says what the newest revision says already, so there is no new one."""

    revision: int


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that the newest revision has."""

    table: Table
    id: int
    digest: str


def publish(store: Store, dossier: Dossier, progress: Progress | None = None) -> Published | Unchanged:
    """Make the dossier's next revision; what has not changed is not written again.

    `progress` is told now and then how many things have been written, of how many; no reader sees any of them
    before all are there. Imports take turns. Raises StoreError if the database cannot be used.
    """
    new = {thing.key: thing for thing in things(dossier)}
    with store.write() as connection:
        dossier_id, newest = _open(connection, dossier.id)
        old = _current(connection, dossier_id)
        added = new.keys() - old.keys()
        removed = old.keys() - new.keys()
        changed = {key for key in new.keys() & old.keys() if new[key].digest != old[key].digest}
        if not (added or removed or changed):
            return Unchanged(newest)
        _close(connection, newest + 1, [old[key] for key in removed | changed])
        written = [thing for key, thing in new.items() if key in added or key in changed]
        _write(connection, dossier_id, newest + 1, written, progress)
        _record(connection, dossier_id, newest + 1, dossier, new.values())
        passages.refresh(connection, dossier_id, newest + 1)
        _analyse(connection)
    return Published(newest + 1, _sorted(added), _sorted(changed), _sorted(removed))


def _sorted(keys: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))


def _open(connection: Connection, name: str) -> tuple[int, int]:
    """The dossier's id, made at its first import, and the number of its newest revision (0: none)."""
    table = models.Dossier
    known = connection.scalar(select(table.id).where(table.name == name))
    if known is None:
        known = _next_id(connection, table)
        connection.execute(insert(table), {"id": known, "name": name})
    of_dossier = models.Revision.dossier_id == known
    return known, connection.scalar(select(func.max(models.Revision.number)).where(of_dossier)) or 0


def _next_id(connection: Connection, table: type[models.Dossier] | Table) -> int:
    return (connection.scalar(select(func.max(table.id))) or 0) + 1


def _current(connection: Connection, dossier_id: int) -> dict[str, _Version]:
    """The versions that the newest revision has, by key."""
    return {
        key: _Version(table, id, digest)
        for table in TABLES
        for key, id, digest in connection.execute(
            select(table.key, table.id, table.digest).where(
                table.dossier_id == dossier_id, table.until == CURRENT
            )
        )
    }


def _close(connection: Connection, revision: int, versions: Sequence[_Version]) -> None:
    """End the life of versions that the new revision no longer has."""
    for table in TABLES:
        ended = [{"ended": version.id} for version in versions if version.table is table]
        if ended:
            connection.execute(
                update(table).where(table.id == bindparam("ended")).values(until=revision), ended
            )
        if ended and table is models.Event:
            of_event = models.State.event_id == bindparam("ended")
            connection.execute(update(models.State).where(of_event).values(until=revision), ended)


def _write(
    connection: Connection, dossier_id: int, since: int, written: Sequence[Thing], progress: Progress | None
) -> None:
    ids = {table: _next_id(connection, table) for table in TABLES}
    for start in range(0, len(written), BATCH):
        batch: defaultdict[type[models.Base], list[dict[str, Any]]] = defaultdict(list)
        for thing in written[start : start + BATCH]:
            for table, row in rows(thing, ids[thing.table], dossier_id, since):
                batch[table].append(row)
            ids[thing.table] += 1
        for table in sorted(batch, key=_rank):
            connection.execute(insert(table), batch[table])
        if progress:
            progress(min(start + BATCH, len(written)), len(written))


def _analyse(connection: Connection) -> None:
    """Tell the database's planner how much there now is of what."""
    for table in models.Base.metadata.sorted_tables:
        connection.exec_driver_sql(f"ANALYZE {table.name}")


def _rank(table: type[models.Base]) -> int:
    """Tables that others refer to come first."""
    return models.Base.metadata.sorted_tables.index(table.metadata.tables[table.__tablename__])


def _record(
    connection: Connection, dossier_id: int, number: int, dossier: Dossier, things: Collection[Thing]
) -> None:
    """The revision's own row."""
    events = sorted(dossier.events, key=lambda event: (in_time(event.date, event.number), event.key))
    rounds = sum(event.number is not None for event in events)
    revision = {
        "dossier_id": dossier_id,
        "number": number,
        "imported_at": datetime.now(UTC),
        "digest": digests.of_revision({thing.key: thing.digest for thing in things}),
        "parley": __version__,
        "rounds": rounds,
        "events": len(events) - rounds,
        "quotes": len({citation.quote for event in events for citation in event.citations}),
        "sources": len(dossier.sources),
        "first": events[0].date.text if events else None,
        "last": events[-1].date.text if events else None,
    }
    connection.execute(insert(models.Revision), revision)

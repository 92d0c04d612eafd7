"""A dossier becomes a new revision: whole, in one transaction, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from webapp.dossier.model import Contents
from webapp.publish.differences import TABLES, Differences, Version, differences
from webapp.publish.summary import summary
from webapp.publish.versions import Table, Thing, rows, things
from webapp.store import Store, StoreError, counting, inserting, ledger, models, passages, summaries
from webapp.store.facets import making
from webapp.store.passages import runs

__all__ = ["Progress", "Published", "Unchanged", "publish"]

Progress = Callable[[int, int], None]
_DERIVED = (
    models.Summary.__table__,
    models.Passage.__table__,
    models.Count.__table__,
    models.Facet.__table__,
)
BATCH = 500  # things written between two reports of progress


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


def publish(store: Store, dossier: Contents, progress: Progress | None = None) -> Published | Unchanged:
    """Make the dossier's next revision; what has not changed is not written again.

    `progress` is told now and then how many things have been written, of how many; no reader sees any of them
    before all are there. Imports take turns. Raises StoreError if the database cannot be used, or if the
    dossier is based on a revision that is no longer the newest.
    """
    with store.write() as connection:
        dossier_id, newest = _open(connection, dossier.id)
        if dossier.base not in (None, newest):
            raise StoreError(f"Revision {newest} of {dossier.id} was imported meanwhile; import again.")
        if newest:
            found = differences(connection, dossier_id, things(dossier), dossier.keeps)
            if not found:
                return Unchanged(newest)
            _close(connection, newest + 1, found.ended)
            fresh = {*found.added, *found.changed}
            count = len(fresh)
            written: Iterator[Thing] = (thing for thing in things(dossier) if thing.key in fresh)
        else:
            found, counts = Differences(), dossier.counts
            count = 1 + counts.sources + counts.rounds + counts.events
            written = _added(dossier, found)
        _write(connection, dossier_id, newest + 1, written, count, progress)
        connection.execute(insert(models.Revision), summary(connection, dossier_id, newest + 1))
        _analyse(connection, derived=False)
        summaries.record(connection, dossier_id, newest + 1)
        counting.record(connection, dossier_id, newest + 1)
        making.record(connection, dossier_id, newest + 1)
        passages.refresh(connection, dossier_id, newest + 1)
        runs.record(connection)
        _analyse(connection, derived=True)
        ledger.enter(connection, dossier_id, newest + 1)
    return Published(newest + 1, *(tuple(sorted(k)) for k in (found.added, found.changed, found.removed)))


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


def _added(dossier: Contents, found: Differences) -> Iterator[Thing]:
    """Everything in the dossier, told as added while it is gone through."""
    for thing in things(dossier):
        found.added.append(thing.key)
        yield thing


def _close(connection: Connection, revision: int, versions: Sequence[Version]) -> None:
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
    connection: Connection,
    dossier_id: int,
    since: int,
    written: Iterator[Thing],
    count: int,
    progress: Progress | None,
) -> None:
    ids = {table: _next_id(connection, table) for table in TABLES}
    done = 0
    while things := list(islice(written, BATCH)):
        batch: defaultdict[type[models.Base], list[dict[str, Any]]] = defaultdict(list)
        for thing in things:
            for table, row in rows(thing, ids[thing.table], dossier_id, since):
                batch[table].append(row)
            ids[thing.table] += 1
        for table in sorted(batch, key=_rank):
            inserting.write(connection, table, batch[table])
        done += len(things)
        if progress:
            progress(done, count)


def _analyse(connection: Connection, *, derived: bool) -> None:
    """Tell the database's planner how much there now is of what, or of what follows from it.

    It must know of the one before the other is made: it would look through all events for each source.
    """
    for table in models.Base.metadata.sorted_tables:
        if (table in _DERIVED) is derived:
            connection.exec_driver_sql(f"ANALYZE {table.name}")


def _rank(table: type[models.Base]) -> int:
    """Tables that others refer to come first."""
    return models.Base.metadata.sorted_tables.index(table.metadata.tables[table.__tablename__])

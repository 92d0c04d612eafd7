"""A dossier becomes a new revision: whole, in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from webapp.dossier.model import Contents
from webapp.publish.differences import TABLES, Differences, Version, differences
from webapp.publish.summary import summary
from webapp.publish.versions import things
from webapp.publish.writing import Progress, Writing, next_id
from webapp.store import Store, StoreError, counting, ledger, models, passages, summaries
from webapp.store.facets import making
from webapp.store.passages import runs

__all__ = ["Progress", "Published", "Unchanged", "publish"]

_DERIVED = (
    models.Summary.__table__,
    models.Passage.__table__,
    models.Count.__table__,
    models.Facet.__table__,
)


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


def publish(
    store: Store, dossier: Contents, progress: Progress | None = None, helpers: int = 0
) -> Published | Unchanged:
    """Make the dossier's next revision; what has not changed is not written again.

    `progress` is told now and then how many things have been written, of how many; no reader sees any of them
    before all are there. So many `helpers`, which are processes, do a part of the work where there is much of
    it. Imports take turns. Raises StoreError if the database cannot be used, or if the dossier is based on a
    revision that is no longer the newest.
    """
    with store.write() as connection:
        dossier_id, newest = _open(connection, dossier.id)
        if dossier.base not in (None, newest):
            raise StoreError(f"Revision {newest} of {dossier.id} was imported meanwhile; import again.")
        if newest:
            found = differences(connection, dossier_id, things(dossier), whole=dossier.base is None)
            if not found:
                return Unchanged(newest)
            _close(connection, newest + 1, found.ended)
            fresh = {*found.added, *found.changed}
            writing = Writing(connection, dossier_id, newest + 1, len(fresh), progress)
            writing.write(thing for thing in things(dossier) if thing.key in fresh)
        else:
            counts = dossier.counts
            count = 1 + counts.sources + counts.rounds + counts.events
            writing = Writing(connection, dossier_id, 1, count, progress)
            found = Differences(added=writing.write_all(dossier, helpers))
        connection.execute(insert(models.Revision), summary(connection, dossier_id, newest + 1))
        _analyse(connection, derived=False)
        summaries.record(connection, dossier_id, newest + 1)
        counting.record(connection, dossier_id, newest + 1)
        making.record(connection, dossier_id, newest + 1)
        passages.refresh(connection, dossier_id, newest + 1, helpers)
        runs.record(connection)
        _analyse(connection, derived=True)
        ledger.enter(connection, dossier_id, newest + 1)
    return Published(newest + 1, *(tuple(sorted(k)) for k in (found.added, found.changed, found.removed)))


def _open(connection: Connection, name: str) -> tuple[int, int]:
    """The dossier's id, made at its first import, and the number of its newest revision (0: none)."""
    table = models.Dossier
    known = connection.scalar(select(table.id).where(table.name == name))
    if known is None:
        known = next_id(connection, table)
        connection.execute(insert(table), {"id": known, "name": name})
    of_dossier = models.Revision.dossier_id == known
    return known, connection.scalar(select(func.max(models.Revision.number)).where(of_dossier)) or 0


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


def _analyse(connection: Connection, *, derived: bool) -> None:
    """Tell the database's planner how much there now is of what, or of what follows from it.

    It must know of the one before the other is made: it would look through all events for each source.
    """
    for table in models.Base.metadata.sorted_tables:
        if (table in _DERIVED) is derived:
            connection.exec_driver_sql(f"ANALYZE {table.name}")

"""New versions are written: their rows are made in this process or in others, and inserted in this one."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from webapp.dossier.model import Contents
from webapp.helping import helped
from webapp.publish.versions import Row, Table, Thing, archive, of_event, rows, things
from webapp.store import inserting, models
from webapp.store.inserting import Rows

Progress = Callable[[int, int], None]
BATCH = 500  # things written between two reports of progress
TOGETHER = 250  # events of which a process makes rows at a time


class Sent(NamedTuple):
    """Events, packed, with the digests of their lines. `first` is the id of the first of them."""

    events: list[tuple[str | None, bytes]]
    first: int
    dossier_id: int
    since: int
    zone: str


class Writing:
    """Writes what the revision `since` begins: so many things, of which `progress` is told."""

    def __init__(
        self, connection: Connection, dossier_id: int, since: int, count: int, progress: Progress | None
    ) -> None:
        self._connection, self._dossier_id, self._since = connection, dossier_id, since
        self._count, self._progress, self._done = count, progress, 0

    def write(self, written: Iterable[Thing]) -> list[str]:
        """Write the things, of which the keys are returned, as their new versions."""
        ids: dict[Table, int] = {}
        keys: list[str] = []
        rest = iter(written)
        while some := list(islice(rest, BATCH)):
            found: list[Row] = []
            for thing in some:
                id = ids.get(thing.table) or next_id(self._connection, thing.table)
                found += rows(thing, id, self._dossier_id, self._since)
                ids[thing.table] = id + 1
            self._insert([thing.key for thing in some], _together(found))
            keys += (thing.key for thing in some)
        return keys

    def write_all(self, dossier: Contents, helpers: int) -> list[str]:
        """Write everything in the dossier; so many processes help with events that are packed."""
        if dossier.packed is None:
            return self.write(things(dossier))
        keys = self.write(archive(dossier))
        with closing(helped(self._parts(dossier, dossier.packed), make, helpers)) as parts:
            for (some, sent), made in parts:
                self._insert(some, make(sent) if made is None else made)
                keys += some
        return keys

    def _parts(
        self, dossier: Contents, events: Iterable[tuple[str, bytes]]
    ) -> Iterator[tuple[tuple[list[str], Sent], Sent]]:
        id = next_id(self._connection, models.Event)
        rest = iter(events)
        while some := list(islice(rest, TOGETHER)):
            packed = [(dossier.line(key), event) for key, event in some]
            sent = Sent(packed, id, self._dossier_id, self._since, dossier.cover.timezone)
            yield ([key for key, _ in some], sent), sent
            id += len(some)

    def _insert(self, keys: Sequence[str], made: Iterable[Rows]) -> None:
        for each in made:
            inserting.put(self._connection, each)
        self._done += len(keys)
        if self._progress:
            self._progress(self._done, self._count)


def make(sent: Sent) -> list[Rows]:
    """The rows of packed events."""
    found: list[Row] = []
    for id, (line, packed) in enumerate(sent.events, sent.first):
        found += rows(of_event(pickle.loads(packed), sent.zone, line), id, sent.dossier_id, sent.since)
    return _together(found)


def next_id(connection: Connection, table: type[models.Dossier] | Table) -> int:
    return (connection.scalar(select(func.max(table.id))) or 0) + 1


def _together(rows: Iterable[Row]) -> list[Rows]:
    """The rows by their tables; tables that others refer to come first."""
    batch: defaultdict[type[models.Base], list[dict[str, Any]]] = defaultdict(list)
    for table, row in rows:
        batch[table].append(row)
    return [inserting.told(table, batch[table]) for table in sorted(batch, key=_rank)]


def _rank(table: type[models.Base]) -> int:
    return models.Base.metadata.sorted_tables.index(table.metadata.tables[table.__tablename__])

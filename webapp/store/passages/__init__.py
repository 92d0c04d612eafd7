"""Passages: what can be found by its words, kept in step with every revision.

They follow from the other tables alone, so that a database that is older than they are gets the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from webapp.helping import helped
from webapp.store import inserting
from webapp.store.database import to_json
from webapp.store.models import CURRENT, Event, Passage
from webapp.store.passages import index
from webapp.store.passages.affected import Affected
from webapp.store.passages.making import NAMES, Given, Made, make
from webapp.store.passages.pieces import words

__all__ = ["index_all", "refresh"]

EVENTS, SOURCES = 500, 10  # so many are read at a time
COLUMNS = ("id", "dossier_id", "since", "until", *NAMES)

_ENDED = update(Passage).where(
    Passage.until == CURRENT,
    Passage.event_id.in_(
        select(Event.id).where(Event.dossier_id == bindparam("dossier"), Event.until == bindparam("revision"))
    ),
)
_CURRENT = select(Passage.id, *(getattr(Passage, name) for name in NAMES)).where(
    Passage.dossier_id == bindparam("dossier"),
    Passage.until == CURRENT,
    Passage.key.in_(bindparam("keys", expanding=True)),
)
_CLOSED = update(Passage).where(Passage.id == bindparam("closed"))


def refresh(connection: Connection, dossier_id: int, revision: int, helpers: int = 0) -> None:
    """Let what can be found in this revision be what it shows; all else of the revision must be written.

    Passages that stay the same are not written again. Revisions come in their order. Where there are many, so
    many `helpers`, which are processes, make them.
    """
    writing = _Writing(connection, dossier_id, revision)
    writing.end()
    given = _given(Affected(connection, dossier_id, revision))
    with closing(helped((((keys, some), some) for keys, some in given), make, helpers)) as parts:
        for (keys, some), made in parts:
            writing.write(keys, make(some) if made is None else made)


def _given(affected: Affected) -> Iterator[tuple[Sequence[str], Given]]:
    """Keys with what their passages are made of: those of events, and then those of sources."""
    return chain(
        ((keys, affected.of_events(keys)) for keys in _batches(affected.events, EVENTS)),
        ((keys, affected.of_sources(keys)) for keys in _batches(affected.sources, SOURCES)),
    )


def index_all(connection: Connection) -> None:
    """Let every passage of a database whose index is empty be found by its words."""
    rows = connection.execute(select(Passage.id, Passage.pieces).execution_options(yield_per=EVENTS))
    for batch in rows.partitions():
        index.write(connection, [(row.id, words(row.pieces)) for row in batch])


def _batches(keys: Iterable[str], size: int) -> Iterable[Sequence[str]]:
    rest = iter(keys)
    while batch := list(islice(rest, size)):
        yield batch


class _Writing:
    """The passages of a dossier, changed by a revision."""

    def __init__(self, connection: Connection, dossier_id: int, revision: int) -> None:
        self._connection = connection
        self._dossier_id = dossier_id
        self._revision = revision
        self._next = (connection.scalar(select(func.max(Passage.id))) or 0) + 1

    def end(self) -> None:
        """End what belongs to event versions that the revision no longer has."""
        at = {"dossier": self._dossier_id, "revision": self._revision}
        self._connection.execute(_ENDED.values(until=bindparam("revision")), at)

    def write(self, keys: Sequence[str], wanted: list[Made]) -> None:
        """Let the passages of these keys be the wanted ones."""
        current = self._current(keys) if self._revision > 1 else {}
        new = [one for one in wanted if current.pop(one.columns, None) is None] if current else wanted
        if current:
            ended = [{"closed": id} for id in current.values()]
            self._connection.execute(_CLOSED.values(until=self._revision), ended)
        if new:
            ids = range(self._next, self._next + len(new))
            self._next += len(new)
            life = (self._dossier_id, self._revision, CURRENT)
            rows = [(id, *life, *one.columns) for id, one in zip(ids, new, strict=True)]
            inserting.put(self._connection, inserting.Rows(Passage.__tablename__, COLUMNS, rows))
            index.write(self._connection, [(id, one.words) for id, one in zip(ids, new, strict=True)])

    def _current(self, keys: Sequence[str]) -> dict[tuple[Any, ...], int]:
        """The ids of the passages that there are, by their columns: these make two the same."""
        found = self._connection.execute(_CURRENT, {"dossier": self._dossier_id, "keys": keys})
        return {(*columns, to_json(pieces)): id for id, *columns, pieces in found}

"""Passages: what can be found by its words, kept in step with every revision.

They follow from the other tables alone, so that a database that is older than they are gets the same ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from webapp.store import inserting
from webapp.store.models import CURRENT, Event, Passage
from webapp.store.passages import index
from webapp.store.passages.affected import Affected
from webapp.store.passages.pieces import Draft, words

__all__ = ["index_all", "refresh"]

EVENTS, SOURCES = 500, 20  # so many are read at a time
IDENTITY = ("what", "key", "place", "event_id", "known_from", "known_until", "sort", "pieces")

_ENDED = update(Passage).where(
    Passage.until == CURRENT,
    Passage.event_id.in_(
        select(Event.id).where(Event.dossier_id == bindparam("dossier"), Event.until == bindparam("revision"))
    ),
)
_CURRENT = select(Passage).where(
    Passage.dossier_id == bindparam("dossier"),
    Passage.until == CURRENT,
    Passage.key.in_(bindparam("keys", expanding=True)),
)
_CLOSED = update(Passage).where(Passage.id == bindparam("closed"))


def refresh(connection: Connection, dossier_id: int, revision: int) -> None:
    """Let what can be found in this revision be what it shows; all else of the revision must be written.

    Passages that stay the same are not written again. Revisions come in their order.
    """
    writing = _Writing(connection, dossier_id, revision)
    writing.end()
    affected = Affected(connection, dossier_id, revision)
    for keys in _batches(affected.events, EVENTS):
        writing.write(keys, affected.of_events(keys))
    for keys in _batches(affected.sources, SOURCES):
        writing.write(keys, affected.of_sources(keys))


def index_all(connection: Connection) -> None:
    """Let every passage of a database whose index is empty be found by its words."""
    rows = connection.execute(select(Passage.id, Passage.pieces).execution_options(yield_per=EVENTS))
    for batch in rows.partitions():
        index.write(connection, {row.id: words(row.pieces) for row in batch})


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

    def write(self, keys: Sequence[str], wanted: Iterable[Draft]) -> None:
        """Let the passages of these keys be the wanted ones."""
        current = self._current(keys)
        new = list(wanted)
        if current:
            new = [draft for draft in new if current.pop(_identity(draft.columns), None) is None]
        if current:
            ended = [{"closed": id} for id in current.values()]
            self._connection.execute(_CLOSED.values(until=self._revision), ended)
        if new:
            ids = range(self._next, self._next + len(new))
            self._next += len(new)
            life = {"dossier_id": self._dossier_id, "since": self._revision, "until": CURRENT}
            rows = [life | {"id": id} | draft.columns for id, draft in zip(ids, new, strict=True)]
            inserting.write(self._connection, Passage, rows)
            index.write(self._connection, dict(zip(ids, (draft.words for draft in new), strict=True)))

    def _current(self, keys: Sequence[str]) -> dict[str, int]:
        found = self._connection.execute(_CURRENT, {"dossier": self._dossier_id, "keys": keys})
        return {_identity(dict(row)): row["id"] for row in found.mappings()}


def _identity(row: Mapping[str, Any]) -> str:
    """What makes two passages the same but for their lives."""
    return json.dumps([row[name] for name in IDENTITY])

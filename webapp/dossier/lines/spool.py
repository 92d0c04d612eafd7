"""Mappings that are kept on disk, for dossiers that are larger than memory."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterator, MutableMapping
from typing import Any, TypeVar

V = TypeVar("V")
CACHE = 8_000  # kibibytes of it that stay in memory


class Spool:
    """Where shelves are kept: a file of SQLite's own that has no name, and is gone with the process."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}"):
            self.connection.execute(f"PRAGMA {setting}")
        self.connection.execute("BEGIN")

    def close(self) -> None:
        self.connection.close()


class Shelf(MutableMapping[str, V]):
    """Values of any kind by key. What is taken out is a copy; keys and values come in order of key."""

    def __init__(self, spool: Spool, name: str) -> None:
        self._connection, self._name = spool.connection, name
        self._connection.execute(f"CREATE TABLE {name} (key TEXT NOT NULL UNIQUE, value BLOB NOT NULL)")

    def __getitem__(self, key: str) -> V:
        for value in self._select("value", "WHERE key = ?", key):
            return value
        raise KeyError(key)

    def __setitem__(self, key: str, value: V) -> None:
        packed = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)
        self._connection.execute(f"REPLACE INTO {self._name} VALUES (?, ?)", (key, packed))

    def __delitem__(self, key: str) -> None:
        if not self._connection.execute(f"DELETE FROM {self._name} WHERE key = ?", (key,)).rowcount:
            raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        found = self._connection.execute(f"SELECT 1 FROM {self._name} WHERE key = ?", (key,))
        return found.fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (key for (key,) in self._connection.execute(f"SELECT key FROM {self._name} ORDER BY key"))

    def __len__(self) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {self._name}").fetchone()[0])

    def below(self, folder: str) -> Iterator[V]:
        """The values whose keys begin so, in the order in which they were put in."""
        span = (folder, folder[:-1] + chr(ord(folder[-1]) + 1))
        return self._select("value", "NOT INDEXED WHERE key >= ? AND key < ? ORDER BY rowid", *span)

    def all(self) -> Iterator[V]:
        """The values in order of key, without a look-up for each."""
        return self._select("value", "ORDER BY key")

    def _select(self, what: str, how: str, *parameters: Any) -> Iterator[V]:
        for (value,) in self._connection.execute(f"SELECT {what} FROM {self._name} {how}", parameters):
            yield pickle.loads(zlib.decompress(value))

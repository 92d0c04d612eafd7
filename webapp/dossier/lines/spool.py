"""Mappings that are kept on disk, for dossiers that are larger than memory."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from operator import attrgetter
from typing import Any, TypeVar

V = TypeVar("V")
D = TypeVar("D")
CACHE = 8_000  # kibibytes of it that stay in memory


class Spool:
    """Where shelves are kept: a file of SQLite's own that has no name, and is gone with the process."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect("", isolation_level=None)
        pages = ("page_size = 16384", f"cache_size = -{CACHE}")  # larger than most values
        for setting in (*pages, "journal_mode = OFF", "synchronous = OFF"):
            self.connection.execute(f"PRAGMA {setting}")
        self.connection.execute("BEGIN")

    def close(self) -> None:
        self.connection.close()


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    """What takes the fields of a dataclass that says nothing of copies, in the order in which it is made of
    them.
    """
    if not is_dataclass(kind) or "__reduce__" in vars(kind):
        return None
    names = [field.name for field in fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, n) for n in names)


class _Pickler(pickle.Pickler):
    """Has dataclasses made of their fields anew, several times as fast as setting these one by one."""

    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        values = _values(kind)
        return (kind, values(value)) if values else NotImplemented


def packed(value: Any) -> bytes:
    """The value, for `pickle.loads`."""
    buffer = BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


class Shelf(MutableMapping[str, V]):
    """Values of any kind by key. What is taken out is a copy; keys and values come in order of key.

    `pack` and `unpack` are for values that have a shorter way than pickling.
    """

    def __init__(
        self,
        spool: Spool,
        name: str,
        pack: Callable[[V], bytes] = packed,
        unpack: Callable[[bytes], V] = pickle.loads,
    ) -> None:
        self._connection, self._name = spool.connection, name
        self._pack, self._unpack = pack, unpack
        self._connection.execute(f"CREATE TABLE {name} (key TEXT NOT NULL UNIQUE, value BLOB NOT NULL)")

    def __getitem__(self, key: str) -> V:
        for value in self._select("value", "WHERE key = ?", key):
            return value
        raise KeyError(key)

    def __setitem__(self, key: str, value: V) -> None:
        self.put(key, self._pack(value))

    def put(self, key: str, packed: bytes) -> None:
        """Sets a value that is packed already."""
        self._connection.execute(f"REPLACE INTO {self._name} VALUES (?, ?)", (key, packed))

    def raw(self, key: str) -> bytes | None:
        """The value as it is packed."""
        found = self._connection.execute(f"SELECT value FROM {self._name} WHERE key = ?", (key,)).fetchone()
        return found and bytes(found[0])

    def setdefault(self, key: str, default: V | D = None) -> V | D:  # type: ignore[assignment]
        """The value, which is the default itself where there was none."""
        row = (key, self._pack(default))  # type: ignore[arg-type]
        new = self._connection.execute(f"INSERT OR IGNORE INTO {self._name} VALUES (?, ?)", row)
        return default if new.rowcount else self[key]

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

    def holding(self, folder: str, *some: bytes) -> Iterator[V]:
        """The same, but only values in which any of these bytes stand."""
        span = (folder, folder[:-1] + chr(ord(folder[-1]) + 1))
        any_ = " OR ".join("instr(value, ?)" for _ in some)
        where = f"NOT INDEXED WHERE key >= ? AND key < ? AND ({any_}) ORDER BY rowid"
        return self._select("value", where, *span, *some)

    def all(self) -> Iterator[V]:
        """The values in order of key, without a look-up for each."""
        return self._select("value", "ORDER BY key")

    def packed(self) -> Iterator[tuple[str, bytes]]:
        """The keys and values as they are packed, in order of key."""
        rows = self._connection.execute(f"SELECT key, value FROM {self._name} ORDER BY key")
        return ((key, value) for key, value in rows)

    def _select(self, what: str, how: str, *parameters: Any) -> Iterator[V]:
        for (value,) in self._connection.execute(f"SELECT {what} FROM {self._name} {how}", parameters):
            yield self._unpack(value)

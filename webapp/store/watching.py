"""What databases say of the ledger without a transaction: every request asks for it, so it is cheap."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from webapp.store import ledger
from webapp.store.errors import StoreError
from webapp.store.walindex import Header

PAUSE = 1  # seconds for which a server that does not answer is not asked again
SOON = 1  # second for which a request waits for a look: a busy machine keeps one waiting, too
IDLE = 10  # seconds for which a thread waits to be asked
STATEMENT = str(ledger.DIGEST)


class Watch:
    """Looks at a database, in a thread of its own: no request waits long, also where a look does.

    Whoever asks gets what a look found that began after that, so those who ask while one is going on share
    the next. May be shared by threads; a process that forks does so before it asks.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked, self._told = threading.Condition(self._lock), threading.Condition(self._lock)
        self._thread: threading.Thread | None = None
        self._wanted = self._begun = self._ended = 0  # looks, numbered
        self._since = inf  # when the last one began
        self._found: str | None = None

    def digest(self) -> str | None:
        """None where the database does not say so soon."""
        return self.look()

    def look(self) -> str | None:
        """The digest, by a look at the database that begins now: None where it cannot be read soon."""
        with self._lock:
            self._start()
            if self.is_stuck():
                return None
            wanted = self._wanted = self._begun + 1
            self._asked.notify_all()
            soon = self._told.wait_for(lambda: self._ended >= wanted, SOON)
            return self._found if soon else None

    def is_stuck(self) -> bool:
        """Has a look taken so long that it is of no use to wait for it?"""
        return self._ended < self._begun and time.monotonic() - self._since > SOON

    def _start(self) -> None:
        """See to it that there is a thread."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        """Look whenever that is asked for, and end when it no longer is."""
        with self._lock:
            try:
                while self._asked.wait_for(lambda: self._wanted > self._begun, IDLE):
                    self._look_once()
            finally:
                self._thread = None

    def _look_once(self) -> None:
        """With the lock, which others have while the database is looked at."""
        self._begun += 1
        self._since = time.monotonic()
        found = None
        self._lock.release()
        try:
            found = self._look()
        finally:
            self._lock.acquire()
            self._ended, self._found = self._begun, found
            self._told.notify_all()

    def _look(self) -> str | None:
        raise NotImplementedError

    def _close(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        with self._lock:
            self._told.wait_for(lambda: self._ended == self._begun)
            self._close()


class _Found(NamedTuple):
    """What a look found, in which file, and what its WAL's index began with before."""

    connection: sqlite3.Connection
    file: tuple[int, ...]
    header: Header
    was: bytes
    digest: str


class Sqlite(Watch):
    """Watches a file by a connection of its own: SQLite counts what others commit (`PRAGMA data_version`).

    `connect` opens the file at `path`, `identity` tells it from any other that was ever there; None: there is
    none. Where the memory that is shared with whoever writes shows that nothing was committed, nobody waits.
    """

    def __init__(
        self,
        path: Path,
        connect: Callable[[], sqlite3.Connection],
        identity: Callable[[sqlite3.Connection], tuple[int, ...] | None],
    ) -> None:
        super().__init__()
        self._path = path
        self._connect = connect
        self._identity = identity
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[object, ...] | None = None  # the file and its count
        self._digest: str = ledger.EMPTY
        self._header: Header | None = None
        self._last: _Found | None = None

    def digest(self) -> str | None:
        last = self._last
        if last and last.header.read() == last.was and self._identity(last.connection) == last.file:
            return last.digest
        return self.look()

    def _look(self) -> str | None:
        try:
            return self._read()
        except (sqlite3.Error, StoreError, OSError):
            self._close()
            return None

    def _read(self) -> str | None:
        if self._connection is None:
            self._connection = self._connect()
        file = self._identity(self._connection)
        if file is None:
            return None
        if self._seen is not None and self._seen[0] != file:
            self._close()
            self._connection = self._connect()
            file = self._identity(self._connection)
            if file is None:
                return None
        was = self._header.read() if self._header else b""
        seen = (file, *self._connection.execute("PRAGMA data_version").fetchall())
        if seen != self._seen:
            rows = self._connection.execute(STATEMENT).fetchall()  # all: what is left open holds up writers
            self._seen, self._digest = seen, rows[0][0] if rows else ledger.EMPTY
        if self._header and was:
            self._last = _Found(self._connection, file, self._header, was, self._digest)
        self._header = self._header or Header.of(self._path)
        return self._digest

    def _close(self) -> None:
        self._header = self._last = None
        if self._connection is not None:
            self._connection.close()
        self._connection = self._seen = None


class Postgresql(Watch):
    """Asks a server by a connection that it keeps: no count of commits would hold for a standby, too.

    After the `lasting` seconds it takes another, which may be one to a server that was away.
    """

    def __init__(self, engine: Engine, lasting: float) -> None:
        super().__init__()
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lasting = lasting
        self._connection: Connection | None = None
        self._again = 0.0
        self._until = 0.0

    def _look(self) -> str | None:
        if time.monotonic() < self._again:
            return None
        for _ in range(2):  # the server may have been started anew since it was asked last
            with suppress(SQLAlchemyError, StoreError):
                return self._connected().exec_driver_sql(STATEMENT).scalar() or ledger.EMPTY
            self._close()
        self._again = time.monotonic() + PAUSE
        return None

    def _connected(self) -> Connection:
        if time.monotonic() > self._until:
            self._close()
        if self._connection is None:
            self._connection = self._engine.connect()
            self._until = time.monotonic() + self._lasting
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.invalidate()
                self._connection.close()
        self._connection = None

"""What databases say of the ledger without a transaction: every request asks for it, so it is cheap."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from webapp.store import ledger
from webapp.store.errors import StoreError

PAUSE = 1  # seconds for which a server that does not answer is not asked again
SOON = 0.5  # seconds for which one waits for another's look at a database
STATEMENT = str(ledger.DIGEST)


class Watch:
    """Looks at a database one at a time. Whoever asks gets what a look found that began after that.

    So those who wait while one is at it share the next. May be shared by threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looks = 0  # that have begun
        self._since = inf  # when the one that has not ended did
        self._found: str | None = None

    def digest(self) -> str | None:
        """None where the database does not say so soon."""
        asked = self._looks
        if not self._lock.acquire(timeout=0 if self.is_stuck() else SOON):
            return None
        try:
            if self._looks == asked:
                self._looks, self._since = asked + 1, time.monotonic()
                self._found = self._look()
            return self._found
        finally:
            self._since = inf
            self._lock.release()

    def is_stuck(self) -> bool:
        """Has a look taken so long that it is of no use to wait for it?"""
        return time.monotonic() - self._since > SOON

    def _look(self) -> str | None:
        raise NotImplementedError

    def _close(self) -> None:
        raise NotImplementedError

    def close(self) -> None:
        with self._lock:
            self._close()


class Sqlite(Watch):
    """Watches a file by a connection of its own: SQLite counts what others commit (`PRAGMA data_version`).

    `connect` opens the file, `identity` tells it from any other that was ever there; None: there is none.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        identity: Callable[[sqlite3.Connection], tuple[int, ...] | None],
    ) -> None:
        super().__init__()
        self._connect = connect
        self._identity = identity
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[object, ...] | None = None  # the file and its count
        self._digest: str = ledger.EMPTY

    def _look(self) -> str | None:
        try:
            return self._read()
        except (sqlite3.Error, StoreError):
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
        seen = (file, *self._connection.execute("PRAGMA data_version").fetchall())
        if seen != self._seen:
            rows = self._connection.execute(STATEMENT).fetchall()  # all: what is left open holds up writers
            self._seen, self._digest = seen, rows[0][0] if rows else ledger.EMPTY
        return self._digest

    def _close(self) -> None:
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

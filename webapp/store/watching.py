"""What databases say of the ledger without a transaction: every request asks for it, so it is cheap."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from webapp.store import ledger
from webapp.store.errors import StoreError

PAUSE = 1  # seconds for which a server that does not answer is not asked again
STATEMENT = str(ledger.DIGEST)


class Sqlite:
    """Watches a file by a connection of its own: SQLite counts what others commit (`PRAGMA data_version`).

    `connect` opens the file, `identity` tells it from any other that was ever there; None: there is none.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        identity: Callable[[sqlite3.Connection], tuple[int, ...] | None],
    ) -> None:
        self._connect = connect
        self._identity = identity
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[object, ...] | None = None  # the file and its count
        self._digest: str = ledger.EMPTY

    def digest(self) -> str | None:
        with self._lock:
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

    def close(self) -> None:
        with self._lock:
            self._close()


class Postgresql:
    """Asks a server by a connection that it keeps: no count of commits would hold for a standby, too.

    After the `lasting` seconds it takes another, which may be one to a server that was away.
    """

    def __init__(self, engine: Engine, lasting: float) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lasting = lasting
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._again = 0.0
        self._until = 0.0

    def digest(self) -> str | None:
        with self._lock:
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

    def close(self) -> None:
        with self._lock:
            self._close()

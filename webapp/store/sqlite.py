"""SQLite: one file in WAL mode, so that pages are read while a revision is being written."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from webapp.store import watching
from webapp.store.database import Database, to_json
from webapp.store.errors import StoreError

_NOT_WRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"  # a writer takes its turn at once, so that two never deadlock


class _Still(sqlite3.Connection):
    """To a file in a folder where nothing can be written, not even what SQLite keeps beside it for readers.

    It is taken for a file that nobody changes. Whoever borrows it looks whether somebody has.
    """


class Sqlite(Database):
    """Raises StoreError where the URL names no file."""

    def __init__(self, url: URL, patience: float) -> None:
        if not url.database or url.database == ":memory:" or url.query:
            raise StoreError("An SQLite database is a file: write sqlite:///FILE, without parameters.")
        self.path = Path(url.database).absolute()
        self.name = self.read_name = str(self.path)
        self._patience = patience
        engine = create_engine("sqlite+pysqlite:///parley", creator=self._connect, json_serializer=to_json)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "connect", self._remember)
        event.listen(engine, "checkout", self._look_again)
        self.reader = engine.execution_options(sqlite_begin=READ)
        self.writer = engine.execution_options(sqlite_begin=WRITE)
        self._watch = watching.Sqlite(self.path, partial(self._connect, patience=0), self._file)

    def digest(self) -> str | None:
        return self._watch.digest()

    def look(self) -> str | None:
        return self._watch.look()

    def answers(self) -> bool:
        """Where another process holds the WAL's index, SQLite asks for it for ten seconds, come what may.

        The watch has found that out, in its own thread, before a page asks; whoever has more patience than
        that can wait.
        """
        if self._patience > watching.SOON:
            return True
        return self.look() is not None or not self._watch.is_stuck()

    def close(self) -> None:
        super().close()
        self._watch.close()

    def create(self) -> None:
        if self.path.is_dir():
            raise StoreError(f"{self.path} is a folder; give the path of a file in it.")
        if not self.path.parent.is_dir():
            raise StoreError(f"There is no folder {self.path.parent} for the database; make it first.")
        try:
            self.path.touch()
        except OSError as error:
            raise StoreError(f"The database {self.path} cannot be written: {error.strerror}.") from error

    def settle(self) -> None:
        connection = self._connect()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    def _connect(self, patience: float | None = None) -> sqlite3.Connection:
        try:
            is_there = self.path.is_file()
        except OSError as error:  # in a folder that may not be entered
            raise StoreError(f"The database {self.path} cannot be read: {error.strerror}.") from error
        if not is_there:
            raise StoreError(f"There is no database {self.path}; `parley import` makes it.")
        connection = self._opened("mode=rw", patience)  # never makes the file
        try:
            connection.execute("SELECT 1 FROM sqlite_schema")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF not in _NOT_WRITABLE or self._wal().exists():
                raise
            connection = self._opened("mode=ro&immutable=1", patience, _Still)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA analysis_limit = 1000")  # rows that ANALYZE looks at in each index
        return connection

    def _wal(self) -> Path:
        """Where that stands which is not in the database's own file yet."""
        return self.path.with_name(f"{self.path.name}-wal")

    def _opened(
        self, how: str, patience: float | None, kind: type[sqlite3.Connection] = sqlite3.Connection
    ) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self.path.as_uri()}?{how}",
            uri=True,
            timeout=self._patience if patience is None else patience,
            isolation_level=None,  # transactions begin where _begin says, not where Python guesses
            check_same_thread=False,  # the pool lends a connection to one thread at a time
            factory=kind,
        )

    def _remember(self, connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        record.info["file"] = self._file(connection)

    def _look_again(self, connection: sqlite3.Connection, record: ConnectionPoolEntry, _: object) -> None:
        """A connection stays with the file that it opened, also where another has taken its place since."""
        if record.info["file"] != self._file(connection):
            raise DisconnectionError

    def _file(self, connection: sqlite3.Connection) -> tuple[int, ...] | None:
        """What tells the file from any other that was ever here, or from itself before it changed."""
        try:
            found = os.stat(self.name)  # of a text, not of a Path: each request asks
        except OSError:
            return None
        still = isinstance(connection, _Still)
        return found.st_dev, found.st_ino, *((found.st_mtime_ns, found.st_size) if still else ())


def _as_it_is(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _begin(connection: Connection) -> None:
    # Straight to the driver: these are not statements of a page, and need no preparation.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    begin = connection.get_execution_options()["sqlite_begin"]
    driver.text_factory = _as_it_is if connection.get_execution_options().get("damaged") else str
    driver.execute(f"PRAGMA query_only = {int(begin == READ)}")
    driver.execute(begin)

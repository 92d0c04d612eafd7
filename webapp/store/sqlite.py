"""SQLite: one file in WAL mode, so that pages are read while a revision is being written."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from webapp.store import watching
from webapp.store.database import Database, to_json
from webapp.store.errors import StoreError

READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"  # a writer takes its turn at once, so that two never deadlock


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
        self._watch = watching.Sqlite(partial(self._connect, patience=0), self._file)

    def digest(self) -> str | None:
        return self._watch.digest()

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
        if not self.path.is_file():
            raise StoreError(f"There is no database {self.path}; `parley import` makes it.")
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?mode=rw",  # never makes the file
            uri=True,
            timeout=self._patience if patience is None else patience,
            isolation_level=None,  # transactions begin where _begin says, not where Python guesses
            check_same_thread=False,  # the pool lends a connection to one thread at a time
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA analysis_limit = 1000")  # rows that ANALYZE looks at in each index
        return connection

    def _remember(self, _: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = self._file()

    def _look_again(self, _: object, record: ConnectionPoolEntry, __: object) -> None:
        """A connection stays with the file that it opened, also where another has taken its place since."""
        if record.info["file"] != self._file():
            raise DisconnectionError

    def _file(self) -> tuple[int, int] | None:
        """What tells the file from any other that was ever here."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


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

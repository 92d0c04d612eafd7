"""The store: one database of dossiers, their revisions, and the words that prove every event.

Pages read it with `webapp.store.queries`; `webapp.publish` is what writes to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError

from webapp.store import hosts, schema
from webapp.store.database import Database
from webapp.store.errors import StoreError, explained, told
from webapp.store.postgresql import Postgresql
from webapp.store.sqlite import Sqlite

__all__ = ["Store", "StoreError"]

POSTGRESQL = {"postgresql", "postgresql+psycopg"}


class Store:
    """A database by its URL: `sqlite:///FILE`, or `postgresql://…` (psycopg 3).

    Opening it reads nothing and makes nothing. May be shared by threads; a process that forks opens its own.
    Raises StoreError for a URL that cannot be used. A writer awaits its turn for `patience` seconds, as
    does whoever asks a database that does not answer.

    With `read_url`, what is only read is read there: from PostgreSQL's standbys of that database.
    """

    def __init__(self, url: str, patience: float = 60, read_url: str | None = None) -> None:
        self._database = _database(url, patience, read_url)

    @property
    def name(self) -> str:
        """What to call it in a message: the file, or the URL without its password."""
        return self._database.name

    def upgrade(self) -> None:
        """Bring the database to the schema of this Parley, from nothing if need be; safe to run at any time.

        One that is up to date is not written to. Raises StoreError if it cannot be opened, is not Parley's,
        or was made by a newer Parley.
        """
        if self._is_up_to_date():
            return
        self._database.create()
        with self.write() as connection:
            schema.upgrade(connection)
        with told(self.name):
            self._database.settle()

    def _is_up_to_date(self) -> bool:
        try:
            self.check()
        except StoreError:  # if that is not what upgrading mends, it will be told there
            return False
        return True

    @contextmanager
    def empty(self, version: str) -> Iterator[Connection]:
        """A transaction like `write`, in a database that is empty but for the schema of that number.

        At its end the database is brought up to date. Raises StoreError if it cannot be opened, has something
        in it, or if a newer Parley made that schema.
        """
        self._database.create()
        with self.write() as connection:
            schema.make(connection, version)
            yield connection
            schema.upgrade(connection)
        with told(self.name):
            self._database.settle()

    def check(self) -> None:
        """Raise StoreError unless the database is there, is Parley's, and has the schema of this Parley."""
        with self.read() as connection:
            schema.check(connection)

    @contextmanager
    def read(self, damaged: bool = False) -> Iterator[Connection]:
        """A read-only transaction that sees one state of the whole store, whatever is imported meanwhile.

        `damaged`: texts that are no longer UTF-8 are read all the same, each wrong byte as a lone surrogate.
        Raises StoreError if the database cannot be used, at once if others are waiting for it in vain.
        """
        if not self._database.answers():
            raise StoreError(f"The database {self._database.read_name} does not answer: something holds it.")
        reader = self._database.reader
        engine = reader.execution_options(damaged=True) if damaged else reader
        with _transaction(engine, self._database.read_name) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed whole at the end, or not at all if the block raises.

        Writers take turns. Raises StoreError if the database cannot be used, or if the turn does not come.
        """
        with _transaction(self._database.writer, self.name) as connection:
            yield connection

    def digest(self) -> str | None:
        """What tells the present state of the store from every other (`store.ledger`), cheap to ask for.

        None where the database does not say so at once. Never raises.
        """
        return self._database.digest()

    def look(self) -> str | None:
        """The same, but None also where whoever reads would wait in vain."""
        return self._database.look()

    def explained(self, error: Exception) -> StoreError | None:
        """What the database reports by an error while it is read, None where the error is ours."""
        return explained(self._database.read_name, error)

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._database.close()


def _database(url: str, patience: float, read_url: str | None) -> Database:
    try:
        parsed, readers = hosts.parsed(url), hosts.parsed(read_url) if read_url else None
        if {parsed.drivername, (readers or parsed).drivername} <= POSTGRESQL:
            return Postgresql(parsed, patience, readers)
    except (ArgumentError, ValueError) as error:
        raise StoreError("That is no database's URL; write sqlite:///FILE or postgresql://….") from error
    if readers:
        raise StoreError("PARLEY_READ_URL is for standbys of PostgreSQL; here, leave it out.")
    if parsed.drivername == "sqlite":
        return Sqlite(parsed, patience)
    raise StoreError(f"Parley keeps nothing in {parsed.drivername}; write sqlite:///FILE or postgresql://….")


@contextmanager
def _transaction(engine: Engine, name: str) -> Iterator[Connection]:
    with told(name), engine.begin() as connection:
        yield connection

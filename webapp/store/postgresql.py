"""PostgreSQL, by psycopg 3: one server, or a primary that is written to and standbys that are read."""

from __future__ import annotations

import logging
from math import ceil
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from webapp.store import watching
from webapp.store.database import Database, to_json
from webapp.store.errors import StoreError

TURN = 0x7061726C6579  # "parley": the advisory lock that writers take in turn
LEAST = 2  # seconds that psycopg waits for a server at the least
RENEWED = 300  # seconds: so soon readers go back to a standby that is there again


# What psycopg warns of beside an error, it raises as well, and that is told.
logging.getLogger("psycopg").setLevel(logging.ERROR)


class Postgresql(Database):
    """Raises StoreError where psycopg is not installed, and for parameters that it does not know.

    Which of several servers it is that is read, or written to, is for libpq's `target_session_attrs` to say.
    """

    def __init__(self, url: URL, patience: float, read_url: URL | None = None) -> None:
        primary = _engine(url, patience)
        readers = _engine(read_url, patience) if read_url else primary
        self.name, self.read_name = _name(url), _name(read_url or url)
        self.reader = readers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.writer = primary.execution_options(patience=patience)
        self._watch = watching.Postgresql(readers, RENEWED)

    def digest(self) -> str | None:
        return self._watch.digest()

    def close(self) -> None:
        self._watch.close()
        self.reader.dispose()
        super().close()


def _name(url: URL) -> str:
    shown = url.difference_update_query(["password"]).render_as_string(hide_password=True)
    return shown.replace("%2C", ",").replace("%2F", "/")


def _engine(url: URL, patience: float) -> Engine:
    """What the URL itself says goes before what is set here."""
    seconds = max(LEAST, ceil(patience))
    waits = {"connect_timeout": seconds, "tcp_user_timeout": 1000 * seconds}
    try:
        from psycopg import Error, conninfo

        conninfo.make_conninfo("", **{name: str(value) for name, value in url.query.items()})
        engine = create_engine(
            url,
            json_serializer=to_json,
            pool_pre_ping=True,
            pool_timeout=patience,
            pool_recycle=RENEWED,
            connect_args={name: value for name, value in waits.items() if name not in url.query},
        )
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs psycopg; install parley[postgresql].") from error
    except Error as error:
        raise StoreError(f"The URL {_name(url)} cannot be used: {str(error).strip()}.") from error
    event.listen(engine, "connect", _check_encoding)
    event.listen(engine, "begin", _begin)
    return engine


def _check_encoding(driver: Any, _: object) -> None:
    encoding = driver.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(f"The database's encoding is {encoding}; create it with ENCODING 'UTF8'.")


def _begin(connection: Connection) -> None:
    patience = connection.get_execution_options().get("patience")
    if patience is not None:
        # As the server has it: what SQLAlchemy leaves here would ask for writing where that is not wanted.
        connection.connection.driver_connection.read_only = None  # type: ignore[union-attr]
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{patience}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")

"""PostgreSQL, by psycopg 3."""

from __future__ import annotations

import logging
from math import ceil
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event

from webapp.store import watching
from webapp.store.database import Database, to_json
from webapp.store.errors import StoreError

TURN = 0x7061726C6579  # "parley": the advisory lock that writers take in turn


# What psycopg warns of beside an error, it raises as well, and that is told.
logging.getLogger("psycopg").setLevel(logging.ERROR)


class Postgresql(Database):
    """Raises StoreError where psycopg is not installed."""

    def __init__(self, url: URL, patience: float) -> None:
        self.name = url.difference_update_query(["password"]).render_as_string(hide_password=True)
        try:
            engine = create_engine(
                url,
                json_serializer=to_json,
                pool_pre_ping=True,
                pool_timeout=patience,
                connect_args={"connect_timeout": ceil(patience)},
            )
        except ModuleNotFoundError as error:
            raise StoreError("PostgreSQL needs psycopg; install parley[postgresql].") from error
        event.listen(engine, "connect", _check_encoding)
        event.listen(engine, "begin", _begin)
        self.reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self.writer = engine.execution_options(patience=patience)
        self._watch = watching.Postgresql(engine)

    def digest(self) -> str | None:
        return self._watch.digest()

    def close(self) -> None:
        self._watch.close()
        super().close()


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

"""The database's schema: recognised before it is touched, and brought up to date by Alembic's migrations."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from webapp.store.errors import StoreError

VERSION_TABLE = "parley_schema"


def check(connection: Connection) -> None:
    """Raise StoreError unless the database is Parley's and its schema is this Parley's."""
    version = _recognise(connection)
    if version is None:
        raise StoreError("The database is empty; `parley import` fills it.")
    if version != head():
        raise StoreError(
            f"The database has schema {version}, this Parley needs {head()}; `parley serve` upgrades it."
        )


def head() -> str:
    """The number of this Parley's schema."""
    return str(_scripts().get_current_head())


def upgrade(connection: Connection) -> None:
    """Bring the schema up to date within the connection's transaction.

    Raises StoreError for a database that is not Parley's, or that a newer Parley made.
    """
    if _recognise(connection) != head():
        _migrate(connection, head())


def make(connection: Connection, version: str) -> None:
    """Give an empty database the schema of that number.

    Raises StoreError for a database with something in it, and for the number of a newer Parley.
    """
    if inspect(connection).get_table_names():
        raise StoreError("The database is not empty; set PARLEY_DATABASE_URL to one that is, or a new file.")
    _check_known(version, "The backup")
    _migrate(connection, version)


def _migrate(connection: Connection, version: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _recognise(connection: Connection) -> str | None:
    """The number of the schema that the database has, None where it is empty."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        raise StoreError(
            "The database holds something else than dossiers; give Parley a database of its own."
        )
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    version = " and ".join(context.get_current_heads())  # one, unless somebody meddled
    _check_known(version, "The database")
    return version


def _check_known(version: str, what: str) -> None:
    if version not in {script.revision for script in _scripts().walk_revisions()}:
        raise StoreError(
            f"{what} has schema {version}, which a newer Parley made; this one knows up to "
            f"{head()}. Install the newer Parley."
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "webapp.store:migrations")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())

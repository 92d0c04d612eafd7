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
    version, head = _recognise(connection), _scripts().get_current_head()
    if version is None:
        raise StoreError("The database is empty; `parley import` fills it.")
    if version != head:
        raise StoreError(
            f"The database has schema {version}, this Parley needs {head}; `parley serve` upgrades it."
        )


def upgrade(connection: Connection) -> None:
    """Bring the schema up to date within the connection's transaction.

    Raises StoreError for a database that is not Parley's, or that a newer Parley made.
    """
    if _recognise(connection) != _scripts().get_current_head():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
    if version not in {script.revision for script in _scripts().walk_revisions()}:
        raise StoreError(
            f"The database has schema {version}, which a newer Parley made; this one knows up to "
            f"{_scripts().get_current_head()}. Install the newer Parley."
        )
    return version


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "webapp.store:migrations")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())

"""Databases that an earlier Parley filled: upgraded, they hold what a new import would have written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData, create_engine, insert

from tests.unit.store.folders import Folder
from tests.web.edits import publish_edits
from webapp.store import Store
from webapp.store.models import PRESENT, Base
from webapp.store.schema import VERSION_TABLE

Rows = dict[str, list[dict[str, Any]]]

# What the first release kept with the events, and keeps no more.
OF_EVENTS = (
    *("number", "round", "kind", "title", "status"),
    *("date", "date_earliest", "date_latest", "date_sort", "date_tie"),
)


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = create_engine(empty_url)
    yield engine
    engine.dispose()


def test_what_the_first_release_imported_is_as_if_imported_now(
    empty_url: str, engine: Engine, tmp_path: Path
) -> None:
    with closing(Store(empty_url)) as store:
        store.upgrade()
        publish_twice(store, tmp_path)
    now = contents(engine)
    with engine.begin() as connection:
        drop_all(connection)
    with engine.begin() as connection:
        migrate(connection, "0001")
        fill(connection, as_first_released(now))
    with closing(Store(empty_url)) as store:
        store.upgrade()
        store.check()
    upgraded = contents(engine)
    assert upgraded.keys() == now.keys()
    for table in now:
        assert upgraded[table] == now[table], table


def test_quotes_that_revisions_changed_are_counted_again(
    empty_url: str, engine: Engine, tmp_path: Path
) -> None:
    """Before 0007 they were counted as added and removed, or not at all."""
    with closing(Store(empty_url)) as store:
        store.upgrade()
        publish_edits(store, tmp_path / "river-2025")
    now = contents(engine)
    assert any(row["what"] == "quote" and row["changed"] for row in now["summaries"])
    with engine.begin() as connection:
        drop_all(connection)
    with engine.begin() as connection:
        migrate(connection, "0006")
        fill(connection, now | {"summaries": [row | {"changed": 0} for row in now["summaries"]]})
    with closing(Store(empty_url)) as store:
        store.upgrade()
        store.check()
    assert contents(engine) == now


def publish_twice(store: Store, parent: Path) -> None:
    """Two revisions that the first release could have imported: its histories had no headlines."""
    folder = Folder(parent)
    folder.replace("rounds/12.md", ", title: A second meeting in March}", "}")
    folder.replace("sources/arabic.md", "published: 2001-03", "published: 2001-03-31T09:30")
    folder.publish(store)
    folder.replace("events/promise.md", "It will be paid in April.[^a]", "It will be paid.[^a]")
    folder.remove("events/unpaid.md")
    folder.publish(store)


def contents(engine: Engine) -> Rows:
    """Every row of every table, in an order that is the same for the same rows."""
    metadata = MetaData()
    metadata.reflect(engine, only=[table.name for table in Base.metadata.sorted_tables])
    with engine.connect() as connection:
        return {
            table.name: sorted((dict(row) for row in connection.execute(table.select()).mappings()), key=repr)
            for table in metadata.sorted_tables
        }


def as_first_released(now: Rows) -> Rows:
    """The rows of today's tables as the first release would have written them."""
    old = {table: rows for table, rows in now.items() if table != "states"}
    present = {
        row["event_id"]: row for row in now["states"] if row["known_from"] <= PRESENT < row["known_until"]
    }
    old["events"] = [row | {name: present[row["id"]][name] for name in OF_EVENTS} for row in now["events"]]
    old["quotes"] = [
        {name: value for name, value in row.items() if name != "known_from"} for row in now["quotes"]
    ]
    return old


def migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "webapp.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def drop_all(connection: Connection) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    assert VERSION_TABLE in metadata.tables
    metadata.drop_all(connection)


def fill(connection: Connection, rows: Rows) -> None:
    """Write the rows, without the columns that the database has not yet."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.sorted_tables:
        known = set(table.columns.keys())
        made = [
            {name: value for name, value in row.items() if name in known} for row in rows.get(table.name, ())
        ]
        if made:
            connection.execute(insert(table), made)

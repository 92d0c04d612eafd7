"""The schema: migrations make what the models say, and a database is recognised before it is touched."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from tests.postgresql import Server
from webapp.store import Store, StoreError
from webapp.store.models import Base
from webapp.store.schema import VERSION_TABLE


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """A database with the schema, without a store in between."""
    with closing(Store(empty_url)) as store:
        store.upgrade()
    engine = create_engine(empty_url)
    yield engine
    engine.dispose()


def test_alembic_finds_no_difference_between_migrations_and_models(engine: Engine) -> None:
    with engine.connect() as connection:
        opts = {"version_table": VERSION_TABLE, "include_name": in_the_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


def in_the_models(name: str | None, kind: str, _: object) -> bool:
    """Not so the databases' own indexes of words, which SQLite keeps in tables of its own making."""
    return not (kind == "table" and name and name.startswith("passage_words"))


def test_migrations_make_the_constraints_and_collations_that_the_models_would(engine: Engine) -> None:
    migrated = described(engine)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    assert described(engine) == migrated
    assert migrated.keys() > {"dossiers", "revisions", "covers", "sources", "events", "quotes"}


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_migrations_set_up_sqlites_index_of_words_as_the_models_would(engine: Engine) -> None:
    asked = text("SELECT k, v FROM passage_words_config ORDER BY k")
    with engine.begin() as connection:
        migrated = connection.execute(asked).all()
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
        assert connection.execute(asked).all() == migrated


def described(engine: Engine) -> dict[str, Any]:
    database = inspect(engine)
    return {
        table: {
            "columns": [{**c, "type": repr(c["type"])} for c in database.get_columns(table)],
            "primary key": database.get_pk_constraint(table),
            "foreign keys": sorted(database.get_foreign_keys(table), key=lambda key: key["name"] or ""),
            "unique": database.get_unique_constraints(table),
            "checks": database.get_check_constraints(table),
            "indexes": sorted(
                (
                    i["name"] or "",
                    i["column_names"],
                    str({k: str(v) for k, v in i.get("dialect_options", {}).items()}),
                )
                for i in database.get_indexes(table)
            ),
        }
        for table in database.get_table_names()
        if table != VERSION_TABLE
    }


def test_upgrade_makes_a_database_and_may_be_repeated(empty_url: str) -> None:
    with closing(Store(empty_url)) as store:
        for _ in range(2):
            store.upgrade()
            store.check()


def test_processes_that_upgrade_at_once_do_not_disturb_each_other(empty_url: str) -> None:
    upgrade = f"from webapp.store import Store; s = Store({empty_url!r}); s.upgrade(); s.check(); s.close()"
    processes = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", upgrade], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [process.communicate()[1] for process in processes] == [""] * 2
    assert [process.returncode for process in processes] == [0] * 2


def test_a_database_of_a_newer_parley_is_left_alone(empty_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with closing(Store(empty_url)) as store:
        for use in (store.upgrade, store.check):
            with pytest.raises(StoreError, match=r"has schema 9999, which a newer Parley made"):
                use()


def test_a_database_of_two_schemas_is_left_alone(empty_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {VERSION_TABLE} VALUES ('9999')"))
    with closing(Store(empty_url)) as store:
        for use in (store.upgrade, store.check):
            with pytest.raises(StoreError, match=r"has schema \d{4} and 9999"):
                use()


def test_a_database_of_another_program_is_left_alone(empty_url: str) -> None:
    path = Path(empty_url.removeprefix("sqlite:///"))
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    before = path.read_bytes() if path.is_file() else None
    with closing(Store(empty_url)) as store:
        for use in (store.upgrade, store.check):
            with pytest.raises(StoreError, match="holds something else than dossiers"):
                use()
    assert inspect(engine).get_table_names() == ["recipes"]
    engine.dispose()
    assert before is None or path.read_bytes() == before


def test_an_empty_database_is_not_a_store(server: Server) -> None:
    with closing(Store(server.url("postgres"))) as store, pytest.raises(StoreError, match="`parley import`"):
        store.check()


def test_reading_makes_no_database(tmp_path: Path) -> None:
    with (
        closing(Store(f"sqlite:///{tmp_path}/none.sqlite")) as store,
        pytest.raises(StoreError, match=r"There is no database .*none\.sqlite; `parley import` makes it"),
    ):
        store.check()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("absent/parley.sqlite", r"There is no folder .*absent"),
        (".", "is a folder"),
        ("file/parley.sqlite", r"There is no folder .*file"),
        ("file", "is damaged, or no SQLite database"),
    ],
)
def test_what_cannot_be_a_database_is_said(tmp_path: Path, path: str, message: str) -> None:
    (tmp_path / "file").write_bytes(
        b"Not a database, but long enough to be looked at as if it were one. " * 100
    )
    with closing(Store(f"sqlite:///{tmp_path}/{path}")) as store, pytest.raises(StoreError, match=message):
        store.upgrade()


def test_a_truncated_database_is_said_to_be_damaged(sqlite_model: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(sqlite_model.read_bytes()[:6000])
    with closing(Store(f"sqlite:///{damaged}")) as store, pytest.raises(StoreError, match="is damaged"):
        store.upgrade()


def test_odd_file_names_are_file_names(tmp_path: Path) -> None:
    path = tmp_path / "50% of it? #1 é.sqlite"
    with closing(Store(f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F')}")) as store:
        store.upgrade()
    assert path.stat().st_size > 0
    assert {file.name for file in tmp_path.iterdir()} == {path.name}


def test_sqlite_keeps_a_write_ahead_log(sqlite_model: Path) -> None:
    with closing(sqlite3.connect(sqlite_model)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("parley.sqlite", "no database's URL"),
        ("postgresql://host:port/x", "no database's URL"),
        ("sqlite://", "is a file"),
        ("sqlite:///:memory:", "is a file"),
        ("sqlite:///parley.sqlite?mode=ro", "without parameters"),
        ("mysql://host/parley", "keeps nothing in mysql"),
    ],
)
def test_a_url_that_names_no_database_is_refused(url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Store(url)


def test_a_server_that_cannot_be_reached_is_said_without_the_password(tmp_path: Path) -> None:
    for url in ("postgresql://user:secret@/parley?host=", "postgresql:///parley?password=secret&host="):
        with closing(Store(f"{url}{tmp_path}")) as store:
            with pytest.raises(StoreError, match="cannot be used") as raised:
                store.upgrade()
            assert "secret" not in str(raised.value)


def test_a_database_that_is_not_there_is_said(server: Server) -> None:
    with closing(Store(server.url("nowhere"))) as store, pytest.raises(StoreError, match="does not exist"):
        store.check()


def test_postgresql_must_hold_every_character(server: Server) -> None:
    name = server.create(encoding="LATIN1")
    with closing(Store(server.url(name))) as store, pytest.raises(StoreError, match="ENCODING 'UTF8'"):
        store.upgrade()
    server.drop(name)


def test_postgresql_without_its_driver_is_said() -> None:
    program = (
        "import sys; sys.modules['psycopg'] = None; from webapp.store import Store; Store('postgresql:///x')"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.stderr.endswith("StoreError: PostgreSQL needs psycopg; install parley[postgresql].\n")

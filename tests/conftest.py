"""Real databases: what the store promises is tested on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import postgresql
from tests.generated.published import (
    beck,
    brook,
    generated_postgresql_url,
    generated_store,
    generated_url,
    lume,
)
from webapp.store import Store
from webapp.store.models import Base

__all__ = ["beck", "brook", "generated_postgresql_url", "generated_store", "generated_url", "lume"]


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """The tests' own PostgreSQL server, which runs until the last test."""
    try:
        with postgresql.running() as server:
            yield server
    except LookupError as error:
        pytest.fail(str(error))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables, on SQLite one that is yet to be made."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server: postgresql.Server = request.getfixturevalue("server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with the schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("model") / "model.sqlite"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_model(server: postgresql.Server) -> str:
    """The URL of the same on PostgreSQL. Making a database takes half a second there; this one is emptied."""
    url = server.url(server.create())
    _upgrade(url)
    return url


def _upgrade(url: str) -> None:
    with closing(Store(url)) as store:
        store.upgrade()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the schema and nothing in it."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_model"), tmp_path / "parley.sqlite")
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("postgresql_model")
    yield url
    with closing(Store(url)) as store, store.write() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A store with nothing in it."""
    with closing(Store(store_url)) as store:
        yield store

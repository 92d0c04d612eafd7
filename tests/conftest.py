"""Real databases: what the store promises is tested on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgresql
from webapp.store import Store


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
    """The same on PostgreSQL."""
    name = server.create()
    _upgrade(server.url(name))
    return name


def _upgrade(url: str) -> None:
    store = Store(url)
    store.upgrade()
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the schema and nothing in it."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_model"), tmp_path / "parley.sqlite")
        yield f"sqlite:///{path}"
        return
    server: postgresql.Server = request.getfixturevalue("server")
    name = server.create(template=request.getfixturevalue("postgresql_model"))
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A store with nothing in it."""
    store = Store(store_url)
    yield store
    store.close()

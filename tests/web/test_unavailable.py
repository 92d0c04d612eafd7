"""A database that cannot be read makes a plain 503 soon, and the site is back when the database is.

Pages that the cache has are still given.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import postgresql
from tests.web.checked import check, parsed
from tests.web.folders import RIVER, import_folder, write
from webapp.app import create_app
from webapp.pagecache.answers import HIT
from webapp.settings import Settings
from webapp.store import Store

PAGE, KEPT = "/river-2025/", "/river-2025/sources"
SOON = 2  # seconds, within which the reader is to have an answer


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "parley.sqlite"
    fill(f"sqlite:///{path}", tmp_path)
    return path


def fill(url: str, folder: Path) -> None:
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "river-2025", RIVER))


def opened(url: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=url))
    with closing(app.extensions["parley.store"]):
        assert app.test_client().get(KEPT).status_code == 200
        yield app


@pytest.fixture
def client(database: Path) -> Iterator[FlaskClient]:
    """One that has read a page already."""
    for app in opened(f"sqlite:///{database}"):
        yield app.test_client()


def is_unavailable(client: FlaskClient) -> bool:
    """Are a page and its data not given, soon, and a page that the cache has all the same?"""
    began = time.monotonic()
    page, data = client.get(PAGE), client.get("/river-2025.json")
    assert time.monotonic() - began < 2 * SOON
    began = time.monotonic()
    kept = client.get(KEPT)
    assert time.monotonic() - began < SOON
    assert (kept.status_code, kept.headers.get("Cache-Status")) == (200, HIT)
    for response in page, data:
        if response.status_code != 503:
            return False
        assert response.headers["Retry-After"].isdigit()
    check(parsed(PAGE, page))
    assert data.content_type == "application/problem+json"
    return True


def test_who_looks_after_the_server_is_told(client: FlaskClient, database: Path) -> None:
    answers = [client.get(path) for path in ("/healthz", "/readyz")]
    assert [(each.status_code, each.text) for each in answers] == [(200, "alive\n"), (200, "ready\n")]
    assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}
    away = database.rename(database.with_name("away.sqlite"))
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]
    away.rename(database)
    assert client.get("/readyz").status_code == 200


def test_a_database_that_is_gone(client: FlaskClient, database: Path) -> None:
    away = database.rename(database.with_name("away.sqlite"))
    assert is_unavailable(client)
    for nowhere in ("/river-2025/nothing", "/nothing/", "/nothing.json"):
        assert client.get(nowhere).status_code in (404, 503)  # and what may have been meant is not looked for
    assert client.get("/static/favicon.svg", buffered=True).status_code == 200
    away.rename(database)
    assert client.get(PAGE).status_code == 200


def test_a_database_in_the_place_of_another_is_the_one_that_is_read(
    client: FlaskClient, database: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite"
    with closing(Store(f"sqlite:///{other}")) as store:
        store.upgrade()
    other.replace(database)
    assert client.get(PAGE).status_code == 404


def test_a_database_that_is_locked(client: FlaskClient, database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "copy.sqlite"))
    with closing(sqlite3.connect(copy, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        copy.replace(database)
        assert is_unavailable(client)
    assert client.get(PAGE).status_code == 200


def test_a_database_that_is_none(client: FlaskClient, database: Path) -> None:
    sound = database.read_bytes()
    other = database.with_name("other.sqlite")
    other.write_bytes(b"no database at all" * 1000)
    other.replace(database)
    assert is_unavailable(client)
    other.write_bytes(sound)
    other.replace(database)
    assert client.get(PAGE).status_code == 200


def test_a_database_without_tables(tmp_path: Path, empty_url: str) -> None:
    app = create_app(Settings(database_url=empty_url))
    with closing(app.extensions["parley.store"]):
        assert app.test_client().get(PAGE).status_code == 503
        fill(empty_url, tmp_path)
        assert app.test_client().get(PAGE).status_code == 200


def test_a_server_that_is_stopped(tmp_path: Path) -> None:
    with postgresql.running() as server:
        url = server.url(server.create())
        fill(url, tmp_path)
        for app in opened(url):
            client = app.test_client()
            server.stop()
            assert is_unavailable(client)
            server.start()
            assert client.get(PAGE).status_code == 200


def test_what_the_database_said_is_in_the_log_under_the_number_of_the_page(
    client: FlaskClient, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database.rename(database.with_name("away.sqlite"))
    page = parsed(PAGE, client.get(PAGE))
    (record,) = caplog.records
    assert page.texts("main p")[1].rsplit(" ", 1)[1].rstrip(".") in record.getMessage()
    assert "There is no database" in record.getMessage()
    assert not record.exc_info

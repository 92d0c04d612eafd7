"""Nobody waits for what others wait for, longer than it takes to see that it does not come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from pathlib import Path
from threading import Event
from wsgiref.types import StartResponse

import pytest
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import Client

from tests.walindex import held
from tests.web.folders import with_river
from webapp.app import create_app
from webapp.pagecache import PageCache
from webapp.pagecache.answers import HIT
from webapp.settings import Settings
from webapp.store import Store
from webapp.web.limits import Environ

SOON = 2  # seconds
BACK = 5  # seconds, in which the site is there again
LONG = 10  # in which anything that comes at all has come
KEPT, MADE = "/river-2025/sources", "/river-2025/"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return with_river(tmp_path / "parley.sqlite")


@pytest.fixture
def app(database: Path) -> Iterator[Flask]:
    """One that has a page already."""
    app = create_app(Settings(database_url=f"sqlite:///{database}"))
    with closing(app.extensions["parley.store"]):
        assert app.test_client().get(KEPT).status_code == 200
        yield app


def test_all_are_told_soon_that_a_database_does_not_answer(app: Flask, database: Path) -> None:
    def ask(path: str) -> tuple[str, int, Headers]:
        response = app.test_client().get(path)
        return path, response.status_code, response.headers

    paths = [KEPT, MADE, "/readyz", "/healthz", "/river-2025.json"] * 3
    with ThreadPoolExecutor(len(paths)) as threads, held(database):
        asked = [threads.submit(ask, path) for path in paths]
        soon = [each.result() for each in as_completed(asked, SOON)]
    for path, status, headers in soon:
        if path == KEPT:
            assert (status, headers["Cache-Status"]) == (200, HIT)
        elif path == "/healthz":
            assert status == 200
        else:
            assert (status, headers["Retry-After"].isdigit()) == (503, True)
    end = time.monotonic() + BACK
    while app.test_client().get(MADE).status_code == 503:
        assert time.monotonic() < end


def test_a_file_that_cannot_even_be_looked_for_holds_up_nobody(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / ('a' * 300)}")) as store:
        began = time.monotonic()
        assert [store.digest() for _ in range(5)] == [None] * 5
        assert time.monotonic() - began < SOON
        response = create_app(Settings(), store).test_client().get(MADE)
        assert (response.status_code, response.headers["Retry-After"].isdigit()) == (503, True)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_whether_a_worker_lives_is_said_while_it_makes_a_page(path: str) -> None:
    begun, done = Event(), Event()

    def application(environ: Environ, start: StartResponse) -> list[bytes]:
        if environ["PATH_INFO"] == "/page":
            begun.set()
            assert done.wait(LONG)
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"here"]

    client = Client(PageCache(application, lambda: None, lambda: None, 1, True))
    with ThreadPoolExecutor(2) as threads:
        page = threads.submit(client.get, "/page")
        try:
            assert begun.wait(LONG)
            assert threads.submit(client.get, path).result(LONG).text == "here"
        finally:
            done.set()
        assert page.result(LONG).text == "here"

"""The Nu HTML checker finds nothing on any page, error or redirect, nor in style sheets and pictures."""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.nu import Found, found
from tests.web import raw, twins
from tests.web.addresses import SHOWN, address, views
from tests.web.checked import HOST, parsed
from tests.web.folders import broken
from tests.web.test_twins import published
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.freeze import Written, freeze
from webapp.settings import Settings
from webapp.shipped import shipped
from webapp.web.paths import Address

MOST = 160  # pages that links lead to
WRONG = {
    "wrong.html": '<!doctype html>\n<html lang="en"><title>x</title><p id="a"><p id="a">',
    "wrong.css": "p { colour: red }",
    "wrong.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="1"/></svg>',
}
OTHERS = {
    "/river-2025": 308,
    "/river-2025/?party=": 308,
    "/nothing": 404,
    "/river-2025/events/ana-promises": 404,
    "/river-2025@7/": 404,
    "/river-2025/events/rumour": 410,
    "/river-2025/quotes/abcdefghijkl": 404,
    "/river-2025/rounds/99?known=2025-05-20": 404,
    "/river-2025/events/boris-answers?known=2025-05-20": 404,
    "/river-2025/?party=nobody": 400,
    "/river-2025/?colour=red&from=<script>": 400,
    "/river-2025/?known=2025-05": 400,
    "/river-2025/events/nothing/embed": 404,
    "/majlis/nothing": 404,
    f"/search?q={'a' * 9000}": 414,
}


class Folder:
    """Pages as files, for the checker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = dict[str, str]()  # the address by the name of the file

    def add(self, path: str, html: bytes) -> None:
        name = f"{len(self.names)}.html"
        (self.folder / name).write_bytes(html)
        self.names[name] = path

    def answer(self, path: str, response: TestResponse, status: int) -> None:
        assert (response.status_code, response.mimetype) == (status, "text/html"), path
        self.add(path, response.data)

    def get(self, app: Flask, path: str, status: int = 200) -> None:
        response = app.test_client().get(path, buffered=True, follow_redirects=status >= 400 or status == 200)
        self.answer(path, response, status)


@pytest.fixture(scope="module")
def messages(
    app: Flask,
    generated_app: Flask,
    brook: Dossier,
    lume: Dossier,
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Found]:
    """What the checker says of all there is, in one run, which takes half a minute."""
    folder = tmp_path_factory.mktemp("valid")
    pages = Folder(folder)
    for path in _every(brook, lume):
        pages.get(generated_app, path)
    for path in _linked(app):
        pages.get(app, path)
    hostile = published(tmp_path_factory.mktemp("hostile"), twins.hostile)
    with closing(hostile.app.extensions["parley.store"]):
        for rule in SHOWN:
            pages.get(hostile.app, address(rule, hostile.dossier))
    _others(pages, app, tmp_path_factory.mktemp("errors"))
    frozen = tmp_path_factory.mktemp("frozen") / "site"
    assert isinstance(freeze(Settings(database_url), frozen, [Address("river-2025")]), Written)
    for file in frozen.rglob("*.html"):
        pages.add(str(file), file.read_bytes())
    for file in shipped("static").rglob("*"):
        if file.suffix in (".css", ".svg"):
            shutil.copy(file, folder)
    for name, text in WRONG.items():
        (folder / name).write_text(text)
    return [each._replace(file=pages.names.get(each.file, each.file)) for each in found(folder)]


def _every(brook: Dossier, lume: Dossier) -> Iterator[str]:
    """Every page and embed, plain, with each parameter, and of a revision; and of a long dossier."""
    for rule in SHOWN:
        yield from (path for _, path in views(rule, brook))
        if "<at:at>" in rule:
            yield address(rule, brook).replace("/brook/", "/brook@2/", 1)
            yield address(rule, lume)


def _linked(app: Flask) -> Iterator[str]:
    """Pages of small and strange dossiers, also from right to left, that the first page leads to."""
    waiting, seen = deque(["/"]), {"/"}
    for _ in range(MOST):
        path = waiting.popleft()
        yield path
        page = parsed(path, app.test_client().get(path, buffered=True))
        for link in page.links("a[href]:not([type])"):
            to = urljoin(HOST + path, link).removeprefix(HOST).partition("#")[0]
            if to.startswith("/") and to not in seen and not re.match("/istanbul-2025[/@].*[?@]", to):
                seen.add(to)
                waiting.append(to)


def _others(pages: Folder, app: Flask, folder: Path) -> None:
    for path, status in OTHERS.items():
        pages.get(app, path, status)
    pages.answer("POST /", app.test_client().post("/river-2025/"), 405)
    pages.answer("too much", app.test_client().get("/", data="x"), 413)
    pages.answer("elsewhere", raw.ask(app, "/", HTTP_HOST="evil.example"), 421)
    url = broken(folder / "broken.sqlite")
    for settings, path, status in (
        (Settings(url), "/river-2025/", 500),
        (Settings(url), "/river-2025/embed", 500),
        (Settings(url, allowance=1, unlimited=(), cache=0), "/search?q=water", 429),
        (Settings(f"sqlite:///{folder / 'none.sqlite'}"), "/", 503),
    ):
        failing = create_app(settings)
        with closing(failing.extensions["parley.store"]):
            for _ in range(6 if status == 429 else 0):
                failing.test_client().get(path)
            pages.get(failing, path, status)


def test_the_checker_finds_nothing(messages: list[Found]) -> None:
    """No error, no warning, no remark."""
    said = [each for each in messages if each.file not in WRONG]
    assert not said, f"{len(said)} of which:\n" + "\n".join(map(str, said[:20]))


@pytest.mark.parametrize("name", WRONG)
def test_the_checker_finds_what_is_wrong(messages: list[Found], name: str) -> None:
    """So it has read the folder."""
    assert [each for each in messages if each.file == name]

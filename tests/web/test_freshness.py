"""Whoever has a page is told so without its being made, and caches are told how long they may keep it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.statements import statements
from tests.web.addresses import EVERY, address, views
from tests.web.folders import RIVER, import_folder, write
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.shipped import ROOT, shipped
from webapp.store import Store
from webapp.web.formats import rule as format_rule
from webapp.web.freshness import FOR_EVER, FRESH
from webapp.web.routes import FILES

STATE = 1  # statement of a request that is answered by 304: the edition is kept
FILE = [path for path in FILES if "<" not in path and path not in ("/oembed", "/healthz", "/readyz")]


@pytest.fixture(scope="module")
def client(generated_url: str) -> Iterator[FlaskClient]:
    """Of a site that keeps no pages."""
    app = create_app(Settings(database_url=generated_url, cache=0))
    with closing(app.extensions["parley.store"]):
        yield app.test_client()


def page(rule: str, suffix: str, dossier: Dossier) -> str:
    here = address(rule, dossier)
    return format_rule(here, suffix) if suffix else here


@pytest.mark.parametrize(("rule", "suffix"), EVERY)
def test_a_client_that_has_a_page_is_told_so_by_one_statement(
    client: FlaskClient, rule: str, suffix: str, brook: Dossier
) -> None:
    path = page(rule, suffix, brook)
    first = client.get(path, buffered=True)
    assert first.headers["Cache-Control"] == FRESH
    with statements() as seen:
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert sum(each.startswith("SELECT") for each in seen) <= STATE
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy", "Cross-Origin-Resource-Policy"):
        assert again.headers.get(name) == first.headers[name]


@pytest.mark.parametrize("path", FILE)
def test_so_is_one_that_has_a_file_for_machines(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": f'"other", {tag}'}).status_code == 304


def test_views_of_a_page_have_tags_of_their_own(client: FlaskClient, beck: Dossier) -> None:
    paths = [path for rule in ("/<at:at>/", "/<at:at>/commitments") for _, path in views(rule, beck)]
    answers = [client.get(path) for path in paths]
    tags = [answer.headers["ETag"] for answer in answers if answer.status_code == 200]
    assert len(tags) == len(set(tags)) > 10


@pytest.mark.parametrize(
    "path", ["/brook/events/none", "/none/", "/brook@9/", "/brook/?colour=red", "/brook"]
)
def test_errors_and_redirects_are_never_taken_for_what_a_client_has(client: FlaskClient, path: str) -> None:
    tag = client.get("/brook/").headers["ETag"]
    plain = client.get(path)
    assert plain.status_code >= 300
    assert not {"ETag", "Cache-Control"} & set(plain.headers.keys())
    for asked in (tag, "*"):
        assert client.get(path, headers={"If-None-Match": asked}).status_code == plain.status_code


def test_any_tag_is_no_tag(client: FlaskClient) -> None:
    assert client.get("/brook/", headers={"If-None-Match": "*"}).status_code == 200
    assert client.get("/brook/", headers={"If-None-Match": 'W/"abc'}).status_code == 200


def test_tags_change_with_what_they_are_of_and_with_nothing_else(store_url: str, tmp_path: Path) -> None:
    app = create_app(Settings(database_url=store_url, cache=0))
    store: Store = app.extensions["parley.store"]
    folder = write(tmp_path / "river-2025", RIVER)
    with closing(store):
        import_folder(store, folder)
        import_folder(store, write(tmp_path / "brook", RIVER))
        before = tags(app)
        write(folder, {"dossier.md": RIVER["dossier.md"].replace("River talks", "Talks on the river")})
        import_folder(store, folder)
        after = tags(app)
    assert {path for path in before if before[path] != after[path]} == {"/", "/search?q=a", "/river-2025/"}


def tags(app: Flask) -> dict[str, str]:
    client = app.test_client()
    paths = ("/", "/search?q=a", "/river-2025/", "/river-2025@1/", "/brook/", "/brook@1/", "/robots.txt")
    return {path: client.get(path).headers["ETag"] for path in paths}


def test_pages_of_a_revision_are_kept_for_ever_and_their_embeds_too(client: FlaskClient) -> None:
    for path in ("/brook@1/", "/brook@1.json", "/brook@1/embed"):
        assert client.get(path).headers["Cache-Control"] == FOR_EVER


def test_another_site_and_another_parley_have_other_tags(database_url: str, tmp_path: Path) -> None:
    """Its files are part of it: a page may look otherwise when one of them does."""
    own = tag(database_url, ROOT.parent)
    assert own == tag(database_url, ROOT.parent)
    assert own != tag(database_url, ROOT.parent, public="https://talks.example.org")
    for name in ("templates", "static"):
        shutil.copytree(shipped(name), tmp_path / name)
    shutil.copytree(ROOT, tmp_path / "webapp", ignore=shutil.ignore_patterns("__pycache__"))
    assert tag(database_url, tmp_path) == own
    with (tmp_path / "templates/base.html").open("a") as template:
        template.write("\n{# another #}")
    assert tag(database_url, tmp_path) != own


def tag(url: str, home: Path, public: str = "") -> str:
    """The tag of the home page, of the Parley that stands in this folder."""
    script = (
        "from webapp.app import create_app; from webapp.settings import Settings; import sys;"
        "app = create_app(Settings(database_url=sys.argv[1], public_url=sys.argv[2] or None));"
        "print(app.test_client().get('/').headers['ETag'])"
    )
    command = [sys.executable, "-c", script, url, public]
    found = subprocess.run(command, cwd=home, env={"PYTHONPATH": str(home)}, capture_output=True, check=True)
    return found.stdout.decode()

"""What is counted when a revision is published is what counting it for a page would give: to the byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.statements import statements
from tests.web.addresses import TIMELINE, parameters, views
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.web.routes import FORMATS

# The formats that show a window of the timeline, or count what it can be narrowed to.
SHOWN = [
    suffix
    for suffix in ("", *FORMATS[TIMELINE])
    if suffix in ("", "json") or "at" in parameters(TIMELINE, suffix)
]


def uncounted(url: str, folder: Path) -> str:
    """The same store, in which nothing has been counted."""
    file = folder / "parley.sqlite"
    with (
        closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as whole,
        closing(sqlite3.connect(file)) as copy,
    ):
        whole.backup(copy)
        [(counted, revisions)] = copy.execute("SELECT count(*), (SELECT count(*) FROM revisions) FROM counts")
        assert counted == revisions
        copy.execute("DELETE FROM counts")
        copy.commit()
    return f"sqlite:///{file}"


@contextmanager
def served(url: str) -> Iterator[FlaskClient]:
    app = create_app(Settings(database_url=url, cache=0))
    with closing(app.extensions["parley.store"]):
        yield app.test_client()


@pytest.fixture(scope="module")
def counted(generated_url: str) -> Iterator[FlaskClient]:
    with served(generated_url) as client:
        yield client


@pytest.fixture(scope="module")
def counting(generated_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    with served(uncounted(generated_url, tmp_path_factory.mktemp("counting"))) as client:
        yield client


@pytest.mark.parametrize("name", ["lume", "beck", "brook"])
def test_every_view_of_a_generated_dossier_is_the_same(
    counted: FlaskClient, counting: FlaskClient, name: str, request: pytest.FixtureRequest
) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    paths = [path for suffix in SHOWN for _, path in views(TIMELINE, dossier, suffix)]
    places = [event.key for event in dossier.events[:: len(dossier.events) // 7]]
    paths += [f"/{name}/?{at}={key}" for key in places for at in ("after", "before", "at")]
    for path in (*paths, f"/{name}/embed", f"/{name}@1/"):
        one, other = (client.get(path, follow_redirects=True) for client in (counted, counting))
        assert one.status_code == 200, path
        assert one.data == other.data, path


def test_every_revision_of_a_written_dossier_is_the_same(database_url: str, tmp_path: Path) -> None:
    with served(database_url) as counted, served(uncounted(database_url, tmp_path)) as counting:
        for name in (
            "istanbul-2025",
            "river-2025",
            "river-2025@1",
            "river-2025@2",
            "majlis",
            "odd",
            "weir",
            "tides",
        ):
            one, other = (client.get(f"/{name}/") for client in (counted, counting))
            assert one.status_code == 200, name
            assert one.data == other.data, name


def test_a_timeline_reads_what_was_counted(counted: FlaskClient, counting: FlaskClient) -> None:
    grouped = []
    for client in (counted, counting):
        with statements() as seen:
            client.get("/lume/")
        grouped.append(any("GROUP BY" in each for each in seen))
    assert grouped == [False, True]

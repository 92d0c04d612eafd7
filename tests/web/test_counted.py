"""What is counted when a revision is published is what counting it for a page would give: to the byte."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statements import statements
from tests.web.addresses import TIMELINE, parameters, views
from webapp.app import create_app
from webapp.dossier.model import Dossier, Status
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
        copy.execute("DELETE FROM facets")
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


@pytest.fixture(scope="module")
def views_of_lume(lume: Dossier) -> st.SearchStrategy[str]:
    """Paths of views that are narrowed by any parameters to any values, and windows of these."""
    several = {
        "party": [party.id for party in lume.cover.parties],
        "actor": [actor.id for actor in lume.cover.actors],
        "topic": [topic.id for topic in lume.cover.topics],
        "kind": sorted({event.kind for event in lume.events}),
        "status": [str(status) for status in Status],
        "round": [str(event.number) for event in lume.events if event.number],
    }
    keys = [event.key for event in lume.events]
    words = [*sorted({word for event in lume.events[::9] for word in event.title.split()}), "the", "a* the"]
    days = sorted({event.date.text for event in lume.events if re.fullmatch("[0-9-]{10}", event.date.text)})
    dates = st.none() | st.sampled_from(days).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))

    def some(values: list[str]) -> st.SearchStrategy[list[str]]:
        few = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
        many = few.map(lambda left: [value for value in values if value not in left])
        return st.just([]) | st.just([]) | few | many

    @st.composite
    def paths(draw: st.DrawFn) -> str:
        given = {name: draw(some(values)) for name, values in several.items()}
        first, last = sorted((draw(dates), draw(dates)), key=lambda day: day or "")
        given |= {"from": [first] if first else [], "to": [last] if last else []}
        given |= {"q": [draw(st.sampled_from(words))]} if draw(st.booleans()) else {}
        place = draw(st.sampled_from(["", "", "after", "before", "at"]))
        given |= {place: [draw(st.sampled_from(keys))]} if place else {}
        return "/lume/?" + urlencode([(name, value) for name, values in given.items() for value in values])

    return paths()


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_view_is_what_asking_for_every_event_gives(
    counted: FlaskClient, counting: FlaskClient, views_of_lume: st.SearchStrategy[str], data: st.DataObject
) -> None:
    path = data.draw(views_of_lume)
    one, other = (client.get(path, follow_redirects=True) for client in (counted, counting))
    assert one.status_code == 200, path
    assert one.data == other.data, path


@pytest.mark.parametrize("name", ["lume", "beck"])
def test_what_somebody_said_is_the_same(
    counted: FlaskClient, counting: FlaskClient, name: str, request: pytest.FixtureRequest
) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    paths = [f"/{name}/parties/{party.id}" for party in dossier.cover.parties]
    paths += [f"/{name}/actors/{actor.id}" for actor in dossier.cover.actors]
    places = [event.key for event in dossier.events[:: len(dossier.events) // 3]]
    paths += [f"{path}?{at}={key}" for path in paths[::5] for key in places for at in ("after", "before")]
    for path in paths:
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

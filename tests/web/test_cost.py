"""What a page costs: statements, bytes, requests."""

import gzip
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from tests.web.checked import CheckedClient

Counter = Callable[[str], int]


@pytest.fixture
def statements(app: Flask) -> Iterator[Counter]:
    """Counts the SELECTs that a page takes."""
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.append(str(args[2]))

    def count(path: str) -> int:
        seen.clear()
        assert app.test_client().get(path).status_code == 200
        return sum(statement.lstrip().startswith(("SELECT", "WITH")) for statement in seen)

    event.listen(Engine, "before_cursor_execute", note)
    yield count
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("demo", "river", "most"),
    [
        ("/istanbul-2025/", "/river-2025/", 8),
        ("/istanbul-2025/events/2025-05-28-lavrov-rubio-call", "/river-2025/events/anna-promises", 15),
        ("/istanbul-2025/rounds/1", "/river-2025/rounds/1", 21),
        ("/istanbul-2025/sources/article-2025-05-29", "/river-2025/sources/report", 8),
        ("/istanbul-2025/actors/lavrov", "/river-2025/actors/anna", 8),
        ("/istanbul-2025/parties/russia", "/river-2025/parties/upstream", 8),
    ],
)
def test_statements_are_few_and_do_not_depend_on_how_much_there_is(
    statements: Counter, demo: str, river: str, most: int
) -> None:
    assert 0 < statements(demo) == statements(river) <= most


def test_the_list_of_dossiers_takes_one_statement(statements: Counter) -> None:
    assert statements("/") == 1


def test_the_timeline_and_its_stylesheet_are_light(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/")
    (stylesheet,) = page.links("link[rel=stylesheet]")
    css = site.client.get(stylesheet, buffered=True).data
    assert len(gzip.compress(page.response.data)) + len(gzip.compress(css)) <= 30_000


def test_a_page_asks_for_one_stylesheet_two_small_scripts_and_an_icon(site: CheckedClient) -> None:
    """Two, because each is named with its integrity, which a module that another one imports cannot be."""
    page = site.get("/istanbul-2025/")
    scripts = page.all("script")
    files = [*page.links("link[rel=stylesheet]"), *page.links("link[rel=icon]")]
    files += [str(script.attrs["src"]) for script in scripts]
    assert not page.all("img, link[rel=preload], source, video, iframe")
    assert [file.partition("?")[0] for file in files] == [
        "/static/css/parley.css",
        "/static/favicon.svg",
        "/static/js/parley.js",
        "/static/js/live.js",
    ]
    assert all(str(script.attrs["integrity"]).startswith("sha256-") for script in scripts)
    bodies = [site.client.get(file, buffered=True).data for file in files[2:]]
    assert sum(len(gzip.compress(body)) for body in bodies) <= 5_000


def test_files_are_kept_under_the_address_that_has_their_hash(site: CheckedClient) -> None:
    (address,) = site.get("/").links("link[rel=stylesheet]")
    hashed = site.client.get(address, buffered=True)
    assert hashed.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    for other in (address.partition("?")[0], "/static/css/parley.css?v=123456789abc"):
        assert "immutable" not in site.client.get(other, buffered=True).headers["Cache-Control"]

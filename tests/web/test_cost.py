"""What a page costs: statements, bytes, requests."""

import gc
import gzip
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from flask.testing import FlaskClient

from tests.statements import statements
from tests.web.addresses import EVERY, SHOWN, address, views
from tests.web.checked import CheckedClient
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.web import keeping

LEFT = 100  # things that a page leaves to be found by a collection
MOST = 21  # statements of any page, and of data until it is sent; one of them is for its tag
# Are read from the database while they are sent, but for the first megabyte.
BATCHED = ("csv", "ics", "timelinejs.json", "timelinejs.csv", "zip")
Counter = Callable[[str], int]


@pytest.fixture(scope="module")
def client(generated_url: str, beck: Dossier, brook: Dossier, lume: Dossier) -> Iterator[FlaskClient]:
    """Of a site that keeps no pages and no cards; what it keeps of editions has been asked for."""
    app = create_app(Settings(database_url=generated_url, cache=0))
    keeping.install(app, room=0)
    client = app.test_client()
    with closing(app.extensions["parley.store"]):
        for dossier in (beck, brook, lume):
            for page in ("", "known", "rounds"):
                client.get(f"/{dossier.id}/{page}")
                client.get(f"/{dossier.id}@1/{page}")
        yield client


@pytest.fixture
def count(client: FlaskClient) -> Counter:
    """Counts the SELECTs that a page takes."""

    def count(path: str) -> int:
        with statements() as seen:
            response = client.get(path)
            assert response.status_code == 200, path
        response.close()
        return sum(statement.lstrip().startswith(("SELECT", "WITH")) for statement in seen)

    return count


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("rule", sorted(SHOWN))
def test_what_a_page_was_made_of_is_gone_with_it(client: FlaskClient, rule: str, lume: Dossier) -> None:
    """A collection of what many pages left behind is a pause as long as some pages take."""
    path = address(rule, lume)
    client.get(path)
    gc.collect()
    client.get(path)
    assert gc.collect() < LEFT


@pytest.mark.parametrize(("rule", "suffix"), EVERY)
def test_statements_are_few_and_do_not_depend_on_how_much_there_is(
    count: Counter, rule: str, suffix: str, beck: Dossier, lume: Dossier
) -> None:
    """With 260 events and with 5,000; every page and format, plain and with each of its parameters."""
    few, many = (views(rule, dossier, suffix) for dossier in (beck, lume))
    for (name, short), (_, long) in zip(few, many, strict=True):
        number = count(long)
        # A page that is asked whether it has changed is drawn in both revisions.
        assert number <= (3 * MOST if name == "of" or suffix in BATCHED else MOST), (rule, suffix, name)
        assert suffix in BATCHED or count(short) == number, (rule, suffix, name)


@pytest.mark.parametrize("of", ["timeline", "rounds", "commitments", "events", "quotes"])
def test_asking_whether_a_page_has_changed_does_not_depend_on_how_much_there_is(
    count: Counter, of: str, beck: Dossier, lume: Dossier
) -> None:
    rule = {"timeline": "", "events": "events/<id:id>", "quotes": "quotes/<id:id>"}.get(of, of)
    pages = [address(f"/<at:at>/{rule}", each).removeprefix(f"/{each.id}/") or of for each in (beck, lume)]
    few, many = (
        count(f"/{each.id}/changes/since/1.json?of={page}")
        for each, page in zip((beck, lume), pages, strict=True)
    )
    assert few == many <= 3 * MOST


def test_a_timeline_in_windows_takes_no_more_statements_than_one_on_one_page(
    count: Counter, brook: Dossier, lume: Dossier
) -> None:
    assert count(address("/<at:at>/", brook)) >= count(address("/<at:at>/", lume))


def test_the_list_of_dossiers_takes_one_statement_beside_that_for_its_tag(count: Counter) -> None:
    assert count("/") == 2


@pytest.mark.parametrize("rule", SHOWN)
def test_what_a_page_was_made_of_does_not_wait_for_the_garbage_collector(
    client: FlaskClient, rule: str, beck: Dossier
) -> None:
    """It goes with the page. Werkzeug leaves a dozen small things."""
    for _ in range(2):  # at first, things are made that stay
        gc.collect()
        gc.disable()
        try:
            client.get(address(rule, beck))
            left = gc.collect()
        finally:
            gc.enable()
    assert left < 50


def test_the_timeline_and_its_stylesheet_are_light(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/")
    (stylesheet,) = page.links("link[rel=stylesheet]")
    css = site.client.get(stylesheet, buffered=True).data
    assert len(gzip.compress(page.response.data)) + len(gzip.compress(css)) <= 30_000


def test_a_page_asks_for_one_stylesheet_and_one_small_script_and_brings_its_icon(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/")
    scripts = page.all("script[src]")
    files = [*page.links("link[rel=stylesheet]"), *(str(script.attrs["src"]) for script in scripts)]
    [icon] = page.links("link[rel=icon]")
    assert icon.startswith("data:image/svg+xml,")
    assert not page.all("img, link[rel=preload], source, video, iframe")
    assert [file.partition("?")[0] for file in files] == [
        "/static/css/parley.css",
        "/static/js/parley.js",
    ]
    assert all(str(script.attrs["integrity"]).startswith("sha256-") for script in scripts)
    bodies = [site.client.get(file, buffered=True).data for file in files[1:]]
    assert sum(len(gzip.compress(body)) for body in bodies) <= 5_000


def test_files_are_kept_under_the_address_that_has_their_hash(site: CheckedClient) -> None:
    (address,) = site.get("/istanbul-2025/").links("link[rel=stylesheet]")
    hashed = site.client.get(address, buffered=True)
    assert hashed.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    for other in (address.partition("?")[0], "/static/css/parley.css?v=123456789abc"):
        assert "immutable" not in site.client.get(other, buffered=True).headers["Cache-Control"]

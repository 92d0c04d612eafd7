"""A long timeline: windows that together show all of it, and the ways between them."""

from collections.abc import Iterator
from csv import DictReader
from io import StringIO
from itertools import islice

import pytest

from tests.web.checked import CheckedClient, Page
from tests.web.forms import follow, glance, send
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store.queries.windows import WINDOW

JUMP = "nav.pager:first-of-type form"


@pytest.fixture(scope="module")
def long(generated_url: str) -> Iterator[CheckedClient]:
    app = create_app(Settings(database_url=generated_url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def anchors(page: Page) -> list[str]:
    """The events and rounds shown, in order."""
    return [str(each.attrs["id"]) for each in page.all(".table article, .table .meeting")]


def ordered(site: CheckedClient, view: str) -> list[str]:
    """All that the view has, in order of time."""
    told = site.client.get(view.replace("/?", ".csv?")).get_data(as_text=True)
    return [row["id"].replace("/", "-") for row in DictReader(StringIO(told.removeprefix("\ufeff")))]


def ways(page: Page) -> dict[str, str]:
    """Where the pager above the table leads."""
    above, below = page.all("nav.pager")
    found = dict(zip(page.texts(".pager a"), page.links(".pager a"), strict=True))
    assert len(page.texts(".pager a")) == 2 * len(found)
    assert above.attrs["aria-label"] != below.attrs["aria-label"]
    return {label: href.removesuffix("#timeline") for label, href in found.items()}


def walk(site: CheckedClient, path: str, way: str) -> list[list[str]]:
    """What each window shows, from the one at `path` on to the last that way."""
    found = [anchors(page := glance(site, path))]
    while way in ways(page):
        page = glance(site, ways(page)[way])
        found.append(anchors(page))
    return found


@pytest.mark.parametrize("view", ["/lume/?kind=statement&status=held", "/lume/?party=velmark&q=annex"])
def test_forward_and_back_show_everything_once_and_in_order(long: CheckedClient, view: str) -> None:
    start = glance(long, view)
    every = ordered(long, view)
    assert len(set(every)) == len(every) == int(start.text("[data-count]").split()[0].replace(",", ""))
    forward = walk(long, view, "Later")
    backward = walk(long, ways(start)["Last"], "Earlier")[::-1]
    assert len(forward) > 2
    for windows in forward, backward:
        rest = iter(every)
        for window in windows:  # those of one day stand side by side in it
            assert sorted(window) == sorted(islice(rest, len(window)))
        assert next(rest, None) is None


def test_a_window_says_where_it_stands(long: CheckedClient) -> None:
    page = glance(long, "/lume/")
    assert page.texts(".pager p") == [f"Events 1 to {WINDOW} of 5,030"] * 2
    assert list(ways(page)) == ["Later", "Last"]
    second = glance(long, ways(page)["Later"])
    assert second.texts(".pager p")[0] == f"Events {WINDOW + 1} to {2 * WINDOW} of 5,030"
    assert ways(second)["First"] == "/lume/"
    assert second.text("head > title").endswith(f"— timeline: {WINDOW + 1} to {2 * WINDOW} of 5,030")
    assert [each.attrs["rel"] for each in second.all(".pager [rel]")] == ["prev", "next"] * 2
    last = glance(long, ways(second)["Last"])
    assert list(ways(last)) == ["First", "Earlier"]


def test_a_jump_to_a_date_keeps_the_filters(long: CheckedClient) -> None:
    page = glance(long, "/lume/?kind=statement")
    there = send(long, page, JUMP, ("at", "2020-05"))
    assert there == "/lume/?kind=statement&at=2020-05"
    assert glance(long, there).texts("article .when b")[0].endswith("May 2020")


def test_a_phase_is_named_by_a_round_of_an_earlier_window(long: CheckedClient) -> None:
    page = glance(long, "/lume/?at=2020-05-01")
    first = page.text(".between:first-child h2")
    assert first.startswith(("Round ", "Between rounds "))


def test_a_view_that_is_not_long_has_no_windows(long: CheckedClient) -> None:
    assert not glance(long, "/brook/").all(".pager")
    assert follow(long, "/brook/?at=2020") == "/brook/"
    response = long.client.get("/lume/?round=3&after=rounds/3")
    assert (response.status_code, response.headers["Location"]) == (307, "/lume/?round=3")


def test_an_event_leads_to_its_window(long: CheckedClient) -> None:
    window = glance(long, "/lume/?at=2021-03")
    event = glance(long, window.links("article h3 a")[7])
    place = str(event.one(".neighbours .up").attrs["href"])
    path, _, anchor = place.partition("#")
    assert path == f"/lume/?at={event.path.removeprefix('/lume/')}"
    assert anchors(glance(long, path))[0] == anchor


def test_long_lists_of_choices_show_the_most_frequent(long: CheckedClient) -> None:
    page = glance(long, "/lume/?actor=krusina")
    first, rest = (
        [each.attrs["value"] for each in page.all(f"#filters .of-actor {which} input")]
        for which in ("> ul", "details")
    )
    assert len(first) == 10
    assert len(rest) > 10
    assert page.text("#more-actor summary") == f"{len(rest)} more"
    assert not page.all("#filters .of-actor details [checked]")

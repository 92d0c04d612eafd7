"""How pages are read: which comes first, from which side, and in whose colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import opened, served
from tests.web.folders import import_folder, write
from tests.web.test_directions import OASIS
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

WIDTH = 1280
# Boxes that stand on one side of a page, by the page that has them.
SIDES = {
    "": (
        ".masthead .search",
        ".masthead .where",
        ".filters > summary",
        "[data-count]",
        ".event > .body",
        ".event > .when",
    ),
    "events/letter": (".two > article", ".two > .aside"),
    "sources/letter": (".passage > .text", ".passage > .notes"),
    "positions": (".matrix [scope=row]", ".matrix td"),
}


@pytest.fixture(scope="module")
def oases(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a site with one dossier that says that it is in English, in Arabic and in Hebrew."""
    folder = tmp_path_factory.mktemp("oases")
    store = Store(url := f"sqlite:///{folder / 'parley.sqlite'}")
    store.upgrade()
    for language in ("en", "ar", "he"):
        cover = OASIS["dossier.md"].replace("---\n", f"---\nlanguage: {language}\n", 1)
        import_folder(store, write(folder / f"oasis-{language}", {**OASIS, "dossier.md": cover}))
    store.close()
    app = create_app(Settings(database_url=url))
    with served(app) as home, opened(browser, home, {"viewport": {"width": WIDTH, "height": 900}}) as page:
        yield page
    app.extensions["parley.store"].close()


def edges(page: Page, selector: str) -> tuple[float, float]:
    """How far the first of them is from the left and from the right of the window."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return round(box["x"]), round(WIDTH - box["x"] - box["width"])


@pytest.mark.parametrize("language", ["ar", "he"])
@pytest.mark.parametrize("path", SIDES)
def test_pages_in_arabic_and_hebrew_are_mirrored(oases: Page, path: str, language: str) -> None:
    oases.goto(f"/oasis-en/{path}")
    plain = [edges(oases, selector) for selector in SIDES[path]]
    assert any(abs(left - right) > 100 for left, right in plain), "nothing that stands on one side"
    oases.goto(f"/oasis-{language}/{path}")
    for selector, (left, right) in zip(SIDES[path], plain, strict=True):
        assert edges(oases, selector) == pytest.approx((right, left), abs=2), selector


def test_a_quote_in_another_language_says_so_and_runs_as_it_is_written(page: Page) -> None:
    page.goto("/majlis/events/meeting")
    arabic, english = page.locator(".evidence blockquote").all()
    assert english.get_attribute("lang") == "en"
    assert page.locator("html").get_attribute("lang") == "ar"
    assert arabic.get_attribute("lang") is None
    for quote, begins in ((arabic, "right"), (english, "left")):
        ends = quote.evaluate(
            """quote => {
                const range = document.createRange(), box = quote.getBoundingClientRect()
                range.selectNodeContents(quote)
                const text = range.getClientRects()[range.getClientRects().length - 1]
                return { left: text.left - box.left, right: box.right - text.right }
            }"""
        )
        assert min(ends, key=lambda side: ends[side]) == begins


def test_each_event_begins_with_its_date_and_they_are_in_order(page: Page) -> None:
    for path in ("/istanbul-2025/", "/river-2025/"):
        page.goto(path)
        dates = []
        for event in page.locator(".table article, .table .meeting").all():
            when = event.locator(".when").first
            date = when.inner_text().splitlines()[0].split(" · ")[0]
            assert set(date.split()) <= set(first(event).split())
            dates += [str(each.get_attribute("datetime")) for each in when.locator("time").all()]
        days = [date.partition("/")[0][:10] for date in dates]
        assert len(days) > 2
        assert days == sorted(days)


def first(event: Locator) -> str:
    """What a screen reader says of an event first: its first line in the accessibility tree."""
    lines = event.aria_snapshot().splitlines()
    return " ".join(lines[:3])


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True, ids=["forced"])
def test_forced_colours_leave_things_to_be_told_apart(page: Page) -> None:
    def style(selector: str, *names: str) -> list[str]:
        read = "(e, names) => names.map(name => getComputedStyle(e)[name])"
        return [str(each) for each in page.locator(selector).first.evaluate(read, list(names))]

    page.goto("/istanbul-2025/")
    (canvas,) = style("body", "backgroundColor")
    held, planned = "svg.wide a:not([class]) circle", "svg.wide a.planned :is(circle, rect)"
    assert style(held, "fill") != [canvas]
    assert style(planned, "fill") == [canvas]
    assert style(planned, "stroke") != [canvas]
    here, other = "nav a[aria-current]", "nav a:not([aria-current])"
    assert style(here, "borderBlockEndWidth") != style(other, "borderBlockEndWidth")
    assert style(".share > summary", "borderTopStyle") == ["solid"]
    page.goto("/river-2025/events/anna-promises")
    assert "underline" in style(".evidence mark", "textDecorationLine")[0]
    assert style(".evidence .context", "textDecorationLine") == ["none"]
    page.locator(".prose .cite").first.click()
    assert style(".evidence li:target", "outlineStyle") == ["solid"]

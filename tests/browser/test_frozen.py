"""A frozen copy in a real browser, from a server of files and from the folder itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened
from tests.frozen import served
from webapp.freeze import freeze
from webapp.settings import Settings
from webapp.web.paths import Address


@pytest.fixture(scope="module")
def folder(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frozen") / "site"
    asked = [Address("river-2025"), Address("istanbul-2025")]
    freeze(Settings(database_url, "https://talks.example.org"), folder, asked)
    return folder


@pytest.fixture(params=["http", "file"])
def frozen(request: pytest.FixtureRequest, folder: Path, browser: Browser) -> Iterator[Page]:
    """The first page. A message in the console or a request to elsewhere fails the test."""
    if request.param == "http":
        with served(folder) as home, opened(browser, home, {}) as page:
            page.goto(f"{home}index.html")
            yield page
        return
    with opened(browser, folder.as_uri(), {}) as page:
        page.goto(f"{folder.as_uri()}/index.html")
        yield page


def test_a_reader_goes_through_the_copy(frozen: Page) -> None:
    """With styles and pictures, from the first page to the words in their source."""
    frozen.get_by_role("link", name="River talks").click()
    expect(frozen.get_by_text("A frozen copy of revision 2")).to_be_visible()
    assert frozen.evaluate("getComputedStyle(document.querySelector('.masthead nav')).display") == "flex"
    frozen.get_by_role("navigation", name="Dossier").get_by_role("link", name="Timeline").click()
    frozen.locator(".table article h3 a").first.click()
    frozen.locator(".evidence a[href*='/sources/']").first.click()
    expect(frozen.locator(":target")).to_have_count(1)
    expect(frozen.locator("form:not([method=dialog])")).to_have_count(0)


def test_the_script_works(frozen: Page) -> None:
    frozen.get_by_role("link", name="River talks").click()
    frozen.wait_for_url("**/river-2025/index.html")  # and until the script listens
    frozen.keyboard.press("j")
    expect(frozen.locator("[data-stop]:focus")).to_have_count(1)
    frozen.keyboard.press("?")
    expect(frozen.get_by_role("dialog")).to_be_visible()
    expect(frozen.get_by_role("dialog").get_by_text("search")).to_have_count(0)


def test_pictures_of_the_overview_lead_to_events(frozen: Page) -> None:
    frozen.get_by_role("link", name="Istanbul talks, 2025").first.click()
    marks = frozen.locator(".overview svg:visible a[href^='#']")
    marks.nth(1).click()
    expect(frozen.locator(":target")).to_be_visible()


def test_a_step_back_in_knowledge_leads_to_a_file(frozen: Page) -> None:
    frozen.get_by_role("link", name="River talks").click()
    frozen.get_by_role("link", name="Step back to").click()
    expect(frozen.get_by_text("Its links lead to pages as of the present.")).to_be_visible()
    frozen.get_by_role("link", name="The present").or_(frozen.locator(".stepper a[rel=next]")).first.click()
    expect(frozen.locator("h1")).to_have_text("River talks")

"""Changes in a real browser: a pinned page says whether it has changed, and differences need no colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import check_looks
from tests.browser.conftest import opened, served
from tests.web.edits import edited_site

ANNA = "/river-2025@1/events/anna-promises"


@pytest.fixture(scope="module")
def edited_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with five revisions of the river talks."""
    with edited_site(tmp_path_factory.mktemp("edits")) as app, served(app) as address:
        yield address


@pytest.fixture
def edited(browser: Browser, edited_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with opened(browser, edited_address, getattr(request, "param", {})) as page:
        yield page


def test_a_pinned_page_says_whether_it_has_changed_and_leads_to_how(edited: Page) -> None:
    edited.goto(ANNA)
    link = edited.get_by_role("link", name="Changed since: see the difference")
    link.click()
    expect(edited.locator("h1")).to_have_text("What changed on this page between revisions 1 and 4")
    expect(edited.locator("dd del", has_text="28 May 2025")).to_have_count(1)
    edited.goto("/river-2025@3/events/commission")
    expect(edited.locator(".pinned")).to_contain_text("Nothing on this page has changed since.")
    expect(edited.locator("[data-since]")).to_have_count(0)


@pytest.mark.parametrize("edited", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_link_asks_the_same(edited: Page) -> None:
    edited.goto(ANNA)
    edited.get_by_role("link", name="Has this page changed since?").click()
    expect(edited.locator("h1")).to_have_text("What has changed on this page since revision 1")


def test_differences_are_accessible(edited: Page) -> None:
    check_looks(edited, "/river-2025/changes/1..4")
    check_looks(edited, "/river-2025/changes")


def test_what_went_and_what_came_is_told_by_lines_in_any_colours_and_in_print(edited: Page) -> None:
    edited.goto("/river-2025/changes/1..2")
    for media in ({"forced_colors": "active"}, {"media": "print", "forced_colors": "none"}):
        edited.emulate_media(**media)  # type: ignore[arg-type]
        for name, line in (("del", "line-through"), ("ins", "underline")):
            styles = edited.locator(f"main {name}").first.evaluate(
                "e => getComputedStyle(e).textDecorationLine"
            )
            assert styles == line

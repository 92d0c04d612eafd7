"""From the list of dossiers to the words in their source and back, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

WAYS = [{}, {"java_script_enabled": False}, {"viewport": {"width": 360, "height": 740}}]


@pytest.mark.parametrize("page", WAYS, indirect=True, ids=["scripts", "no-scripts", "narrow"])
def test_from_the_list_to_the_words_in_their_source_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Istanbul talks, 2025").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Istanbul talks, 2025")
    page.get_by_role("heading", name="Lavrov names 2 June").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lavrov names 2 June")
    page.locator(".prose .cite").click()
    expect(page.locator("li:target mark")).to_contain_text("Our delegation, led by Vladimir Medinsky")
    page.locator("li:target figcaption a[href*=sources]").click()
    marked = page.locator("span:target ~ mark").first
    expect(marked).to_be_in_viewport()
    expect(marked).to_contain_text("Our delegation, led by Vladimir Medinsky")
    plain = page.locator(".passage:first-child mark").first
    colour = "e => getComputedStyle(e).backgroundColor"
    assert marked.evaluate(colour) != plain.evaluate(colour)
    page.locator(".notes a", has_text="Lavrov names 2 June").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lavrov names 2 June")
    page.get_by_role("link", name="In the timeline").click()
    expect(page.locator("article:target h3")).to_contain_text("Lavrov names 2 June")


@pytest.mark.parametrize("page", WAYS, indirect=True, ids=["scripts", "no-scripts", "narrow"])
def test_a_mark_in_the_overview_leads_to_its_event(page: Page) -> None:
    page.goto("/river-2025/")
    page.locator(".overview").get_by_role("link", name=re.compile("Anna Berg promises open gates")).click()
    expect(page.locator("article:target h3")).to_have_text("Anna Berg promises open gates")


def test_a_pinned_page_stays_pinned_until_asked(page: Page) -> None:
    page.goto("/river-2025@1/")
    page.get_by_role("link", name="Anna Berg promises open gates", exact=True).click()
    expect(page).to_have_url(re.compile("/river-2025@1/events/anna-promises$"))
    page.get_by_role("link", name="See the current page").click()
    expect(page).to_have_url(re.compile("/river-2025/events/anna-promises$"))


def test_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/istanbul-2025/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Skip to the content")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))

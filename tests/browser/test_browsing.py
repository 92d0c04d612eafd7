"""Journeys of an analyst: with scripts, without, and on a narrow screen, each the same steps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessible import NARROW
from webapp.store.queries.windows import WINDOW

WAYS = [{}, {"java_script_enabled": False}, {"viewport": NARROW}]
NAMES = ["scripts", "no-scripts", "narrow"]

short = pytest.mark.parametrize("page", WAYS, indirect=True, ids=NAMES)
long = pytest.mark.parametrize("long_page", WAYS, indirect=True, ids=NAMES)


def size(page: Page) -> int:
    """How many events and rounds the view says it has."""
    return int(page.locator("[data-count] b").inner_text().replace(",", ""))


def headlines(page: Page) -> Locator:
    return page.locator(".table").locator("h2, h3").locator("[data-stop]")


@short
def test_filters_are_chosen_loosened_and_taken_away(page: Page) -> None:
    page.goto("/istanbul-2025/")
    whole = headlines(page).count()
    page.get_by_text("Filter", exact=True).click()
    page.locator(".of-party").get_by_text("Türkiye").click()
    apply = page.get_by_role("button", name="Apply")
    if apply.is_visible():
        apply.click()
    expect(page).to_have_url(re.compile(r"/\?party=turkiye$"))
    expect(headlines(page)).not_to_have_count(whole)
    some = headlines(page).count()
    if not page.get_by_label("Text", exact=True).is_visible():
        page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Text", exact=True).fill("nonsense")
    page.get_by_label("Text", exact=True).press("Enter")
    expect(page.locator(".nothing")).to_contain_text("No event or round fits all of these filters")
    page.locator(".nothing").get_by_role("link", name="Without text").click()
    expect(headlines(page)).to_have_count(some)
    page.get_by_role("link", name="Remove filter: party Türkiye").click()
    expect(page).to_have_url(re.compile("/istanbul-2025/$"))
    expect(headlines(page)).to_have_count(whole)


@long
def test_a_bar_of_the_overview_leads_into_it_and_wider_out_again(long_page: Page) -> None:
    long_page.goto("/lume/")
    whole = size(long_page)
    bars = long_page.locator(".overview a:has(.column):visible")
    named = bars.nth(3).locator("title").text_content()
    bars.nth(3).click()
    expect(long_page).to_have_url(re.compile(r"\?from="))
    inside = size(long_page)
    assert named
    assert 0 < inside < whole
    long_page.locator(".ways").get_by_role("link", name=re.compile("^Wider")).click()
    expect(long_page.locator("[data-count] b")).not_to_have_text(f"{inside:,}")
    assert inside < size(long_page) <= whole


@short
def test_a_search_leads_to_the_very_sentence(page: Page) -> None:
    page.goto("/istanbul-2025/")
    page.get_by_role("searchbox", name="Search this dossier").fill('"concrete proposals"')
    page.get_by_role("searchbox", name="Search this dossier").press("Enter")
    expect(page).to_have_url(re.compile(r"/istanbul-2025/search\?q="))
    sentence = page.locator(".hits .in-text a:has(mark)").first.get_attribute("href")
    assert sentence
    page.locator(".hits .in-quote a:has(mark)").first.click()
    expect(page.locator("li:target mark")).to_have_text("concrete proposals")
    expect(page.locator("li:target mark")).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 120})  # so low that the browser has to go to the words
    page.goto("about:blank")
    page.goto(sentence)
    expect(page.locator(".prose").first).to_be_in_viewport()


@long
def test_days_of_knowledge_are_stepped_through_and_left_for_the_present(long_page: Page) -> None:
    long_page.goto("/lume/?known=2020-09-30")
    stepper = long_page.locator(".stepper")
    before, after = (stepper.locator(f"nav a[rel={rel}]") for rel in ("prev", "next"))
    there = after.get_attribute("href")
    assert there
    back = before.get_attribute("href")
    assert back
    assert back < "/lume/?known=2020-09-30" < there
    after.click()
    expect(long_page).to_have_url(re.compile(re.escape(there) + "$"))
    expect(long_page.get_by_role("heading", name="As known on")).to_be_visible()
    headlines(long_page).nth(5).click()
    banner = long_page.get_by_role("complementary", name="Known on")
    expect(banner).to_contain_text("What was published later is not shown")
    banner.get_by_role("link", name="See the present page").click()
    expect(long_page).not_to_have_url(re.compile("known"))
    expect(banner).to_have_count(0)


@long
def test_windows_lead_on_and_back_and_to_a_day(long_page: Page) -> None:
    long_page.goto("/lume/")
    first = headlines(long_page).first.inner_text()
    above = long_page.get_by_role("navigation", name="Through the timeline, above it")
    above.get_by_role("link", name="Later").click()
    expect(above).to_contain_text(f"Events {WINDOW + 1} to {2 * WINDOW} of 5,030")
    assert headlines(long_page).first.inner_text() != first
    above.get_by_role("link", name="Earlier").click()
    expect(above).to_contain_text(f"Events 1 to {WINDOW} of 5,030")
    expect(headlines(long_page).first).to_have_text(first)
    above.get_by_label("Go to").fill("2021-06")
    above.get_by_label("Go to").press("Enter")
    expect(long_page).to_have_url(re.compile("at=2021-06#timeline$"))
    expect(above).to_be_in_viewport()
    expect(long_page.locator(".table time").first).to_have_attribute("datetime", re.compile("^2021-0[67]"))


@long
def test_two_of_many_rounds_are_compared(long_page: Page) -> None:
    long_page.goto("/lume/")
    long_page.get_by_role("navigation", name="Dossier").get_by_role("link", name="Rounds").click()
    for number in (12, 11):
        long_page.get_by_role("checkbox", name=f"Compare round {number}", exact=True).check()
    long_page.get_by_role("button", name="Compare two rounds").click()
    expect(long_page).to_have_url(re.compile(r"/lume/rounds/11\.\.12$"))
    expect(long_page.get_by_role("heading", level=1)).to_have_text("Rounds 11 and 12")


@long
def test_the_history_of_a_position_is_opened_to_its_end(long_page: Page) -> None:
    long_page.goto("/lume/positions?party=velmark&topic=ceasefire")
    history = long_page.locator("details .past li").first
    expect(history).not_to_be_visible()
    long_page.locator(".matrix summary").first.click()
    expect(history).to_be_visible()
    history.get_by_role("link").first.click()
    expect(long_page).to_have_url(re.compile("/lume/(events|rounds)/"))


@long
def test_commitments_are_listed_by_what_became_of_them(long_page: Page) -> None:
    long_page.goto("/lume/commitments")
    states = long_page.get_by_role("list", name="By state")
    broken = states.get_by_role("link", name="broken")
    number = broken.locator("b").inner_text()
    broken.click()
    expect(long_page).to_have_url(re.compile("state=broken"))
    expect(long_page.locator("[data-count] b")).to_have_text(number)
    assert long_page.locator(".pledges > h2").all_inner_texts() == ["Broken"]
    states.get_by_role("link", name="broken").click()
    expect(long_page).to_have_url(re.compile("/lume/commitments$"))

"""Rounds are compared, and positions read, with and without JavaScript, on wide and on narrow screens."""

import pytest
from playwright.sync_api import Page, expect

SCRIPTS = [{}, {"java_script_enabled": False}]


@pytest.mark.parametrize("page", SCRIPTS, indirect=True, ids=["script", "no-script"])
def test_two_rounds_are_ticked_and_compared(page: Page) -> None:
    page.goto("/istanbul-2025/rounds/1")
    page.get_by_role("link", name="All rounds").click()
    page.get_by_role("checkbox", name="Compare round 2").check()
    page.get_by_role("checkbox", name="Compare round 1").check()
    page.get_by_role("button", name="Compare two rounds").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rounds 1 and 2")
    assert page.url.endswith("/istanbul-2025/rounds/1..2")
    cells = page.locator("tbody:has(#agreed) tr").nth(1).get_by_role("cell").all()
    first, second = (box for cell in cells if (box := cell.bounding_box()))
    assert (first["y"], first["x"] + first["width"]) == (second["y"], second["x"])


@pytest.mark.parametrize("page", SCRIPTS, indirect=True, ids=["script", "no-script"])
def test_a_cell_opens_to_its_history(page: Page) -> None:
    page.goto("/istanbul-2025/positions")
    earlier = page.get_by_text("Prepares “concrete proposals”")
    expect(earlier).not_to_be_visible()
    page.get_by_text("one earlier position").first.click()
    expect(earlier).to_be_visible()


@pytest.mark.parametrize("page", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_tables_are_lists_where_they_do_not_fit(page: Page) -> None:
    for path in ("rounds", "rounds/1..2", "positions"):
        page.goto(f"/istanbul-2025/{path}")
        boxes = [box for cell in page.locator(".claims tbody td").all() if (box := cell.bounding_box())]
        assert len({box["x"] for box in boxes}) == 1, path
    expect(page.locator(".matrix .label").first).to_have_text("Russia")


def test_what_is_ticked_is_said_and_two_can_be_compared(page: Page) -> None:
    page.goto("/istanbul-2025/rounds")
    button = page.get_by_role("button", name="Compare two rounds")
    said = page.locator("[data-ticked]")
    expect(button).to_be_disabled()
    page.get_by_role("checkbox", name="Compare round 2").check()
    expect(said).to_have_text("Round 2")
    expect(button).to_be_disabled()
    page.get_by_role("checkbox", name="Compare round 1").check()
    expect(said).to_have_text("Rounds 1 and 2")
    expect(button).to_be_enabled()
    page.get_by_role("checkbox", name="Compare round 2").uncheck()
    expect(button).to_be_disabled()


@pytest.mark.parametrize("long_page", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
def test_topics_are_jumped_to_on_narrow_screens_and_print_has_no_dead_links(long_page: Page) -> None:
    long_page.goto("/lume/positions")
    last = long_page.locator(".topics a").last
    last.click()
    place = long_page.locator(str(last.get_attribute("href")))
    expect(place.locator("[scope=row]")).to_be_in_viewport()
    long_page.emulate_media(media="print")
    expect(long_page.locator(".topics")).to_be_hidden()
    summary = long_page.locator(".matrix summary").first
    assert summary.evaluate("e => getComputedStyle(e).listStyleType") == "none"
    long_page.goto("/lume/search?q=river")
    expect(long_page.locator(".ask")).to_be_hidden()

"""Views change without a reload where there are scripts, and by one where there are none or it goes wrong."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route, expect

NO_SCRIPTS = {"java_script_enabled": False}
RIVER = "/river-2025/"
UPSTREAM = "**/river-2025/?party=upstream"
SCRIPT = "**/js/live.js*"


@pytest.fixture
def stays(page: Page) -> Callable[[], bool]:
    """Mark the page that is open; the answer says whether it still is that page, not one loaded anew."""
    page.goto(RIVER)
    page.evaluate("window.mark = true")
    return lambda: bool(page.evaluate("window.mark === true"))


@pytest.fixture
def elsewhere(page: Page) -> Page:
    """A window whose console may complain."""
    other = page.context.new_page()
    other.goto(RIVER)
    other.evaluate("window.mark = true")
    open_filters(other)
    return other


def party(page: Page, name: str) -> None:
    """Tick or untick a party in the form."""
    page.locator(".of-party").get_by_label(name).click()


def asked(page: Page) -> list[str]:
    """The pages that the browser or the script asks for from now on."""
    urls: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type in ("document", "fetch"):
            urls.append(request.url)

    page.on("request", note)
    return urls


def hold(page: Page, url: str) -> list[Route]:
    """Requests for `url`, which are answered when a test says so."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(url, keep)
    return held


def open_filters(page: Page) -> None:
    page.locator("#filters > summary").click()


def test_a_ticked_filter_applies_at_once(page: Page, stays: Callable[[], bool]) -> None:
    open_filters(page)
    party(page, "Upstream")
    expect(page).to_have_url(re.compile(r"/river-2025/\?party=upstream$"))
    expect(page.locator(".table h3")).to_have_text(["Anna Berg promises open gates"])
    expect(page.locator("[property='og:url']")).to_have_attribute("content", re.compile(r"\?party=upstream$"))
    pinned = re.compile(r"@2/\?party=upstream$")
    expect(page.locator("#share [rel=bookmark]")).to_have_attribute("href", pinned)
    graph = json.loads(page.locator("head [type='application/ld+json']").inner_text())
    assert pinned.search(graph["@graph"][0]["@id"])
    assert page.locator("head [name='z:itemType']").count() == 0
    expect(page.get_by_role("status")).to_have_text(page.locator("[data-count]").inner_text())
    expect(page.locator("#filters")).to_have_attribute("open", "")
    expect(page.locator(".of-party").get_by_label("Upstream")).to_be_focused()
    assert stays()


def test_equal_views_have_equal_addresses_whatever_was_ticked_first(
    page: Page, stays: Callable[[], bool]
) -> None:
    open_filters(page)
    party(page, "Upstream")
    expect(page).to_have_url(re.compile("party=upstream$"))
    party(page, "Downstream")
    expect(page).to_have_url(re.compile(r"/river-2025/\?party=downstream&party=upstream$"))
    assert stays()


def test_back_and_forward_go_through_the_views(page: Page, stays: Callable[[], bool]) -> None:
    headlines = page.locator(".table h3")
    every = headlines.all_text_contents()
    open_filters(page)
    party(page, "Upstream")
    expect(headlines).to_have_count(1)
    page.go_back()
    expect(headlines).to_have_text(every)
    expect(page.locator(".of-party").get_by_label("Upstream")).not_to_be_checked()
    page.go_forward()
    expect(headlines).to_have_count(1)
    expect(page.locator(".of-party").get_by_label("Upstream")).to_be_checked()
    assert stays()
    headlines.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg promises open gates")
    page.go_back()
    expect(headlines).to_have_count(1)
    page.go_back()
    expect(headlines).to_have_text(every)


def test_a_jump_within_the_page_asks_for_nothing(page: Page, stays: Callable[[], bool]) -> None:
    urls = asked(page)
    page.locator(".overview").get_by_role("link", name=re.compile("Anna Berg promises")).first.click()
    expect(page).to_have_url(re.compile("#events-anna-promises$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/river-2025/$"))
    assert not urls
    assert stays()


def test_a_removed_chip_hands_the_focus_to_the_count(page: Page, stays: Callable[[], bool]) -> None:
    open_filters(page)
    party(page, "Upstream")
    page.locator(".chips").get_by_role("link", name=re.compile("Remove filter: .*Upstream")).click()
    expect(page).to_have_url(re.compile("/river-2025/$"))
    expect(page.locator("[data-count]")).to_be_focused()
    expect(page.locator(".chips")).to_have_count(0)
    assert stays()


def test_days_are_stepped_through_without_losing_the_place(page: Page, stays: Callable[[], bool]) -> None:
    count = page.locator("[data-count]").inner_text()
    page.get_by_role("link", name="Step back to").press("Enter")
    expect(page).to_have_url(re.compile(r"/river-2025/\?known=2025-05-29$"))
    expect(page.get_by_role("complementary", name="Known on")).to_be_visible()
    expect(page.locator(".masthead a.here")).to_have_attribute("href", re.compile(r"\?known="))
    page.locator("[data-live=after]").press("Enter")
    expect(page).to_have_url(re.compile(r"\?known=2025-06-30$"))
    expect(page.locator("[data-live=after]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/river-2025/$"))
    expect(page.get_by_role("complementary", name="Known on")).to_have_count(0)
    expect(page.locator("[data-count]")).to_have_text(count)
    assert stays()


def test_text_applies_on_enter_and_not_before(page: Page, stays: Callable[[], bool]) -> None:
    open_filters(page)
    urls = asked(page)
    field = page.locator("#filters [name=from]")
    field.press_sequentially("2025-06")
    assert not urls
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"\?from=2025-06$"))
    expect(field).to_be_focused()
    assert field.evaluate("e => e.selectionStart") == len("2025-06")
    assert stays()


def test_what_cannot_be_is_said_before_it_is_asked_for(page: Page, stays: Callable[[], bool]) -> None:
    open_filters(page)
    page.locator("#filters [name=from]").fill("yesterday")
    page.locator("#filters [name=from]").press("Tab")
    expect(page.locator("#filters [name=from]:invalid")).to_be_focused()
    expect(page).to_have_url(re.compile("/river-2025/$"))
    assert stays()


def test_the_last_of_several_answers_is_shown(page: Page, stays: Callable[[], bool]) -> None:
    held = hold(page, UPSTREAM)
    open_filters(page)
    with page.expect_request(UPSTREAM):
        party(page, "Upstream")
    party(page, "Downstream")
    expect(page).to_have_url(re.compile(r"\?party=downstream&party=upstream$"))
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    assert len(held) == 1
    assert stays()


def test_what_is_typed_meanwhile_is_kept(page: Page, stays: Callable[[], bool]) -> None:
    held = hold(page, UPSTREAM)
    open_filters(page)
    with page.expect_request(UPSTREAM):
        party(page, "Upstream")
    field = page.locator("#filters [name=q]")
    field.press_sequentially("gat")
    held[0].continue_()
    expect(page).to_have_url(re.compile("party=upstream$"))
    expect(field).to_be_focused()
    field.press_sequentially("es")
    expect(field).to_have_value("gates")
    assert stays()


def test_the_control_in_hand_stays_where_it_is(page: Page, stays: Callable[[], bool]) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    open_filters(page)
    box = page.locator(".of-party").get_by_label("Upstream")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    box.click()
    expect(page).to_have_url(re.compile("party=upstream$"))
    after = box.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    assert stays()


def test_an_error_is_a_page_to_be_read(elsewhere: Page) -> None:
    elsewhere.locator("#filters [name=from]").fill("2025-13")
    elsewhere.locator("#filters [name=from]").press("Enter")
    expect(elsewhere.get_by_role("heading", level=1)).not_to_have_text("River talks")
    assert not elsewhere.evaluate("window.mark")


def test_without_an_answer_the_browser_goes_there_itself(elsewhere: Page) -> None:
    elsewhere.route(UPSTREAM, lambda route: route.abort(), times=1)
    party(elsewhere, "Upstream")
    expect(elsewhere.locator(".table h3")).to_have_count(1)
    assert not elsewhere.evaluate("window.mark")


def test_where_the_script_for_it_is_not_to_be_had_it_is_asked_for_once(elsewhere: Page) -> None:
    asked: list[Route] = []

    def refuse(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=503)

    elsewhere.route(SCRIPT, refuse)
    elsewhere.reload()
    open_filters(elsewhere)
    for name in ("Downstream", "Upstream", "Downstream"):
        elsewhere.locator(".of-party").get_by_label(name).hover()
    assert len(asked) == 1
    party(elsewhere, "Upstream")
    expect(elsewhere.locator(".table h3")).to_have_count(1)


def test_where_the_script_for_it_does_not_come_the_reader_is_told_and_goes_on(elsewhere: Page) -> None:
    hold(elsewhere, SCRIPT)
    elsewhere.reload()
    open_filters(elsewhere)
    party(elsewhere, "Upstream")
    expect(elsewhere.locator("main[aria-busy=true]")).to_be_attached()
    expect(elsewhere.locator(".table h3")).to_have_count(1)


def test_a_site_that_has_new_files_is_loaded_anew(page: Page, stays: Callable[[], bool]) -> None:
    def newer(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"parley\.js\?v=\w+", "parley.js?v=0", answer.text()))

    page.route(UPSTREAM, newer, times=1)
    open_filters(page)
    party(page, "Upstream")
    expect(page.locator(".table h3")).to_have_count(1)
    page.wait_for_function("window.mark !== true")


def test_two_windows_do_not_mind_each_other(page: Page, stays: Callable[[], bool]) -> None:
    other = page.context.new_page()
    other.goto(RIVER)
    open_filters(page)
    party(page, "Upstream")
    expect(page.locator(".table h3")).to_have_count(1)
    open_filters(other)
    party(other, "Downstream")
    expect(other).to_have_url(re.compile(r"\?party=downstream$"))
    assert page.url.endswith("?party=upstream")


@pytest.mark.parametrize("page", [NO_SCRIPTS], indirect=True)
def test_without_scripts_the_form_does_it(page: Page) -> None:
    page.goto(RIVER)
    open_filters(page)
    party(page, "Upstream")
    party(page, "Downstream")
    page.locator("#filters").get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"/river-2025/\?party=downstream&party=upstream$"))
    page.locator(".chips").get_by_role("link", name=re.compile("Downstream")).click()
    expect(page).to_have_url(re.compile(r"\?party=upstream$"))
    expect(page.locator(".table h3")).to_have_count(1)

"""What the scripts add: links to copy, and moves by keyboard. And that nobody misses a thing without them."""

import re
from html import unescape

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.accessible import LOOKS, check

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
PAGES = ["/", *(f"/river-2025/{path}" for path in ("", "rounds/1", "sources/report", "events/nothing"))]


def copied(page: Page, button: Locator, said: str = "Link copied") -> str:
    """What the button puts on the clipboard."""
    button.click()
    expect(page.get_by_role("status")).to_have_text(said)
    return str(page.evaluate("navigator.clipboard.readText()"))


def headline(page: Page, text: str) -> Locator:
    return page.locator(".table").get_by_role("link", name=text)


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_the_permanent_link_of_a_page_can_be_copied(page: Page) -> None:
    page.goto("/river-2025/rounds/1")
    short, pinned = page.locator("#share .links button").all()
    assert copied(page, short).endswith("/river-2025/rounds/1")
    assert copied(page, pinned).endswith("/river-2025@2/rounds/1")
    expect(pinned).to_have_text("Copied link to: this page, pinned")
    expect(pinned).to_have_text("Copy link to: this page, pinned")


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_a_text_to_paste_can_be_copied_whole(page: Page, address: str) -> None:
    page.goto("/river-2025/")
    page.get_by_text("Share", exact=True).click()
    text = copied(page, page.get_by_role("button", name="Copy Markdown"), "Text copied")
    assert text == f"[River talks]({address}/river-2025@2/)"
    check(page)
    page.goto("/river-2025/events/anna-promises")
    text = copied(page, page.get_by_role("button", name="Copy Plain text"), "Text copied")
    assert text == page.get_by_label("Plain text").input_value()
    assert text.split("\n")[0] == "Anna Berg promises open gates"
    page.get_by_text("Cite: APA").click()
    assert "(revision 2). Parley." in copied(
        page, page.get_by_role("button", name="Copy APA 7"), "Text copied"
    )
    check(page)


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_events_and_rounds_of_the_timeline_have_links_to_copy(page: Page, address: str) -> None:
    page.goto("/river-2025/")
    event = page.get_by_role("button", name="Copy link to: Anna Berg promises open gates")
    assert copied(page, event) == f"{address}/river-2025@2/events/anna-promises"
    meeting = page.get_by_role("button", name="Copy link to: First meeting")
    assert copied(page, meeting) == f"{address}/river-2025@2/rounds/1"
    for button in page.locator(".table [data-copy]").all():
        answer = page.request.get(str(button.get_attribute("data-copy")))
        assert f"<title>{button.locator('bdi').text_content()} " in unescape(answer.text())


def test_links_to_copy_are_told_in_the_language_of_each(page: Page) -> None:
    """Those of the cards too, which the script makes."""
    page.goto("/majlis/")
    buttons = page.locator(".table [data-copy]").all()
    assert len(buttons) == page.locator(".table :is(.event, .meeting)").count() > 0
    for button in buttons:
        expect(button).to_have_attribute("dir", "ltr")
        expect(button).to_have_attribute("lang", "en")
        expect(button.locator("bdi")).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
@pytest.mark.parametrize("path", ["events/anna-promises", "actors/anna", "sources/report"])
def test_quotes_have_links_to_copy_wherever_they_stand(page: Page, address: str, path: str) -> None:
    page.goto(f"/river-2025/{path}")
    link = copied(page, page.get_by_role("button", name="Copy link to: “will be opened in spring”").first)
    assert re.fullmatch(f"{address}/river-2025@2/quotes/[0-9a-z]+", link)
    page.goto(link)
    expect(page.locator("mark")).to_have_text("will be opened in spring")


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_a_link_copied_from_what_was_known_on_a_day_leads_to_that(page: Page, address: str) -> None:
    page.goto("/istanbul-2025/?known=2025-05-29")
    link = copied(page, page.locator("article [data-copy]").first)
    assert re.fullmatch(rf"{address}/istanbul-2025@1/events/[0-9a-z-]+\?known=2025-05-29", link)


@pytest.mark.parametrize("page", [{"permissions": []}], indirect=True)
def test_a_link_that_may_not_be_copied_is_shown(page: Page) -> None:
    said: list[str] = []

    def answer(dialog: Dialog) -> None:
        said.append(dialog.default_value)
        dialog.accept()

    page.on("dialog", answer)
    page.goto("/river-2025/rounds/1")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    with page.expect_event("dialog"):
        page.locator("#share .links button").last.click()
    page.get_by_role("button", name="Copy HTML").click()
    selected = "document.activeElement.value.slice(document.activeElement.selectionStart)"
    assert page.evaluate(selected) == page.get_by_label("HTML").input_value()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    with page.expect_event("dialog"):
        page.locator("#share .links button").last.click()
    assert len(said) == 2
    assert all(link.endswith("/river-2025@2/rounds/1") for link in said)


def test_j_and_k_move_between_events_and_rounds(page: Page) -> None:
    page.goto("/river-2025/")
    stops = page.locator(".table [data-stop]")
    names = stops.all_text_contents()
    assert len(names) > 4
    for number in range(len(names)):
        page.keyboard.press("j")
        expect(stops.nth(number)).to_be_focused()
        expect(stops.nth(number)).to_be_in_viewport(ratio=1)
    page.keyboard.press("j")
    expect(stops.last).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(names[-2])


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], indirect=True)
def test_moves_begin_where_the_reader_looks(page: Page) -> None:
    page.goto("/istanbul-2025/")
    third = page.locator(".table [data-stop]").nth(3)
    third.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 5)")
    page.keyboard.press("j")
    expect(third).to_be_focused()
    page.locator(".table [data-stop]").nth(5).locator("xpath=ancestor::article").locator("a").last.focus()
    page.keyboard.press("k")
    expect(page.locator(".table [data-stop]").nth(5)).to_be_focused()


def test_arrows_move_only_from_one_event_to_another(page: Page) -> None:
    page.goto("/istanbul-2025/")
    stops = page.locator(".table [data-stop]")
    page.keyboard.press("ArrowDown")
    expect(page.locator("body")).to_be_focused()
    page.wait_for_function("scrollY > 0")
    stops.nth(1).focus()
    page.keyboard.press("ArrowDown")
    expect(stops.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(stops.nth(1)).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    expect(stops.nth(1)).to_be_focused()


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/river-2025/actors/anna", "link to this quote"),
        ("/river-2025/sources/report", "the gates"),
        ("/river-2025/events/anna-promises", "link to this quote"),
    ],
)
def test_lists_of_quotes_and_events_are_walked_too(page: Page, path: str, first: str) -> None:
    page.goto(path)
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text(first)


def test_a_key_says_nothing_with_a_modifier_or_in_a_field(page: Page) -> None:
    page.goto("/river-2025/")
    for key in ("Control+j", "Alt+j", "Meta+k", "J", "x"):
        page.keyboard.press(key)
        expect(page.locator("body")).to_be_focused()
    page.keyboard.press("/")
    field = page.locator(":focus")
    expect(field).to_have_attribute("type", "search")
    page.keyboard.type("jk/?")
    expect(field).to_have_value("jk/?")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=["wide-light", "narrow-dark"])
def test_the_list_of_keys_is_accessible(page: Page) -> None:
    page.goto("/majlis/")
    page.get_by_role("button", name="Keyboard").click()
    expect(page.get_by_role("dialog")).to_be_in_viewport(ratio=1)
    check(page)


@pytest.mark.parametrize("page", [CLIPBOARD], indirect=True)
def test_hits_of_a_search_have_links_to_copy(page: Page, address: str) -> None:
    for path in ("/river-2025/search?q=gates", "/search?q=gates"):
        page.goto(path)
        hit = page.get_by_role("button", name="Copy link to: Anna Berg promises open gates")
        assert copied(page, hit) == f"{address}/river-2025@2/events/anna-promises"
        page.keyboard.press("j")
        expect(page.locator("[data-stop]:focus")).to_have_count(1)


def test_keys_are_listed_and_can_be_switched_off(page: Page) -> None:
    page.goto("/river-2025/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    dialog.get_by_role("switch").uncheck()
    dialog.get_by_role("button", name="Close").click()
    for key in ("j", "/", "?"):
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-stop]:focus, input:focus")).to_have_count(0)
    page.get_by_role("button", name="Keyboard").click()
    dialog.get_by_role("switch").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keyboard")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-stop]:focus")).to_have_count(1)


@pytest.mark.parametrize("page", [{"viewport": {"width": 360, "height": 740}}], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_keys_and_targets_that_can_be_hit(page: Page, path: str) -> None:
    page.goto(path)
    for button in page.locator("button:visible").all():
        box = button.bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= 24, button.text_content()
    page.get_by_role("button", name="Keyboard").click()
    expect(page.get_by_role("dialog")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("/")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_nothing_offers_what_it_cannot_do(page: Page, path: str) -> None:
    page.goto(path)
    for button in page.locator("[data-copy], [data-shortcuts], dialog").all():
        expect(button).to_be_hidden()
    expect(page.locator("button:visible:not(form button)")).to_have_count(0)


def test_nothing_to_copy_is_printed(page: Page) -> None:
    page.goto("/river-2025/")
    page.emulate_media(media="print")
    expect(page.locator("button:visible")).to_have_count(0)

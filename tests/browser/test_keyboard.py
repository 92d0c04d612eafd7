"""Journeys by Tab and Enter alone, where the focus is always to be seen and nothing lies over it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import NARROW, example
from tests.web.addresses import SHOWN
from webapp.dossier.model import Dossier
from webapp.web.statement import CONTRAST

LOW = {"width": 320, "height": 256}  # a window of 1280 by 1024 pixels at 400 per cent
WAYS = [{}, {"java_script_enabled": False}, {"viewport": NARROW}, {"viewport": LOW, "color_scheme": "dark"}]
NAMES = ["scripts", "no-scripts", "narrow", "zoomed"]
# What is wrong with how the focus is shown: WCAG 2.4.7, 2.4.11 and 1.4.11.
FOCUS = r"""
() => {
    const focused = document.activeElement, style = getComputedStyle(focused)
    const wrong = []
    if (!focused.matches(":focus-visible")) wrong.push("it is not shown")
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("it has no outline")
    const bright = colour => {
        const [red, green, blue] = colour.match(/[\d.]+/g).map(each => each / 255)
            .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
        return .2126 * red + .7152 * green + .0722 * blue
    }
    let ground = focused.parentElement
    while (ground && /, 0\)$/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement
    const two = [style.outlineColor, getComputedStyle(ground ?? document.body).backgroundColor].map(bright)
    const contrast = (Math.max(...two) + .05) / (Math.min(...two) + .05)
    if (contrast < CONTRAST) wrong.push(`its outline has a contrast of ${contrast}`)
    const shapes = focused.closest("svg") ? focused.querySelectorAll("circle, rect, path") : [focused]
    const rects = [...shapes].flatMap(each => [...each.getClientRects()])
    const seen = rects.some(rect => [.1, .5, .9].some(part => {
        const y = (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2 // of what is in the window
        const met = document.elementFromPoint(rect.left + rect.width * part, y)
        return met && (focused.contains(met) || met.closest("label")?.control === focused)
    }))
    if (!seen) wrong.push("something lies over it")
    return wrong.map(each => `${focused.outerHTML.slice(0, 120)}: ${each}`)
}
""".replace("CONTRAST", str(CONTRAST))


def tab(page: Page, there: Callable[[str], bool], most: int = 120) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # past the end: it goes on at the start
        assert page.evaluate(FOCUS) == []
        name = page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()")
        if there(name):
            return
    raise AssertionError("it is not reached")


def enter(page: Page, name: str) -> None:
    tab(page, lambda text: bool(re.search(name, text)))
    page.keyboard.press("Enter")


@pytest.mark.parametrize("page", WAYS, indirect=True, ids=NAMES)
def test_from_the_list_to_a_passage_in_its_source_and_back(page: Page) -> None:
    page.goto("/")
    enter(page, "^River talks$")
    expect(page.locator("h1")).to_have_text("River talks")
    enter(page, "^Skip to the content$")
    enter(page, "^Anna Berg promises open gates$")
    expect(page.locator("h1")).to_have_text("Anna Berg promises open gates")
    enter(page, "^Skip to the content$")
    expect(page).to_have_url(re.compile("#main$"))
    enter(page, "^R. Porter, 29 May 2025$")
    marked = page.locator("span:target ~ mark").first
    expect(marked).to_be_in_viewport()
    enter(page, "^Anna Berg promises open gates$")
    expect(page.locator("h1")).to_have_text("Anna Berg promises open gates")
    enter(page, "^In the timeline$")
    expect(page.locator("article:target")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile("/sources/"))


@pytest.mark.parametrize("page", WAYS, indirect=True, ids=NAMES)
def test_filtering_searching_sharing_and_comparing(page: Page) -> None:
    page.goto("/istanbul-2025/")
    enter(page, "^Filter$")
    tab(page, lambda text: bool(page.evaluate("document.activeElement.value === 'turkiye'")))
    page.keyboard.press("Space")
    if page.locator(".do button").is_visible():  # without scripts: else it applies as it is ticked
        enter(page, "^Apply$")
    expect(page).to_have_url(re.compile(r"\?party=turkiye$"))
    enter(page, "^Share$")
    tab(page, lambda text: text.endswith("/istanbul-2025/?party=turkiye"))
    page.goto("/istanbul-2025/rounds")
    tab(page, lambda text: bool(page.evaluate("document.activeElement.type === 'search'")))
    page.keyboard.type("memorandum")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=memorandum$"))
    enter(page, "^Rounds$")
    expect(page.locator("h1")).to_have_text("Rounds")
    for number in ("1", "2"):
        tab(page, lambda text: page.evaluate("document.activeElement.name === 'compare'"))
        assert page.evaluate("document.activeElement.value") == number
        page.keyboard.press("Space")
    enter(page, "^Compare two rounds$")
    expect(page.locator("h1")).to_have_text("Rounds 1 and 2")


@pytest.mark.parametrize("page", [{"viewport": LOW}], indirect=True, ids=["zoomed"])
@pytest.mark.parametrize("rule", SHOWN)
def test_the_focus_is_to_be_seen_wherever_it_is(page: Page, rule: str, demo: Dossier) -> None:
    """On every kind of page, one Tab after the other from its start to its end, or as far as a hundred go."""
    page.goto(example(rule, demo))
    seen = 0
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(FOCUS) == []
        seen += 1
    assert seen

"""Nothing is lost where pages are magnified four times, or letters stand apart; and nothing has to move."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.accessible import example
from tests.web.addresses import SHOWN
from webapp.dossier.model import Dossier
from webapp.web.statement import WINDOW, ZOOM

SPACED = """
*:not(svg, svg *) { line-height: 1.5 !important }
*:not(svg, svg *) { letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
# Pictures; what is only for screen readers; what follows the window as it scrolls; marks that are raised.
PASSED = "svg, .unseen, .quiet .when, .skip, textarea, script, .act, thead, .cite"
# What stands over an edge of the window, or of a box that cuts it and cannot be scrolled by keyboard.
LOST = """
() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const lost = []
    while (texts.nextNode()) {
        const text = texts.currentNode, parent = text.parentElement
        if (!text.data.trim() || !parent.checkVisibility() || parent.closest(PASSED)) continue
        const range = document.createRange()
        range.selectNodeContents(text)
        const rects = [...range.getClientRects()].filter(rect => rect.width && rect.height)
        const scrolled = parent.closest("[tabindex='0'][aria-labelledby]")
        for (let box = parent; box; box = box.parentElement) {
            const style = getComputedStyle(box), edges = box.getBoundingClientRect()
            if (box === scrolled) break
            const root = box === document.documentElement
            if (!root && style.overflowX === "visible" && style.overflowY === "visible") continue
            const left = root ? 0 : edges.left
            const right = root ? box.clientWidth : edges.right
            const out = rects.some(rect => rect.left < left - 1 || rect.right > right + 1)
            if (out) lost.push(text.data.trim().slice(0, 60))
        }
    }
    return lost
}
""".replace("PASSED", json.dumps(PASSED))
# Pairs of texts of which one is written over the other.
OVERLAID = """
() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    while (texts.nextNode()) {
        const text = texts.currentNode, parent = text.parentElement
        if (!text.data.trim() || !parent.checkVisibility() || parent.closest(PASSED)) continue
        const size = parseFloat(getComputedStyle(parent).fontSize)
        const range = document.createRange()
        range.selectNodeContents(text)
        for (const rect of range.getClientRects()) if (rect.width > 1)
            found.push({ text, left: rect.left, right: rect.right, middle: rect.top + rect.height / 2, size })
    }
    found.sort((one, other) => one.middle - other.middle)
    return found.flatMap((one, n) => {
        const pairs = []
        for (let m = n + 1; m < found.length && found[m].middle - one.middle < one.size; m++) {
            const other = found[m]
            const apart = other.middle - one.middle >= (one.size + other.size) / 2 * .8
            const beside = one.right <= other.left + 1 || other.right <= one.left + 1
            if (!apart && !beside) pairs.push([one.text.data.slice(0, 40), other.text.data.slice(0, 40)])
        }
        return pairs
    })
}
""".replace("PASSED", json.dumps(PASSED))
FIT = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SMALL: ViewportSize = {"width": WINDOW[0] * 100 // ZOOM, "height": WINDOW[1] * 100 // ZOOM}


@pytest.mark.parametrize("rule", SHOWN)
def test_nothing_is_lost_at_four_hundred_per_cent(page: Page, rule: str, demo: Dossier) -> None:
    """A window shows as much of a page then as one of a quarter of its width and height."""
    page.goto(example(rule, demo))
    whole = set(page.locator("main").inner_text().split())
    page.set_viewport_size(SMALL)
    assert page.evaluate(FIT)
    assert page.evaluate(LOST) == []
    assert page.evaluate(OVERLAID) == []
    gone = whole - set(page.locator("main").inner_text().split())
    assert gone <= set(
        " ".join(page.locator("svg text, thead th, .sideways, .to-share, .empty").all_text_contents()).split()
    )


@pytest.mark.parametrize("page", [{"bypass_csp": True}], indirect=True, ids=["spaced"])
@pytest.mark.parametrize("rule", SHOWN)
def test_nothing_is_lost_where_letters_and_lines_stand_apart(page: Page, rule: str, demo: Dossier) -> None:
    page.goto(example(rule, demo))
    page.add_style_tag(content=SPACED)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(FIT)
        assert page.evaluate(LOST) == []
        assert page.evaluate(OVERLAID) == []


@pytest.mark.parametrize("page", [{"reduced_motion": "reduce"}], indirect=True, ids=["calm"])
def test_nothing_moves_for_those_who_asked_for_that(page: Page) -> None:
    page.goto("/istanbul-2025/")
    moving = "() => document.getAnimations().map(each => each.transitionProperty ?? each.animationName)"
    busy = "document.querySelector('main').setAttribute('aria-busy', 'true')"
    behaviour = "[...document.querySelectorAll('*')].map(e => getComputedStyle(e).scrollBehavior)"
    page.evaluate(busy)
    assert page.evaluate(moving) == []
    assert set(page.evaluate(behaviour)) == {"auto"}
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate(busy.replace("true", "false"))
    page.evaluate(moving)
    page.evaluate(busy)
    assert page.evaluate(moving) == ["opacity"], "else nothing would be looked at here"

"""The overview under a pointer: nothing in it stands in the way of anything else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

# The links of the picture shown that a pointer at the middle of one of their shapes does not meet.
HIDDEN = """
[...document.querySelectorAll(".overview svg a")].filter(link => link.checkVisibility()).flatMap(link =>
    [...link.querySelectorAll("circle, rect")].filter(shape => {
        const box = shape.getBoundingClientRect()
        scrollTo(0, scrollY + box.top - innerHeight / 2)
        const { x, y, width, height } = shape.getBoundingClientRect()
        return document.elementFromPoint(x + width / 2, y + height / 2)?.closest("a") !== link
    }).map(() => link.querySelector("title").textContent))
"""
# How far apart the middles of neighbouring links to rounds are, at least, in pixels of the screen.
PITCH = """
() => {
    const flags = [...document.querySelectorAll(".overview a.round rect")]
    const boxes = flags.filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect())
    const middles = boxes.map(box => box.left + box.width / 2)
    return Math.min(...middles.slice(1).map((middle, n) => middle - middles[n]))
}
"""


@pytest.mark.parametrize("width", [320, 360, 600, 768, 1000, 1280])
def test_a_pointer_reaches_every_link_of_the_overview(long_page: Page, page: Page, width: int) -> None:
    for each, path in [
        (long_page, "/lume/"),
        (long_page, "/lume/?from=2020&to=2020"),
        (page, "/istanbul-2025/"),
    ]:
        each.set_viewport_size({"width": width, "height": 900})
        each.goto(path)
        assert each.locator(".overview a.round:visible").count() > 1
        assert each.evaluate(HIDDEN) == []
        assert each.evaluate(PITCH) >= 24

"""Holding a page in the browser against axe-core: in a wide window and a narrow one, light and dark."""

from __future__ import annotations

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
LOOKS = [{"viewport": WIDE, "color_scheme": "light"}, {"viewport": NARROW, "color_scheme": "dark"}]
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def check(page: Page) -> None:
    """The page as it is fits its window, and axe finds nothing to object to."""
    page.evaluate(f"window.axe || {Axe().axe_script}")
    _check(page)


def check_looks(page: Page, path: str) -> None:
    """The same for the page at this path wide and light, narrow and dark."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    response = page.goto(path)
    assert response
    assert response.status < 500, path
    check(page)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    _check(page)


def _check(page: Page) -> None:
    fit = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert fit[0] <= fit[1], f"{page.url} is {fit[0]} wide in a window of {fit[1]}"
    violations = page.evaluate("options => axe.run(options)", RULES)["violations"]
    told = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]
    assert not told, f"{page.url}: {json.dumps(told, indent=1, ensure_ascii=False)}"

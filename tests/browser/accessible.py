"""Holding a page in the browser against axe-core, as wide and in such colours as the statement says."""

from __future__ import annotations

import json
from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.web.addresses import SEARCHES, address
from webapp.dossier.model import Dossier
from webapp.web.statement import COLOURS, WIDTHS

WIDE: ViewportSize = {"width": max(WIDTHS), "height": 900}
NARROW: ViewportSize = {"width": min(WIDTHS), "height": 740}
LOOKS = [{"viewport": WIDE, "color_scheme": "light"}, {"viewport": NARROW, "color_scheme": "dark"}]
TWO = [(max(WIDTHS), "light"), (min(WIDTHS), "dark")]
RULES = {
    "resultTypes": ["violations"],
    "preload": False,  # of no use to these rules
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, which axe leaves off
}
EMULATED = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# Where scripts are off, so are timers, also for axe: what it puts off is done at once.
AT_ONCE = "window.setTimeout = act => { act(); return 0 }; 0"


def check(page: Page) -> None:
    """The page as it is fits its window, and axe finds nothing to object to."""
    _furnish(page)
    _check(page)


def check_looks(page: Page, path: str, looks: Sequence[tuple[int, str]] = TWO, scripts: bool = True) -> None:
    """The same for the page at this path, in windows of these widths with these colours."""
    for width, colours in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**EMULATED[colours])  # type: ignore[arg-type]
        if (width, colours) == looks[0]:
            response = page.goto(path)
            assert response
            assert response.status < 500, path
            if not scripts:
                page.evaluate(AT_ONCE)
            _furnish(page)
        _check(page)


def example(rule: str, demo: Dossier) -> str:
    """The address of a page of this kind that has something to show."""
    path = address(rule, demo) + ("?q=memorandum" if rule in SEARCHES else "")
    return path.replace(demo.id, "river-2025") if "/changes" in rule else path


def every_look() -> list[tuple[int, str]]:
    return [(width, colours) for width in WIDTHS for colours in COLOURS]


def _furnish(page: Page) -> None:
    page.evaluate(f"window.axe || {Axe().axe_script}")


def _check(page: Page) -> None:
    fit = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert fit[0] <= fit[1], f"{page.url} is {fit[0]} wide in a window of {fit[1]}"
    violations = page.evaluate("options => axe.run(options)", RULES)["violations"]
    told = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]
    assert not told, f"{page.url}: {json.dumps(told, indent=1, ensure_ascii=False)}"

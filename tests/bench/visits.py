"""A first visit in Chromium: what it fetches, and how long it takes until the first event can be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from playwright.sync_api import Browser, TimeoutError, sync_playwright

from tests.bench.servers import ROOT, Server
from tests.bench.world import DOSSIER, KEPT, World

VISITS = 7
LIMIT = 60  # seconds for which a visitor waits; who is shown nothing by then counts with these
PACKAGE = ROOT / ".venv/timelinejs-3.9.11/dist"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Talks</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/files/{dist}/css/timeline.css"></head>
<body><div id="here" style="height: 800px"></div><script src="/files/{dist}/js/timeline.js"></script>
<script>new TL.Timeline("here", "/files/{data}", {{ font: null, script_path: "/files/{dist}/js/" }});</script>
</body></html>
"""
# The first event of each is there for a reader once its text takes up room on the page.
OURS, THEIRS = "article.event h3", ".tl-slide:not(.tl-slide-titleslide) .tl-headline"
SHOWN = "found => document.querySelector(found)?.getClientRects().length ? performance.now() : 0"


@dataclass(frozen=True, slots=True)
class Visit:
    """Milliseconds until the first event is shown; then, when all has come, bytes as sent, and requests."""

    shown: float
    bytes: float
    requests: float

    @property
    def is_in_vain(self) -> bool:
        """Was nothing shown within the limit?"""
        return self.shown >= 1000 * LIMIT


def visits(world: World, parley: Server, flask: Server) -> tuple[Visit, Visit]:
    """The medians of visits to the timeline, and to TimelineJS with the same events, turn and turn about."""
    ours, theirs = f"{parley.address}/{DOSSIER}/", f"{flask.address}/files/{_page(world, parley)}"
    pairs = list[tuple[Visit, Visit]]()
    with _chromium() as browser:
        while len(pairs) < VISITS and not (pairs and pairs[-1][1].is_in_vain):
            pairs.append((_visit(browser, ours, OURS), _visit(browser, theirs, THEIRS)))
    mine, other = zip(*pairs, strict=True)
    return _median(mine), _median(other)


def _page(world: World, parley: Server) -> Path:
    """A page, and what it shows, beside the dossier; its path is below ROOT."""
    data, page = world.folder / "timelinejs.json", world.folder / "timelinejs.html"
    dist = shutil.copytree(PACKAGE, KEPT / "timelinejs", dirs_exist_ok=True)
    data.write_bytes(urlopen(f"{parley.address}/{DOSSIER}.timelinejs.json", timeout=LIMIT).read())
    page.write_text(PAGE.format(dist=dist.relative_to(ROOT), data=data.relative_to(ROOT)))
    return page.relative_to(ROOT)


def _visit(browser: Browser, address: str, first: str) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[int] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.set_default_timeout(1000 * LIMIT)
    page.goto(address, wait_until="commit")
    shown = 1000.0 * LIMIT
    with suppress(TimeoutError):
        shown = page.wait_for_function(SHOWN, arg=first, polling="raf").json_value()
        page.wait_for_load_state("networkidle")
    context.close()
    return Visit(shown, sum(sizes), len(sizes))


def _median(visits: tuple[Visit, ...]) -> Visit:
    return Visit(*(median(getattr(one, name) for one in visits) for name in Visit.__slots__))


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"] if os.getuid() == 0 else []
        )
        yield browser
        browser.close()

"""TimelineJS itself, the package from npm, runs from our addresses on a page of another site."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask, Response, send_from_directory
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import served

PACKAGE = Path(__file__).parents[2] / ".venv/timelinejs-3.9.11/dist"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/dist/css/timeline.css"></head>
<body><div id="here" style="height: 800px"></div>
<script src="/dist/js/timeline.js"></script>
<script>
  const source = new URLSearchParams(location.search).get("source");
  const options = { font: null, script_path: `${location.origin}/dist/js/` };
  window.timeline = new TL.Timeline("here", source, options);
</script></body></html>
"""


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    """Another site, which has TimelineJS and a page that shows whatever `source` leads to."""
    assert (PACKAGE / "js/timeline.js").is_file(), "TimelineJS is not there: `make test` fetches it first"
    app = Flask("elsewhere", static_folder=None)
    app.add_url_rule("/", view_func=lambda: Response(PAGE, content_type="text/html; charset=utf-8"))
    app.add_url_rule("/dist/<path:path>", "dist", lambda path: send_from_directory(PACKAGE, path))
    with served(app) as address:
        yield address


@pytest.fixture
def timeline(browser: Browser, address: str, elsewhere: str) -> Iterator[Page]:
    """A page of that site, which reaches the two of them and nothing else."""
    context = browser.new_context(base_url=elsewhere, viewport={"width": 1280, "height": 900})
    strangers: list[str] = []

    def reach(route: Route) -> None:
        if route.request.url.startswith((f"{address}/", f"{elsewhere}/", "data:")):
            return route.continue_()
        strangers.append(route.request.url)
        return route.abort()

    context.route("**/*", reach)
    page = context.new_page()
    page.on("pageerror", lambda error: strangers.append(str(error)))
    yield page
    context.close()
    assert not strangers


def shown(page: Page, source: str) -> list[dict[str, str]]:
    """The events that TimelineJS has put on its timeline, once it says that it is ready."""
    page.goto(f"/?source={source}")
    page.wait_for_function("timeline.ready")
    assert page.evaluate("timeline.config.messages.errors") == []
    events: list[dict[str, str]] = page.evaluate(
        """timeline.config.events.map(event => ({
             id: event.unique_id, headline: event.text.headline, text: event.text.text,
             date: event.display_date, from: JSON.stringify(event.start_date.data),
           }))"""
    )
    assert page.locator(".tl-timemarker").count() == len(events)
    assert page.locator(".tl-slide").count() == len(events) + 1  # and the title
    return events


@pytest.mark.parametrize("suffix", ["timelinejs.json", "timelinejs.csv"])
def test_timelinejs_shows_every_event_of_the_demo(timeline: Page, address: str, suffix: str) -> None:
    with urlopen(f"{address}/istanbul-2025.csv") as answer:
        listed = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))
    events = shown(timeline, f"{address}/istanbul-2025.{suffix}")
    assert len(events) == len(listed) > 0
    assert {event["headline"] for event in events} == {row["headline"] for row in listed}
    assert {event["date"] for event in events} == {row["date_in_words"] for row in listed}
    for row in listed:
        (text,) = (event["text"] for event in events if event["headline"] == row["headline"])
        assert row["link"] in text
        assert all(words[1:].partition("” — ")[0] in text for words in row["words"].splitlines())


def test_timelinejs_shows_words_that_look_like_code_as_words(timeline: Page, address: str) -> None:
    """Of a dossier whose texts are HTML and formulas; nothing of them runs, and nothing of them is lost."""
    for suffix in ("timelinejs.json", "timelinejs.csv"):
        shown(timeline, f"{address}/odd.{suffix}")
        headings = timeline.locator(".tl-slide h2").all_text_contents()
        assert "{{ page }} {% raw %}" in " ".join(headings)
        assert "<i>paragraph</i> & more" in " ".join(timeline.locator("blockquote").all_text_contents())
        assert timeline.locator("blockquote i").count() == 0


def test_timelinejs_shows_what_a_view_is_narrowed_to(timeline: Page, address: str) -> None:
    (event,) = shown(timeline, f"{address}/istanbul-2025.timelinejs.json%3Fstatus=planned")
    assert event["date"] == "2 June 2025"

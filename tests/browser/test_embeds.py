"""Embeds in the frames of another site: they fit, they are readable, and nothing else can be framed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

NARROWEST = 280
EVENT = "/river-2025/events/anna-promises"
SANDBOXES = ["", ' sandbox=""', ' sandbox="allow-scripts"']
# As a site may ask for what it frames, too.
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}


class Elsewhere:
    """Another site. Its one page is `html`, sent with `headers`."""

    html = ""
    headers: dict[str, str] = {}  # noqa: RUF012

    def __init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = f"<!doctype html><title>Elsewhere</title>{site.html}".encode()
                self.send_response(200)
                for name, value in {"Content-Type": "text/html", **site.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()
    thread = Thread(target=site.server.serve_forever)
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


@pytest.fixture
def framed(browser: Browser, address: str, elsewhere: Elsewhere) -> Iterator[Callable[..., Frame]]:
    """Frames a page of ours in a page of another site."""
    context = browser.new_context()
    page = context.new_page()

    def frame(
        path: str, more: str = "", scheme: str = "light", width: int = NARROWEST, **headers: str
    ) -> Frame:
        elsewhere.html = f'<iframe src="{address}{path}" width="{width}" height="300"{more}></iframe>'
        elsewhere.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(elsewhere.address)
        return page.frames[1]

    yield frame
    context.close()


def quote(page: Page) -> str:
    page.goto(EVENT)
    link = page.locator(".evidence .self a").first.get_attribute("href")
    assert link
    return link


@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_an_embed_fits_the_narrowest_frame_of_another_site(
    page: Page, framed: Callable[..., Frame], sandbox: str
) -> None:
    expected = {
        "/river-2025/embed": "River talks",
        f"{EVENT}/embed": "the gates [of the dam] will stay open until autumn",
        f"{quote(page)}/embed": "the gates [of the dam] will stay open until autumn",
        "/odd/events/bare/embed": "paragraph",
    }
    for path, words in expected.items():
        frame = framed(path, sandbox)
        expect(frame.get_by_text(words).first).to_be_visible()
        size = frame.locator("html").bounding_box()
        assert size
        assert size["width"] >= 260
        wide = "e => [e.scrollWidth - e.clientWidth, getComputedStyle(e.querySelector('body')).margin]"
        assert frame.locator("html").evaluate(wide) == [0, "0px"], (path, sandbox)  # with its styles


def test_a_frame_that_is_narrower_still_can_be_read(page: Page, framed: Callable[..., Frame]) -> None:
    """As oEmbed lets others ask for: its lines are short, and none of them runs out of it."""
    for path in ("/river-2025/embed", f"{EVENT}/embed", f"{quote(page)}/embed"):
        root = framed(path, width=200).locator("html")
        assert root.evaluate("e => [e.clientWidth, e.scrollWidth]") == [200, 200], path


def test_an_isolated_page_can_frame_it_too(framed: Callable[..., Frame]) -> None:
    frame = framed(f"{EVENT}/embed", **{name.replace("-", "_"): value for name, value in ISOLATED.items()})
    expect(frame.get_by_role("heading", level=1)).to_have_text("Anna Berg promises open gates")


def test_it_is_light_or_dark_as_its_reader_likes(framed: Callable[..., Frame]) -> None:
    colours = [
        framed(f"{EVENT}/embed", scheme=scheme)
        .locator("body")
        .evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]")
        for scheme in ("light", "dark")
    ]
    assert colours[0][0] != colours[1][0]
    assert colours[0][1] != colours[1][1]


def test_its_links_open_windows_of_their_own(framed: Callable[..., Frame], address: str) -> None:
    frame = framed(f"{EVENT}/embed", ' sandbox="allow-popups allow-popups-to-escape-sandbox"')
    with frame.page.context.expect_page() as opened:
        frame.get_by_role("link", name="The event with the words in context").click()
    expect(opened.value).to_have_url(f"{address}{EVENT}")
    expect(opened.value.get_by_role("heading", name="The words")).to_be_visible()
    assert frame.page.frames[1].url == f"{address}{EVENT}/embed"


@pytest.mark.parametrize("path", ["/", "/river-2025/", EVENT, "/river-2025/sources/report", "/nothing/"])
def test_no_other_page_can_be_framed(framed: Callable[..., Frame], path: str) -> None:
    frame = framed(path)
    assert frame.url == "chrome-error://chromewebdata/"


def test_the_code_for_it_can_be_copied_and_makes_the_frame(page: Page, elsewhere: Elsewhere) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(EVENT)
    page.get_by_text("Embed in another page").click()
    page.get_by_role("button", name="Copy the frame, in HTML").click()
    expect(page.get_by_role("status")).to_have_text("Text copied")
    code = page.evaluate("navigator.clipboard.readText()")
    assert page.get_by_label("A frame, in HTML").input_value() == code
    elsewhere.html, elsewhere.headers = code, {}
    other = page.context.new_page()
    other.goto(elsewhere.address)
    heading = other.frame_locator("iframe").get_by_role("heading", level=1)
    expect(heading).to_have_text("Anna Berg promises open gates")

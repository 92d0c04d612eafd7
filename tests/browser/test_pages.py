"""Pages in a real browser: how they are laid out."""

import pytest
from playwright.sync_api import Page, expect

from webapp.shipped import shipped

RULES = """async text => {
  const sheet = await new CSSStyleSheet().replace(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
}"""
# Which selectors find something, in whatever state it is.
NEEDED = """async text => {
  const sheet = await new CSSStyleSheet().replace(text);
  const all = rules => [...rules].flatMap(rule => rule.selectorText ?? all(rule.cssRules ?? []));
  const lasting = name => name.replace(/::[a-z-]+/g, "").replace(/:(hover|target|checked)/g, ":is(*)");
  return all(sheet.cssRules).filter(selector => document.querySelector(lasting(selector)));
}"""


@pytest.mark.parametrize("width", [320, 360, 560, 768, 900, 1280, 2560])
def test_the_timeline_fits_every_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "/istanbul-2025/",
        "/river-2025/",
        "/majlis/",
        "/odd/",
        "/odd/sources/s",
        "/odd/events/late",
    ):
        page.goto(path)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{path} at {width}"


def test_the_table_is_read_in_order_of_time(page: Page) -> None:
    """What comes later in the page stands no higher, unless it carries the same date or stands beside."""
    page.goto("/river-2025/")
    boxes = page.locator(".table article").all()
    anna, boris, commission = (box for each in boxes if (box := each.bounding_box()))
    assert anna["x"] < boris["x"]
    assert anna["y"] < boris["y"] < anna["y"] + anna["height"] <= commission["y"]


def test_events_never_overlap(page: Page) -> None:
    for path in ("/istanbul-2025/", "/river-2025/"):
        page.goto(path)
        boxes = [box.bounding_box() for box in page.locator(".table .body, .table .meeting").all()]
        solid = [box for box in boxes if box]
        for n, one in enumerate(solid):
            for other in solid[n + 1 :]:
                beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
                apart = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
                assert beside or apart, path


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True)
def test_highlights_remain_in_forced_colours(page: Page) -> None:
    page.goto("/istanbul-2025/sources/article-2025-05-29")
    assert "underline" in page.locator(".text mark").first.evaluate(
        "e => getComputedStyle(e).textDecorationLine"
    )


def test_print_is_one_column_that_tells_where_words_were_published(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("/river-2025/")
    assert page.locator(".row").first.evaluate("e => getComputedStyle(e).display") != "grid"
    assert not page.locator(".masthead nav").is_visible()
    shown = page.locator("#sources a.out").evaluate("e => getComputedStyle(e, '::after').content")
    assert "attr(href)" in shown or "https://example.org/minutes" in shown
    quote = page.locator(".quote").first
    assert quote.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


def test_print_leaves_neither_signs_between_nothing_nor_pages_half_empty(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto("/river-2025/")
    knowledge = page.locator(".knowledge")
    assert knowledge.locator("a").count() > 1
    assert knowledge.inner_text().strip().endswith("when the newest source was published.")
    assert page.locator(".meeting").first.evaluate("e => getComputedStyle(e).breakInside") == "auto"


def test_stylesheets_are_sent_with_all_of_their_rules(page: Page) -> None:
    page.goto("/istanbul-2025/rounds")
    for path in sorted(shipped("static/css").iterdir()):
        sent = page.locator(f"link[href*='{path.name}']").evaluate(
            "async link => (await fetch(link.href)).text()"
        )
        assert len(sent) < len(path.read_text())
        assert page.evaluate(RULES, sent) == page.evaluate(RULES, path.read_text())


@pytest.mark.parametrize(
    "path",
    [
        *("istanbul-2025/", "istanbul-2025/?known=2025-05-29", "istanbul-2025@1/?kind=statement"),
        *("river-2025/", "river-2025/?q=nothing-like-it", "majlis/", "odd/", "weir/"),
        *("river-2025/embed", "river-2025/events/anna-promises/embed", "majlis/events/meeting/embed"),
    ],
)
def test_timelines_and_embeds_need_no_rule_of_other_pages(page: Page, path: str) -> None:
    page.goto(f"/{path}")
    assert page.locator("[rel=stylesheet]").count() == 1
    needed = page.evaluate(NEEDED, (shipped("static") / "css/pages.css").read_text())
    assert needed == []


def test_a_first_visit_asks_three_times_until_a_view_is_reached_for(page: Page) -> None:
    asked: list[str] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    page.goto("/istanbul-2025/", wait_until="networkidle")
    names = [url.partition("?")[0].rpartition("/")[2] for url in asked if not url.startswith("data:")]
    assert names == ["", "parley.css", "parley.js"]
    with page.expect_request_finished(lambda request: "/live.js" in request.url):
        page.locator(".filters > summary").hover()


def test_a_reader_finds_the_same_place_again_in_a_long_page(long_page: Page) -> None:
    long_page.goto("/lume/")
    long_page.keyboard.press("End")
    expect(long_page.locator("body > footer a").last).to_be_in_viewport(ratio=1)
    card = long_page.locator(".table article").last
    long_page.goto(f"/lume/#{card.get_attribute('id')}")
    expect(card.locator("h3")).to_be_in_viewport()
    place = long_page.evaluate("scrollY")
    long_page.reload()
    assert abs(long_page.evaluate("scrollY") - place) <= 1

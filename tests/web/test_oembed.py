"""oEmbed 1.0: pages tell where they can be asked for, and the answers are what the specification says."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from justhtml import Element, JustHTML
from werkzeug.test import TestResponse

from tests.web.checked import HOST, CheckedClient
from webapp.app import create_app
from webapp.cards import SIZE
from webapp.settings import Settings

RIVER = f"{HOST}/river-2025"
EVENT = f"{RIVER}/events/anna-promises"
THUMBNAIL = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}


def ask(site: CheckedClient, url: str, **more: str) -> TestResponse:
    return site.client.get("/oembed", query_string={"url": url, **more}, buffered=True)


def answer(site: CheckedClient, url: str, **more: str) -> dict[str, Any]:
    response = ask(site, url, **more)
    assert response.status_code == 200, url
    assert response.mimetype == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = json.loads(response.text)
    return found


def framed(found: dict[str, Any]) -> dict[str, str | None]:
    """The attributes of the one element of an answer's HTML."""
    root = JustHTML(found["html"], sanitize=False)
    (frame,) = root.query("body > *")
    assert isinstance(frame, Element)
    assert frame.name == "iframe"
    return dict(frame.attrs)


@pytest.mark.parametrize("path", ["/", "/events/anna-promises", "@1/events/rumour", "/?known=2025-05-29"])
def test_pages_lead_to_their_answers_in_both_formats(site: CheckedClient, path: str) -> None:
    page = site.get(f"/river-2025{path}")
    links = {str(link.attrs["type"]): str(link.attrs["href"]) for link in page.all("link[type$='oembed']")}
    assert list(links) == ["application/json+oembed", "text/xml+oembed"]
    found = json.loads(site.client.get(links["application/json+oembed"].removeprefix(HOST)).text)
    xml = site.client.get(links["text/xml+oembed"].removeprefix(HOST))
    assert xml.content_type == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(xml.data)
    assert root.tag == "oembed"
    assert {each.tag: each.text for each in root} == {name: str(value) for name, value in found.items()}
    src = urlsplit(str(framed(found)["src"]))
    embed = site.get(f"{src.path}?{src.query}" if src.query else src.path)
    assert embed.one("link[rel=canonical]").attrs["href"] == page.one("link[rel=canonical]").attrs["href"]


def test_an_answer_is_a_frame_with_all_that_is_asked_of_it(site: CheckedClient) -> None:
    found = answer(site, EVENT)
    frame = framed(found)
    assert (found["type"], found["version"], found["provider_name"]) == ("rich", "1.0", "Parley")
    assert found["title"] == frame["title"] == "Anna Berg promises open gates — River talks"
    assert frame["src"] == f"{EVENT}/embed"
    assert (frame["loading"], frame["width"], frame["height"]) == (
        "lazy",
        str(found["width"]),
        str(found["height"]),
    )
    assert "allow-scripts" not in str(frame["sandbox"])
    assert "author_name" not in found


def test_the_author_of_a_quote_is_who_said_it(site: CheckedClient) -> None:
    authors = {}
    for event in ("anna-promises", "commission"):
        page = site.get(f"/river-2025/events/{event}")
        link = page.links(".evidence .self a")[0]
        authors[event] = answer(site, HOST + link).get("author_name")
    assert authors == {"anna-promises": "Anna Berg", "commission": None}


def test_frames_are_no_larger_than_asked_for(site: CheckedClient) -> None:
    usual = answer(site, EVENT)
    assert (answer(site, EVENT, maxwidth="9000")["width"], usual["width"]) == (usual["width"],) * 2
    small = answer(site, EVENT, maxwidth="300", maxheight="200")
    assert (small["width"], small["height"]) == (300, 200)
    assert framed(small)["width"] == "300"
    for wrong in ("0", "-1", "wide", "1e9", "٣٠٠"):
        assert ask(site, EVENT, maxwidth=wrong).status_code == 400, wrong


def test_a_frame_may_be_narrower_than_an_embed_likes(site: CheckedClient) -> None:
    """The specification allows nothing larger than what was asked for."""
    small = answer(site, EVENT, maxwidth="120", maxheight="80")
    assert (small["width"], small["height"]) == (120, 80)
    assert (framed(small)["width"], framed(small)["height"]) == ("120", "80")


@pytest.mark.parametrize("path", ["/", "@1/", "/events/anna-promises", "/?known=2025-05-29"])
def test_its_picture_is_the_card_of_the_page_where_there_is_room(site: CheckedClient, path: str) -> None:
    found = answer(site, f"{RIVER}{path}")
    (card,) = site.get(f"/river-2025{path}").all('meta[property="og:image"]')
    assert found["thumbnail_url"] == (card.attrs or {})["content"]
    assert site.client.get(found["thumbnail_url"].removeprefix(HOST)).mimetype == "image/png"
    assert (found["thumbnail_width"], found["thumbnail_height"]) == SIZE


@pytest.mark.parametrize(
    ("most", "there"),
    [
        ({"maxwidth": "1200", "maxheight": "630"}, True),
        ({"maxwidth": "1199"}, False),
        ({"maxheight": "629"}, False),
    ],
)
def test_a_picture_that_would_be_too_large_is_left_out(
    site: CheckedClient, most: dict[str, str], there: bool
) -> None:
    """With all that is said of it; the answer is the same but for that."""
    quote = site.get("/river-2025/events/anna-promises").links(".evidence .self a")[0]
    for url in (EVENT, HOST + quote):
        found = answer(site, url, **most)
        assert {name for name in found if name.startswith("thumbnail")} == (THUMBNAIL if there else set())
        assert found["html"]


def test_what_is_pinned_may_be_kept_for_a_year(site: CheckedClient) -> None:
    ages = [answer(site, f"{HOST}/river-2025{pin}/")["cache_age"] for pin in ("", "@2")]
    assert ages[0] < 86_400 < ages[1]


@pytest.mark.parametrize(
    "url",
    [
        "https://localhost/river-2025/events/anna-promises",
        "HTTP://LOCALHOST:80/river-2025/events/anna-promises",
        "//localhost/river-2025/events/anna-promises",
        "localhost/river-2025/events/anna-promises/",
        f"{EVENT}#words",
        f"{EVENT}?utm_source=newsletter",
        f"{EVENT}/embed",
    ],
)
def test_an_address_may_be_written_in_many_ways(site: CheckedClient, url: str) -> None:
    assert framed(answer(site, url))["src"] == f"{EVENT}/embed"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "/river-2025/events/anna-promises",
        "https://example.org/river-2025/events/anna-promises",
        "http://localhost.example.org/river-2025/",
        "http://localhost@example.org/river-2025/",
        "http://someone@localhost/river-2025/",
        "http://localhost:8080/river-2025/",
        "http://localhost:port/river-2025/",
        "ftp://localhost/river-2025/",
        "http://[/river-2025/",
        f"{HOST}/",
        f"{HOST}/nothing/",
        f"{HOST}/static/favicon.svg",
        f"{RIVER}@9/",
        f"{RIVER}/rounds/1",
        f"{RIVER}/events/nothing",
        f"{RIVER}/events/rumour",
        f"{RIVER}/?party=upstream",
        f"{RIVER}/?known=2025-05-29&known=2025-05-30",
        f"{RIVER}/?known=someday",
        f"{EVENT}?known=2025-05-01",
        f"{RIVER}/%00",
    ],
)
def test_of_anything_else_there_is_none(site: CheckedClient, url: str) -> None:
    response = ask(site, url)
    assert (response.status_code, response.mimetype) == (404, "text/plain")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_other_formats_are_not_implemented(site: CheckedClient) -> None:
    assert ask(site, EVENT, format="yaml").status_code == 501


def test_parameters_of_others_are_passed_over(site: CheckedClient) -> None:
    assert answer(site, EVENT, dnt="1", omit_script="true") == answer(site, EVENT)


def test_behind_a_proxy_the_public_address_counts(database_url: str) -> None:
    app = create_app(Settings(database_url=database_url, public_url="https://talks.example.org/parley"))
    site = CheckedClient(app)
    public = "https://talks.example.org/parley/river-2025/events/anna-promises"
    assert framed(answer(site, public))["src"] == f"{public}/embed"
    for other in (EVENT, "https://talks.example.org/river-2025/events/anna-promises"):
        assert ask(site, other).status_code == 404
    app.extensions["parley.store"].close()

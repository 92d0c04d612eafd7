"""What crawlers and browsers find: robots.txt, sitemaps, the manifest, and how to search."""

import json
from urllib.robotparser import RobotFileParser

import pytest
from flask import Flask
from lxml import etree

from tests.web.checked import HOST, CheckedClient
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import queries
from webapp.web.reading import connection
from webapp.web.sitemaps import MOST, parts

SITEMAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def fetched(app: Flask, address: str) -> etree._Element:
    response = app.test_client().get(address.removeprefix(HOST))
    assert response.status_code == 200, address
    assert str(response.mimetype).endswith("xml")
    return etree.fromstring(response.data)


def places(root: etree._Element) -> list[str]:
    return [str(each.text) for each in root.iterfind(".//s:loc", SITEMAPS)]


def test_robots_may_read_pages_and_are_told_of_the_sitemap(app: Flask) -> None:
    response = app.test_client().get("/robots.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(response.get_data(as_text=True).splitlines())
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]
    for agent in ("Googlebot", "Twitterbot", "a-crawler-of-tomorrow"):
        for path in (
            "/",
            "/river-2025/",
            "/river-2025@1/events/rumour",
            "/river-2025/events/x.png",
            "/static/x.css?v=1",
        ):
            assert robots.can_fetch(agent, HOST + path), (agent, path)
    groups = response.get_data(as_text=True).split("\n\n")
    assert "Disallow" not in groups[0]  # those who make previews of a link that somebody has sent
    assert "Disallow: /*?" in groups[1].splitlines()


@pytest.fixture(scope="module")
def listed(app: Flask) -> list[str]:
    """Every address in every sitemap."""
    maps = places(fetched(app, "/sitemap.xml"))
    return [place for address in maps for place in places(fetched(app, address))]


def test_sitemaps_list_every_canonical_page_and_no_other(
    app: Flask, site: CheckedClient, listed: list[str]
) -> None:
    assert len(set(listed)) == len(listed)
    client = app.test_client()
    for address in listed:
        assert address.startswith(HOST + "/")
        assert "?" not in address
        assert "@" not in address
        response = client.get(address.removeprefix(HOST))
        assert response.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in response.get_data(as_text=True)


def test_sitemaps_leave_out_nothing_that_can_be_reached(site: CheckedClient, listed: list[str]) -> None:
    found, left = set[str](), ["/river-2025/"]
    while left:
        path = left.pop()
        if path not in found and "?" not in path and "@" not in path and "." not in path:
            found.add(path)
            left += [link.partition("#")[0] for link in site.get(path).links("a[href^='/river-2025/']")]
    assert len(found) > 15
    assert {HOST + path for path in found} <= set(listed)


def test_a_page_changed_when_its_revision_was_imported(app: Flask) -> None:
    stamps = {
        str(each.findtext("s:loc", None, SITEMAPS)).rpartition("/")[2]: each.findtext(
            "s:lastmod", None, SITEMAPS
        )
        for each in fetched(app, "/sitemap-river-2025.1.xml")
    }
    with app.test_request_context("/"):
        first = queries.edition(connection(), "river-2025", 1)
        second = queries.edition(connection(), "river-2025", 2)
    assert stamps["anna-promises"] == first.imported.isoformat(timespec="seconds")  # type: ignore[union-attr]
    assert stamps["boris-answers"] == second.imported.isoformat(timespec="seconds")  # type: ignore[union-attr]


def test_long_dossiers_come_in_parts(generated_app: Flask, lume: Dossier) -> None:
    assert [parts(number) for number in (0, 1, MOST, MOST + 1, 10 * MOST)] == [0, 1, 1, 2, 10]
    with generated_app.test_request_context("/"):
        edition = queries.edition(connection(), "lume", None)
        extent = next(each for each in queries.extents(connection()) if each.id == "lume")
        whole = queries.things(connection(), edition, 0, MOST)  # type: ignore[arg-type]
        half = len(whole) // 2 + 1
        halves = [queries.things(connection(), edition, first, half) for first in (0, half)]  # type: ignore[arg-type]
    assert [*halves[0], *halves[1]] == whole
    assert len(whole) == extent.things > len(lume.events) + len(lume.sources)
    assert generated_app.test_client().get("/sitemap-lume.2.xml").status_code == 404


@pytest.mark.parametrize(
    "path", ["/sitemap-none.xml", "/sitemap-river-2025.7.xml", "/sitemap-river-2025@1.xml"]
)
def test_there_is_no_sitemap_of_what_there_is_not(site: CheckedClient, path: str) -> None:
    site.get(path, 404)


def test_the_manifest_leads_to_icons_of_their_sizes(app: Flask) -> None:
    client = app.test_client()
    response = client.get("/manifest.webmanifest")
    assert response.content_type == "application/manifest+json"
    manifest = json.loads(response.data)
    assert {"name", "start_url", "display", "icons"} <= manifest.keys()
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        answer = client.get(icon["src"], buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, icon["type"])


@pytest.mark.parametrize("start", ["", "/river-2025", "/river-2025@1", "/majlis"])
def test_browsers_can_search_the_site_and_each_dossier(app: Flask, site: CheckedClient, start: str) -> None:
    root = fetched(app, f"{start}/opensearch.xml")
    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert 0 < len(root.findtext("o:ShortName", "", OPENSEARCH)) <= 16
    assert 0 < len(root.findtext("o:LongName", "", OPENSEARCH)) <= 48
    url = root.find("o:Url", OPENSEARCH)
    assert url is not None
    template = str(url.attrib["template"])
    assert template.startswith(f"{HOST}{start}/search?")
    page = site.get(template.removeprefix(HOST).replace("{searchTerms}", "gates"))
    assert page.one("main input[name=q]").attrs["value"] == "gates"
    assert f"{start}/opensearch.xml" in page.links("link[rel=search]")


def test_addresses_are_those_that_readers_use() -> None:
    app = create_app(Settings(public_url="https://talks.example.org"))
    assert b"Sitemap: https://talks.example.org/sitemap.xml" in app.test_client().get("/robots.txt").data

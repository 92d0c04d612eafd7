"""Unverified quotes, as pages show them: by a word and a sign of their own, never by that of the others."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.web.checked import CheckedClient, Page, words
from webapp.store import queries
from webapp.store.queries.filters import EVERYTHING
from webapp.store.rows import Edition
from webapp.web import carding

TOLD = "unverified: no archived text of the source"
OPEN = "we [millers] will open it […] for a salmon"


@pytest.fixture
def weir(site: CheckedClient) -> Any:
    return lambda path="": site.get(f"/weir/{path}")


def quote(page: Page, of: str) -> str:
    """The address, within its dossier, of the quote that has these words, from the page of its source."""
    (item,) = [each for each in page.all(".notes li") if of in words(each)]
    return f"quotes/{(item.attrs or {})['id']}"


def test_an_event_says_so_of_each(weir: Any) -> None:
    page = weir("events/1931-04-01-shut")
    shut, opened, march = page.texts(".evidence figcaption")
    assert "verbatim" in shut
    assert "verbatim but for typography" in march
    assert f"{TOLD}, with one cut and one insertion" in opened
    assert page.texts(".evidence .ok") == ["verbatim", "verbatim but for typography"]
    assert page.texts(".evidence mark") == ["The weir stays shut", 'It has been shut since "March".']
    assert page.texts(".evidence .said") == [OPEN]
    assert page.texts(".evidence .said .edit") == ["[millers]", "[…]"]


def test_the_timeline_says_so_and_counts_them(weir: Any) -> None:
    page = weir()
    facts = page.texts(".facts li")
    assert "1 of 4 quotes verbatim in their source, 1 but for typography" in facts
    assert "2 unverified" in facts
    assert page.texts(".event .unverified") == [TOLD]
    only = weir("?party=anglers")
    assert only.texts(".facts li")[2:4] == ["1 quote", "1 unverified"]
    assert only.texts(".ok") == []


def test_what_was_not_known_yet_is_not_counted(weir: Any) -> None:
    assert "unverified" not in weir("?known=1931-04-04").text(".facts")
    assert "1 unverified" in weir("?known=1931-04-05").texts(".facts li")


def test_its_own_page_shows_no_more_than_was_typed(weir: Any) -> None:
    page = weir(quote(weir("sources/wireless"), "for a salmon"))
    assert page.text("blockquote") == OPEN
    assert page.texts("figcaption .ok") == []
    assert page.text("figcaption .unverified").startswith(TOLD)
    assert page.links("figcaption .out") == ["https://example.org/wireless"]
    assert page.all("mark") == []


def test_embeds_say_so_too(weir: Any) -> None:
    page = weir(quote(weir("sources/wireless"), "for a salmon") + "/embed")
    assert page.text("blockquote") == OPEN
    assert page.texts("blockquote .edit") == ["[millers]", "[…]"]
    assert page.texts(".ok") == []
    assert page.text("figcaption .unverified").startswith(TOLD)
    facts = weir("embed").texts(".facts li")
    assert "1 of 4 quotes verbatim in their source, 1 but for typography" in facts
    assert "2 unverified" in facts


def test_a_source_says_that_no_text_is_archived(weir: Any) -> None:
    page = weir("sources/wireless")
    assert "no archived text" in page.texts(".facts li")
    assert "No text of this source is archived." in page.text(".lede")
    assert page.all("mark, .passage, .fingerprint, .ok") == []
    assert page.text(".notes q") == OPEN
    verified = weir("sources/bulletin")
    assert verified.all(".unverified, .lede") == []
    assert len(verified.all("mark")) == 2


def test_the_list_of_sources_and_of_dossiers_count_them(weir: Any, site: CheckedClient) -> None:
    bulletin, wireless, letter = weir("sources").texts(".events li")
    assert "unverified" not in bulletin
    assert "no archived text, so unverified: 1 quote in 1 event" in wireless
    assert "excerpts" not in letter
    (card,) = [each for each in site.get("/").texts(".dossier") if each.startswith("Weir talks")]
    assert "4 quotes 2 unverified" in card


def test_search_finds_them_as_what_they_are(weir: Any, site: CheckedClient) -> None:
    for page in (weir("search?q=salmon"), site.get("/search?q=salmon")):
        (found,) = page.texts("li.in-quote")
        assert found.startswith(f"“{OPEN}”")
        assert page.texts("li.in-quote .unverified") == ["unverified"]
    assert weir("search?q=weir+stays").all("li.in-quote .unverified") == []


def test_who_said_them_and_what_they_prove_say_so(weir: Any) -> None:
    otto = weir("actors/otto")
    assert otto.texts(".facts li")[:2] == ["2 quotes", "1 unverified"]
    assert len(otto.all(".evidence .unverified")) == len(otto.all(".evidence .ok")) == 1
    assert weir("parties/anglers").texts(".facts li")[2:4] == ["1 quote", "1 unverified"]
    assert TOLD in weir("positions").text(".claims .quote figcaption")


def test_the_foot_of_every_page_is_true(weir: Any) -> None:
    assert "or marked as unverified where there is none" in weir().texts("footer p")[0]


def test_data_count_them_as_pages_do(weir: Any, site: CheckedClient) -> None:
    def data(path: str) -> Any:
        return site.client.get(path).get_json()

    assert data("/weir.json")["totals"]["unverified"] == 2
    counts = {each["id"]: each["unverified"] for each in data("/index.json")["dossiers"]}
    assert counts["weir"] == 2
    assert counts["river-2025"] == 0
    held = {each["source"]["key"]: each["unverified"] for each in data("/weir/sources.json")["sources"]}
    assert held == {"sources/bulletin": 0, "sources/wireless": 1, "sources/letter": 1}
    assert data("/weir/actors/otto.json")["unverified"] == 1


def test_data_say_that_no_text_is_archived(site: CheckedClient) -> None:
    def data(path: str) -> Any:
        return site.client.get(f"/weir/sources{path}.json").get_json()

    none, some = data("/letter"), data("/bulletin")
    assert (none["source"]["archived"], some["source"]["archived"]) == (False, True)
    assert (none["source"]["sha256"], none["intact"], none["text"], none["passages"]) == (
        None,
        None,
        None,
        [],
    )
    assert (len(some["source"]["sha256"]), some["intact"]) == (64, True)
    assert some["passages"]
    listed = {each["source"]["key"]: each["source"] for each in data("")["sources"]}
    assert listed["sources/letter"] == none["source"]


def test_the_card_of_the_dossier_counts_them(site: CheckedClient, app: Flask) -> None:
    with app.extensions["parley.store"].read() as connection:
        edition = queries.edition(connection, "weir", None)
        assert isinstance(edition, Edition)
        found = queries.timeline(connection, edition)
        moments = queries.moments(connection, edition, EVERYTHING)
    card = carding.of_dossier(edition, found, moments)
    assert card.counts.endswith("4 quotes, 2 unverified")
    assert not card.checked

"""Whatever shows the words of an unverified quote says so: every page, every format, every part of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from justhtml import Element, JustHTML
from PIL import ImageChops
from werkzeug.test import TestResponse

from tests.web.addresses import EVERY, SEARCHES, address
from tests.web.checked import CheckedClient
from tests.web.folders import import_folder, write
from tests.web.rumours import ASKED, BEFORE, MARK, RUMOURS, WORD, unsaid
from webapp import cards
from webapp.app import create_app
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store, queries
from webapp.store.rows import CitedQuote, Edition, EventPage
from webapp.web import carding, formats

# What is no text: cards are looked at by themselves, below, and the files in a bundle are the author's own,
# byte for byte, of which each source says `text: none`.
ALIKE = ("png", "zip")
TEXTS = [(rule, suffix) for rule, suffix in EVERY if suffix not in ALIKE]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rumours") / "pond"


@pytest.fixture(scope="module")
def heard(folder: Path) -> Iterator[Flask]:
    url = f"sqlite:///{folder.parent / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    import_folder(store, write(folder, BEFORE))
    import_folder(store, write(folder, RUMOURS))
    store.close()
    app = create_app(Settings(database_url=url))
    yield app
    app.extensions["parley.store"].close()


@pytest.fixture(scope="module")
def pond(app: Flask, folder: Path) -> Dossier:
    dossier = read(folder)
    assert isinstance(dossier, Dossier)
    return dossier


def get(heard: Flask, path: str) -> TestResponse:
    return heard.test_client().get(path, buffered=True)


def answer(heard: Flask, pond: Dossier, rule: str, suffix: str) -> TestResponse:
    here = address(rule, pond)
    here = formats.rule(here, suffix) if suffix else here
    return get(heard, f"{here}?q={ASKED}" if rule in SEARCHES else here)


@pytest.mark.parametrize(("rule", "suffix"), TEXTS)
def test_no_words_without_the_mark(heard: Flask, pond: Dossier, rule: str, suffix: str) -> None:
    assert unsaid(answer(heard, pond, rule, suffix)) == []


def test_every_format_of_quotes_has_been_seen_with_words(heard: Flask, pond: Dossier) -> None:
    """Else the test above would hold of a dossier that shows nothing."""
    answers = {(rule, suffix): answer(heard, pond, rule, suffix) for rule, suffix in TEXTS}
    shown = {key for key, each in answers.items() if WORD in each.get_data(as_text=True)}
    assert {suffix for _, suffix in TEXTS} - {suffix for _, suffix in shown} == {"txt"}  # there is no text


@pytest.mark.parametrize("format", ["json", "xml"])
def test_what_other_sites_are_told_of_a_quote_says_it(heard: Flask, pond: Dossier, format: str) -> None:
    quote = address("/<at:at>/quotes/<id:id>", pond)
    response = get(heard, f"/oembed?url=http://localhost{quote}&format={format}")
    assert WORD in response.get_data(as_text=True)
    assert unsaid(response) == []


def test_whoever_passes_an_event_on_says_how_much_of_it_is_unverified(
    site: CheckedClient, heard: Flask
) -> None:
    def described(html: str) -> str:
        (found,) = JustHTML(html, sanitize=False).query('meta[property="og:description"]')
        assert isinstance(found, Element)
        return str((found.attrs or {})["content"])

    told = get(heard, "/pond/events/told").get_data(as_text=True)
    assert described(told) == "She tells it twice. (2 quotes, unverified)"
    assert described(get(heard, "/pond/rounds/1").get_data(as_text=True)).endswith("(one quote, unverified)")
    assert described(site.get("/weir/events/1931-04-01-shut").html).endswith("(3 quotes, 1 unverified)")
    assert "verified" not in described(site.get("/river-2025/events/anna-promises").html)


def test_only_unverified_quotes_are_marked(site: CheckedClient) -> None:
    """Nothing of a dossier whose quotes all stand in their sources says that one does not."""
    for path in ("events/anna-promises", "rounds/1", "changes/1..2", "search?q=gates"):
        page = site.get(f"/river-2025/{path}")
        assert page.html.count(MARK) == 1, path  # in the foot of every page
    for path in ("search.csv?q=gates", "search.atom?q=gates", "sources/report.jsonld"):
        assert MARK not in site.client.get(f"/river-2025/{path}").get_data(as_text=True)


def test_an_annotation_of_words_that_nobody_looked_for_selects_none(heard: Flask, pond: Dossier) -> None:
    note = json.loads(answer(heard, pond, "/<at:at>/quotes/<id:id>", "jsonld").data)
    assert note["target"] == "https://example.org/inn"
    assert note["body"][0]["value"] == (
        "“The zander cedar and the pike […] again” — Ina Reed (unverified: no archived text of the source)"
    )


def test_a_source_without_an_address_is_annotated_by_its_page(site: CheckedClient) -> None:
    notes = json.loads(site.client.get("/weir/sources/letter.jsonld").data)
    (note,) = notes["first"]["items"]
    assert note["target"] == "http://localhost/weir@1/sources/letter"


def test_cards_say_it_below_the_words(heard: Flask, pond: Dossier) -> None:
    """Of an event's card the line below its words is another than if they had been found."""
    with heard.extensions["parley.store"].read() as connection:
        edition = queries.edition(connection, "pond", None)
        assert isinstance(edition, Edition)
        found = queries.event(connection, edition, "events/told")
        quote = queries.quote(connection, edition, pond.events[-1].citations[0].quote)
    assert isinstance(found, EventPage)
    assert isinstance(quote, CitedQuote)
    assert carding.of_quote(edition, quote).said.proof.startswith(MARK)
    card = carding.of_event(edition, found)
    assert card.said
    assert (card.counts, card.checked, card.said.checked) == ("2 quotes, unverified", False, False)
    as_if = replace(card, said=replace(card.said, checked=True))
    below = ImageChops.difference(cards.draw(card), cards.draw(as_if)).getbbox()
    assert below
    assert below[1] > 480

"""Which way words run of which nobody says the language: as their own letters do, wherever they are shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from unicodedata import bidirectional
from urllib.parse import quote_plus

import pytest
from flask import Flask
from justhtml import Element

from tests.web.checked import CheckedClient, Page
from tests.web.folders import RIVER, import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store, queries
from webapp.store.rows import Actor, CitedQuote, Edition, Party
from webapp.web.carding import of_quote, office
from webapp.web.head import Head
from webapp.web.languages import flow, way

SAID = "السد يبقى مغلقا"
ASKED = quote_plus("مغلقا")
TEXT = f"“{SAID}, 2025,” he wrote."
FILES = {
    **RIVER,
    "sources/letter.md": source(TEXT, title="رسالة"),
    "sources/note.md": source(f"He wrote {SAID}.", language="en-GB"),
    "events/letter.md": f"""---
date: 2025-05-28
kind: letter
parties: [upstream]
actors: [anna]
positions:
  - {{party: upstream, topic: water, stance: Shut, quotes: [shut]}}
---
# Upstream writes

They write.[^shut] They write more.[^note]

[^shut]: "{SAID}" — anna, letter
[^note]: "{SAID}" — note
""",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“السد”", "rtl"),
        ("1. 2025 — [שלום] there", "rtl"),
        ("We say “السد”", "ltr"),
        ("\u2067We say\u2069 السد", "rtl"),  # what is set apart does not count
        ("\u2067We say السد", "ltr"),  # nor does anything after what is never ended: then the language says
        ("2025", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_first_strong_letter_decides(text: str, expected: str) -> None:
    """As the rules P2 and P3 of the Unicode Bidirectional Algorithm have it."""
    assert way(text, "en", "en") == expected


def test_a_language_of_its_own_decides_before_that() -> None:
    assert way("السد", "en-GB", "en") == "ltr"
    assert way("Hello", "ar", "en") == "rtl"
    assert way("Hello", "ar", "ar") == "ltr"
    assert way("2025", "ar", "ar") == "rtl"


def test_no_letter_that_runs_from_right_to_left_is_overlooked() -> None:
    letters = [sign for sign in map(chr, range(sys.maxunicode + 1)) if bidirectional(sign) in ("R", "AL")]
    assert len(letters) > 1000
    assert {flow(Head("", ""), f"<p>{letter} and so on</p>") for letter in letters} == {' dir="rtl"'}
    assert flow(Head("", ""), "<p>Łódź “蒼海” 😀</p>") == ""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("directions")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    import_folder(store, write(folder / "river", FILES))
    store.close()
    app = create_app(Settings(database_url=url))
    yield app
    app.extensions["parley.store"].close()


@pytest.fixture
def client(heard: Flask) -> CheckedClient:
    return CheckedClient(heard)


def quote(client: CheckedClient) -> str:
    return client.get("/river/events/letter").links("figcaption a[data-stop]")[0]


@pytest.mark.parametrize("path", ["events/letter", "events/letter/embed"])
def test_quotes_on_pages(client: CheckedClient, path: str) -> None:
    letter, note = client.get(f"/river/{path}").all(".quote blockquote")
    assert letter.attrs == {"dir": "rtl"}
    assert note.attrs == {"lang": "en-GB"}


def test_a_quote_on_its_own(client: CheckedClient) -> None:
    for path in ("", "/embed"):
        assert client.get(quote(client) + path).one("blockquote").attrs == {"dir": "rtl"}
    page = client.get(quote(client))
    html = page.text("textarea#share-html")
    assert 'dir="rtl"' in html
    assert "lang=" not in html  # nobody says which it is
    english = client.get(client.get("/river/events/letter").links("figcaption a[data-stop]")[1])
    assert 'lang="en-GB" dir="ltr"' in english.text("textarea#share-html")


def test_the_source_and_what_leads_to_it(client: CheckedClient) -> None:
    page = client.get("/river/sources/letter")
    assert (page.one("h1").attrs, page.one("p.text").attrs["dir"]) == ({"dir": "rtl"}, "rtl")
    assert page.one(".notes a.soft").attrs["dir"] == "rtl"
    found = client.get(f"/river/search?q={ASKED}")
    assert {each.attrs.get("dir") for each in found.all("li.in-quote > a:first-child")} == {"rtl", None}
    assert [each.attrs["dir"] for each in found.all("h2[dir]")] == ["rtl"]
    assert client.get("/river/positions").one(".claims [dir=rtl]").name == "blockquote"
    plain = client.get("/river/events/anna-promises")
    assert plain.all("[dir]:not(textarea)") == []


def test_feeds_and_slides(client: CheckedClient) -> None:
    def text(path: str) -> str:
        return unescape(client.client.get(path).get_data(as_text=True))

    assert 'blockquote lang="en" dir="rtl"' in text("/river.atom")
    events = json.loads(client.client.get("/river.timelinejs.json").data)["events"]
    assert any('blockquote lang="en" dir="rtl"' in each["text"]["text"] for each in events)
    assert '<p lang="en" dir="rtl">' in text(f"/river/search.atom?q={ASKED}")


def test_cards(client: CheckedClient, heard: Flask) -> None:
    with heard.extensions["parley.store"].read() as connection:
        edition = queries.edition(connection, "river", None)
        assert isinstance(edition, Edition)
        found = queries.quote(connection, edition, quote(client).rpartition("/")[2])
    assert isinstance(found, CitedQuote)
    said = of_quote(edition, found).said
    assert (said.words.rtl, said.words.language) == (True, "en")
    assert said.origin.rtl  # the source's title
    assert said.speaker
    assert not said.speaker.rtl


OASIS = {
    "dossier.md": """---
title: محادثات الواحة
parties:
  upper: {name: الواحة العليا, role: principal}
  lower: {name: الواحة السفلى, role: principal}
  well: {name: مجلس البئر, role: mediator}
actors:
  salma: {name: سلمى, role: مبعوثة, party: upper}
topics:
  water: الماء
---
من يأخذ الماء ومتى.
""",
    "sources/letter.md": source(SAID + ".", title="رسالة", author="سلمى", publisher="الجريدة"),
    "sources/lost.md": "---\ntitle: مفقودة\npublished: 2025-05-30\ntext: none\n---\n",
    "rounds/1.md": f"""---
date: 2025-05-27
status: held
place: البئر
parties: [upper, lower]
actors: [salma]
topics: [water]
agreed:
  - {{text: "يبقى السد مغلقا", topic: water, quotes: [shut]}}
---
# الجولة الأولى

اجتمعوا.[^shut]

[^shut]: "{SAID}" — salma, letter
""",
    "events/letter.md": f"""---
date: 2025-05-28
kind: letter
parties: [upper, well]
actors: [salma]
topics: [water]
place: البئر
round: 1
positions:
  - {{party: upper, topic: water, stance: مغلق, quotes: [shut]}}
commitments:
  - {{id: open, text: فتح السد, by: upper, to: lower, quotes: [shut]}}
---
# الواحة تكتب

يكتبون.[^shut]

[^shut]: "{SAID}" — salma, letter
""",
    "events/opened.md": f"""---
date: 2025-05-29
kind: act
parties: [lower]
fulfils: [open]
---
# فتحوا السد

فتحوه.[^shut]

[^shut]: "{SAID}" — salma, letter
""",
}
AFTER = {
    "sources/letter.md": source(SAID + " اليوم.", title="رسالة ثانية", author="سلمى", publisher="المجلة"),
    "events/letter.md": OASIS["events/letter.md"]
    .replace("# الواحة تكتب", "# الواحة العليا تكتب")
    .replace("يكتبون", "يكتبون اليوم")
    .replace("place: البئر", "place: النهر\ncorrections:\n  - {date: 2025-06-01, note: كتبوا اليوم}"),
}


@pytest.fixture(scope="module")
def oasis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """All is Arabic in it, and nothing says so."""
    folder: Path = tmp_path_factory.mktemp("oasis")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    store = Store(url)
    store.upgrade()
    for files in (OASIS, AFTER):
        import_folder(store, write(folder / "oasis", files))
    store.close()
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


@pytest.mark.parametrize(
    "path",
    [
        *("", "rounds", "rounds/1", "positions", "commitments", "events/letter", "events/opened", "sources"),
        *(
            "sources/letter",
            "sources/lost",
            "actors/salma",
            "parties/upper",
            "changes",
            "changes/1..2",
            "known",
        ),
        *(
            f"search?q={ASKED}",
            "embed",
            "events/letter/embed",
            "?topic=water",
            "changes/1..2?of=events/letter",
        ),
    ],
)
def test_every_word_runs_as_it_is_written(oasis: CheckedClient, path: str) -> None:
    """Nothing that begins with an Arabic letter stands in an element that runs from left to right."""
    found = list(running(oasis.get(f"/oasis/{path}")))
    assert found
    assert [text for text, runs in found if runs == "ltr"] == []


def test_the_comma_on_a_card_is_of_the_script() -> None:
    upper = Party("upper", "الواحة العليا", "principal", "a")
    assert office(Actor("salma", "سلمى", "مبعوثة", upper)) == "مبعوثة، الواحة العليا"
    assert office(Actor("dana", "דנה", "שליחה", replace(upper, name="מעלה"))) == "שליחה, מעלה"
    assert office(Actor("anna", "Anna", "Envoy", replace(upper, name="Upstream"))) == "Envoy, Upstream"


def test_the_first_page(oasis: CheckedClient) -> None:
    page = oasis.get("/")
    assert (page.one(".dossier h2").attrs["dir"], page.one(".dossier .prose").attrs["dir"]) == ("rtl", "rtl")


def test_what_changed(oasis: CheckedClient) -> None:
    page = oasis.get("/oasis/changes/1..2")
    assert {each.attrs.get("dir") for each in page.all("div.text")} == {"rtl"}
    values = dict(zip(page.texts(".values dt"), page.all(".values dd"), strict=True))
    for name in ("Headline", "Title", "Publisher", "Place"):
        assert values[name].attrs == {"dir": "rtl"}


def running(page: Page) -> Iterator[tuple[str, str]]:
    """The texts whose first letter is written from right to left, and how what they stand in runs."""

    def within(node: Element, runs: str) -> Iterator[tuple[str, str]]:
        runs = node.attrs.get("dir") or ("own" if node.name == "bdi" else runs)
        for each in node.children or ():
            if isinstance(each, Element):
                if each.name not in ("svg", "textarea"):
                    yield from within(each, runs)
            elif way(each.data or "", "en", "en") == "rtl":
                yield each.data, runs

    return within(page.one("body"), "ltr")

"""Printing a page makes a document that one can hand on: read from the PDF that the browser makes of it."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.accessible import example
from tests.browser.conftest import opened, served
from tests.web.addresses import SHOWN
from tests.web.folders import import_folder, source, write
from webapp.app import create_app
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store

# Every quote that is to be seen, with the address of its source that only paper shows.
QUOTES = """
[...document.querySelectorAll("blockquote, .hits .in-quote, .entries .wording")]
    .filter(quote => quote.checkVisibility())
    .map(quote => [(quote.querySelector("p, a") ?? quote).innerText,
                   quote.closest("figure, .in-quote, .entries > li").querySelector(".address")?.innerText])
"""
WORKED = (
    "nav a, nav ul, button, input, select, textarea, .share, [rel=prev], [rel=next], form:not(:has(> table))"
)
SPLITTING = "* { break-inside: auto !important; orphans: 1 !important; widows: 1 !important; }"


def sheets(page: Page, **format: Any) -> list[str]:
    """What stands on each sheet of paper, without white space, which paper sets as it likes."""
    pdf = PdfReader(io.BytesIO(page.pdf(**format)))
    return [solid(sheet.extract_text()) for sheet in pdf.pages]


def solid(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())  # fonts may have letters that are two


@pytest.mark.parametrize("page", [{"color_scheme": "dark"}], indirect=True)
@pytest.mark.parametrize("rule", SHOWN)
def test_every_page_prints_as_a_document(page: Page, rule: str, demo: Dossier) -> None:
    """Nothing to be worked, dark on white, an address after each quote, and the page's own at the end."""
    answer = page.goto(example(rule, demo))
    assert answer
    assert answer.status == 200
    page.emulate_media(media="print", color_scheme="dark")
    worked = page.locator(WORKED).locator("visible=true")
    assert [each.evaluate("e => e.outerHTML") for each in worked.all()] == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    quotes = page.evaluate(QUOTES)
    if any(
        part in rule for part in ("events/", "quotes/", "positions", "commitments", "actors/", "parties/")
    ):
        assert quotes
    text = "".join(sheets(page))
    for words, where in quotes:
        assert where, words
        assert where.startswith(("http://", "https://")), words
        _, found, rest = text.partition(solid(words))
        assert found, words
        assert solid(where) in rest
    pinned = page.url.replace("/istanbul-2025/", "/istanbul-2025@1/").replace(
        "/river-2025/", "/river-2025@2/"
    )
    pinned = pinned.removesuffix("embed").rstrip("/")  # of the page that is framed
    assert solid(pinned) in text[-600:]
    if "<at:at>" in rule:
        assert re.search("[Rr]evision[12]", text[-600:])


@pytest.fixture(scope="module")
def wordy(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a site with a dossier in which thirty quotes of all lengths follow each other."""
    folder = tmp_path_factory.mktemp("wordy")
    store = Store(url := f"sqlite:///{folder / 'parley.sqlite'}")
    store.upgrade()
    import_folder(store, write(folder / "mill", MILL))
    store.close()
    app = create_app(Settings(database_url=url))
    with served(app) as home, opened(browser, home, {"bypass_csp": True}) as page:
        yield page
    app.extensions["parley.store"].close()


def said(n: int) -> str:
    return " ".join(f"wheel {n} turns {part} times" for part in range(3 + n * 7 % 40)) + "."


MILL = {
    "dossier.md": """---
title: Mill talks
parties:
  millers: {name: The millers, role: principal}
  anglers: {name: The anglers, role: principal}
actors:
  otto: {name: Otto Rill, role: Master miller, party: millers}
topics:
  wheel: The wheel
---
Who may turn the wheel.
""",
    "sources/book.md": source("\n\n".join(said(n) for n in range(30)), url="https://example.org/book"),
    "sources/leaf.md": source("The wheel is still.", title="A loose leaf"),
    "events/turning.md": """---
date: 2025-05-29
kind: statement
parties: [millers]
actors: [otto]
topics: [wheel]
positions:
  - {party: millers, topic: wheel, stance: It turns, quotes: [q0]}
---
# The wheel turns

"""
    + "\n\n".join(f"It turns.[^q{n}]" for n in range(30))
    + "\n\n"
    + "\n\n".join(f'[^q{n}]: "{said(n)}" — otto, book' for n in range(30))
    + "\n",
    "events/still.md": """---
date: 2025-05-29
kind: statement
parties: [millers]
topics: [wheel]
positions:
  - {party: millers, topic: wheel, stance: It is still, quotes: [still]}
---
# The wheel is still

It is.[^still]

[^still]: "The wheel is still." — otto, leaf
""",
}


@pytest.mark.parametrize("path", ["events/turning", "actors/otto", "sources/book"])
def test_no_quote_is_torn_between_two_sheets(wordy: Page, path: str) -> None:
    """On paper of several sizes, so that many a quote would have stood at an end of a sheet."""
    wordy.goto(f"/mill/{path}")
    assert list(torn(wordy)) == []
    wordy.add_style_tag(content=SPLITTING)
    assert len(list(torn(wordy))) > 5, "these sheets would not have torn any"


def torn(page: Page) -> Iterator[str]:
    """The quotes of which no sheet has the whole."""
    for height in (180, 210):
        printed = sheets(page, width="148mm", height=f"{height}mm")
        quotes = (solid(said(n)) for n in range(30))
        yield from (quote for quote in quotes if not any(quote in sheet for sheet in printed))


def test_what_is_folded_away_is_printed(wordy: Page) -> None:
    wordy.goto("/mill/positions")
    folded = wordy.locator("details .claim")
    assert not folded.is_visible()
    assert solid(folded.text_content() or "") in "".join(sheets(wordy))


def test_the_address_is_that_of_the_publication_or_else_of_the_source_here(wordy: Page) -> None:
    wordy.goto("/mill/")
    text = "".join(sheets(wordy))
    assert "Areport,29May2025·https://example.org/book·" in text
    assert f"Alooseleaf,29May2025·{solid(wordy.url)[:-6]}/mill@1/sources/leaf·" in text


def test_a_search_prints_how_much_was_found(wordy: Page) -> None:
    wordy.goto("/mill/search?q=wheel")
    counts = wordy.locator(".facts li").all_inner_texts()
    text = "".join(sheets(wordy))
    assert len(counts) > 1
    assert [count for count in counts if solid(count) not in text] == []


def test_an_error_prints_without_the_ways_out_of_it(wordy: Page) -> None:
    wordy.goto("/mill/nothing")
    assert wordy.locator("main a").count()
    wordy.emulate_media(media="print")
    assert wordy.locator("main a").locator("visible=true").count() == 0

"""Embeds: small pages of dossiers, events and quotes that other sites may frame. The client checks each."""

from __future__ import annotations

import re

import pytest
from justhtml import Element, JustHTML

from tests.web.checked import CheckedClient
from webapp.web import headers
from webapp.web.routes import EMBEDS

RIVER = "/river-2025"


def quote(site: CheckedClient, words: str) -> str:
    """The address of the page of a quote of Anna's that begins so."""
    page = site.get(f"{RIVER}/actors/anna")
    found = [link for link in page.links("figcaption .self a") if words in site.get(link).text("mark")]
    return found[0]


def test_a_quote_shows_the_words_who_said_them_where_when_and_how_they_match(site: CheckedClient) -> None:
    path = quote(site, "gates [of the dam]")
    page = site.get(f"{path}/embed")
    assert page.text("h1") == "Anna Berg"
    assert page.text(".who") == "Upstream Envoy"
    assert page.text("blockquote") == "the gates [of the dam] will stay open until autumn"
    assert page.text("figcaption") == ("R. Porter, 29 May 2025 · verbatim, with one insertion")
    assert page.links("h1 a") == page.links(".full") == [f"http://localhost{path}"]
    assert page.one("link[rel=canonical]").attrs["href"] == f"http://localhost{path}"


def test_an_event_shows_when_it_was_who_took_part_and_its_first_words(site: CheckedClient) -> None:
    page = site.get(f"{RIVER}/events/anna-promises/embed")
    assert page.text("h1") == "Anna Berg promises open gates"
    assert page.text(".who") == "Wednesday 28 May 2025 Upstream statement"
    assert page.texts("blockquote") == [
        "the gates [of the dam] will stay open until autumn",
        "will be opened in spring",
        "the gates “will be opened […] open until autumn",
    ]
    assert page.text("footer") == "The event with the words in context River talks, revision 2 · Parley"


def test_a_dossier_shows_its_overview_whose_marks_lead_to_pages(site: CheckedClient) -> None:
    page = site.get(f"{RIVER}/embed")
    assert page.text("h1") == "River talks"
    assert page.texts(".facts li")[:2] == ["2 rounds", "3 events"]
    marks = page.links(".overview svg.narrow a")
    assert f"{RIVER}/events/anna-promises" in marks
    assert not [link for link in marks if link.startswith("#")]
    assert page.links(".full") == [f"http://localhost{RIVER}/"]


def test_a_long_dossier_has_an_embed_of_bars(generated_app: object) -> None:
    page = CheckedClient(generated_app).get("/lume/embed")  # type: ignore[arg-type]
    assert page.all(".overview .bar")


def test_it_stays_in_its_revision_and_on_its_day(site: CheckedClient) -> None:
    pinned = site.get(f"{RIVER}@1/events/rumour/embed")
    assert pinned.links(".full") == [f"http://localhost{RIVER}@1/events/rumour"]
    assert pinned.texts("footer span")[0].startswith("River talks, revision 1 ·")
    known = site.get(f"{RIVER}/embed?known=2025-05-29")
    assert known.texts("footer span")[0].startswith("River talks, revision 2, as known on 29 May 2025")
    links = [link for link in known.links() if "known=2025-05-29" not in link]
    assert not links
    nothing = site.get(f"{RIVER}/embed?known=2025-05-01")
    assert nothing.text(".soft") == "Nothing of it was known yet."


@pytest.mark.parametrize(
    ("path", "status"),
    [("events/rumour/embed", 410), ("events/nothing/embed", 404), ("events/commission/embed?party=x", 400)],
)
def test_what_is_not_there_is_said_in_the_frame(site: CheckedClient, path: str, status: int) -> None:
    page = site.get(f"{RIVER}/{path}", status)
    assert page.links("main li a")


def test_an_embed_speaks_the_dossiers_language(site: CheckedClient) -> None:
    page = site.get("/majlis/events/meeting/embed")
    assert page.one("html").attrs == {"lang": "ar", "dir": "rtl"}
    assert page.one("footer").attrs == {"lang": "en", "dir": "ltr"}
    assert [each.attrs.get("lang") for each in page.all("blockquote")] == [None, "en"]


@pytest.mark.parametrize("path", ["/", "/events/boris-answers"])
def test_the_code_for_it_stands_among_what_the_page_has_to_share(site: CheckedClient, path: str) -> None:
    page = site.get(f"{RIVER}{path}")
    code = page.one("#share-frame").to_text(separator="", strip=False)
    (frame,) = JustHTML(code, sanitize=False, collect_errors=True).query("iframe")
    assert isinstance(frame, Element)
    assert frame.attrs["src"] == f"http://localhost{RIVER}@2{path.rstrip('/')}/embed"
    assert frame.attrs["title"] == page.text("head > title")
    site.get(str(frame.attrs["src"]).removeprefix("http://localhost"))


def test_a_narrowed_timeline_has_none(site: CheckedClient) -> None:
    page = site.get(f"{RIVER}/?party=upstream")
    assert not page.all("#share-frame, link[type$='oembed']")
    known = site.get(f"{RIVER}/?known=2025-05-29")
    assert re.search(r"@2/embed\?known=2025-05-29", known.text("#share-frame"))


def test_these_and_no_others_may_be_framed() -> None:
    assert {view.__name__ for view in EMBEDS.values()} == headers.EMBEDS

"""Pages of results: what they show, where they lead, and what they say where nothing is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.checked import CheckedClient
from tests.web.formulaic import formulaic


@pytest.fixture(scope="session")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """The site with a source whose sentences all begin and end alike."""
    app = formulaic(tmp_path_factory.mktemp("formulas"))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def test_results_mark_what_was_looked_for_and_lead_to_it(site: CheckedClient) -> None:
    page = site.get("/river-2025/search?q=gates+opened")
    assert page.text("h1") == "Search River talks"
    assert page.one(".ask input").attrs["value"] == "gates opened"
    assert page.texts(".title .facts li") == ["2 events", "2 quotes", "2 sources"]
    assert set(page.texts(".hits mark")) >= {"gates", "opened"}
    links = page.links(".in-quote > a")
    assert links
    assert all(link.startswith("/river-2025/") and "#q" in link for link in links)
    words = "The%20gates%20are%20to%20be%20opened%20on%201%20April."
    assert any(
        words in link for link in page.links(".in-source > a[href^='/river-2025/sources/minutes#p1:']")
    )


def test_words_in_a_text_are_led_to_by_themselves(site: CheckedClient) -> None:
    page = site.get("/river-2025/search?q=money")
    assert page.links(".in-text > a") == ["/river-2025/rounds/1#:~:text=but%20not%20on%20money"]


def test_results_name_date_parties_kind_and_speaker(site: CheckedClient) -> None:
    page = site.get("/river-2025/search?q=%22far+too+late%22")
    who = page.texts(".hits .who")[0]
    assert "Downstream" in who
    assert "about 29 May 2025" in who
    assert "Boris Tal, Minister · A report" in page.texts(".in-quote .by")[0]


def test_of_excerpts_nothing_else_is_found(site: CheckedClient) -> None:
    for text in ("nobody", "business", "archive", '"nobody quotes"', "busi*"):
        page = site.get(f"/river-2025/search?q={text.replace(' ', '+').replace(chr(34), '%22')}")
        assert not page.all(".hits")
    assert site.get("/river-2025/search?q=autumn").links(".in-source > a") == [
        "/river-2025/sources/report#p2:~:text=Anna%20Berg%20said%20that%20the%20gates%20"
        "%E2%80%9Cwill%20be%20opened%20in%20spring%E2%80%9D%2C%20"
        "and%20that%20the%20gates%20will%20stay%20open%20until%20autumn."
    ]


def test_a_pinned_search_stays_in_its_revision(site: CheckedClient) -> None:
    page = site.get("/river-2025@1/search?q=gates")
    assert all(link.startswith("/river-2025@1/") for link in page.links(".hits a"))
    assert page.links(".pinned a") == [
        "/river-2025/search?q=gates",
        "/river-2025/changes/since/1?of=search%3Fq%3Dgates",
    ]


def test_a_search_as_known_leads_to_pages_as_known(site: CheckedClient) -> None:
    page = site.get("/river-2025/search?q=gates&known=2025-05-29")
    assert "as known on 29 May 2025" in page.texts(".facts li")
    assert page.one(".ask input[type=hidden]").attrs["value"] == "2025-05-29"
    assert all("?known=2025-05-29" in link for link in page.links(".hits a"))
    assert "minutes" not in page.html
    assert not site.get("/river-2025/search?q=gates&known=2024-01-01").all(".hits")


def test_all_dossiers_are_searched_at_once(site: CheckedClient) -> None:
    page = site.get("/search?q=the")
    assert page.text("h1") == "Search all dossiers"
    places = {link.split("/")[1] for link in page.links(".hits .who a")}
    assert places >= {"river-2025", "istanbul-2025"}


def test_the_page_says_how_to_search(site: CheckedClient) -> None:
    for path in ("/search", "/river-2025/search", "/river-2025/search?q=%22%22"):
        page = site.get(path)
        assert page.texts(".how kbd") == ["minister memorandum", '"direct talks"', "negotiat*"]
    assert "no word" in page.text(".prose")


def test_without_a_result_it_says_what_else_to_look_for(site: CheckedClient) -> None:
    page = site.get("/river-2025/search?q=gates+zzz&known=2025-06-30")
    assert "Nothing matches all of gates, zzz in what was known on 30 June 2025." in page.text(".nothing")
    assert "zzz is found nowhere" in page.text(".nothing")
    assert page.links(".nothing a") == [
        "/river-2025/search?q=gates&known=2025-06-30",
        "/river-2025/search?q=gates+zzz",
        "/search?q=gates+zzz",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "%00",
        "%ED%A0%80",
        "(",
        "*",
        "%22",
        ":",
        "NEAR(a%20b)",
        "%5E",
        "-",
        "a%00b",
        "%F0%9F%99%82",
        "<b>",
        "'",
    ],
)
def test_whatever_is_typed_is_a_search(site: CheckedClient, text: str) -> None:
    response = site.client.get(f"/river-2025/search?q={text}", follow_redirects=True)
    assert response.status_code == 200
    assert "<b>" not in response.text.split("<h1>")[1].split("</form>")[0]


def test_a_text_that_is_too_long_is_refused(site: CheckedClient) -> None:
    page = site.get(f"/search?q={'x' * 201}", 400)
    assert "200 are enough" in page.text("main")


def test_unknown_parameters_are_refused(site: CheckedClient) -> None:
    assert "party" in site.get("/river-2025/search?party=upstream", 400).text("main")
    refused = site.get("/search?q=gates&known=2025-05-29", 400)
    assert "belongs to one dossier" in refused.text("main")


def test_the_count_of_events_leads_to_the_timeline_of_them(site: CheckedClient) -> None:
    page = site.get("/river-2025/search?q=gates&known=2025-05-29")
    (link,) = page.links(".title .facts a")
    assert link == "/river-2025/?q=gates&known=2025-05-29"
    found = site.get(link)
    assert page.texts(".title .facts a") == ["1 event"]
    assert len(found.all("article.event, header.meeting")) == 1
    assert not site.get("/search?q=gates").links(".title .facts a")


def test_a_sentence_is_linked_whole_and_with_what_stands_beside_it(formulas: CheckedClient) -> None:
    (link,) = formulas.get("/formulas/search?q=Zander").links(".in-source > a")
    directive = link.partition(":~:text=")[2].split(",")
    assert len(directive) == 3
    assert directive[0].endswith("-")
    assert "Zander" in directive[1]
    assert directive[2].startswith("-")


def test_equal_searches_have_equal_addresses(site: CheckedClient) -> None:
    assert site.redirect("/river-2025/search?known=&q=++gates++") == "/river-2025/search?q=gates"

"""Every page, for dossiers of every kind. What is true of all pages is checked by the client itself."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.checked import CheckedClient, Page
from tests.web.folders import RIVER, import_folder, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store

DEMO = "/istanbul-2025"
ODD_TITLE = "\"Odd\" <talks> & 'more' {{ 7 * 7 }} 🕊"


def crawl(site: CheckedClient, start: str) -> dict[str, Page]:
    """All pages of one edition that can be reached from `start`, each of them checked."""
    found: dict[str, Page] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = site.get(path)
            targets = {link.partition("#")[0] for link in found[path].links("main a:not([type])")}
            waiting += sorted(target for target in targets if target.startswith(start))
    return found


@pytest.mark.parametrize(
    "start",
    [f"{DEMO}/", f"{DEMO}@1/", "/river-2025/", "/river-2025@1/", "/river-2025@2/", "/majlis/", "/odd/"],
)
def test_every_page_of_a_dossier_can_be_reached_and_stays_in_its_edition(
    site: CheckedClient, start: str
) -> None:
    pages = crawl(site, start)
    kinds = {path.removeprefix(start).partition("?")[0].split("/")[0] for path in pages}
    rounds = set() if start in ("/majlis/", "/odd/") else {"rounds"}
    assert kinds >= {"", "events", "sources", "quotes", "actors", "parties", "known"} | rounds
    for path, page in pages.items():
        known = re.search(r"\bknown=[0-9-]+", path)
        assert page.links(".masthead .here") == [f"{start}?{known[0]}" if known else start], path


def test_the_list_of_dossiers(site: CheckedClient) -> None:
    page = site.get("/")
    titles = ["Istanbul talks, 2025", "محادثات النهر", ODD_TITLE, "River talks"]
    titles += ["The tide tables", "Weir talks"]
    assert page.texts("h2") == titles
    ids = ["majlis", "odd", "river-2025", "tides", "weir"]
    assert page.links("h2 a") == [f"{DEMO}/", *(f"/{id}/" for id in ids)]
    assert page.one("article h2[lang=ar]").attrs["dir"] == "rtl"
    assert page.texts(".facts")[3] == "2 rounds 3 events 8 quotes 26 May 2025 – July 2025 revision 2"


def test_the_timeline_says_what_it_shows(site: CheckedClient) -> None:
    page = site.get(f"{DEMO}/")
    facts = page.texts(".title .facts li")
    assert facts[0] == "2 rounds"
    assert re.fullmatch(r"\d+ of \d+ quotes verbatim in their source(, \d+ but for typography)?", facts[2])
    assert facts[3:] == ["revision 1"]
    assert page.text("p.knowledge").startswith("As known on 29 May 2025")
    assert len(page.all(".table article")) == int(facts[1].split()[0])


def test_the_timeline_is_a_table_with_two_sides(site: CheckedClient) -> None:
    page = site.get("/river-2025/")
    assert page.texts("h2") == [
        "Timeline",
        *("Round 1: First meeting", "Between rounds 1 and 2", "Round 2: Second meeting"),
        *("Parties and actors", "Sources"),
    ]
    first, second = page.texts(".meeting .when")
    assert first.startswith("Monday 26 May 2025 · Vienna · held")
    assert second.startswith("July 2025 · planned")
    anna, boris, commission = page.all(".table article")
    assert [each.attrs["class"] for each in page.all(".half")] == [
        "half side-a",
        "half side-b",
        "half side-joint",
    ]
    assert (anna.attrs["class"], boris.attrs["class"]) == ("event tone-a", "event tone-b")
    assert commission.attrs["class"] == "event tone-m cancelled"
    assert page.texts("article .when b") == ["28 May 2025", "about 29 May 2025", "June 2025"]


def test_the_timeline_leads_to_parties_actors_and_sources(site: CheckedClient) -> None:
    page = site.get("/river-2025/")
    assert page.links("#parties a") == [
        f"/river-2025/{path}"
        for path in (
            "parties/upstream",
            "actors/anna",
            "parties/downstream",
            "actors/boris",
            "parties/commission",
        )
    ]
    assert page.links("#sources a:not(.out)") == ["/river-2025/sources/report", "/river-2025/sources/minutes"]


def test_a_dossier_without_principals_is_one_column(site: CheckedClient) -> None:
    page = site.get("/majlis/")
    assert not page.all(".two-sided")
    assert page.one("html").attrs == {"lang": "ar", "dir": "rtl"}
    assert page.texts(".table article .when b") == ["before 28 May 2025"]


def test_an_event_shows_the_words_it_rests_on(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/anna-promises")
    assert page.text("h1") == "Anna Berg promises open gates"
    assert page.text("head > title") == "Anna Berg promises open gates — River talks"
    assert page.texts(".evidence mark") == [
        "the gates [of the dam] will stay open until autumn",
        "will be opened in spring",
        "the gates “will be opened […] open until autumn",
    ]
    captions = page.texts(".evidence figcaption")
    assert all(caption.startswith("Anna Berg, Envoy · R. Porter, 29 May 2025 ·") for caption in captions)
    assert [caption.split(" · ")[2] for caption in captions] == [
        "verbatim, with one insertion",
        "verbatim",
        "verbatim, with one cut",
    ]


def test_citation_marks_jump_to_the_words(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/anna-promises")
    marks = page.links(".prose .cite")
    assert [mark.partition("#")[2] for mark in marks] == ["q1", "q2", "q3"]
    assert [item.attrs["id"] for item in page.all(".evidence li")] == ["q1", "q2", "q3"]


def test_an_event_tells_who_what_when_and_how_to_cite_it(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/boris-answers")
    aside = page.text(".aside")
    assert "Downstream Boris Tal, Minister" in aside
    assert "Breaks Open the gates made 26 May 2025: First meeting" in aside
    assert "29 May 2025 first published" in aside
    assert re.fullmatch(
        r"“Boris Tal finds it \"far too late\" & late < early\.” River talks, revision 2\. "
        r"Parley, \d+ \w+ \d{4}\. http://localhost/river-2025@2/events/boris-answers",
        page.text(".citation"),
    )
    assert page.links(".neighbours a") == [
        "/river-2025/events/anna-promises",
        "/river-2025/#events-boris-answers",
        "/river-2025/events/commission",
    ]


def test_a_round_tells_what_was_agreed_and_what_became_of_it(site: CheckedClient) -> None:
    page = site.get("/river-2025/rounds/1")
    agreed, not_agreed = page.texts(".results section")
    assert agreed == "Agreed The gates are opened2 Water"
    assert not_agreed == "Not agreed Who pays3"
    assert page.links(".results a") == ["#q2", "/river-2025/?topic=water", "#q3"]
    aside = page.text(".aside")
    assert "Upstream to Downstream Open the gates2 due 1 April 2026" in aside
    assert 'Broken about 29 May 2025: Boris Tal finds it "far too late" & late < early' in aside
    assert page.texts(".around h3") == ["After"]
    assert page.links(".neighbours a") == ["/river-2025/#rounds-1", "/river-2025/rounds/2"]


def test_a_source_shows_every_quote_in_its_place(site: CheckedClient) -> None:
    page = site.get("/river-2025/sources/minutes")
    assert page.text(".source .text") == (
        "The two sides met on Monday. The gates are to be opened on 1 April. It is not agreed who pays."
    )
    assert page.texts(".text mark") == [
        "The two sides met on Monday.",
        "The gates are to be opened on 1 April.",
        "It is not agreed who pays.",
    ]
    assert len(page.all(".notes li")) == 3
    assert page.links(".facts a") == [
        "https://example.org/minutes?id=1&lang=en",
        "https://archive.example.org/minutes",
    ]


def test_overlapping_quotes_are_marked_together(site: CheckedClient) -> None:
    page = site.get("/river-2025/sources/report")
    text, late = page.texts(".passage .text")
    assert text.startswith(
        "Anna Berg said that the gates “will be opened in spring”, and that the gates will"
    )
    assert "this is far too late" in late
    assert len(page.all(".passage span[id]")) == len(page.all(".notes li")) == 5


def test_excerpts_show_only_the_passages_around_quotes(site: CheckedClient) -> None:
    page = site.get("/river-2025/sources/report")
    assert "nobody quotes" not in page.html
    assert page.texts(".omission") == ["[…] not shown", "[…] omitted in the archived text"]
    assert "Excerpts only" in page.text(".title")


def test_a_quote_stands_large_with_who_when_and_where(site: CheckedClient) -> None:
    source = site.get("/river-2025/sources/minutes")
    page = site.get(source.links(".notes a[href*=quotes]")[0])
    assert page.text("blockquote") == "The two sides met on Monday. The gates are to be opened on …"
    assert page.text("mark") == "The two sides met on Monday."
    assert page.text("h1") == "Reported by the source"
    assert page.texts(".events a") == ["First meeting", "Second meeting"]
    (original,) = page.links("a.out")
    assert original.startswith("https://example.org/minutes?id=1&lang=en#:~:text=")


def test_quotes_carry_the_language_of_their_source(site: CheckedClient) -> None:
    page = site.get("/majlis/events/meeting")
    first, second = page.all(".evidence blockquote")
    assert (first.attrs, second.attrs) == ({}, {"lang": "en", "dir": "ltr"})
    foreign = site.get("/majlis/sources/note")
    assert foreign.one(".text").attrs == {"class": "text", "id": "p1", "lang": "en", "dir": "ltr"}


def test_actors_and_parties_show_everything_said_in_order_of_time(site: CheckedClient) -> None:
    actor = site.get("/river-2025/actors/anna")
    assert actor.texts(".title .facts li") == ["3 quotes", "1 event"]
    party = site.get("/river-2025/parties/downstream")
    assert party.text("h1") == "Downstream"
    assert party.texts(".evidence mark") == ["this is far too late"]
    assert "about 29 May 2025: Boris Tal finds it" in party.text(".evidence")
    assert site.get("/river-2025/parties/commission").texts(".title .facts li") == [
        "mediator",
        "0 actors",
        "0 quotes",
        "2 events",
    ]


def test_a_pinned_page_says_so_and_leads_to_the_current_one(site: CheckedClient) -> None:
    page = site.get("/river-2025@1/events/anna-promises")
    banner = r"Revision 1, pinned \d+ \w+ \d{4}\. See the current page · Has this page changed since\?"
    assert re.fullmatch(banner, page.text(".pinned"))
    assert page.links(".pinned a") == [
        "/river-2025/events/anna-promises",
        "/river-2025/changes/since/1?of=events/anna-promises",
    ]
    assert page.links("link[rel=canonical]") == ["http://localhost/river-2025/events/anna-promises"]
    assert not site.get("/river-2025/events/anna-promises").all(".pinned")


def test_a_pinned_page_leads_to_its_newest_form_whatever_became_of_it(site: CheckedClient) -> None:
    """What the newest revision has may change; the page of a revision may not."""
    page = site.get("/river-2025@1/events/rumour")
    assert page.links(".pinned a")[0] == "/river-2025/events/rumour"
    assert page.links("link[rel=canonical]") == ["http://localhost/river-2025/events/rumour"]
    assert site.get("/river-2025/events/rumour", 410).links("main a")[0] == "/river-2025@1/events/rumour"


def test_odd_words_are_only_words(site: CheckedClient) -> None:
    page = site.get("/odd/")
    assert page.text("h1") == ODD_TITLE
    assert page.texts("h3")[1] == "{{ page }} {% raw %}"
    assert not page.all("main b b, main i, main script, main talks")
    source = site.get("/odd/sources/s")
    assert source.texts(".text mark") == ["<i>paragraph</i> & more", "and one.", "desrever"]
    assert "in <script>alert(1)</script>" in source.texts(".facts li")
    assert "<place>" in site.get("/odd/events/late").text(".who")


def test_an_event_without_parties_names_none(site: CheckedClient) -> None:
    page = site.get("/odd/events/bare")
    assert page.text(".who").endswith(" report")
    assert not page.all(".who .party")
    assert "At the table" not in page.text(".aside")


def test_a_dossier_that_has_only_begun(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(tmp_path / "begun", {"dossier.md": RIVER["dossier.md"]}))
    app = create_app(Settings(database_url=url))
    with closing(app.extensions["parley.store"]):
        pages = crawl(CheckedClient(app), "/begun/")
    assert pages.keys() == {
        "/begun/",
        *(f"/begun/parties/{id}" for id in ("upstream", "downstream", "commission")),
        *(f"/begun/actors/{id}" for id in ("anna", "boris")),
    }

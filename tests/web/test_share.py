"""Passing pages on: links, texts to paste, citations, and what pages say of themselves to programs."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from html import escape
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from pyld import jsonld

from tests.web.addresses import views
from tests.web.checked import CheckedClient, Page
from tests.web.folders import DEMO, RIVER, import_folder, write
from webapp.app import create_app
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.settings import Settings
from webapp.store import Store
from webapp.web.routes import PAGES

HOST = "http://localhost"
RIVER_AT = f"{HOST}/river-2025@2"
MINUTES = "/river-2025/sources/minutes"
HOSTILE = "</script><!-- {b} | \\x & 'q'"
SCHEMA = "http://schema.org/"
Node = dict[str, Any]


def schema_org(url: str, _: object) -> Node:
    """The vocabulary without a network: every term is its own, and those that hold addresses are links."""
    assert url == "https://schema.org"
    links = {name: {"@type": "@id"} for name in ("url", "item", "eventStatus", "archivedAt")}
    context = {"@vocab": SCHEMA, **links}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}


def linked(page: Page) -> dict[str, Node]:
    """The nodes of a page's JSON-LD by their types, as pyld expands them."""
    block = page.one('script[type="application/ld+json"]').to_text(separator="", strip=False)
    expanded = jsonld.expand(json.loads(block), {"documentLoader": schema_org})
    return {str(node["@type"][0]).removeprefix(SCHEMA): node for node in expanded}


def value(node: Node, name: str) -> Any:
    """The one value of a property: a text, a link's address, or a node."""
    (found,) = node[SCHEMA + name]
    return found.get("@value", found.get("@id") if found.keys() == {"@id"} else found)


def meta(page: Page) -> dict[str, str]:
    return {str(each.attrs["name"]): str(each.attrs["content"]) for each in page.all("meta[name]")}


def pasted(page: Page) -> dict[str, str]:
    """The texts of the fields, by their labels."""
    names = {str(each.attrs["for"]): each.to_text() for each in page.all(".paste label")}
    return {
        names[str(each.attrs["id"])]: each.to_text(separator="", strip=False).removeprefix("\n")
        for each in page.all("textarea")
    }


def quote(site: CheckedClient, words: str) -> str:
    """The address of the quote of the river dossier with these words."""
    page = site.get(MINUTES)
    return next(link for link in page.links(".notes a[href*=quotes]") if words in site.get(link).text("mark"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """A dossier whose title, headlines, names and words all try to be more than words."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {
        name: re.sub(r"^(title: ).*$", lambda found: found[1] + json.dumps(HOSTILE), text, flags=re.M)
        for name, text in RIVER.items()
    }
    files = {
        name: text.replace("R. Porter", json.dumps(HOSTILE))
        .replace("Anna Berg, role", f"{json.dumps(HOSTILE)}, role")
        .replace("# Anna Berg promises open gates", "# " + re.sub(r"([<\\])", r"\\\1", HOSTILE))
        for name, text in files.items()
    }
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "hostile", files))
    app = create_app(Settings(database_url=url))
    with closing(app.extensions["parley.store"]):
        yield CheckedClient(app)


def demo_views() -> list[str]:
    dossier = read(DEMO)
    assert isinstance(dossier, Dossier)
    pages = [page for page in PAGES if page.startswith("/<at:at>/") and "changes/<number:a>" not in page]
    return [path for page in pages for name, path in views(page, dossier) if name in ("plain", "known", "q")]


@pytest.mark.parametrize("path", demo_views())
def test_every_page_of_a_dossier_has_one_place_to_share_it(site: CheckedClient, path: str) -> None:
    page = site.get(path)
    pinned = path.replace("/istanbul-2025/", "/istanbul-2025@1/", 1)
    assert page.text("#share > summary") == "Share"
    assert page.links("#share .links a") == [HOST + path, HOST + pinned]
    assert [each.attrs["data-copy"] for each in page.all("#share .links button")] == [
        HOST + path,
        HOST + pinned,
    ]
    texts = pasted(page)
    assert list(texts)[:4] == ["Plain text", "Markdown", "HTML", "Wikipedia"]
    for form, text in list(texts.items())[:4]:
        assert pinned in text.replace("&amp;", "&"), form
        assert ("known on 29 May 2025" in text) == ("known=" in path), form


def test_a_page_that_belongs_to_no_dossier_has_nothing_to_pin(site: CheckedClient) -> None:
    for path, status in (("/", 200), ("/search?q=the", 200), ("/river-2025/events/nothing", 404)):
        assert not site.get(path, status).all("[rel=bookmark], .to-share, script[type='application/ld+json']")


def test_quotes_and_events_are_ready_to_be_shared(site: CheckedClient) -> None:
    for path in (quote(site, "It is not"), "/river-2025/events/anna-promises", "/river-2025/rounds/1"):
        page = site.get(path)
        assert "open" in page.one("#share").attrs
        assert page.links(".to-share") == ["#share"]
    for path in ("/river-2025/", MINUTES, "/river-2025/actors/anna"):
        assert "open" not in site.get(path).one("#share").attrs


def test_a_quote_is_shared_with_its_words_its_speaker_and_its_source(site: CheckedClient) -> None:
    path = quote(site, "It is not agreed who pays.")
    texts = pasted(site.get(path))
    link = HOST + path.replace("/river-2025/", "/river-2025@2/")
    assert texts["Plain text"] == (
        f"“It is not agreed who pays.”\n— “A report”, River Commission, June 2025\n{link}"
    )
    assert texts["Wikipedia"] == (
        "<ref>{{cite web |title=A report |publisher=River Commission |date=June 2025 "
        "|url=https://example.org/minutes?id=1&lang=en |archive-url=https://archive.example.org/minutes "
        f"|quote=It is not agreed who pays.}}}} [{link} The words in their context], "
        "River talks, Parley.</ref>"
    )


def test_an_event_is_shared_with_its_date_and_its_first_words(site: CheckedClient) -> None:
    texts = pasted(site.get("/river-2025/events/boris-answers"))
    assert texts["Plain text"].split("\n") == [
        'Boris Tal finds it "far too late" & late < early',
        "about 29 May 2025",
        "“this is far too late”",
        "— Boris Tal, in “A report”, R. Porter, 29 May 2025",
        f"{RIVER_AT}/events/boris-answers",
    ]


def test_a_filtered_view_is_shared_as_it_is(site: CheckedClient) -> None:
    page = site.get("/river-2025/?party=upstream&known=2025-05-29")
    view = "?party=upstream&known=2025-05-29"
    assert page.links("#share .links a") == [f"{HOST}/river-2025/{view}", f"{RIVER_AT}/{view}"]
    assert pasted(page)["Plain text"].split("\n") == [
        "River talks — timeline: party Upstream",
        "As known on 29 May 2025",
        f"{RIVER_AT}/{view}",
    ]
    assert not page.all("#share-citations")


def test_citations_name_the_day_of_the_import_and_never_that_of_reading(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/anna-promises?known=2025-05-29")
    texts = pasted(page)
    ((day, month, year),) = re.findall(r"Parley, (\d+) (\w+) (\d{4})\.", page.text(".citation"))
    link = f"{RIVER_AT}/events/anna-promises?known=2025-05-29"
    assert texts["APA 7"] == (
        f"Anna Berg promises open gates. ({year}, {month} {day}). "
        f"In River talks (revision 2, as known on 29 May 2025). Parley. {link}"
    )
    assert texts["MLA 9"].startswith(
        "“Anna Berg promises open gates.” River talks, revision 2, as known on 29 May 2025, Parley, "
    )
    assert texts["Chicago 18"].endswith(f", {link}.")


def test_a_source_is_cited_as_what_was_published(site: CheckedClient) -> None:
    texts = pasted(site.get(MINUTES))
    assert texts["APA 7"] == (
        "A report. (2025, June). River Commission. https://example.org/minutes?id=1&lang=en "
        "(archived at https://archive.example.org/minutes)"
    )
    assert texts["Wikipedia"] == (
        "<ref>{{cite web |title=A report |publisher=River Commission |date=June 2025 "
        "|url=https://example.org/minutes?id=1&lang=en |archive-url=https://archive.example.org/minutes}} "
        f"[{RIVER_AT}/sources/minutes Its page on Parley], River talks, Parley.</ref>"
    )
    held = pasted(site.get("/river-2025/sources/report"))
    assert held["APA 7"] == f"R. Porter. (2025, May 29). A report. Archived at {RIVER_AT}/sources/report"


@pytest.mark.parametrize(
    "path",
    ["/river-2025/", "/river-2025/rounds/1", "/river-2025/events/anna-promises", MINUTES, "quote"],
)
def test_citations_can_be_had_as_files(site: CheckedClient, path: str) -> None:
    page = site.get(quote(site, "The gates are") if path == "quote" else path)
    links = page.links("#share-citations a")
    assert [link.partition(".")[2] for link in links] == ["bib", "ris", "csl.json"]
    bib, ris, csl = (site.client.get(link, buffered=True) for link in links)
    (entry,) = parse_string(bib.text).entries
    (record,) = rispy.loads(ris.text)
    (item,) = json.loads(csl.text)
    assert entry.key == record["id"] == item["id"]
    assert entry["url"] == record["urls"][0] == item["URL"] == meta(page)["citation_public_url"]
    assert record["title"] == item["title"] == meta(page)["citation_title"]
    assert bib.content_type == "application/x-bibtex; charset=utf-8"
    assert ris.content_type == "application/x-research-info-systems; charset=utf-8"
    assert csl.content_type == "application/vnd.citationstyles.csl+json; charset=utf-8"
    assert {each.headers["Access-Control-Allow-Origin"] for each in (bib, ris, csl)} == {"*"}


def test_files_keep_the_day_and_tell_nothing_that_came_later(site: CheckedClient) -> None:
    (then,) = json.loads(site.client.get("/river-2025/events/anna-promises.csl.json?known=2025-05-29").text)
    assert then["version"] == "revision 2, as known on 29 May 2025"
    assert then["URL"].endswith("?known=2025-05-29")
    assert site.client.get("/river-2025/sources/minutes.bib?known=2025-05-29").status_code == 404
    assert site.client.get("/river-2025/events/commission.ris?party=upstream").status_code == 400


def test_a_reference_manager_is_told_what_a_page_is(site: CheckedClient) -> None:
    """Zotero's translator for embedded metadata takes `z:itemType` before any other sign of a type."""
    minutes = meta(site.get(MINUTES))
    assert minutes["z:itemType"] == "webpage"
    assert minutes["citation_publication_date"] == "2025/06"
    assert minutes["citation_public_url"] == "https://example.org/minutes?id=1&lang=en"
    assert minutes["prism.publicationName"] == minutes["DC.publisher"] == "River Commission"
    assert "citation_author" not in minutes
    report = meta(site.get("/river-2025/sources/report"))
    assert (report["z:itemType"], report["citation_author"]) == ("newspaperArticle", "R. Porter")
    assert report["DC.creator"] == "R. Porter"
    event = meta(site.get("/river-2025/events/boris-answers"))
    assert (event["z:itemType"], event["DC.identifier"]) == ("webpage", f"{RIVER_AT}/events/boris-answers")
    assert event["prism.publicationName"] == "River talks, Parley"
    assert not [name for name in meta(site.get("/river-2025/rounds")) if name.startswith(("citation", "DC"))]


def test_an_event_says_its_status_and_its_date_no_finer_than_it_is(site: CheckedClient) -> None:
    def event(path: str) -> Node:
        return linked(site.get(f"/river-2025/{path}"))["Event"]

    first, second = event("rounds/1"), event("rounds/2")
    assert (value(first, "startDate"), value(second, "startDate")) == ("2025-05-26", "2025-07")
    assert value(value(first, "location"), "name") == "Vienna"
    assert value(second, "eventStatus") == "https://schema.org/EventScheduled"
    assert first["@id"] == f"{RIVER_AT}/rounds/1"
    assert value(first, "url") == f"{HOST}/river-2025/rounds/1"
    about = event("events/boris-answers")
    assert SCHEMA + "startDate" not in about
    assert value(about, "disambiguatingDescription") == "about 29 May 2025"
    assert value(event("events/commission"), "eventStatus") == "https://schema.org/EventCancelled"
    assert SCHEMA + "startDate" not in linked(site.get("/odd/events/bare"))["Event"]
    assert value(linked(site.get("/majlis/events/meeting"))["Event"], "endDate") == "2025-05-28"


def test_a_quote_says_who_said_it_and_what_it_is_based_on(site: CheckedClient) -> None:
    page = site.get("/river-2025/events/boris-answers")
    (words,) = linked(page)["Event"][SCHEMA + "subjectOf"]
    assert value(words, "text") == "this is far too late"
    assert value(value(words, "spokenByCharacter"), "name") == "Boris Tal"
    alone = linked(site.get(str(page.links(".evidence a[href*=quotes]")[0])))["Quotation"]
    assert {**alone, SCHEMA + "isBasedOn": []} == {**words, SCHEMA + "isBasedOn": []}
    article = value(alone, "isBasedOn")
    assert article["@type"] == [SCHEMA + "NewsArticle"]
    assert value(article, "headline") == "A report"
    assert value(article, "datePublished") == "2025-05-29"
    minutes = linked(site.get(MINUTES))["Article"]
    assert value(minutes, "archivedAt") == "https://archive.example.org/minutes"
    assert value(minutes, "datePublished") == "2025-06"


def test_a_dossier_says_which_revision_it_is(site: CheckedClient) -> None:
    dossier = linked(site.get("/river-2025/"))["Dataset"]
    assert (value(dossier, "name"), value(dossier, "version")) == ("River talks", "2")
    assert value(dossier, "description").startswith("Who may take how much water")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/river-2025/", ["Parley", "River talks"]),
        ("/river-2025/rounds", ["Parley", "River talks", "Rounds — River talks"]),
        (MINUTES, ["Parley", "River talks", "Sources", "A report"]),
        ("/river-2025/rounds/1", ["Parley", "River talks", "Rounds", "First meeting"]),
    ],
)
def test_pages_say_where_they_stand(site: CheckedClient, path: str, names: list[str]) -> None:
    page = site.get(path)
    steps = linked(page)["BreadcrumbList"][SCHEMA + "itemListElement"]
    assert [value(step, "name") for step in steps] == names
    assert [value(step, "position") for step in steps] == list(range(1, len(names) + 1))
    for step in steps:
        site.get(value(step, "item").removeprefix(HOST))


def test_no_words_break_out_of_any_of_it(hostile: CheckedClient) -> None:
    """The client finds scripts that are not the site's own; here the words come through whole."""
    for path in ("", "events/anna-promises", "sources/report", "rounds/1", "actors/anna"):
        page = hostile.get(f"/hostile/{path}")
        nodes = json.dumps(linked(page), ensure_ascii=False)
        assert json.dumps(HOSTILE, ensure_ascii=False)[1:-1] in nodes
        assert "<!--" not in page.html
        assert len(page.all("script")) == 2
    event = hostile.get("/hostile/events/anna-promises")
    assert pasted(event)["Plain text"].startswith(HOSTILE)
    assert meta(hostile.get("/hostile/sources/report"))["citation_title"] == HOSTILE


def test_what_is_not_public_is_in_none_of_it(site: CheckedClient) -> None:
    """The source may be shown in excerpts alone, and one of its paragraphs is quoted nowhere."""
    for path in ("sources/report", "events/anna-promises", "events/boris-answers"):
        page = site.get(f"/river-2025/{path}")
        files = [site.client.get(link).text for link in page.links("#share-citations a")]
        for text in (page.html, *files):
            assert "nobody quotes" not in text


def test_odd_words_are_shared_as_they_are(site: CheckedClient) -> None:
    page = site.get("/odd/events/bare")
    words = "<i>paragraph</i> & more\nand one."
    assert f"“{words}”" in pasted(page)["Plain text"]
    assert "&lt;i&gt;paragraph&lt;/i&gt; &amp; more<br>\nand one." in pasted(page)["HTML"]
    assert "\\<i\\>paragraph\\</i\\> \\& more\n> and one." in pasted(page)["Markdown"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Dossiers — Parley"),
        ("/search", "Search — Parley"),
        ("/search?q=gates+%22of+war%22", 'Search: gates "of war" — Parley'),
    ],
)
def test_pages_of_all_dossiers_have_a_link_and_a_text(site: CheckedClient, path: str, title: str) -> None:
    """They have no revision, so nothing pins them, and nobody cites them."""
    page = site.get(path)
    assert page.links("#share .links a") == [f"{HOST}{path}"]
    assert page.texts("#share .links dt") == ["Short link Copy link to: this page"]
    assert page.all("#share-citations, #share [rel]") == []
    assert pasted(page) == {
        "Plain text": f"{title}\n{HOST}{path}",
        "Markdown": f"[{title}]({HOST}{path})",
        "HTML": f'<p><a href="{HOST}{path}">{escape(title)}</a></p>',
    }

"""What revisions changed: the list, the differences, what concerns one page, corrections, and feeds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from lxml import etree

from tests.atom import ATOM, feed, html, link, text
from tests.hearsay import HEARSAY
from tests.web.checked import HOST, CheckedClient, Page, check, parsed
from tests.web.edits import REVISIONS, SECRET, edited, edited_site, publish_edits
from tests.web.folders import RIVER, Files, import_folder, source, write
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store
from webapp.store.queries.revisions import WINDOW as REVISIONS_SHOWN
from webapp.store.queries.versions import LONGEST
from webapp.web.freshness import FOR_EVER

ANNA = "events/anna-promises"
HEADLINE = "Anna Berg promises to open the gates"
# Every page whose difference is asked for.
PAGES = (
    "",
    ANNA,
    "events/boris-answers",
    "rounds/1",
    "sources/report",
    "sources/minutes",
    "actors/anna",
    "actors/boris",
    "parties/upstream",
    "parties/commission",
)


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """A site with all revisions of the river talks."""
    with edited_site(tmp_path_factory.mktemp("edits")) as app:
        yield CheckedClient(app)


def went(page: Page, within: str = "main") -> list[str]:
    """What is struck through, as readers see it."""
    return [text.removeprefix("[removed: ").removesuffix("]") for text in page.texts(f"{within} del")]


def came(page: Page, within: str = "main") -> list[str]:
    return [text.removeprefix("[added: ").removesuffix("]") for text in page.texts(f"{within} ins")]


def address(a: int, b: int, of: str = "") -> str:
    return f"/river-2025/changes/{a}..{b}" + (f"?of={of}" if of else "")


def answer(client: CheckedClient, path: str) -> Any:
    response = client.client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response.get_json()


# --- The list ---


def test_the_revisions_are_listed_newest_first_with_what_each_changed(river: CheckedClient) -> None:
    page = river.get("/river-2025/changes")
    assert page.texts("main h2") == [f"Revision {n}" for n in (5, 4, 3, 2, 1)]
    told = [text.split(" · ", 1)[1] for text in page.texts("main li > p.soft")]
    assert told == [
        "changed one event",
        "added one event; changed 2 events; removed one round",
        "changed 2 rounds, 3 events, 2 sources and 2 quotes",
        "changed dossier.md, one round, one event and one quote",
        "added dossier.md, 2 rounds, 3 events, 2 sources and 8 quotes",
    ], told
    assert "removed Second meeting" in page.text("#r4")
    assert "/river-2025@3/rounds/2" in page.links("#r4 a")
    assert "added The gates are open" in page.text("#r4")


WIRELESS = source(
    "He said: we will open it, but only for a salmon.", title="A talk on the wireless", published="1931-04-05"
)
WEIR = (
    HEARSAY,
    {**HEARSAY, "sources/wireless.md": WIRELESS},
    edited({**HEARSAY, "sources/wireless.md": WIRELESS}, "dossier.md", ("Otto Rill", "Otto R. Rill")),
)


@pytest.mark.parametrize("revisions", [REVISIONS, WEIR])
def test_as_many_quotes_have_changed_as_the_difference_shows(
    revisions: tuple[Files, ...], tmp_path: Path
) -> None:
    found = {}
    with edited_site(tmp_path, revisions) as app:
        client = CheckedClient(app)
        lines = answer(client, "/river-2025/changes.json")["revisions"]
        told = {line["number"]: {each["what"]: each["changed"] for each in line["counts"]} for line in lines}
        for b in range(2, len(revisions) + 1):
            files = answer(client, f"/river-2025/changes/{b - 1}..{b}.json")["files"]
            entries = [entry for file in files for entry in file["entries"] if entry["what"] == "Quotes"]
            found[b] = len({entry["url"] for entry in entries if entry["how"] == "changed"})
        whole = answer(client, f"/river-2025/changes/1..{len(revisions)}.json")["files"]
    assert {b: told[b].get("quote", 0) for b in found} == found
    assert any(found.values())
    assert not any(
        value["name"] == "Speaker" for file in whole for entry in file["entries"] for value in entry["values"]
    )


def test_a_correction_is_marked_in_the_revision_that_first_lists_it(river: CheckedClient) -> None:
    page = river.get("/river-2025/changes")
    corrected = {n: page.texts(f"#r{n} .corrections li") for n in range(1, 6)}
    assert corrected == {
        1: [],
        2: [
            "Corrected 4 June 2025: Anna Berg is a special envoy. in dossier.md",
            f"Corrected 3 June 2025: She spoke on 27 May, not on 28 May. in {HEADLINE}",
        ],
        3: [],
        4: [f"Corrected 9 June 2025: Her office was misspelt. in {HEADLINE}"],
        5: [],
    }


def test_data_name_the_dossier_where_its_own_file_was_changed_or_corrected(river: CheckedClient) -> None:
    """By its title; pages and feeds call it by the name of the file."""
    revisions = answer(river, "/river-2025/changes.json")["revisions"]
    named = {
        (each["number"], list): file["title"]
        for each in revisions
        for list in ("files", "corrections")
        for file in each[list]
        if file["key"] == "dossier"
    }
    assert named == dict.fromkeys(((1, "files"), (2, "files"), (2, "corrections")), "River talks")
    assert all(file["title"] for each in revisions for file in each["files"] + each["corrections"])
    feed = river.client.get("/river-2025/changes.atom").get_data(as_text=True)
    assert feed.count("dossier.md&lt;/a&gt;") == 2


def test_what_a_dossier_was_called_then_is_told_of_each_revision(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'parley.sqlite'}"
    again = RIVER["dossier.md"].replace("River talks", "Talks on the river")
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(tmp_path / "river", RIVER))
        import_folder(store, write(tmp_path / "river", {"dossier.md": again}))
    app = create_app(Settings(database_url=url))
    revisions = answer(CheckedClient(app), "/river/changes.json")["revisions"]
    app.extensions["parley.store"].close()
    titles = [each["title"] for line in revisions for each in line["files"] if each["key"] == "dossier"]
    assert titles == ["Talks on the river", "River talks"]


def test_a_pinned_list_ends_with_its_revision_and_so_stays(river: CheckedClient) -> None:
    page = river.get("/river-2025@2/changes")
    assert page.texts("main h2") == ["Revision 2", "Revision 1"]
    assert page.links("main h2 a")[0] == "/river-2025@2/changes/1..2"


def test_what_a_revision_tells_of_changes_stays_when_others_follow(tmp_path: Path) -> None:
    paths = [
        f"/river-2025@2/{path}"
        for path in ("changes", "changes.atom", "changes/1..2", "changes/since/1", "changes/since/1.json")
    ]
    found = []
    with edited_site(tmp_path, REVISIONS[:2]) as app:
        for _ in range(2):
            responses = [app.test_client().get(path, buffered=True) for path in paths]
            assert all(response.headers["Cache-Control"] == FOR_EVER for response in responses)
            found.append([response.data for response in responses])
            if len(found) == 1:
                publish_edits(app.extensions["parley.store"], tmp_path / "river-2025", REVISIONS[2:])
    assert found[0] == found[1]


def test_many_revisions_come_in_windows(tmp_path: Path) -> None:
    edits = (("Nothing.", f"Nothing {n}.") for n in range(REVISIONS_SHOWN + 3))
    revisions = [edited(RIVER, "events/commission.md", edit) for edit in edits]
    with edited_site(tmp_path, revisions) as app:
        client = CheckedClient(app)
        first = client.get("/river-2025/changes")
        assert len(first.all("main h2")) == REVISIONS_SHOWN
        (link,) = first.links("[aria-label=Windows] a")
        assert link == "/river-2025/changes?before=4"
        assert client.get(link).texts("main h2") == ["Revision 3", "Revision 2", "Revision 1"]


def test_changes_do_not_take_a_day_and_say_why(river: CheckedClient) -> None:
    for path in ("changes", "changes/1..2", "changes/since/1"):
        page = river.get(f"/river-2025/{path}?known=2025-05-29", status=400)
        assert "Revisions tell when something was written, not when it could be known." in page.text("main")
        assert page.links("main a")[0] == f"/river-2025/{path}"
    assert "/river-2025/changes" in river.get("/river-2025/?known=2025-05-29").links(".masthead nav a")


# --- Differences ---


def test_a_difference_shows_words_days_names_quotes_and_claims(river: CheckedClient) -> None:
    page = river.get(address(1, 2))
    cover, anna, round_ = page.all("main .thing")
    assert page.texts(".thing h2") == ["dossier.md", "Anna Berg promises to open the gates", "First meeting"]
    assert [each.attrs["class"] for each in (cover, anna, round_)] == ["thing"] * 3
    values = dict(zip(page.texts(".thing dt"), page.texts(".thing dd"), strict=True))
    assert values["Date"] == "[removed: 28 May 2025][added: 27 May 2025]"
    assert values["Place"] == "[added: Vienna]"
    assert values["Parties"] == "Upstream, [added: River Commission]"
    assert values["Office"] == "[removed: Envoy][added: Special envoy]"
    assert values["Due"] == "[removed: 1 April 2026][added: 2 April 2026]"
    assert values["Headline"] == "Anna Berg promises [added: to ]open[added: the] gates"
    text = page.texts(".thing .text")[1]
    assert text.startswith("[removed: She][added: The envoy] says that they")
    entries = page.texts(".entries > li")
    assert "added Boris Tal: [added: this is far too late] A report this quote" in entries
    assert any(e.startswith("changed Anna Berg:") and "will be opened in spring" in e for e in entries)
    assert "changed Upstream on Water: Open from spring[added: to autumn]" in entries
    assert "What is claimed here rests in part on other quotes than before." in page.texts(".thing > p.soft")
    assert page.texts(".thing .corrections li") == [
        "Corrected 4 June 2025: Anna Berg is a special envoy.",
        "Corrected 3 June 2025: She spoke on 27 May, not on 28 May.",
    ]


def test_what_was_added_and_removed_leads_to_where_it_stands(river: CheckedClient) -> None:
    page = river.get(address(3, 4))
    things = dict(zip(page.texts(".thing h2"), page.texts(".thing .kicker"), strict=True))
    assert things["The gates are open"] == "added event"
    assert things["Second meeting"] == "removed round"
    assert {"/river-2025@4/events/gates-open", "/river-2025@3/rounds/2"} <= set(page.links(".thing h2 a"))
    assert "changed Breaks" not in page.text("main")
    assert "removed Breaks: [removed: Open the gates]" in page.texts(".entries > li")


def test_a_file_that_is_merely_written_otherwise_is_said_to_be_so(river: CheckedClient) -> None:
    page = river.get(address(4, 5))
    assert page.texts(".thing h2") == ["The commission cancels"]
    assert "readers see no difference here" in page.text("main .thing")


def test_what_was_changed_and_changed_back_does_not_differ(tmp_path: Path) -> None:
    other = edited(RIVER, "events/commission.md", ("Nothing.", "Something."))
    with edited_site(tmp_path, (RIVER, other, RIVER)) as app:
        client = CheckedClient(app)
        page = client.get("/river-2025/changes/1..3")
        assert "Nothing in the dossier has changed between revisions 1 and 3." in page.text("main")
        assert answer(client, "/river-2025/changes/since/1.json")["changed"] is False
        assert answer(client, "/river-2025/changes/since/2.json")["last"] == 3


# --- Of excerpts, never more than is public ---


@pytest.mark.parametrize("of", PAGES)
def test_no_difference_tells_of_what_is_not_public(river: CheckedClient, of: str) -> None:
    """Of a report that always was excerpts only, and of minutes that have become so."""
    for a in range(1, len(REVISIONS)):
        for b in range(a + 1, len(REVISIONS) + 1):
            html = river.get(address(a, b, of)).html
            for hidden in (SECRET, "keeper", "nobody's business", "A line of its own"):
                assert hidden not in html, (a, b)


def test_of_excerpts_what_is_public_is_compared(river: CheckedClient) -> None:
    page = river.get(address(2, 3, "sources/report"))
    assert "Nobody saw him go." in " ".join(came(page))
    page = river.get(address(2, 3, "sources/minutes"))
    assert "[removed: the whole text][added: excerpts only]" in page.text("main")


# --- One page ---


def test_an_unchanged_page_says_so_plainly(river: CheckedClient) -> None:
    page = river.get(address(1, 2, "events/commission"))
    assert "Nothing on this page has changed between revisions 1 and 2." in page.text("main")
    assert not page.all(".thing")
    since = river.get("/river-2025@2/changes/since/1?of=events/commission")
    assert "Nothing on this page has changed since revision 1." in since.text("main")
    newest = river.get("/river-2025/changes/since/5?of=events/commission")
    assert "Nothing has changed: revision 5 is the newest." in newest.text("main")


@pytest.mark.parametrize(
    ("of", "last"),
    [
        ("", 5),
        (ANNA, 4),
        ("events/commission", 5),  # what its source says after its words; then it was written once more
        ("events/gates-open", None),
        ("rounds/1", 4),  # what became of its commitment
        ("sources/report", 5),
        ("actors/boris", 4),  # quoted by an event that was then written once more
        ("actors/anna", 4),
        ("parties/commission", 4),  # takes part in that
    ],
)
def test_a_program_is_told_whether_a_page_has_changed(
    river: CheckedClient, of: str, last: int | None
) -> None:
    since = 4 if of == "events/gates-open" else 1
    query = f"?of={of}" if of else ""
    told = answer(river, f"/river-2025/changes/since/{since}.json{query}")
    path = f"/river-2025/changes/since/{since}" if last is None else f"/river-2025/changes/{since}..{last}"
    assert (told["changed"], told["last"], told["of"]) == (last is not None, last, of or None)
    assert told["difference"] == HOST + path + query
    page = river.get(path + query)
    assert bool(page.all(".thing")) == told["changed"]


def test_a_quotes_page_has_changed_when_somebody_else_rests_on_it(river: CheckedClient) -> None:
    (late,) = [
        link
        for link in river.get("/river-2025@1/events/boris-answers").links("a.self, .self a")
        if "quotes/" in link
    ]
    of = late.removeprefix("/river-2025@1/")
    told = answer(river, f"/river-2025/changes/since/1.json?of={of}")
    assert told["changed"]
    page = river.get(f"/river-2025/changes/since/1?of={of}")
    assert page.text("main .lede") == "“this is far too late”"
    assert "Anna Berg promises to open the gates" in page.texts(".thing h2")


def test_a_pinned_page_links_to_what_has_changed_on_it(river: CheckedClient) -> None:
    pinned = river.get(f"/river-2025@1/{ANNA}")
    link = pinned.one(".pinned a[data-since]")
    assert link.attrs["href"] == f"/river-2025/changes/since/1?of={ANNA}"
    assert answer(river, str(link.attrs["data-since"]))["changed"]
    page = river.get(str(link.attrs["href"]))
    assert page.text("h1") == "What has changed on this page since revision 1"
    assert "The page in revision 1" in page.texts(".facts a")
    lists = river.get("/river-2025@1/sources").one(".pinned a[data-since]")
    assert lists.attrs["href"] == "/river-2025/changes/since/1?of=sources"
    assert not river.get(f"/river-2025/{ANNA}").all("[data-since]")
    assert not river.get("/river-2025@1/changes").all("[data-since]")


# --- What cannot be ---


def test_impossible_revisions_and_pages_are_told(river: CheckedClient) -> None:
    assert river.redirect(f"/river-2025/changes/2..1?of={ANNA}") == address(1, 2, ANNA)
    same = river.get("/river-2025/changes/2..2", status=400)
    assert "Revision 2 does not differ from itself." in same.text("main")
    none = river.get("/river-2025/changes/1..9", status=404)
    assert "has 5 revisions; there is no revision 9." in none.text("main")
    later = river.get("/river-2025@1/changes/1..2", status=404)
    assert "/river-2025@2/changes/1..2" in later.links("main a")
    strange = river.get("/river-2025/changes/1..2?of=nothing", status=400)
    assert "“nothing” is no page of a thing" in strange.text("main")
    absent = river.get("/river-2025/changes/1..2?of=events/gates-open", status=400)
    assert "Neither revision 1 nor revision 2 has a page events/gates-open." in absent.text("main")
    for of in ("timeline?party=nobody", "rounds?known=x", "rounds/1..9", "search?q=a&q=b", f"{ANNA}?y=é"):
        nowhere = river.get(f"/river-2025/changes/1..2?of={quote_plus(of, '/:,*')}", status=400)
        assert f"Neither revision 1 nor revision 2 has a page {of}." in nowhere.text("main")
    strange = river.get(f"/river-2025/changes/1..2?of={quote_plus('search?q=ж', '/:,*')}")
    assert "Nothing on this page has changed" in strange.text("main")
    before = river.get("/river-2025/changes?before=x", status=400)
    assert "“x” is no revision" in before.text("main")


def test_huge_and_hostile_texts_are_answered_in_bounded_time_and_said_to_be_so(tmp_path: Path) -> None:
    files = {
        **RIVER,
        "sources/long.md": source(("a word " * 2_000 + "\n") * (LONGEST // 14_000 + 1)),
        "sources/hostile.md": source("a b " * 50_000),
    }
    after = edited(files, "sources/long.md", ("word \na", "word \nA"))
    after["sources/hostile.md"] = source("b a a " * 40_000)
    after = edited(after, "events/commission.md", ("Nothing.", "a b " * 4_000))
    files = edited(files, "events/commission.md", ("Nothing.", "b a a " * 3_000))
    with edited_site(tmp_path, (files, after)) as app:
        started = time.monotonic()
        response = app.test_client().get("/river-2025/changes/1..2", buffered=True)
    assert time.monotonic() - started < 30  # it takes a second; comparing it all would take hours
    page = parsed("/river-2025/changes/1..2", response)
    check(page)
    assert "too long to be compared word by word" in page.text("main")
    assert "It is too long to be compared here" in page.text("main")
    assert "The difference is too long to be shown whole" in page.text("main")
    assert len(page.html) < 300_000


# --- Corrections where they belong ---


def test_a_correction_stands_on_the_page_of_what_was_corrected(river: CheckedClient) -> None:
    assert river.get(f"/river-2025/{ANNA}").texts(".corrections li") == [
        "Corrected 3 June 2025: She spoke on 27 May, not on 28 May.",
        "Corrected 9 June 2025: Her office was misspelt.",
    ]
    assert river.get(f"/river-2025@2/{ANNA}").texts(".corrections li") == [
        "Corrected 3 June 2025: She spoke on 27 May, not on 28 May."
    ]
    assert not river.get(f"/river-2025@1/{ANNA}").all(".corrections")
    assert river.get("/river-2025/").texts(".corrections li") == [
        "Corrected 4 June 2025: Anna Berg is a special envoy."
    ]
    assert not river.get("/river-2025/rounds/1").all(".corrections")


def test_as_known_on_a_day_only_corrections_of_that_day_are_told(river: CheckedClient) -> None:
    for day, number in (("2025-06-02", 0), ("2025-06-03", 1), ("2025-06-09", 2)):
        page = river.get(f"/river-2025/{ANNA}?known={day}")
        assert len(page.all(".corrections li")) == number, day


# --- Feeds ---


def entries_of(client: CheckedClient, path: str) -> list[etree._Element]:
    """The entries of a feed, which is held against RFC 4287."""
    response = client.client.get(path, buffered=True)
    assert response.status_code == 200, path
    return list(feed(response.data).findall(f"{ATOM}entry"))


def test_the_feed_of_changes_has_an_entry_for_each_revision(river: CheckedClient) -> None:
    entries = entries_of(river, "/river-2025/changes.atom")
    titles = [text(each, "title") for each in entries]
    assert [title.partition(":")[0] for title in titles] == [f"Revision {n}" for n in (5, 4, 3, 2, 1)]
    links = [link(each, "alternate") for each in entries]
    assert links[0] == f"{HOST}/river-2025/changes/4..5"
    assert links[-1] == f"{HOST}/river-2025@1/"
    for place in links:
        river.get(place.removeprefix(HOST))
    assert "Corrected 3 June 2025: " in html(entries[3])
    ids = [text(each, "id") for each in entries_of(river, "/river-2025@2/changes.atom")]
    assert ids == [text(each, "id") for each in entries[3:]]


def test_the_feed_of_what_became_known_is_in_that_order(river: CheckedClient) -> None:
    entries = entries_of(river, "/river-2025/known.atom")
    updated = [text(each, "updated") for each in entries]
    assert updated == sorted(updated, reverse=True)
    known = entries_of(river, "/river-2025/known.atom?known=2025-05-29")
    assert {text(each, "title") for each in known} == {
        "Anna Berg promises to open the gates",
        'Boris Tal finds it "far too late" & late < early',
        "The commission cancels",
    }
    for each in entries:
        page = river.get(text(each, "id").removeprefix(HOST))
        assert page.text("h1")


def test_pages_lead_to_their_feeds(river: CheckedClient) -> None:
    for path in ("changes", "known"):
        (place,) = river.get(f"/river-2025/{path}").links("link[type='application/atom+xml; charset=utf-8']")
        assert place == f"/river-2025/{path}.atom"

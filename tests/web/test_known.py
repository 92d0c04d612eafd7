"""The site as known on a day, on a dossier whose sources were published on four days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask

from tests.lake import LAKE
from tests.web.checked import CheckedClient, Page, check, parsed
from tests.web.folders import DEMO, Files, import_folder, source, write
from tests.web.forms import send
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store import Store, queries
from webapp.store.rows import Edition

LONG: Files = {
    "dossier.md": LAKE["dossier.md"],
    **{
        f"sources/day-{number}.md": source(
            f"Word {number} was given.", published=f"{2001 + number // 200}-{number // 20 % 10 + 1:02}-"
            f"{number % 20 + 1:02}"
        )
        for number in range(230)
    },
    **{
        f"events/e{number}.md": f"""---
date: 2001-01-01
kind: word
---
# Word {number}

It was given.[^1]

[^1]: "Word {number} was given." — day-{number}
"""
        for number in range(230)
    },
}  # fmt: skip
OPEN: Files = {
    **LONG,
    "sources/some-day.md": source("Word was given some day.", published="2003-01-01/.."),
    "events/some-day.md": LONG["events/e0.md"].replace(
        '"Word 0 was given." — day-0', '"Word was given some day." — some-day'
    ),
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    folder = tmp_path_factory.mktemp("known")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "lake", LAKE))
        import_folder(store, write(folder / "long", LONG))
        import_folder(store, write(folder / "open", OPEN))
        import_folder(store, write(folder / "empty", {"dossier.md": LAKE["dossier.md"]}))
        import_folder(store, DEMO)
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


@pytest.fixture(scope="module")
def later_lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CheckedClient]:
    """The lake talks with another round that only the memoir tells of."""
    folder = tmp_path_factory.mktemp("later")
    url = f"sqlite:///{folder / 'parley.sqlite'}"
    second = LAKE["events/2001-05-08-paper.md"].replace("kind: draft", "status: held")
    with closing(Store(url)) as store:
        store.upgrade()
        import_folder(store, write(folder / "lake", {**LAKE, "rounds/99.md": second}))
    app = create_app(Settings(database_url=url))
    yield CheckedClient(app)
    app.extensions["parley.store"].close()


def banner(page: Page) -> list[str]:
    return page.texts('aside[aria-label="Known on"]')


def test_a_page_as_known_on_a_day_says_so_and_leads_to_the_present(lake: CheckedClient) -> None:
    for path in (
        "",
        "rounds/1",
        "events/2001-05-03-alma",
        "sources/herald-3-may",
        "actors/alma",
        "parties/north",
    ):
        page = lake.get(f"/lake/{path}?known=2001-05-10")
        assert banner(page) == [
            "As known on 10 May 2001. What was published later is not shown. See the present page"
        ]
        assert page.links('aside[aria-label="Known on"] a') == [f"/lake/{path}"]
        assert page.text("head > title").endswith(", as known on 10 May 2001")
        assert page.one("meta[name=robots]").attrs["content"] == "noindex"
        assert not banner(lake.get(f"/lake/{path}"))


def test_a_revision_and_a_day_can_be_asked_for_at_once(lake: CheckedClient) -> None:
    page = lake.get("/lake@1/rounds/1?known=2001-05-10")
    assert len(page.all("aside.pinned")) == 2
    assert page.links('aside[aria-label="Known on"] a') == ["/lake@1/rounds/1"]
    assert page.links('aside[aria-label="Revision"] a') == [
        "/lake/rounds/1?known=2001-05-10",
        "/lake/changes/since/1?of=rounds/1%3Fknown%3D2001-05-10",
    ]


def test_every_link_within_the_dossier_keeps_the_day(lake: CheckedClient) -> None:
    for path in ("", "rounds/1", "sources/herald-3-may", "actors/alma", "parties/north", "known", "rounds"):
        page = lake.get(f"/lake/{path}?known=2001-05-10")
        aside = {*page.links("aside a"), *page.links(".stepper a"), *page.links(".known a")}
        for link in set(page.links("a[href^='/lake']")) - aside - {"/lake/changes"}:  # which have no days
            assert "known=2001-05-10" in link, (path, link)


@pytest.mark.parametrize(
    ("day", "title", "status", "when"),
    [
        ("2001-05-03", "Round 1 is planned for 10 May", "planned", "Thursday 10 May 2001"),
        ("2001-05-09", "Round 1", "postponed", "Thursday 17 May 2001"),
        ("2001-05-17", "Round 1", "postponed", "Thursday 17 May 2001"),
        ("2001-05-18", "The shores agree on nets", None, "Thursday 17 May 2001"),
    ],
)
def test_history_decides_how_a_round_stood(
    lake: CheckedClient, day: str, title: str, status: str | None, when: str
) -> None:
    page = lake.get(f"/lake/rounds/1?known={day}")
    assert page.text("h1") == title
    assert page.text("article .who").startswith(when)
    assert page.texts(".who .tag:not(.kind)")[1:] == ([status] if status else [])


def test_a_text_says_what_could_be_said_then(lake: CheckedClient) -> None:
    story = ".account"
    assert lake.get("/lake/rounds/1?known=2001-05-03").text(story) == (
        "Alma Roth announces a meeting.1 […] North Shore wants the nets ashore.7"
    )
    assert lake.get("/lake/rounds/1?known=2001-05-10").text(story) == (
        "Alma Roth announces a meeting.1 It is put off by a week.2 […] North Shore wants the nets ashore.7"
    )
    later = lake.get("/lake/rounds/1?known=2001-05-18").text(story)
    assert later.startswith("Alma Roth announces a meeting.1 It is put off by a week.2 The shores then meet")
    assert "abbot" not in later
    assert lake.get("/lake/rounds/1?known=2003-01-01").text(story) == lake.get("/lake/rounds/1").text(story)


def test_a_page_has_the_words_claims_and_history_of_its_day(lake: CheckedClient) -> None:
    page = lake.get("/lake/rounds/1?known=2001-05-10")
    assert [each.attrs["id"] for each in page.all(".evidence li")] == ["q1", "q2", "q7"]
    text = page.text("main")
    assert "The nets are to stay ashore in June" in text
    assert "Bring the nets in" not in text
    assert "All nets stay ashore" not in text
    assert "Bring the nets in" in lake.get("/lake/rounds/1?known=2001-05-18").text("main")


def test_an_event_names_for_each_day_the_source_that_told_more_of_it(lake: CheckedClient) -> None:
    told = [
        "3 May 2001 first published: A meeting at the abbey planned, for 10 May 2001",
        "9 May 2001 more published: The meeting is put off postponed, 17 May 2001",
        "18 May 2001 more published: Nets, but no ferry held",
        "2002 more published: Forty years an abbot",
    ]
    for day, number in (("2001-05-03", 1), ("2001-05-10", 2), ("2001-05-18", 3), ("2002-12-31", 4)):
        assert lake.get(f"/lake/rounds/1?known={day}").text(".dated") == " ".join(told[:number])
    page = lake.get("/lake/rounds/1")
    assert page.text(".dated") == " ".join(told)
    assert page.links(".dated a")[-1] == "/lake/sources/memoir"
    assert lake.get("/lake/rounds/1?known=2001-05-03").links(".dated a") == [
        "/lake/sources/herald-3-may?known=2001-05-03"
    ]
    assert lake.get("/lake/events/2001-05-17-feast").text(".dated") == (
        "3 May 2001 first published: A meeting at the abbey "
        "18 May 2001 more published: Nets, but no ferry "
        "2002 more published: Forty years an abbot"
    )


def test_what_is_cited_says_the_day(lake: CheckedClient) -> None:
    cite = lake.get("/lake/rounds/1?known=2001-05-10").text(".citation")
    assert cite.startswith("“Round 1.” Lake talks, revision 1, as known on 10 May 2001. Parley, ")
    assert cite.endswith("/lake@1/rounds/1?known=2001-05-10")


def test_the_timeline_counts_what_was_known(lake: CheckedClient) -> None:
    page = lake.get("/lake/?known=2001-05-10")
    assert page.texts(".facts li")[:3] == ["1 round", "3 events", "6 of 6 quotes verbatim in their source"]
    assert page.texts("#sources li a") == ["A meeting at the abbey", "The meeting is put off"]
    assert page.texts("article h3") == [
        "Alma Roth names a day", "Bruno Senn finds the water too high", "Feast",
    ]  # fmt: skip


def test_a_source_tells_of_the_events_of_its_day(lake: CheckedClient) -> None:
    assert "A feast that nobody eats of" in lake.get("/lake/sources/herald-3-may").text("main")
    page = lake.get("/lake/sources/herald-3-may?known=2001-05-10")
    assert "Feast" in page.text("main")
    assert "nobody eats" not in page.text("main")


@pytest.mark.parametrize(
    ("path", "since", "label"),
    [
        ("events/2001-05-08-paper", "2002-12-31", "31 December 2002"),
        ("sources/gazette-18-may", "2001-05-18", "18 May 2001"),
    ],
)
def test_what_was_not_known_yet_says_when_it_became_known(
    lake: CheckedClient, path: str, since: str, label: str
) -> None:
    page = lake.get(f"/lake/{path}?known=2001-05-10", 404)
    assert page.text("h1") == "Not known on that day"
    assert f"It became known on {label}." in page.text("main")
    assert page.links("main a")[:2] == [f"/lake/{path}?known={since}", f"/lake/{path}"]
    assert "Lake talks" in page.text("main")
    assert "abbot" not in page.html


def test_a_quote_that_was_not_known_yet(lake: CheckedClient) -> None:
    quotes = [link for link in lake.get("/lake/rounds/1").links("main a") if "/quotes/" in link]
    known = [
        link for link in lake.get("/lake/rounds/1?known=2001-05-10").links("main a") if "/quotes/" in link
    ]
    later = next(link for link in quotes if f"{link}?known=2001-05-10" not in known)
    assert "It became known on 18 May 2001." in lake.get(f"{later}?known=2001-05-10", 404).text("main")


def test_what_never_was_is_not_found_on_any_day(lake: CheckedClient) -> None:
    assert lake.get("/lake/events/none?known=2001-05-10", 404).text("h1") == "Not found"


@pytest.mark.parametrize(
    "day", ["2001", "2001-05", "yesterday", "2001-02-30", "2001-05-10~", "2001-05-10T10:00"]
)
def test_a_day_that_is_none_is_refused_with_a_mend(lake: CheckedClient, day: str) -> None:
    page = lake.get(f"/lake/rounds/1?known={day}", 400)
    assert page.text("h1") == "Not a day"
    assert page.links("main a")[:2] == ["/lake/rounds/1", "/lake/known"]
    assert f"“{day}”" in page.text("main")


def test_the_impossible_day_is_explained(lake: CheckedClient) -> None:
    assert "February 2001 has 28 days" in lake.get("/lake/?known=2001-02-30", 400).text("main")


def test_before_anything_was_known_the_page_says_when_that_began(lake: CheckedClient) -> None:
    page = lake.get("/lake/?known=2000-01-01")
    assert "the first source was published on 3 May 2001" in page.text(".stepper")
    assert not page.all("article")


def test_a_day_after_all_equals_the_present(lake: CheckedClient) -> None:
    now, then = lake.get("/lake/"), lake.get("/lake/?known=2100-01-01")
    assert then.text(".table") == now.text(".table")
    assert then.links(".stepper nav a")[-1] == "/lake/"


def test_the_present_offers_a_step_back(lake: CheckedClient) -> None:
    page = lake.get("/lake/?party=north")
    assert page.links(".knowledge a") == ["/lake/?party=north&known=2001-05-18", "/lake/known#d2002-12-31"]


def test_steps_lead_from_day_to_day_and_keep_the_view(lake: CheckedClient) -> None:
    path, seen = "/lake/?party=north&known=2003-01-01", []
    while True:
        page = lake.get(path)
        seen.append(page.text("#knowledge"))
        back = page.links(".stepper [rel=prev]")
        if not back:
            break
        path = back[0]
        assert path.startswith("/lake/?party=north&known=")
    assert seen == [
        f"As known on {day}"
        for day in ("1 January 2003", "31 December 2002", "18 May 2001", "9 May 2001", "3 May 2001")
    ]
    forward = page.links(".stepper [rel=next]")
    assert forward == ["/lake/?party=north&known=2001-05-09"]
    assert page.one(".stepper input[name=party]").attrs["value"] == "north"


def test_a_step_tells_what_changed(lake: CheckedClient) -> None:
    page = lake.get("/lake/?known=2001-05-09")
    assert page.texts(".stepper .news > li") == [
        "published The meeting is put off",
        "changed Round 1 planned →, now postponed date: 10 May 2001 →, now 17 May 2001 "
        "until then: Round 1 is planned for 10 May one more quote",
        "first known Bruno Senn finds the water too high 9 May 2001",
    ]
    assert not lake.get("/lake/?known=2001-05-10").all(".stepper .news")


def test_a_step_tells_of_what_a_source_told_more_although_it_stands_as_before(lake: CheckedClient) -> None:
    assert lake.get("/lake/?known=2002-12-31").texts(".stepper .news > li") == [
        "published Forty years an abbot",
        "more known The shores agree on nets one more quote",
        "more known A feast that nobody eats of one more quote",
        "first known The abbot writes the paper 8 May 2001",
    ]


def test_a_step_tells_which_claims_of_an_event_were_first_known_then(lake: CheckedClient) -> None:
    page = lake.get("/lake/?known=2001-05-18")
    (held,) = [line for line in page.texts(".news > li") if line.startswith("changed The shores agree")]
    claims = "agreed: All nets stay ashore in June not agreed: The ferry commitment: Bring the nets in"
    assert held.endswith(f"more quotes {claims}")
    document = lake.client.get("/lake/known.json?known=2001-05-18").get_json()
    change = next(each for each in document["days"][-1]["news"]["changes"] if each["claims"])
    assert " ".join(f"{claim['what']}: {claim['text']}" for claim in change["claims"]) == claims


def test_a_step_tells_what_became_of_commitments(lake: CheckedClient) -> None:
    for path in ("/lake/?known=2001-05-18", "/lake/known"):
        page = lake.get(path)
        assert "first known The nets are in about 1 June 2001 fulfils: Bring the nets in" in page.texts(
            ".news > li"
        )
        assert page.links(".news .became a") == ["/lake/rounds/1?known=2001-05-18"]


def test_the_days_are_listed_with_what_changed(lake: CheckedClient) -> None:
    page = lake.get("/lake/known")
    assert page.texts(".known h3") == ["3 May 2001", "9 May 2001", "18 May 2001", "31 December 2002"]
    assert page.links(".known h3 a")[0] == "/lake/?known=2001-05-03"
    grown = page.texts(".known li > p")[1]
    assert grown == "one source published, one event first known, more known of one event"
    assert lake.get("/lake/known?known=2001-05-10").texts(".known h3") == ["3 May 2001", "9 May 2001"]
    assert lake.get("/lake/known?year=2002").texts(".known h3") == ["31 December 2002"]


def test_many_days_are_listed_by_year(lake: CheckedClient) -> None:
    """The pages are checked but for their links, since each of hundreds of days leads to its own timeline."""
    page = fetched(lake, "/long/known")
    assert page.texts(".years li") == ["2001 200 days", "2002 30 days"]
    assert page.texts(".known h2") == ["Sunday 10 February 2002", "January 2002", "February 2002"]
    first = fetched(lake, page.links(".years a[href]")[0])
    assert len(first.all(".known h3")) == 200
    assert first.links(".known li p a")[0] == "/long/known?known=2001-01-01#d2001-01-01"
    on = fetched(lake, "/long/known?known=2001-08-04")
    assert on.text("#today") == "Saturday 4 August 2001"
    assert [text.split(" Word")[0] for text in on.texts("#d2001-08-04 .news > li")] == [
        "published A report",
        "first known",
    ]
    assert len(on.all(".known h3")) == 144


def fetched(site: CheckedClient, path: str) -> Page:
    page = parsed(path, site.client.get(path, buffered=True))
    check(page)
    return page


@pytest.mark.parametrize("year", ["1999", "abc", "2001-05", "x" * 300])
def test_a_year_without_days_is_refused(lake: CheckedClient, year: str) -> None:
    assert "did not change in" in lake.get(f"/lake/known?year={year}", 400).text("main")


def test_a_dossier_without_sources_was_never_known(lake: CheckedClient) -> None:
    assert "Nothing has been published yet." in lake.get("/empty/known").text("main")
    assert not lake.get("/empty/").all(".knowledge")
    lake.get("/empty/?known=2001-01-01")
    lake.get("/empty/known?known=2001-01-01")


def test_the_demo_as_known_before_and_after_its_only_source(lake: CheckedClient) -> None:
    assert lake.get("/istanbul-2025/known").texts(".known h3") == ["29 May 2025"]
    assert not lake.get("/istanbul-2025/?known=2025-05-28").all("article")
    then, now = lake.get("/istanbul-2025/?known=2025-05-29"), lake.get("/istanbul-2025/")
    assert then.text(".table") == now.text(".table")


@pytest.mark.parametrize("day", ["2001-05-03", "2001-05-18"])
def test_every_page_there_was_is_a_page(lake: CheckedClient, day: str) -> None:
    """Each is checked as such, with every link on it."""
    seen, left = set[str](), [f"/lake/?known={day}"]
    while left:
        path = left.pop()
        if path in seen or f"known={day}" not in path or "@" in path:
            continue
        seen.add(path)
        page = lake.get(path)
        left += [link.partition("#")[0] for link in page.links("a[href^='/lake/']:not([type])")]
    assert len(seen) > 15


def test_what_has_no_certain_day_is_listed_apart_from_the_newest_day(
    lake: CheckedClient,
) -> None:
    long, open_ended = lake.get("/long/known"), lake.get("/open/known")
    assert open_ended.text("#today") == long.text("#today")
    apart = lake.get("/open/known?year=none")
    assert apart.texts("main li h3") == ["The present"]


@pytest.mark.parametrize(
    ("name", "later", "never", "day"),
    [
        ("kind", "delivery", "bakery", "2001-05-10"),
        ("round", "1", "7", "2001-05-02"),
        ("party", "later", "never", "2001-05-10"),
        ("actor", "later", "never", "2001-05-10"),
        ("topic", "later", "never", "2001-05-10"),
    ],
)
def test_what_exists_only_later_is_like_what_never_does(
    lake: CheckedClient, name: str, later: str, never: str, day: str
) -> None:
    def look(value: str) -> list[list[str]]:
        page = parsed("", lake.client.get(f"/lake/?{name}={value}&known={day}", buffered=True))
        assert page.response.status_code == 200
        assert page.texts(".chips a")[0] == f"Remove filter: {name} {value}"
        assert not page.all("article")
        parts = (".chips", ".facts", "[data-count]", ".nothing", "#sources")
        return [[text.replace(f"{name} {value}", "…") for text in page.texts(part)] for part in parts]

    assert look(later) == look(never)
    assert lake.get(f"/lake/?{name}={never}", status=400).text("h1") == "This cannot be shown"


@pytest.mark.parametrize(
    ("path", "later", "never", "status"),
    [
        ("positions?party=", "south", "nobody", 200),
        ("positions?topic=", "ferry", "nobody", 200),
        ("commitments?party=", "south", "nobody", 200),
        ("commitments?state=open&party=", "south", "nobody", 200),
        ("commitments?after=", "nets-in", "nobody", 400),
        ("rounds?compare=1&compare=", "99", "98", 400),
        ("sources?after=sources/", "memoir", "nobody", 400),
        ("?after=events/", "2001-05-08-paper", "2001-05-08-pepper", 400),
        ("?at=events/", "2001-05-08-paper", "2001-05-08-pepper", 400),
    ],
)
def test_every_list_takes_what_is_known_only_later_for_what_never_is(
    later_lake: CheckedClient, path: str, later: str, never: str, status: int
) -> None:
    """Nothing is listed, and what cannot be a place or a pair is refused, in the same words for both."""

    def look(value: str) -> str:
        asked = f"/lake/{path}{value}&known=2001-05-03"
        page = parsed(asked, later_lake.client.get(asked, buffered=True, follow_redirects=True))
        assert page.response.status_code == status, page.text("main")
        # Each refusal has a number of its own.
        return re.sub("Reference [0-9a-f]+", "", page.text("main").replace(value, "…"))

    assert look(later) == look(never)
    if status == 200:
        assert "that fits, as known on 3 May 2001." in look(later)
        present = later_lake.client.get(f"/lake/{path}{never}", buffered=True)
        assert present.status_code == 400


def test_what_cannot_be_an_id_is_refused_on_any_day(lake: CheckedClient) -> None:
    for path in ("positions?party=X+1", "positions?topic=X+1", "commitments?party=X+1"):
        lake.get(f"/lake/{path}&known=2001-05-03", status=400)


def test_a_form_keeps_what_is_not_known_yet(lake: CheckedClient) -> None:
    path = "/lake/?party=later&actor=other&topic=more&kind=delivery&round=7&known=2001-05-10"
    page = parsed(path, lake.client.get(path, buffered=True))
    assert send(lake, page, "#filters > form") == path


def test_an_error_tells_only_what_was_known(lake: CheckedClient) -> None:
    page = lake.get("/lake/?kind=X+1&round=two&known=2001-05-10", status=400)
    assert page.texts("main p")[1:-1] == [
        "This dossier has no kind “X 1”. It has feast, round, statement.",
        "This dossier has no round “two”. It has 1.",
    ]


def test_the_days_until_a_day_are_those_that_were_known_then(lake: CheckedClient) -> None:
    app = lake.client.application
    assert isinstance(app, Flask)
    store: Store = app.extensions["parley.store"]
    with store.read() as connection:
        edition = queries.edition(connection, "lake", None)
        assert isinstance(edition, Edition)
        days = [each.day for each in queries.knowledge(connection, edition) if each.day]
        for day in days:
            then = queries.knowledge(connection, queries.as_known(connection, edition, day))
            listed = lake.client.get(f"/lake/known.json?known={day.text}").get_json()["days"]
            told = [
                (each["day"]["edtf"], each["growth"]["events"], each["growth"]["sources"]) for each in listed
            ]
            assert told == [
                (each.day.text, each.growth.events, each.growth.sources) for each in then if each.day
            ]
    assert len(days) > 3

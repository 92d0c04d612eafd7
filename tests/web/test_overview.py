"""The overview of a view: what it outlines, where its bars lead, and how it steps through time."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from justhtml import Element

from tests.web.checked import CheckedClient, Page, parsed, words

COUNT = re.compile(r": ([0-9,]+) events?\. ")


def look(app: Flask, path: str) -> Page:
    """A page of a long dossier, without following its hundreds of links."""
    response = app.test_client().get(path, buffered=True)
    assert response.status_code == 200, path
    return parsed(path, response)


def said(element: Element, name: str) -> str:
    return str((element.attrs or {})[name])


def named(element: Element) -> str:
    """What a link of the picture is called, by its title."""
    (title,) = element.query("title")
    assert isinstance(title, Element)
    return words(title)


def columns(page: Page) -> list[Element]:
    """The links of the wide picture that stand for bars."""
    return [each for each in page.all("svg.wide a:not(.round)") if named(each).endswith(". Zoom in")]


def bars(page: Page) -> dict[str, int]:
    """Where the bars of the wide picture lead, and how many events each stands for."""
    found = {}
    for link in columns(page):
        count = COUNT.search(named(link))
        assert count
        found[said(link, "href")] = int(count[1].replace(",", ""))
    return found


def total(page: Page) -> int:
    """How many events and rounds the view has, by its own words."""
    facts = " ".join(page.texts(".facts li"))
    return sum(int(n.replace(",", "")) for n in re.findall(r"([0-9,]+) (?:rounds?|events?)\b", facts))


def ways(page: Page) -> dict[str, tuple[str, str]]:
    return {
        said(item, "class"): (words(item), said(link, "href"))
        for item in page.all(".ways li")
        for link in item.query("a")
        if isinstance(link, Element)
    }


def outlined(page: Page) -> list[str]:
    return [said(each, "aria-label") for each in page.all("svg.wide g[aria-label^='Shown below: ']")]


@pytest.mark.parametrize("path", ["/lume/", "/lume/?from=2023&to=2023", "/lume/?party=velmark", "/beck/"])
def test_a_bar_leads_to_just_what_it_counts(generated_app: Flask, path: str) -> None:
    page = look(generated_app, path)
    found = bars(page)
    assert len(found) > 10
    for href, count in [*found.items()][:: len(found) // 4]:
        assert total(look(generated_app, href)) == count, href


@pytest.mark.parametrize("width", ["wide", "medium", "narrow"])
def test_rounds_that_share_a_link_are_in_the_view_it_leads_to(generated_app: Flask, width: str) -> None:
    page = look(generated_app, "/lume/")
    shared = [link for link in page.all(f"svg.{width} a.round") if "Rounds" in named(link)]
    assert shared
    for link in [shared[0], shared[-1]]:
        found = re.match(r"Rounds (\d+)–(\d+)[ :].*Zoom in$", named(link))
        assert found
        wanted = set(range(int(found[1]), int(found[2]) + 1))
        view = look(generated_app, said(link, "href"))
        assert wanted <= rounds(view, width)
        assert len(view.all(f"svg.{width} a.round")) > 1


def rounds(page: Page, width: str) -> set[int]:
    """The numbers of the rounds that have a link in the picture of this width."""
    parts = [part for text in page.texts(f"svg.{width} a.round text") for part in text.split(", ")]
    runs = [[int(n) for n in part.split("–")] for part in parts if part[0].isdigit()]
    return {number for run in runs for number in range(run[0], run[-1] + 1)}


def test_all_bars_of_the_whole_count_all_events(generated_app: Flask) -> None:
    page = look(generated_app, "/lume/")
    assert sum(bars(page).values()) == total(page)


def test_bars_lead_to_a_page_of_events_after_a_few_steps(generated_app: Flask) -> None:
    page = look(generated_app, "/lume/")
    for _ in range(2):
        before, found = total(page), bars(page)
        page = look(generated_app, max(found, key=lambda href: found[href]))
        assert total(page) < before / 5
    assert total(page) == len(page.all("article.event, header.meeting"))


def test_marks_in_the_window_lead_to_the_table_and_others_to_their_pages(generated_app: Flask) -> None:
    page = look(generated_app, "/lume/?from=2023-05&to=2023-05")
    assert outlined(page) == ["Shown below: May 2023"]
    links = page.links("svg.wide a:not(.round)")
    inside = {link for link in links if link.startswith("#")}
    assert {f"#{said(each, 'id')}" for each in page.all("article.event, header.meeting")} >= inside
    assert inside
    outside = set(links) - inside
    assert outside
    assert all(link.startswith(("/lume/events/", "/lume/rounds/")) for link in outside)


def test_the_window_of_a_long_timeline_is_outlined(generated_app: Flask) -> None:
    first = look(generated_app, "/lume/")
    (name,) = outlined(first)
    assert name.startswith("Shown below: ")
    second = look(generated_app, first.links("a[rel=next]")[0])
    assert outlined(second) != outlined(first)
    assert not ways(first)


def test_one_steps_from_month_to_month_and_out_to_the_whole(generated_app: Flask) -> None:
    page = look(generated_app, "/lume/?from=2020-01&to=2020-01")
    assert page.text(".ways p") == "Shown: January 2020"
    found = ways(page)
    counted = f"Earlier: December 2019 ({total(look(generated_app, found['earlier'][1])):,} events)"
    assert found["earlier"] == (counted, "/lume/?from=2019-12&to=2019-12")
    assert found["later"][0].startswith("Later: February 2020 (")
    assert found["later"][1] == "/lume/?from=2020-02&to=2020-02"
    assert found["wider"] == ("Wider: 2020", "/lume/?from=2020&to=2020")
    later = look(generated_app, found["later"][1])
    assert ways(later)["earlier"][1] == "/lume/?from=2020-01&to=2020-01"
    year = look(generated_app, found["wider"][1])
    assert ways(year)["wider"] == ("Wider: all", "/lume/"), "the 2020s leave out but a few years"


def test_there_is_no_step_to_where_nothing_is(generated_app: Flask) -> None:
    first = ways(look(generated_app, "/lume/?from=2018&to=2018"))
    assert "earlier" not in first
    assert "later" in first
    assert not ways(look(generated_app, "/lume/?from=2000&to=2040"))


def test_steps_keep_the_filters_and_the_day(generated_app: Flask) -> None:
    page = look(generated_app, "/lume/?party=velmark&from=2020-01&to=2020-01&known=2022-01-01")
    for _, href in ways(page).values():
        assert href.startswith("/lume/?party=velmark&")
        assert href.endswith("&known=2022-01-01")


@pytest.mark.parametrize(
    "period",
    [
        "from=Y-99999999999&to=2000",
        "from=2025-06&to=Y99999999999",
        "from=Y-99999999999&to=2019",
    ],
)
def test_there_is_no_step_to_years_that_cannot_be_written(
    generated_app: Flask, site: CheckedClient, period: str
) -> None:
    assert "wider" in ways(look(generated_app, f"/lume/?{period}"))
    site.get(f"/istanbul-2025/?{period}")


def test_all_years_that_can_be_written_can_be_asked_for(site: CheckedClient) -> None:
    """What lies beside them is further away than any date."""
    assert ways(site.get("/istanbul-2025/?from=Y-99999999999&to=Y99999999999")) == {}


def test_half_open_windows_lead_to_the_whole(generated_app: Flask) -> None:
    since = look(generated_app, "/lume/?from=2022")
    assert outlined(since)[0].startswith("Shown below: ")
    assert ways(since) == {"wider": ("Wider: all", "/lume/")}
    assert since.text(".ways p") == "Shown: from 2022"
    assert not outlined(look(generated_app, "/lume/?from=2001"))


def test_a_window_without_events_still_shows_what_is_around_it(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/?from=2025-05-24&to=2025-05-26")
    assert outlined(page) == ["Shown below: 24 to 26 May 2025"]
    assert {"earlier", "later", "wider"} <= set(ways(page))
    empty = ways(site.get("/istanbul-2025/?from=2025-05-20&to=2025-05-21"))
    assert empty["later"][0] == "Later: 22 to 23 May 2025 (none)"
    nothing = site.get("/istanbul-2025/?from=1990&to=1990")
    assert not nothing.all("figure.overview")
    assert set(ways(nothing)) == {"later", "wider"}


def test_the_whole_of_a_short_dossier_has_no_outline(site: CheckedClient) -> None:
    page = site.get("/istanbul-2025/")
    assert not page.all(".outline")
    assert not page.all(".ways")


def test_every_picture_of_a_window_is_valid_and_leads_somewhere(site: CheckedClient) -> None:
    site.get("/istanbul-2025/?from=2025-05-28&to=2025-05-28")
    site.get("/istanbul-2025/?from=2025-05-28T13:00&to=2025-05-28T13:59")


def test_a_table_has_the_events_that_marks_stand_for(app: Flask) -> None:
    """In the same order, with the same links, the date first, and every lane that a mark touches."""
    page = look(app, "/istanbul-2025/")
    marks = page.all("svg.wide a:not(.round)")
    rows = page.all(".tabled tbody tr")
    assert len(marks) > 5
    assert page.links(".tabled tbody a") == [said(mark, "href") for mark in marks]
    assert page.texts(".tabled tbody a") == [named(mark) for mark in marks]
    for mark, row in zip(marks, rows, strict=True):
        spots = [each for each in mark.query("circle, rect") if isinstance(each, Element)]
        assert len(words(row).split("·")) == len(spots)


def test_a_table_has_the_numbers_that_bars_stand_for(generated_app: Flask) -> None:
    page = look(generated_app, "/lume/")
    names = [named(bar) for bar in columns(page)]
    rows = [[words(cell) for cell in row.query("th, td")] for row in page.all(".tabled tbody tr")]  # type: ignore[arg-type]
    assert len(rows) == len(names) > 10
    for name, (when, events, lanes) in zip(names, rows, strict=True):
        assert name.startswith(f"{when}: {events} event")
        assert all(lane in name.replace(",", "") for lane in lanes.replace(",", "").split(" · "))
    assert [*bars(page)] == page.links(".tabled tbody a")

"""What the overview shows of items whose picture is known; what holds for all is in tests/property."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.unit.scenes import (
    AFTERNOON,
    CENTURIES,
    GOLDEN,
    GOLDENS,
    LANES,
    MANY,
    ONE,
    STATUSES,
    TALKS,
    Scene,
    drawn,
    golden,
    item,
    round_,
)
from webapp.dates import parse
from webapp.timeline import Item, Lane, Overview, overviews
from webapp.timeline.model import Mark
from webapp.timeline.text import shorten, width


def mark(picture: Overview, title: str) -> Mark:
    (found,) = (mark for mark in picture.marks if mark.name.endswith(f": {title}"))
    return found


def below(picture: Overview) -> list[str]:
    """The texts under the axis, line by line."""
    return [label.text for label in picture.labels if label.y > picture.axis]


def ticks(*dates: str, zone: str = "UTC", width: float = 1100) -> list[str]:
    items = [item(date, f"Event {n}", "russia", zone=zone) for n, date in enumerate(dates)]
    return below(Scene(items, zone=zone).at(width))


@pytest.mark.parametrize("name", GOLDENS)
def test_it_looks_as_it_did(name: str) -> None:
    assert golden(name) == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


def test_without_events_there_is_no_picture() -> None:
    assert overviews([], LANES, [round_(1, "2025-05-16")]) == ()


def test_its_name_says_what_is_to_be_seen() -> None:
    assert TALKS.at().name == (
        "10 events in 4 lanes (Russia, Ukraine, United States and Türkiye) from 16 May to 2 June 2025. "
        "Round 1: 16 May 2025. Round 2, planned: 2 June 2025."
    )
    assert ONE.at().name == "1 event in 3 lanes (Russia, Ukraine and United States) on 28 May 2025."
    assert AFTERNOON.at().name.endswith("Times in Europe/Istanbul.")
    assert CENTURIES.at().name.startswith("30 events in 3 lanes (Russia, Ukraine and Türkiye) from 18")
    assert "12 rounds. Events beginning per month, at most " in MANY.at().name


def test_marks_follow_each_other_in_order_of_time_whatever_that_of_the_items() -> None:
    picture = replace(TALKS, items=TALKS.items[::-1]).at()
    assert [each.name for each in picture.marks[:2]] == [
        "16 May 2025: Round 1",
        "16 to 28 May 2025: Prisoners are exchanged",
    ]
    assert picture.marks[-1].name == "2 June 2025, planned: Round 2"


def test_every_mark_is_a_link_with_a_name() -> None:
    found = mark(TALKS.at(), "Lavrov tells Rubio that proposals are coming")
    assert found.name == "28 May 2025: Lavrov tells Rubio that proposals are coming"
    assert found.href == "#events/lavrov-tells-rubio-that-proposals-are-coming"
    assert mark(TALKS.at(), "Round 2").name == "2 June 2025, planned: Round 2"


def test_an_event_of_several_parties_stands_in_each_lane_at_one_x_and_is_joined() -> None:
    picture = TALKS.at()
    found = mark(picture, "Round 1")
    assert [spot.lane for spot in found.spots] == ["russia", "ukraine", "turkiye"]
    (join,) = (join for join in picture.joins if join.x == found.x)
    assert (join.y1, join.y2) == (found.spots[0].y, found.spots[-1].y)


def test_a_day_is_a_point_among_days_and_a_span_among_hours() -> None:
    assert mark(TALKS.at(), "Round 1").width is None
    hours = replace(AFTERNOON, items=[*AFTERNOON.items, item("2025-05-16", "Vigil", "ukraine")]).at()
    day = mark(hours, "Vigil").width
    assert day is not None
    assert day == pytest.approx(24 * (mark(hours, "Break").x - mark(hours, "The talks open").x), abs=3)


def test_events_of_one_day_stand_inside_that_day() -> None:
    days = Scene([item("2025-05-28", f"Event {n}", "russia") for n in range(12)])
    picture = days.at()
    noon, next_noon = sorted(picture.ticks)[2:4]
    assert len({(each.x, each.spots[0].y) for each in picture.marks}) == 12
    assert all(abs(each.x - noon) <= (next_noon - noon) / 2 - 5.5 for each in picture.marks)


def test_where_a_day_is_narrow_its_events_are_stacked_and_the_lane_grows() -> None:
    days = Scene(
        [item("2025-05-28", f"Event {n}", "russia") for n in range(6)]
        + [item("2025-12-28", "Last", "russia")]
    )
    picture = days.at(330)
    assert len({each.spots[0].y for each in picture.marks}) == 6
    assert picture.rows[0].bottom - picture.rows[0].top > 6 * 14


def test_a_month_stays_a_month() -> None:
    picture = STATUSES.at()
    month = mark(picture, "In April")
    week = mark(picture, "Planned").x - mark(picture, "Held").x
    assert month.width == pytest.approx(week * 30 / 7, abs=0.5)
    assert month.ends == "soft"


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        ("In April", "soft"),
        ("About then", "vague"),
        ("In March perhaps", "vague"),
        ("Before the 28th", "before"),
        ("Since May", "after"),
        ("Not in between", "open"),
    ],
)
def test_dates_that_are_not_a_point_are_spans(title: str, ends: str) -> None:
    found = mark(STATUSES.at(), title)
    assert found.width is not None
    assert found.ends == ends


def test_the_axis_shows_hours_only_where_something_is_dated_so_finely() -> None:
    assert ticks("2025-05-28") == ["26 May", "27 May", "28 May", "29 May", "30 May", "2025"]
    assert below(AFTERNOON.at())[0] == "13:00"
    assert below(AFTERNOON.at())[-2:] == ["16 May 2025", "Times in Europe/Istanbul"]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2025-05-16T13:00", "2025-05-16T17:30", ["13:00", "14:00", "15:00", "16:00", "17:00"]),
        ("2025-05-16T20:00", "2025-05-17T20:00", ["00:00", "02:00", "04:00", "06:00"]),
        ("2025-05-16", "2025-06-02", ["16 May", "18 May", "20 May", "22 May"]),
        ("2025-05-16", "2025-07-16", ["19 May", "26 May", "2 June", "9 June"]),
        ("2024-10-16", "2025-07-16", ["November", "January", "March", "May"]),
        ("2015-10-16", "2025-07-16", ["2016", "2017", "2018", "2019"]),
        ("1814", "2014", ["1820", "1840", "1860", "1880"]),
        ("0900", "2014", ["1000", "1200", "1400"]),
        ("-0099", "0014-08-19", ["100 BC", "80 BC", "60 BC", "40 BC", "20 BC", "AD 1"]),
        ("Y-50000", "Y12025", ["40,000 BC", "30,000 BC", "20,000 BC"]),
    ],
)
def test_ticks_from_hours_to_centuries(first: str, last: str, shown: list[str]) -> None:
    labels = ticks(first, last)
    start = labels.index(shown[0])
    assert labels[start : start + len(shown)] == shown


def test_a_second_line_says_the_year_once_and_where_it_changes() -> None:
    assert ticks("2024-10-16", "2025-07-16")[-2:] == ["2024", "2025"]


def test_days_are_those_of_the_zone() -> None:
    picture = TALKS.at()
    (tick,) = (label for label in picture.labels if label.text == "16 May")
    assert mark(picture, "Round 1").x == tick.x
    assert replace(TALKS, zone="UTC").at().ticks != picture.ticks


def test_an_hour_that_the_clocks_skip_has_no_tick() -> None:
    hours = ticks("2025-03-30T00:30", "2025-03-30T05:00", zone="Europe/Berlin")
    assert hours[:6] == ["00:00", "01:00", "03:00", "04:00", "05:00", "30 March 2025"]


def test_empty_centuries_are_left_out_where_they_would_crush_the_rest() -> None:
    peace = item("1648-10-24", "Peace of Westphalia", "turkiye")
    picture = replace(TALKS, items=[*TALKS.items, peace]).at()
    (gap,) = picture.breaks
    assert gap.name == "376 years without events left out"
    assert gap.name in picture.name
    assert mark(picture, "Peace of Westphalia").x < gap.x
    assert mark(picture, "Round 1").x > gap.x + gap.width
    assert below(picture)[:2] == ["24 October", "19 May"]
    assert {"1648", "2025"} <= set(below(picture))


def test_each_stretch_of_the_axis_is_dated() -> None:
    days = ("1950-02-01", "1950-02-03", "1950-03-01", "1971-05-01", "1971-05-02", "2019-12-31", "2020-01-02")
    picture = Scene([item(day, day, "russia", zone="UTC") for day in days], zone="UTC").at()
    assert len(picture.breaks) == 2
    assert below(picture)[:4] == ["6 February", "13 February", "20 February", "27 February"]
    assert below(picture)[4:] == ["3 May", "1 January", "1950", "1971", "2020"]


@pytest.mark.parametrize(
    ("dates", "gaps"),
    [
        ("2001 2002 2015 2016", [12]),
        ("1950-02-01 1950-02-03 1950-03-01 1971-05-01 1971-05-02 2019-12-31 2020-01-01", [21, 48]),
        ("0400 0401 1200 1201 1202 1648 1900 1950 1951 2000 2001", [798, 445]),
        ("1648-10-24 1648-10-25 2025", [376]),
        ("2012-10-30 2012-11-03 2013-10-31 2013-11-02", []),  # not a year
    ],
)
def test_empty_years_are_left_out_also_of_a_narrow_picture(dates: str, gaps: list[int]) -> None:
    picture = Scene([item(date, date, "russia") for date in dates.split()]).at(330)
    assert [each.name for each in picture.breaks] == [f"{gap} years without events left out" for gap in gaps]


def test_more_of_them_are_left_out_where_there_is_room_for_more_breaks() -> None:
    years = ("0400", "0401", "1200", "1201", "1202", "1648", "1900", "1950", "1951", "2000", "2001")
    scene = Scene([item(year, year, "russia") for year in years])
    assert [len(scene.at(width).breaks) for width in (330, 700, 1100)] == [2, 3, 5]


def test_years_stay_where_dates_are_spread_evenly() -> None:
    assert CENTURIES.at().breaks == ()
    for years in (("1990", "2000", "2025"), ("1990", "2025"), range(1990, 2030, 5), range(1900, 2026)):
        assert Scene([item(str(year), str(year), "russia") for year in years]).at().breaks == ()


def test_rounds_are_bands_behind_their_marks() -> None:
    first, second = TALKS.at().bands
    assert first.x < mark(TALKS.at(), "Round 1").x < first.x + first.width
    assert (first.held, second.held) == (True, False)


def test_rounds_have_a_lane_of_their_own_with_a_link_to_each() -> None:
    for picture in (TALKS.at(1100), TALKS.at(330)):
        first, second = picture.flags
        assert (first.name, first.href) == ("Round 1: 16 May 2025", "#rounds/1")
        assert (second.name, second.href) == ("Round 2, planned: 2 June 2025", "#rounds/2")
        assert (first.label.text, second.label.text) == ("1", "2, planned")
        assert (first.held, second.held) == (True, False)
        assert "Rounds" in [label.text for label in picture.labels]
        assert ONE.at(330).rows[0].top < picture.rows[0].top


def crowd(number: int, every: int = 15, status: str = "held") -> Scene:
    """So many rounds, two a month."""
    days = [f"{2025 + n // 24}-{1 + n // 2 % 12:02}-{5 + n % 2 * every:02}" for n in range(number)]
    rounds = [round_(n, day, "held" if n % 6 else status) for n, day in enumerate(days, 1)]
    return Scene([item("2025-06-01", "Event", "russia")], tuple(rounds))


def test_where_rounds_crowd_only_their_numbers_stand_above_them() -> None:
    flags = crowd(24, status="cancelled").at().flags
    assert [flag.label.text for flag in flags] == [str(n) for n in range(1, 25)]
    assert not flags[5].held


def test_rounds_too_close_for_a_link_each_share_one_that_zooms_in() -> None:
    flags = crowd(24, status="cancelled").at(330).flags
    assert [number for flag in flags for number in flag.rounds] == [*range(1, 25)]
    (fourth,) = (flag for flag in flags if 7 in flag.rounds)
    assert fourth.label.text == "6–8"
    assert fourth.name == "Rounds 6–8 (1 not held): 20 March to 20 April 2025. Zoom in"
    assert fourth.href == "?from=2025-03-20&to=2025-04-20"
    assert fourth.zooms
    assert fourth.held


def test_rounds_that_share_a_link_zoom_in_or_lead_to_the_first_of_them_never_out() -> None:
    dates = ("2025-05-16", "2025-05-16", "2025-05-16~", "2025-XX-XX", "2025-05-17/2025-05-20")
    rounds = tuple(round_(n, date) for n, date in enumerate(dates, 1))
    events = [item("2024-05-28", "Before", "russia"), item("2025-05-16", "Then", "russia")]
    whole = Scene([*events, item("2026-05-28", "After", "russia")], rounds)
    assert [flag.href for flag in whole.at().flags] == ["?from=2025-05-16&to=2025-05-20", "#rounds/4"]
    day = [flag for flag in replace(whole, shown="2025-05-16").at().flags if len(flag.rounds) > 1]
    assert [flag.href for flag in day] == [f"#rounds/{flag.rounds[0]}" for flag in day] != []


def test_rounds_of_the_very_same_time_lead_to_the_first_of_them() -> None:
    rounds = tuple(round_(n, "2025-05-16") for n in (7, 3, 4))
    flags = Scene([item("2025-05-28", "Event", "russia")], rounds).at(zoom=lambda window: None).flags
    assert [(flag.label.text, flag.href, flag.name) for flag in flags] == [
        ("3–4, 7", "#rounds/3", "Rounds 3–4, 7: 16 May 2025")
    ]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("1201 1202", "1201 to 1202"),
        ("1201 1202-05-06", "1201 to 6 May 1202"),
        ("1201-05 1201-06", "May to June 1201"),
        ("1201-05-02/1201-05-06 1201-05-03", "2 to 6 May 1201"),
        ("1201-05-02T10:00 1201-05-02T11:30", "2 May 1201, 10:00 to 11:30"),
        ("1201~ 1201~", "about 1201"),
    ],
)
def test_the_time_of_several_rounds_is_told_no_finer_than_they_are_dated(dates: str, said: str) -> None:
    rounds = tuple(round_(n, date) for n, date in enumerate(dates.split(), 1))
    events = [item(str(year), str(year), "russia") for year in range(1000, 1400, 8)]
    (flag,) = Scene(events, rounds).at(zoom=lambda window: None).flags
    assert flag.name == f"Rounds 1–2: {said}"


def test_a_cancelled_round_keeps_its_looks_when_its_neighbours_share_its_link() -> None:
    bands = crowd(24, status="cancelled").at(330).bands
    assert [n for n, band in enumerate(bands, 1) if not band.held] == [6, 12, 18, 24]


def test_principals_keep_their_lane_others_have_one_while_they_act() -> None:
    assert [row.name for row in ONE.at().rows] == ["Russia", "Ukraine", "United States"]


def among(mediators: int, hosts: int, *titles: str, principals: int = 2) -> Overview:
    """So many parties, the first of each kind the busiest, and events of no party with these titles."""
    middle = [Lane(f"m{n}", f"Mediator {n}", "m", mediator=True) for n in range(1, mediators + 1)]
    around = [Lane(f"h{n}", f"Host {n}", "m") for n in range(1, hosts + 1)]
    items = [
        item("2025-05-28", f"{lane.label} acts, {m}", lane.id)
        for lanes in (middle, around)
        for n, lane in enumerate(lanes)
        for m in range(len(lanes) - n)
    ]
    items += [item("2025-05-28", title, "") for title in titles]
    (picture,) = overviews(items, (*LANES[:principals], *around, *middle))
    return picture


@pytest.mark.parametrize(
    ("mediators", "hosts", "nobodys", "names"),
    [
        (3, 0, (), ["Mediator 1", "Mediator 2", "Mediator 3"]),
        (2, 1, (), ["Host 1", "Mediator 1", "Mediator 2"]),
        (2, 4, (), ["Mediator 1", "Mediator 2", "Others"]),
        (1, 4, (), ["Host 1", "Mediator 1", "Others"]),
        (4, 0, (), ["Mediators"]),
        (3, 0, ("Storm",), ["Mediators", "Others"]),
        (3, 1, ("Storm",), ["Mediators", "Host 1", "Others"]),
        (4, 2, (), ["Mediators", "Host 1", "Host 2"]),
        (4, 2, ("Storm",), ["Mediators", "Others"]),
        (5, 5, (), ["Mediators", "Others"]),
        (0, 5, (), ["Host 1", "Host 2", "Others"]),
    ],
)
def test_mediators_share_a_lane_when_many_and_others_another(
    mediators: int, hosts: int, nobodys: tuple[str, ...], names: list[str]
) -> None:
    assert [row.name for row in among(mediators, hosts, *nobodys).rows] == ["Russia", "Ukraine", *names]


def test_an_event_of_several_mediators_stands_once_in_their_lane() -> None:
    lanes = [Lane(f"m{n}", f"Mediator {n}", "m", mediator=True) for n in range(1, 5)]
    items = [item("2025-05-28", "Tea", "m1 m2"), item("2025-05-28", "Talk", "m3 m4 russia")]
    (picture,) = overviews(items, (*LANES[:2], *lanes))
    assert [spot.lane for spot in mark(picture, "Tea").spots] == [picture.rows[2].id]
    assert [spot.lane for spot in mark(picture, "Talk").spots] == ["russia", picture.rows[2].id]


def test_who_shares_a_lane_is_told() -> None:
    picture = among(4, 9, "Storm")
    mediators = "Mediators (Mediator 1, Mediator 2, Mediator 3 and Mediator 4)"
    assert f"4 lanes (Russia, Ukraine, {mediators} and Others (9 parties))" in picture.name
    assert f"<title>{mediators}</title>Mediators</text>" in drawn(picture)
    assert {row.name for row in among(4, 0, "Storm").rows} >= {"Mediators", "Others"}


def test_without_principals_the_busiest_have_lanes_whatever_their_role() -> None:
    names = ["Host 1", "Host 2", "Mediator 1", "Mediator 2", "Others"]
    assert [row.name for row in among(3, 3, principals=0).rows] == names


def test_above_150_marks_it_counts() -> None:
    def picture(number: int) -> Overview:
        days = [f"2025-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(number)]
        return Scene([item(day, f"Event {n}", "russia") for n, day in enumerate(days)]).at()

    assert len(picture(150).marks) == 150
    assert picture(151).marks == ()
    assert sum(bar.events for bin_ in picture(151).bins for bar in bin_.bars) == 151


def test_it_counts_where_marks_would_pile_up() -> None:
    piled = Scene([item("2025-05-28T13:00", f"Event {n}", "russia") for n in range(40)])
    (only,) = piled.at().bins
    assert only.name == "28 May 2025, 13:00: 40 events. Russia 40. Zoom in"


def test_it_counts_in_hours_only_where_most_events_have_one() -> None:
    days = [item("2025-05-28", f"Event {n}", "russia") for n in range(160)]
    hours = [item(f"2025-05-28T{n % 24:02}:30", f"Hour {n}", "russia") for n in range(150)]
    assert [bin_.name.split(":")[0] for bin_ in Scene(days + hours).at().bins] == ["28 May 2025"]
    assert len(Scene(days[:100] + hours).at().bins) == 24


@pytest.mark.parametrize(
    ("dates", "name"),
    [
        ([f"2025-05-28T{n % 24:02}:{n % 60:02}" for n in range(160)], "28 May 2025, 00:00: "),
        ([f"2025-{5 + n % 2:02}-{1 + n % 28:02}" for n in range(160)], "1 May 2025: "),
        ([f"2025-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(160)], "week of 30 December 2024: "),
        ([f"{2016 + n % 10}-{1 + n % 12:02}" for n in range(160)], "January 2016: "),
        ([f"{1946 + n % 80}-{1 + n % 12:02}" for n in range(160)], "1946: "),
        ([str(1500 + n * 3) for n in range(160)], "1500 to 1509: "),
        ([f"{n * 12:04}" for n in range(1, 161)], "AD 1 to AD 99: "),
    ],
)
def test_bars_count_in_hours_days_weeks_months_years_and_more(dates: list[str], name: str) -> None:
    bins = Scene([item(date, f"Event {n}", "russia") for n, date in enumerate(dates)]).at().bins
    assert bins[0].name.startswith(name)
    assert sum(bar.events for bin_ in bins for bar in bin_.bars) == 160


def test_a_bar_leads_to_its_own_time() -> None:
    january = MANY.at().bins[0]
    assert january.href == "?from=2014-01&to=2014-01"
    assert january.name.endswith(". Zoom in")
    assert MANY.at(zoom=lambda window: None).bins[0].href is None


def test_bars_show_how_many_and_how_many_were_not_held() -> None:
    months = Counter(each.date.text[:7] for each in MANY.items if "russia" in each.parties)
    unheld = Counter(
        each.date.text[:7] for each in MANY.items if "russia" in each.parties and each.status != "held"
    )
    first = MANY.at().bins[0]
    assert f"Russia {months['2014-01']} ({unheld['2014-01']} not held)" in first.name
    bar = first.bars[0]
    assert (bar.held - bar.top) / (bar.base - bar.top) == pytest.approx(
        unheld["2014-01"] / months["2014-01"], abs=0.02
    )


def test_bars_of_one_picture_share_one_scale() -> None:
    bars = [bar for bin_ in MANY.at(700).bins for bar in bin_.bars]
    most = max(bars, key=lambda bar: bar.events)
    assert all(bar.base - bar.top == pytest.approx(44 * bar.events / most.events, abs=2) for bar in bars)


def test_a_narrow_picture_has_its_lanes_names_above_the_lanes() -> None:
    wide, narrow = TALKS.at(1100), TALKS.at(330)
    assert (wide.layout, TALKS.at(700).layout, narrow.layout) == ("wide", "medium", "narrow")
    assert wide.rows[0].label.box[1] < wide.left
    assert narrow.left < 10
    assert narrow.rows[0].label.y < narrow.rows[0].y - 10


def test_a_long_name_is_shortened_and_told_in_full() -> None:
    long = Lane("osce", "Organization for Security and Co-operation in Europe", "m")
    picture = Scene([item("2025-05-28", "Meeting", "osce")], lanes=(*LANES, long)).at()
    assert picture.rows[2].label.text == "Organization for…"
    assert picture.rows[2].name == long.label
    assert f"<title>{long.label}</title>Organization for…" in drawn(picture)


@pytest.mark.parametrize("text", ["Russia", "WWW", "Сполучені Штати", "日本国", "المملكة", "Łódź", ""])
def test_a_text_is_never_wider_than_its_room(text: str) -> None:
    assert shorten(text, width(text)) == text
    for room in (20, 30, 50):
        assert width(shorten(text, room)) <= room


def test_scripts_have_their_widths() -> None:
    assert width("iii") < width("nnn") < width("mmm")
    assert width("e\u0301") == width("é")
    assert width("日本国") > 3 * 12


def test_on_a_page_each_mark_is_a_link_with_a_title_for_its_name() -> None:
    svg = ElementTree.fromstring(golden("talks"))
    links = svg.findall("a")
    assert len(links) == 12
    for link in links:
        assert link.get("href")
        assert link.findtext("title")
    assert [link.get("class") for link in links][-1] == "planned"


def test_on_a_page_what_is_a_picture_only_is_hidden_from_assistive_technology() -> None:
    svg = ElementTree.fromstring(golden("talks"))
    assert svg.get("role") == "group"
    bands, rest = (each for each in svg if each.tag == "g")
    assert bands.get("aria-hidden") == rest.get("aria-hidden") == "true"
    assert [each.get("class") for each in bands] == ["band", "band unheld"]
    assert {"16 May", "Ukraine"} <= {each.text for each in rest.findall("text")}


def test_on_a_page_three_layouts_share_no_id_and_no_style() -> None:
    html = drawn(*(STATUSES.at(width) for width in (1100, 700, 330)))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 0
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)
    assert "style" not in html


def test_on_a_page_letters_that_mean_something_to_html_are_escaped() -> None:
    sly = Item('"><script>', "<b>&amp;", parse("2025-05-28"), "held", ("russia",))
    html = drawn(Scene([sly]).at())
    assert 'href="&quot;&gt;&lt;script&gt;"' in html
    assert "28 May 2025: &lt;b&gt;&amp;amp;" in html


def test_on_a_page_bars_without_a_link_are_named_pictures() -> None:
    html = drawn(MANY.at(700, zoom=lambda window: None))
    assert html.count('<g role="img"><title>20') == 12
    assert "<a href" not in html.replace('<a class="round"', "")

"""EDTF dates: their bounds, order and words, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from webapp.dates import Date, DateError, Precision, parse


def second(iso: str) -> int:
    """The second at an ISO 8601 time, in UTC where it names no offset; datetime does the reckoning."""
    moment = datetime.fromisoformat(iso)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def day(iso: str) -> tuple[int, int]:
    start = second(iso)
    return start, start + 86_399


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-05", "2025-05-01", "2025-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2025-05-28", "2025-05-28", "2025-05-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2024-02-XX", "2024-02-01", "2024-02-29"),
        ("2025-XX-XX", "2025-01-01", "2025-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2025-23", "2025-09-01", "2025-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2025-05-16~", "2025-05-16", "2025-05-16"),
        ("2025-05-16/2025-05-28", "2025-05-16", "2025-05-28"),
        ("2025-05-16?/2025", "2025-05-16", "2025-12-31"),
        ("2025/2025-05-16", "2025-01-01", "2025-05-16"),
        ("2025-05-XX/2025-06-03", "2025-05-01", "2025-06-03"),
        ("[2025-05-29,2025-05-28]", "2025-05-28", "2025-05-29"),
        ("{2025-05,2025-01..2025-03}", "2025-01-01", "2025-05-31"),
    ],
)
def test_bounds_are_the_first_and_last_second_it_can_mean(text: str, first: str, last: str) -> None:
    date = parse(text)
    assert (date.earliest, date.latest) == (day(first)[0], day(last)[1])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("../2025-05", None, day("2025-05-31")[1]),
        ("/2025-05", None, day("2025-05-31")[1]),
        ("2025-05/..", day("2025-05-01")[0], None),
        ("2025-05/", day("2025-05-01")[0], None),
        ("[..2025-05-28]", None, day("2025-05-28")[1]),
        ("{2025-05-28..}", day("2025-05-28")[0], None),
    ],
)
def test_an_open_or_unknown_end_has_no_bound(text: str, first: int | None, last: int | None) -> None:
    assert (parse(text).earliest, parse(text).latest) == (first, last)


def test_years_before_1_and_after_9999_are_reckoned_as_all_others() -> None:
    # 400 years of the Gregorian calendar are 146,097 days, before the year 1 as after it.
    cycle = 146_097 * 86_400
    assert parse("0000-02-29").earliest == day("2000-02-29")[0] - 5 * cycle
    assert parse("-0043-03-15").earliest == day("1957-03-15")[0] - 5 * cycle
    assert parse("Y12000").latest == day("2000-12-31")[1] + 25 * cycle
    assert parse("0000").latest == second("0001-01-01") - 1
    with pytest.raises(DateError, match="February -0001 has 28 days"):
        parse("-0001-02-29")


def test_seconds_of_the_longest_years_fit_in_64_bits() -> None:
    for date in (parse("Y99999999999"), parse("Y-99999999999"), parse("2025/..")):
        assert all(-(2**63) <= key < 2**63 for key in (*date.sort, date.earliest or 0, date.latest or 0))


@pytest.mark.parametrize(
    ("text", "zone", "first", "last"),
    [
        ("2025-05-28T13:00", "UTC", "2025-05-28T13:00:00", "2025-05-28T13:00:59"),
        ("2025-05-28T13:00:30", "UTC", "2025-05-28T13:00:30", "2025-05-28T13:00:30"),
        ("2025-05-28T13:00", "Europe/Istanbul", "2025-05-28T10:00:00", "2025-05-28T10:00:59"),
        ("2025-05-28T13:00Z", "Europe/Istanbul", "2025-05-28T13:00:00", "2025-05-28T13:00:59"),
        ("2025-05-28T13:00-04", "Europe/Istanbul", "2025-05-28T17:00:00", "2025-05-28T17:00:59"),
        ("2025-05-28T13:00+05:30", "Europe/Istanbul", "2025-05-28T07:30:00", "2025-05-28T07:30:59"),
        ("2025-05-28", "Europe/Istanbul", "2025-05-27T21:00:00", "2025-05-28T20:59:59"),
        ("2025", "Asia/Kolkata", "2024-12-31T18:30:00", "2025-12-31T18:29:59"),
        # Clocks go forward: the day has 23 hours, and 02:59:59 is followed by 04:00:00 in summer time.
        ("2025-03-30", "Europe/Berlin", "2025-03-29T23:00:00", "2025-03-30T21:59:59"),
        # Clocks go back: the day has 25 hours, and clocks show 02:30 twice.
        ("2025-10-26", "Europe/Berlin", "2025-10-25T22:00:00", "2025-10-26T22:59:59"),
        ("2025-10-26T02:30", "Europe/Berlin", "2025-10-26T00:30:00", "2025-10-26T01:30:59"),
        ("2025-10-26T02:30+01:00", "Europe/Berlin", "2025-10-26T01:30:00", "2025-10-26T01:30:59"),
        # Clocks went from 00:00 to 01:00: the day begins at 01:00.
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00", "2018-11-05T01:59:59"),
        # Clocks went from 23:30 to 00:30: one day ends at 23:29:59, the next begins at 00:30.
        ("1919-03-30", "America/Toronto", "1919-03-30T05:00:00", "1919-03-31T04:29:59"),
        ("1919-03-31", "America/Toronto", "1919-03-31T04:30:00", "1919-04-01T03:59:59"),
        # Clocks went from 00:01 back to 23:01: the day before ends a second time.
        ("2006-10-28", "America/St_Johns", "2006-10-28T02:30:00", "2006-10-29T03:29:59"),
        ("2006-10-29", "America/St_Johns", "2006-10-29T02:30:00", "2006-10-30T03:29:59"),
    ],
)
def test_days_and_local_times_follow_the_clocks_of_the_zone(
    text: str, zone: str, first: str, last: str
) -> None:
    date = parse(text, zone)
    assert (date.earliest, date.latest) == (second(first), second(last))


@pytest.mark.parametrize(
    ("text", "zone", "message"),
    [
        (
            "2025-03-30T02:30",
            "Europe/Berlin",
            "2025-03-30T02:30: clocks in Europe/Berlin skipped this time: "
            "write another, or its offset too, such as +03:00",
        ),
        (
            "2011-12-30",
            "Pacific/Apia",
            "2011-12-30: Pacific/Apia skipped this day: write the day before or after",
        ),
        (
            "2025-05-28",
            "Istanbul",
            "Istanbul is not a time zone: write an IANA name such as Europe/Istanbul",
        ),
        (
            "2025-05-28",
            "Europe",
            "Europe is not a time zone: write an IANA name such as Europe/Istanbul",
        ),
        (
            "2025-05-28",
            "../etc/passwd",
            "../etc/passwd is not a time zone: write an IANA name such as Europe/Istanbul",
        ),
    ],
)
def test_what_clocks_skip_and_what_is_no_zone_is_refused(text: str, zone: str, message: str) -> None:
    with pytest.raises(DateError) as refused:
        parse(text, zone)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2025", "2025"),
        ("2025-05", "May 2025"),
        ("2025-05-16", "16 May 2025"),
        ("2025-05-16~", "about 16 May 2025"),
        ("2025-05-16?", "possibly 16 May 2025"),
        ("2025-05%", "possibly about May 2025"),
        ("2025-05-28T13:00", "28 May 2025, 13:00"),
        ("2025-05-28T13:00Z", "28 May 2025, 13:00 UTC"),
        ("2025-05-28T13:00:05+03:00", "28 May 2025, 13:00:05 UTC+03:00"),
        ("2025-05-28T13:00-04", "28 May 2025, 13:00 UTC-04"),
        ("201X", "the 2010s"),
        ("200X", "between 2000 and 2009"),
        ("20XX~", "about between 2000 and 2099"),
        ("2025-XX", "2025, month not stated"),
        ("2025-05-XX", "May 2025, day not stated"),
        ("2025-XX-XX", "2025, month and day not stated"),
        ("2025-21", "spring 2025"),
        ("2024-24?", "possibly winter 2024"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("0079-08-24", "24 August AD 79"),
        ("-012X", "between 130 BC and 121 BC"),
        ("000X", "between 1 BC and AD 9"),
        ("Y17000", "year 17,000"),
        ("Y-170000002", "170,000,003 BC"),
    ],
)
def test_label_of_one_date(text: str, label: str) -> None:
    assert parse(text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2025-05-16/2025-05-28", "16 to 28 May 2025"),
        ("2025-05-16/2025-06-02", "16 May to 2 June 2025"),
        ("2024-12-28/2025-01-03", "28 December 2024 to 3 January 2025"),
        ("2025-05/2025-06", "May to June 2025"),
        ("2025/2026", "2025 to 2026"),
        ("-0043-03-15/-0043-03-17", "15 to 17 March 44 BC"),
        ("2025-21/2025-23", "spring to autumn 2025"),
        ("2025-05-28/2025-05-28", "28 May 2025"),
        ("2025-05/2025-06-02", "May 2025 to 2 June 2025"),
        ("2025-05-16~/2025-05-28", "about 16 May 2025 to 28 May 2025"),
        ("2025-05-16/2025-05-28?", "16 May 2025 to possibly 28 May 2025"),
        ("2025-05-XX/2025-06-03", "May 2025, day not stated, to 3 June 2025"),
        ("2025-05-28T13:00/2025-05-28T15:00", "28 May 2025, 13:00 to 15:00"),
        ("2025-05-28T13:00/2025-05-29T09:00", "28 May 2025, 13:00 to 29 May 2025, 09:00"),
        ("../2025-05-28", "before 28 May 2025"),
        ("../2025-05-28~", "before about 28 May 2025"),
        ("../2025-05", "May 2025 or earlier"),
        ("2025-05-28/..", "from 28 May 2025"),
        ("2025-05/..", "from May 2025"),
        ("/2025-05-28", "from an unknown date to 28 May 2025"),
        ("2025-05-28/", "28 May 2025 to an unknown date"),
    ],
)
def test_label_of_an_interval(text: str, label: str) -> None:
    assert parse(text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[2025-05-28,2025-05-29]", "28 or 29 May 2025"),
        ("[2025-05-28, 2025-05-29, 2025-06-02]", "28 May, 29 May or 2 June 2025"),
        ("[2025,2025-05-28]", "2025 or 28 May 2025"),
        ("[2025-05-28T13:00,2025-05-28T14:00]", "28 May 2025, 13:00 or 14:00"),
        ("[2025-05-28?,2025-05-29]", "possibly 28 May 2025 or 29 May 2025"),
        ("[2025]", "2025"),
        ("[2025-05-28..2025-06-02]", "between 28 May and 2 June 2025"),
        ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("[..2025-05]", "May 2025 or earlier"),
        ("[2025-05..]", "May 2025 or later"),
        ("{2025-05-28,2025-05-29}", "28 and 29 May 2025"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("{2025-05-28..2025-06-02}", "every day from 28 May to 2 June 2025"),
        ("{1667,1670..1672}", "1667 and every year from 1670 to 1672"),
        ("{..2025}", "every year up to 2025"),
        ("{2025-05..}", "every month from May 2025"),
    ],
)
def test_label_of_a_set(text: str, label: str) -> None:
    assert parse(text).label == label


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2025", False, False),
        ("2025~", True, False),
        ("2025?", False, True),
        ("2025%", True, True),
        ("2025/2026~", True, False),
        ("[2025?,2026~]", True, True),
    ],
)
def test_a_mark_anywhere_counts_for_the_whole(text: str, approximate: bool, uncertain: bool) -> None:
    assert (parse(text).approximate, parse(text).uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("20XX", Precision.CENTURY),
        ("201X", Precision.DECADE),
        ("2025-XX", Precision.YEAR),
        ("Y12025", Precision.YEAR),
        ("2025-21", Precision.SEASON),
        ("2025-05-XX", Precision.MONTH),
        ("2025-05-28~", Precision.DAY),
        ("2025-05-28T13:00", Precision.MINUTE),
        ("2025-05-28T13:00:00", Precision.SECOND),
        ("2025-05-28/2025-06", Precision.MONTH),
        ("[2025,2025-05-28]", Precision.YEAR),
        ("../2025-05-28", Precision.DAY),
    ],
)
def test_precision_is_the_coarsest_unit_given(text: str, precision: Precision) -> None:
    assert parse(text).precision is precision


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("2025-05-28", "Wednesday"),
        ("1970-01-01", "Thursday"),
        ("2000-02-29", "Tuesday"),
        ("1582-10-15", "Friday"),
        ("2025-05-28T23:30-04:00", "Wednesday"),
        ("2025-05-28~", None),
        ("2025-05-XX", None),
        ("2025-05", None),
        ("2025-05-28/2025-05-28", None),
        ("[2025-05-28]", None),
    ],
)
def test_weekday_is_that_of_one_certain_day(text: str, weekday: str | None) -> None:
    assert parse(text, "Asia/Tokyo").weekday == weekday


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2025", "2025"),
        ("2025-05", "2025-05"),
        ("2025-05-28", "2025-05-28"),
        ("2025-05-28T13:00", "2025-05-28T13:00"),
        ("2025-05-28T13:00:30Z", "2025-05-28T13:00:30Z"),
        ("2025-05-28T13:00+03:00", "2025-05-28T13:00+03:00"),
        ("2025-05-28T13:00-04", "2025-05-28T13:00-04:00"),
        ("Y17000", "17000"),
        ("0001", "0001"),
        ("0000", None),
        ("-0043-03-15", None),
        ("2025-21", None),
        ("201X", None),
        ("2025-05-XX", None),
        ("2025-05-28~", None),
        ("2025-05-28?", None),
        ("2025-05-28/2025-05-29", None),
        ("[2025-05-28]", None),
    ],
)
def test_html_has_only_what_a_time_element_may_say(text: str, html: str | None) -> None:
    assert parse(text).html == html


def test_order_of_time() -> None:
    in_order = [
        "Y-170000002",
        "-0043",
        "0000",
        "2025-01-01",
        "2025",
        "2025/..",
        "../2025-05",
        "2025-05-01",
        "2025-05",
        "../2025-05-28",
        "2025-05-28T00:00:00",
        "2025-05-28T00:00",
        "2025-05-28",
        "2025-05-28/2025-05-29",
        "2025-05-28/",
        "2025-05-28T13:00",
        "[..2025-05-29]",
        "2025-05-29",
        "Y17000",
    ]
    dates = [parse(text) for text in in_order]
    assert [date.text for date in sorted(dates[::2] + dates[1::2], key=lambda date: date.sort)] == in_order


def test_white_space_is_not_part_of_a_date() -> None:
    assert parse(" 2025-05-28\n").text == "2025-05-28"
    assert parse("[ 2025-05-28 , 2025-05-29 .. 2025-06-02 ]").text == "[2025-05-28,2025-05-29..2025-06-02]"


def test_a_date_keeps_what_was_written() -> None:
    date = parse("2025-05-28T13:00+03")
    assert isinstance(date, Date)
    assert date.text == "2025-05-28T13:00+03"
    assert date == parse("2025-05-28T13:00+03", "UTC")
    assert date != parse("2025-05-28T13:00+03:00")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-30", "2025-02-30: February 2025 has 28 days"),
        ("2025-02-29", "2025-02-29: February 2025 has 28 days"),
        ("2024-02-30", "2024-02-30: February 2024 has 29 days"),
        ("1900-02-29", "1900-02-29: February 1900 has 28 days"),
        ("2025-04-31", "2025-04-31: April 2025 has 30 days"),
        ("2025-05-32~", "2025-05-32~: May 2025 has 31 days"),
        ("2025-05-28/2025-05-32", "2025-05-32: May 2025 has 31 days"),
        ("2025-13", "2025-13: months are 01 to 12, and 21 to 24 are spring, summer, autumn and winter"),
        ("2025-33", "2025-33: months are 01 to 12, and 21 to 24 are spring, summer, autumn and winter"),
        ("2025-05-00", "2025-05-00: 00 is no month or day: leave out what is not known, or write XX"),
        ("2025-00", "2025-00: 00 is no month or day: leave out what is not known, or write XX"),
        ("2025-21-03", "2025-21-03: a season has no days: write 2025-21"),
        ("2025-XX-28", "2025-XX-28: a day needs its month: write 2025-XX-XX, or 2025"),
        ("201X-05", "201X-05: a year with X has no month: write the year alone"),
        ("-0000", "-0000: the year 0 has no sign: write 0000, which is 1 BC"),
        ("2025-05-XXT13:00", "2025-05-XXT13:00: a time needs a day that is stated: leave out the time"),
        ("2025-05-28T13:00~", "2025-05-28T13:00~: a time has no “~”: leave out the time, or the mark"),
        (
            "2025-05-28T24:00",
            "2025-05-28T24:00: hours are 00 to 23: midnight is 00:00 of the day that begins",
        ),
        ("2025-05-28T13:60", "2025-05-28T13:60: minutes and seconds are 00 to 59"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z: minutes and seconds are 00 to 59"),
        ("2025-05-28T13:00+15:00", "2025-05-28T13:00+15:00: an offset is at most 14 hours and 59 minutes"),
        ("2025-05-28T13:00-00:00", "2025-05-28T13:00-00:00: an offset of nothing has no minus: write Z"),
        ("2025-05-02/2025-05-01", "2025-05-02/2025-05-01 ends before it starts: swap the two dates"),
        ("[2026..2025]", "2026..2025 ends before it starts: swap the two dates"),
        ("../..", "../.. has no date at either end: write at least one"),
        ("/", "/ has no date at either end: write at least one"),
        ("2025/2026/2027", "2025/2026/2027 has more than one “/”: an interval has one start and one end"),
        ("[2025-05-28", "[2025-05-28 begins with “[”: end it with “]”"),
        ("{2025]", "{2025] begins with “{”: end it with “}”"),
        ("[2025,]", "[2025,] has a date missing: write a date on each side of a comma"),
        ("", "a date has 1 to 500 characters, and this has 0: write 2025-05-28"),
        ("1" * 501, "a date has 1 to 500 characters, and this has 501: write 2025-05-28"),
        (
            "soon",
            "soon is not a date: write 2025-05-28, 2025-05 or 2025, with a time 2025-05-28T13:00",
        ),
        (
            "1XXX",
            "1XXX is not a date: write 2025-05-28, 2025-05 or 2025, with a time 2025-05-28T13:00",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason_and_the_mend(text: str, message: str) -> None:
    with pytest.raises(DateError) as refused:
        parse(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("28.05.2025", "2025-05-28"),
        ("28/05/2025", "2025-05-28"),
        ("05/28/2025", "2025-05-28"),
        ("28-05-2025", "2025-05-28"),
        ("06/06/2025", "2025-06-06"),
        ("05/06/2025", "2025-06-05 or 2025-05-06, whichever it is"),
        ("2025-5-8", "two digits, 2025-05-08"),
        ("2025-5", "two digits, 2025-05"),
        ("2025/05/28", "2025-05-28"),
        ("2025/05", "2025-05"),
        ("20250528", "2025-05-28"),
        ("202505", "2025-05 or Y202505, whichever it is"),
        ("12025", "Y12025"),
        ("Y2025", "2025"),
        ("May 2025", "2025-05"),
        ("28 May 2025", "2025-05-28"),
        ("28th of May, 2025", "2025-05-28"),
        ("May 28, 2025", "2025-05-28"),
        ("Sept. 2025", "2025-09"),
        ("fall 2025", "2025-23"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("AD 79", "0079"),
        ("15 March 44 BC", "-0043-03-15"),
        ("the 2010s", "201X"),
        ("201x", "201X"),
        ("2025-uu", "2025-XX"),
        ("2025-Q2", "2025-04/2025-06"),
        ("2004-06~-11", "2004-06-11~"),
        ("~2025", "2025~"),
        ("about May 2025", "2025-05~"),
        ("c. 1900", "1900~"),
        ("possibly 2025", "2025?"),
        ("possibly about 16 May 2025", "2025-05-16%"),
        ("2025-05-28 13:00", "2025-05-28T13:00"),
        ("2025-05-28t13:00z", "2025-05-28T13:00Z"),
        ("2025-05-28T9:00", "2025-05-28T09:00"),
        ("2025-05-28T130005", "2025-05-28T13:00:05"),
        ("2025-05-28T13:00+0300", "2025-05-28T13:00+03:00"),
        ("28 May 2025, 13:00 UTC+03:00", "2025-05-28T13:00+03:00"),
        ("28 May 2025, 13:00 GMT", "2025-05-28T13:00Z"),
        ("before 28 May 2025", "../2025-05-28"),
        ("since May 2025", "2025-05/.."),
        ("2025-05-28/now", "2025-05-28/.."),
        ("2025-2026", "2025/2026"),
        ("2025-05-28/30", "2025-05-28/2025-05-30"),
        ("2025-05-28 to 2025-05-30", "2025-05-28/2025-05-30"),
        ("2025-05-28–2025-05-30", "2025-05-28/2025-05-30"),
        ("2025-05-28..2025-05-30", "2025-05-28/2025-05-30"),
        ("28.05.2025/30.05.2025", "2025-05-28/2025-05-30"),
        ("[28 May 2025, 2025-5-29]", "[2025-05-28,2025-05-29]"),
    ],
)
def test_what_people_write_instead_is_refused_with_its_edtf(text: str, proposal: str) -> None:
    with pytest.raises(DateError, match="is not a date: write") as refused:
        parse(text)
    assert str(refused.value).endswith(f" is not a date: write {proposal}")


@pytest.mark.parametrize("text", ["31.02.2025", "99", "-44", "13 Smarch 2025", "1900s", "2025-148"])
def test_nothing_is_proposed_that_is_no_date_or_a_guess(text: str) -> None:
    with pytest.raises(DateError) as refused:
        parse(text)
    assert str(refused.value).endswith("write 2025-05-28, 2025-05 or 2025, with a time 2025-05-28T13:00")


@pytest.mark.parametrize(
    ("inner", "whole", "lies_in"),
    [
        ("2025-05-16", "2025-05-16", True),
        ("2025-05-16T10:00", "2025-05-16", True),
        ("2025-05", "2025-05-16", False),
        ("2025-05-16/2025-05-18", "2025-05-16/2025-05-17", False),
        ("../2025-05-16", "2025-05", False),
        ("2025-05-16", "2025-05-01/..", False),
    ],
)
def test_a_date_lies_within_another_only_whole(inner: str, whole: str, lies_in: bool) -> None:
    assert parse(inner).within(parse(whole)) is lies_in

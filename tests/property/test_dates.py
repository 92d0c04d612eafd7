"""What holds for every EDTF date, and agreement with the PyPI package edtf, which others wrote."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from time import struct_time
from zoneinfo import ZoneInfo

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from webapp.dates import Date, DateError, day, parse
from webapp.dates.mends import MONTHS as MONTH_NAMES

ZONES = st.sampled_from(
    ["UTC", "Europe/Istanbul", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"]
)
CYCLE = 146_097  # days in 400 years of the Gregorian calendar


def iso_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@st.composite
def days(draw: st.DrawFn, first_year: int = -9999, last_year: int = 9999) -> str:
    year, month = draw(st.integers(first_year, last_year)), draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(year % 400 + 400, month)[1]))
    return f"{iso_year(year)}-{month:02}-{day:02}"


YEARS = st.integers(-9999, 9999).map(iso_year)
LONG_YEARS = st.integers(10_000, 99_999_999_999).flatmap(
    lambda year: st.sampled_from([f"Y{year}", f"Y-{year}"])
)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
UNSTATED = st.one_of(
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    MONTHS.map("{}-XX".format),
)
MARKS = st.sampled_from(["", "", "?", "~", "%"])
STATED = st.builds(str.__add__, st.one_of(YEARS, MONTHS, SEASONS, days()), MARKS)
MOMENTS = st.one_of(STATED, st.builds(str.__add__, UNSTATED, MARKS))
TIMES = st.builds(
    "{}T{:%H:%M}{}{}".format,
    days(),
    st.times(),
    st.sampled_from(["", ":00", ":59"]),
    st.sampled_from(["", "Z", "+03:00", "-11", "+14:00"]),
)
INTERVALS = st.one_of(
    st.builds("{}/{}".format, MOMENTS, MOMENTS),
    st.builds("{}/{}".format, TIMES, TIMES),
    st.builds(str.format, st.sampled_from(["../{}", "/{}", "{}/..", "{}/"]), MOMENTS),
)
RANGES = st.one_of(
    st.builds("{}..{}".format, MOMENTS, MOMENTS),
    st.builds(str.format, st.sampled_from(["..{}", "{}.."]), MOMENTS),
)
SETS = st.builds(
    str.format,
    st.sampled_from(["[{}]", "{{{}}}"]),
    st.lists(st.one_of(MOMENTS, RANGES), min_size=1, max_size=4).map(",".join),
)
EDTF = st.one_of(MOMENTS, LONG_YEARS, TIMES, INTERVALS, SETS)


def parsed(text: str, zone: str = "UTC") -> Date:
    """The date; no example where what was drawn ends before it starts, or is a time that clocks skip."""
    try:
        return parse(text, zone)
    except DateError as error:
        if not re.search("ends before it starts|skipped this", str(error)):
            raise
        assume(False)
        raise


def local(second: int, zone: str) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).astimezone(ZoneInfo(zone))


@given(EDTF, ZONES)
def test_the_earliest_second_is_not_after_the_latest(text: str, zone: str) -> None:
    found = parsed(text, zone)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@given(EDTF, ZONES)
def test_its_text_is_the_same_date_again(text: str, zone: str) -> None:
    found = parsed(text, zone)
    assert found.text == text
    assert parse(f" {text.replace(',', ' , ')}\n", zone) == found


@given(EDTF, EDTF, ZONES)
def test_what_is_over_before_another_begins_sorts_before_it(one: str, other: str, zone: str) -> None:
    first, second = parsed(one, zone), parsed(other, zone)
    if first.latest is not None and second.earliest is not None and first.latest < second.earliest:
        assert first.sort < second.sort


@given(EDTF, ZONES)
def test_a_date_sorts_within_its_bounds(text: str, zone: str) -> None:
    found = parsed(text, zone)
    assert found.earliest is None or found.earliest == found.sort[0]
    assert found.latest is None or found.sort[0] <= found.latest
    assert all(-(2**63) <= key < 2**63 for key in found.sort)


@given(days(2, 9998), ZONES)
@example("2006-10-28", "America/St_Johns")
@example("1919-03-31", "America/Toronto")
def test_a_day_is_all_that_clocks_show_under_its_date(text: str, zone: str) -> None:
    found, day = parsed(text, zone), date.fromisoformat(text)
    assert found.earliest is not None
    assert found.latest is not None
    assert local(found.earliest - 1, zone).date() < day == local(found.earliest, zone).date()
    assert local(found.latest, zone).date() == day < local(found.latest + 1, zone).date()
    assert found.weekday == f"{day:%A}"


@given(days(2, 9998), st.times(), ZONES)
@example("2025-10-26", datetime(2025, 10, 26, 2, 30).time(), "Europe/Berlin")
def test_a_local_time_is_what_clocks_show(day: str, time: datetime, zone: str) -> None:
    found = parsed(f"{day}T{time:%H:%M}", zone)
    assert found.earliest is not None
    assert found.latest is not None
    assert f"{local(found.earliest, zone):%H:%M:%S}" == f"{time:%H:%M}:00"
    assert f"{local(found.latest, zone):%H:%M:%S}" == f"{time:%H:%M}:59"


YEAR_WORDS = re.compile(r"AD \d+|[\d,]+ BC|year [\d,]+|\d{4}s?")
CLOCK_WORDS = re.compile(r"\d\d:\d\d(:\d\d)?( UTC([+-]\d\d(:\d\d)?)?)?")


@given(EDTF)
@example("2025-05-XX/2025-06-03")
def test_label_mentions_no_unit_that_was_not_given(text: str) -> None:
    label = parsed(text).label
    without_times = CLOCK_WORDS.sub("", label)
    without_years = YEAR_WORDS.sub("", without_times)
    months = re.findall(rf"\b({'|'.join(MONTH_NAMES)})\b", label)
    seasons = re.findall(r"\b(spring|summer|autumn|winter)\b", label)
    assert label.count(":") <= text.count(":")
    assert len(re.findall(r"\d+", without_years)) <= len(re.findall(r"\d-\d\d-\d\d", text))
    assert len(months) <= len(re.findall(r"\d-(?:0\d|1[0-2])", text))
    assert len(seasons) <= len(re.findall(r"\d-2[1-4](?![\d-])", text))
    assert ("about" in label) == bool(re.search("[~%]", text))
    assert ("possibly" in label) == bool(re.search("[?%]", text))


@given(STATED)
def test_a_label_typed_back_is_refused_with_the_date_it_stands_for(text: str) -> None:
    label = parse(text).label
    if label != text:
        with pytest.raises(DateError, match=re.escape(f"{label} is not a date: write {text}")):
            parse(label)


@given(st.one_of(st.text(), st.text("0123456789-/.X?~%TZ:+[]{},Y UMaybetoc")), ZONES)
def test_any_text_is_a_date_or_refused_in_one_line(text: str, zone: str) -> None:
    try:
        said = parse(text, zone).label
    except DateError as error:
        said = str(error)
    assert len(said.splitlines()) == 1


def oracle(text: str) -> tuple[int | None, int | None]:
    """The bounds by the package edtf; its days become seconds by datetime, in another 400 years."""
    found = parse_edtf(text)
    return oracle_second(found.lower_strict(), 0), oracle_second(found.upper_strict(), 86_399)


def oracle_second(day: struct_time | float, second: int) -> int | None:
    if isinstance(day, float):
        assert math.isinf(day)
        return None
    number = date(day.tm_year % 400 + 400, day.tm_mon, day.tm_mday) - date(1970, 1, 1)
    return (number.days + (day.tm_year // 400 - 1) * CYCLE) * 86_400 + second


PLAIN = st.one_of(YEARS, MONTHS, days())
MARKED = st.builds(str.__add__, PLAIN, MARKS)
AGREED = st.one_of(
    MARKED,
    LONG_YEARS,
    SEASONS.filter(lambda text: not text.endswith("24")),
    st.builds(str.__add__, UNSTATED.filter(lambda text: not text.startswith("-")), MARKS),
    st.builds("{}/{}".format, MARKED, MARKED),
    st.builds(str.format, st.sampled_from(["../{}", "{}/.."]), MARKED),
    st.builds(
        str.format,
        st.sampled_from(["[{}]", "{{{}}}", "[0001..0009,{}]"]),
        st.lists(PLAIN, min_size=2, max_size=3).map(",".join),
    ),
    st.builds(str.format, st.sampled_from(["[..{}]", "{{{}..}}"]), PLAIN),
)


@given(AGREED)
@settings(max_examples=50)  # the package takes up to 50 ms a date
def test_bounds_are_those_of_the_package_edtf(text: str) -> None:
    found = parsed(text)
    assert (found.earliest, found.latest) == oracle(text)


@pytest.mark.parametrize(
    ("text", "theirs", "ours"),
    [
        # Winter: they end it with the year, we with February. A winter of one month is none.
        ("2025-24", ("2025-12-01", "2025-12-31"), ("2025-12-01", "2026-02-28")),
        # Unknown ends: they assume ten years. Nobody said ten.
        ("2025/", ("2025-01-01", "2035-01-01"), ("2025-01-01", None)),
        ("/2025", ("2015-12-31", "2025-12-31"), (None, "2025-12-31")),
        # Unstated months and days before the year 0: they swap the bounds.
        ("-0043-XX", ("-0043-12-01", "-0043-01-31"), ("-0043-01-01", "-0043-12-31")),
        ("-0043-03-XX", ("-0043-03-31", "-0043-03-01"), ("-0043-03-01", "-0043-03-31")),
        # Times: they keep the day as written, without its time and offset.
        (
            "2025-05-28T13:00:00Z",
            ("2025-05-28", "2025-05-28"),
            ("2025-05-28T13:00:00Z", "2025-05-28T13:00:00Z"),
        ),
        (
            "2025-05-28T23:00:00-04",
            ("2025-05-28", "2025-05-28"),
            ("2025-05-29T03:00:00Z", "2025-05-29T03:00:00Z"),
        ),
    ],
)
def test_where_the_package_edtf_has_other_bounds(
    text: str, theirs: tuple[str, str], ours: tuple[str | None, str | None]
) -> None:
    assert oracle(text) == (parse(theirs[0]).earliest, parse(theirs[1]).latest)
    first, last = (parse(end) if end else None for end in ours)
    assert (parse(text).earliest, parse(text).latest) == (first and first.earliest, last and last.latest)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06/2025-05",  # ends before it starts
        "2025-05-28T24:00:00",  # hours end with 23
        "1XXX", "15XX-12-25", "XXXX-12",  # level 2: digits not stated elsewhere
        "2004-06~-11", "?2004-06-11", "2004-?06",  # level 2: marks on parts of a date
        "Y17E7", "1950S2", "2025-33",  # level 2: exponents, significant digits, quarters
    ],
)  # fmt: skip
def test_what_the_package_edtf_accepts_and_we_refuse(text: str) -> None:
    parse_edtf(text)
    with pytest.raises(DateError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "2025-21~",  # level 1 allows marks on every date
        "201X/..", "2025-05-XX/",  # open and unknown ends beside what is not stated
        "[2025-21,2026]", "[2025]", "[2025-05..2026-06-01]",  # sets of whatever is a date
        "2025-05-28T13:00",  # what people know of a time
        "2025-05-28T13:00Z/2025-05-28T15:00Z",  # a meeting from one o'clock to three
        "Y12025?",  # a mark, as on any other year
    ],
)  # fmt: skip
def test_what_we_accept_and_the_package_edtf_refuses(text: str) -> None:
    parse(text)
    with pytest.raises(EDTFParseException):
        parse_edtf(text)


@given(
    st.one_of(st.integers(-(10**11), 10**11), st.integers(-377_000_000_000, 253_000_000_000)),
    ZONES,
)
def test_every_second_lies_in_its_day(second: int, zone: str) -> None:
    found = day(second, zone)
    assert found.precision == "day"
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= second <= found.latest


@pytest.mark.parametrize(("second", "expected"), [(10**15, "9999-12-31"), (-(10**15), "-9999-01-01")])
def test_a_day_without_a_name_is_the_nearest_that_has_one(second: int, expected: str) -> None:
    assert day(second).text == expected

"""Dates as the numbers of a calendar: for programs that know days, months and years only."""

from __future__ import annotations

from dataclasses import astuple

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.test_dates import INTERVALS, LONG_YEARS, MOMENTS, SETS, TIMES, ZONES, parsed
from webapp import dates
from webapp.dates import Parts, Precision

PARTS = {
    **dict.fromkeys((Precision.CENTURY, Precision.DECADE, Precision.YEAR), 1),
    **dict.fromkeys((Precision.SEASON, Precision.MONTH), 2),
    Precision.DAY: 3,
    Precision.MINUTE: 5,
    Precision.SECOND: 6,
}


def written(parts: Parts) -> str:
    """The parts as EDTF."""
    year = parts.year
    text = f"{'-' if year < 0 else ''}{abs(year):04}" if abs(year) <= 9999 else f"Y{year}"
    text += "".join(f"-{part:02}" for part in (parts.month, parts.day) if part is not None)
    time = [f"{part:02}" for part in (parts.hour, parts.minute, parts.second) if part is not None]
    return text + (f"T{':'.join(time)}" if time else "")


@given(st.one_of(MOMENTS, LONG_YEARS, INTERVALS, SETS), ZONES)
def test_the_parts_of_a_date_bound_it_as_it_is_bounded(text: str, zone: str) -> None:
    date = parsed(text, zone)
    assume(date.precision not in (Precision.MINUTE, Precision.SECOND))  # clocks show some times twice
    begin, end = (dates.parse(written(parts), zone) for parts in date.parts(zone))
    assert (begin.earliest, end.latest) == date.ends


@given(st.one_of(MOMENTS, LONG_YEARS, TIMES), ZONES)
def test_as_many_parts_are_given_as_the_date_has(text: str, zone: str) -> None:
    """A season is given by its months, a decade or century by its years."""
    date = parsed(text, zone)
    for parts in date.parts(zone):
        assert sum(part is not None for part in astuple(parts)) == PARTS[date.precision]

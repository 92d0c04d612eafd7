"""Dates in EDTF (ISO 8601-2:2019, levels 0 and 1, and the sets of level 2): parse, order, label.

What is read
- Days, months, years; negative years, where 0000 is 1 BC; years of 5 to 11 digits with Y; the proleptic
  Gregorian calendar throughout. `201X`, `20XX`, `2025-XX`, `2025-05-XX`, `2025-XX-XX` for what is not stated.
- Seasons 21 to 24, taken as in the north: spring is March to May, winter December to February of the next
  year.
- Times `T13:00` and `T13:00:30` with `Z`, an offset, or neither: then by the clocks of the zone given.
- `?` uncertain, `~` approximate, `%` both, at the end of a date. They do not widen its bounds: nobody said by
  how much.
- Intervals `a/b`; `../b` and `a/..` are open, `/b` and `a/` unknown at that end.
- Sets `[a,b]` (one of them) and `{a,b}` (all of them), with ranges `a..b`, `..b`, `a..` in them.

Clocks. A day begins at its first second in the zone and ends at its last, also where clocks change at
midnight. A local time that clocks show twice can mean either: its bounds reach from the first to the second.
A time or a day that clocks skip is refused. Years before 1 and after 9999 count in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from webapp.dates import clock
from webapp.dates.grammar import read
from webapp.dates.labels import label
from webapp.dates.parts import Parts, begin, end
from webapp.dates.shapes import DateError, Interval, Moment, Precision, Shape, bounds, moments

__all__ = ["Date", "DateError", "Interval", "Moment", "Parts", "Precision", "day", "parse", "together"]

_WEEKDAYS = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")  # from 1970-01-01
_FOREVER = 2**63 - 1
_LONGEST = 500
_HOURS = re.compile("(T.*[+-][0-9]{2})$")  # a time with an offset of hours alone


@dataclass(frozen=True, slots=True)
class Date:
    """A date as somebody gave it, no more precise than that.

    `text` is its canonical EDTF. `earliest` and `latest` are the first and the last second it can mean,
    inclusive, counted from 1970-01-01T00:00:00Z; None where that end is open or unknown. `approximate` and
    `uncertain` hold when any part of it is. `precision` is the coarsest unit that any part of it is given in.
    """

    text: str
    earliest: int | None
    latest: int | None
    approximate: bool
    uncertain: bool
    precision: Precision
    _shape: Shape = field(repr=False, compare=False)
    _zone: str = field(repr=False, compare=False)

    def __reduce__(self) -> tuple[Callable[[str, str], Date], tuple[str, str]]:
        """A copy is what the same text says, which mostly is known already."""
        return parse, (self.text, self._zone)

    @property
    def sort(self) -> tuple[int, int]:
        """Where it stands in order of time: by its start, and the shorter first.

        One without a start stands just before its end: "before 28 May" comes before everything on 28 May.
        """
        if self.earliest is not None:
            return self.earliest, _FOREVER if self.latest is None else self.latest
        start = min(moment.first for moment in moments(self._shape))
        return start, start - 1

    def within(self, whole: Date) -> bool:
        """Whether all that it can mean lies in `whole`; never where an end of either is open or unknown."""
        if self.earliest is None or self.latest is None or whole.earliest is None or whole.latest is None:
            return False
        return whole.earliest <= self.earliest and self.latest <= whole.latest

    @property
    def ends(self) -> tuple[int, int]:
        """Its bounds; for an end that is open or unknown, that of the date on the other side."""
        dates = list(moments(self._shape))
        first = min(date.first for date in dates) if self.earliest is None else self.earliest
        last = max(date.last for date in dates) if self.latest is None else self.latest
        return first, last

    def parts(self, zone: str) -> tuple[Parts, Parts]:
        """The first and the last date in it, each no finer than written, times by the clocks of the zone."""
        dates, (first, last) = list(moments(self._shape)), self.ends
        beginning = next(date for date in dates if date.first == first)
        ending = next(date for date in reversed(dates) if date.last == last)
        return begin(beginning, zone), end(ending, zone)

    @property
    def shape(self) -> Shape:
        """What it says, part by part: a moment, an interval or a set."""
        return self._shape

    @property
    def label(self) -> str:
        """The date in English words: "about 16 May 2025", "16 to 28 May 2025", "28 May 2025, 13:00 UTC"."""
        return label(self._shape)

    @property
    def weekday(self) -> str | None:
        """The day of the week, "Wednesday", of one certain day (with a time, as written), else None."""
        match self._shape:
            case Moment(years=(year, _), month=int(month), day=int(day), mark=""):
                return _WEEKDAYS[clock.day_number(year, month, day) % 7]
        return None

    @property
    def html(self) -> str | None:
        """The value for the datetime attribute of HTML's <time>; None where HTML has no valid form for it."""
        match self._shape:
            case Moment(years=(first, last), mark="", unstated=()) if (
                first == last > 0 and self.precision is not Precision.SEASON
            ):
                # HTML has long years without Y, and its offsets always have minutes.
                return _HOURS.sub(r"\1:00", self.text.removeprefix("Y"))
        return None


@lru_cache(maxsize=65_536)
def parse(text: str, zone: str = "UTC") -> Date:
    """The date that the EDTF text says, its days and local times by the clocks of the zone, an IANA name.

    White space around it, or in a set, is left out of `Date.text`. Raises DateError.
    """
    clocks = clock.zone_of(zone)
    if clocks is None:
        raise DateError(f"{zone} is not a time zone: write an IANA name such as Europe/Istanbul")
    written = " ".join(text.split())
    if not 0 < len(written) <= _LONGEST:
        raise DateError(
            f"a date has 1 to {_LONGEST} characters, and this has {len(written)}: write 2025-05-28"
        )
    if written[0] in "[{":
        written = re.sub(r" ?(,|\.\.|[\[\]{}]) ?", r"\1", written)
    shape = read(written, clocks)
    marks = "".join(moment.mark for moment in moments(shape))
    return Date(
        text=written,
        earliest=bounds(shape)[0],
        latest=bounds(shape)[1],
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        precision=min((moment.precision for moment in moments(shape)), key=list(Precision).index),
        _shape=shape,
        _zone=zone,
    )


def together(dates: Iterable[Date]) -> str:
    """From the first to the last that is written in the dates, in their words: "1201 to May 1202"."""
    written = [moment for date in dates for moment in moments(date.shape)]
    first, last = min(written, key=lambda each: each.first), max(written, key=lambda each: each.last)
    return label(Interval(first, last))


def day(second: int, zone: str = "UTC") -> Date:
    """The day by the clocks of the zone in which the second lies; of years with five digits, the nearest."""
    clocks = clock.zone_of(zone) or clock.zone_of("UTC")
    assert clocks is not None
    year, month, number = clock.civil(clock.wall(second, clocks) // clock.DAY)
    if abs(year) > 9999:
        return parse("9999-12-31" if year > 0 else "-9999-01-01", zone)
    return parse(f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{number:02}", zone)

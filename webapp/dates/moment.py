"""One EDTF date, with or without a time → what it says, and its bounds in seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.dates import clock
from webapp.dates.mends import MONTHS
from webapp.dates.shapes import DateError, Moment, NotEdtf, Precision

# First and last month; 14 is February of the next year. A season names no place: it is taken as in the north.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}

_MOMENT = re.compile(
    r"""(?:Y(?P<long>-?[1-9][0-9]{4,10})
    | (?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX))
      (?:-(?P<month>[0-9]{2}|XX)
      (?:-(?P<day>[0-9]{2}|XX)
      (?:T(?P<time>(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)
      (?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?)
    (?P<mark>[?~%]?)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts of a date's text, "" where there is none."""

    text: str
    long: str
    year: str
    month: str
    day: str
    time: str
    hour: str
    minute: str
    second: str
    offset: str
    mark: str

    @property
    def years(self) -> tuple[int, int]:
        low, high = sorted(int((self.long or self.year).replace("X", digit)) for digit in "09")
        return low, high


def read_moment(text: str, zone: ZoneInfo) -> Moment:
    """What the date says, by the clocks of the zone where it has no offset. Raises DateError."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise NotEdtf(
            f"{text} is not a date: write 2025-05-28, 2025-05 or 2025, with a time 2025-05-28T13:00"
        )
    written = _Written(text, **found.groupdict(default=""))
    fault = _calendar_fault(written) or _time_fault(written)
    if fault:
        raise DateError(f"{text}: {fault}")
    first, last = _bounds(written, zone)
    if last < first:
        raise DateError(f"{text}: {_skipped(written, zone)}")
    return Moment(
        years=written.years,
        month=_number(written.month),
        day=_number(written.day),
        unstated=tuple(unit for unit in ("month", "day") if getattr(written, unit) == "XX"),
        time=written.time or None,
        offset=written.offset or None,
        mark=written.mark,
        precision=_precision(written),
        first=first,
        last=last,
    )


def _number(part: str) -> int | None:
    return int(part) if part.isdigit() else None


def _precision(written: _Written) -> Precision:
    if written.time:
        return Precision.SECOND if written.second else Precision.MINUTE
    if written.day.isdigit():
        return Precision.DAY
    if written.month.isdigit():
        return Precision.SEASON if int(written.month) in SEASONS else Precision.MONTH
    return (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[written.year.count("X")]


def _calendar_fault(written: _Written) -> str | None:
    """What no calendar has, although it has the form of a date."""
    year, month, day = written.years[0], _number(written.month), _number(written.day)
    if written.year == "-0000":
        return f"the year 0 has no sign: write {written.text[1:]}, which is 1 BC"
    if "X" in written.year and written.month:
        return "a year with X has no month: write the year alone"
    if month == 0 or day == 0:
        return "00 is no month or day: leave out what is not known, or write XX"
    if month and month > 12 and month not in SEASONS:
        return "months are 01 to 12, and 21 to 24 are spring, summer, autumn and winter"
    if month in SEASONS and written.day:
        return f"a season has no days: write {written.year}-{written.month}"
    if day and month is None:
        return f"a day needs its month: write {written.year}-XX-XX, or {written.year}"
    if day and month and day > clock.month_length(year, month):
        return f"{MONTHS[month - 1]} {written.year} has {clock.month_length(year, month)} days"
    return None


def _time_fault(written: _Written) -> str | None:
    """What no clock shows, although it has the form of a time."""
    if not written.time:
        return None
    if not written.day.isdigit():
        return "a time needs a day that is stated: leave out the time"
    if written.mark:
        return f"a time has no “{written.mark}”: leave out the time, or the mark"
    if int(written.hour) > 23:
        return "hours are 00 to 23: midnight is 00:00 of the day that begins"
    if int(written.minute) > 59 or int(written.second or 0) > 59:
        return "minutes and seconds are 00 to 59"
    if int(written.offset[1:3] or 0) > 14 or int(written.offset[4:] or 0) > 59:
        return "an offset is at most 14 hours and 59 minutes"
    if re.fullmatch("-00(:00)?", written.offset):
        return "an offset of nothing has no minus: write Z"
    return None


def _bounds(written: _Written, zone: ZoneInfo) -> tuple[int, int]:
    first, last = _walls(written)
    if not written.offset:
        return clock.first(first, zone), clock.last(last, zone)
    hours, minutes = int(written.offset[1:3] or 0), int(written.offset[4:] or 0)
    ahead = (hours * 3600 + minutes * 60) * (-1 if written.offset[0] == "-" else 1)
    return first - ahead, last - ahead


def _walls(written: _Written) -> tuple[int, int]:
    """The first and the last second that it can mean, as clocks on the wall show them."""
    month, day = _number(written.month), _number(written.day)
    low, high = SEASONS.get(month or 0, (month or 1, month or 12))
    end_year, end_month = written.years[1] + (high > 12), (high - 1) % 12 + 1
    first = clock.day_number(written.years[0], low, day or 1) * clock.DAY
    last = clock.day_number(end_year, end_month, day or clock.month_length(end_year, end_month)) * clock.DAY
    if not written.time:
        return first, last + clock.DAY - 1
    first += int(written.hour) * 3600 + int(written.minute) * 60 + int(written.second or 0)
    return first, first + (0 if written.second else 59)


def _skipped(written: _Written, zone: ZoneInfo) -> str:
    if written.time:
        return f"clocks in {zone.key} skipped this time: write another, or its offset too, such as +03:00"
    return f"{zone.key} skipped this day: write the day before or after"

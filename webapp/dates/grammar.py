"""EDTF text → what it says: a moment, an interval or a set, each with its bounds in seconds.

ISO 8601-2:2019 levels 0 and 1, and the sets of level 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from zoneinfo import ZoneInfo

from webapp.dates import clock
from webapp.dates.mends import MONTHS, mend

# Seasons without a place are taken as in the north, from the first day of a month: the last is December to February.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}

_MOMENT = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
    r"(?P<mark>[?~%]?)"
)
_LONG_YEAR = re.compile(r"Y(?P<year>-?[1-9][0-9]{4,9})(?P<mark>[?~%]?)")


class DateError(ValueError):
    """Not a date that Parley reads: str(error) is one sentence on what is wrong and how to mend it."""


class Precision(StrEnum):
    """The unit that a date is given in, from coarse to fine."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class End(Enum):
    """What stands for the end of an interval that has no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date, as precise as it is written.

    `years` are the first and the last year it can mean. `month` may be a season (21 to 24). `unstated` names the
    units written as XX. `time` and `offset` are as written. `first` and `last` are the bounds in seconds.
    """

    years: tuple[int, int]
    month: int | None
    day: int | None
    unstated: tuple[str, ...]
    time: str | None
    offset: str | None
    mark: str
    precision: Precision
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Interval:
    """From one moment to another; one of the two may be open or unknown, never both."""

    start: Moment | End
    end: Moment | End


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several dates, or (`every`) all of them; an interval in it is `a..b`: any date in that unit."""

    every: bool
    items: tuple[Moment | Interval, ...]


Shape = Moment | Interval | Choice


def read(text: str, zone: ZoneInfo) -> Shape:
    """What the text says. Raises DateError."""
    if (hint := mend(text)) is not None:
        raise DateError(hint)
    if text[0] in "[{":
        return _choice(text, zone)
    if "/" not in text:
        return _moment(text, zone)
    ends = text.split("/")
    if len(ends) != 2:
        raise DateError(f"{text} has more than one “/”: an interval has one start and one end")
    return _interval(ends[0], ends[1], text, zone)


def moments(shape: Shape) -> Iterable[Moment]:
    """Every date that is written in it, in that order."""
    match shape:
        case Moment():
            yield shape
        case Interval(start, end):
            yield from (one for one in (start, end) if isinstance(one, Moment))
        case Choice(_, items):
            for item in items:
                yield from moments(item)


def bounds(shape: Shape) -> tuple[int | None, int | None]:
    """The first and last second that it can mean; None where it is open or unknown."""
    match shape:
        case Moment():
            return shape.first, shape.last
        case Interval(start, end):
            return start.first if isinstance(start, Moment) else None, end.last if isinstance(
                end, Moment
            ) else None
    starts, ends = zip(*(bounds(item) for item in shape.items), strict=True)
    return None if None in starts else min(starts), None if None in ends else max(ends)


def _interval(start: str, end: str, text: str, zone: ZoneInfo) -> Interval:
    if {start, end} <= {"", ".."}:
        raise DateError(f"{text} has no date at either end: write at least one")
    interval = Interval(_end(start, zone), _end(end, zone))
    first, last = bounds(interval)
    if first is not None and last is not None and last < first:
        raise DateError(f"{text} ends before it starts: swap the two dates")
    return interval


def _end(text: str, zone: ZoneInfo) -> Moment | End:
    return End(text) if text in ("", "..") else _moment(text, zone)


def _choice(text: str, zone: ZoneInfo) -> Choice:
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing:
        raise DateError(f"{text} begins with “{text[0]}” and must end with “{closing}”")
    return Choice(text[0] == "{", tuple(_item(item, zone) for item in text[1:-1].split(",")))


def _item(text: str, zone: ZoneInfo) -> Moment | Interval:
    if not text:
        raise DateError("a set has a date missing: write [2025-05-28,2025-05-29]")
    start, dots, end = text.partition("..")
    return _interval(start or "..", end or "..", text, zone) if dots else _moment(text, zone)


def _moment(text: str, zone: ZoneInfo) -> Moment:
    if (hint := mend(text)) is not None:
        raise DateError(hint)
    if long := _LONG_YEAR.fullmatch(text):
        year = int(long["year"])
        return _build(text, zone, (year, year), {"mark": long["mark"]})
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise DateError(
            f"{text} is not a date: write 2025-05-28, 2025-05 or 2025, or 2025-05-28T13:00 with a time"
        )
    parts = found.groupdict()
    if found["year"] == "-0000":
        raise DateError(f"{text}: the year 0 has no sign, write {text[1:]} (1 BC)")
    years = sorted(int(found["year"].replace("X", digit)) for digit in "09")
    return _build(text, zone, (years[0], years[1]), parts)


def _build(text: str, zone: ZoneInfo, years: tuple[int, int], parts: dict[str, str | None]) -> Moment:
    units = [unit for unit in ("month", "day") if parts.get(unit) == "XX"]
    month, day = (int(parts.get(unit) or 0) if unit not in units else 0 for unit in ("month", "day"))
    precision = _precision(parts, years, month, day)
    _check(text, years, month, day, units, parts)
    time = text.partition("T")[2].removesuffix(parts.get("offset") or "") if parts.get("hour") else None
    first, last = _walls(years, month, day)
    offset = parts.get("offset")
    if time:
        first, last = _within(first, time)
    if offset:
        first, last = first - _seconds(offset, text), last - _seconds(offset, text)
    else:
        first, last = clock.first(first, zone), clock.last(last, zone)
    if last < first:
        raise DateError(f"{text}: clocks in {zone.key} skipped that; write another, or the offset with it")
    mark = parts["mark"] or ""
    return Moment(years, month or None, day or None, tuple(units), time, offset, mark, precision, first, last)


def _precision(parts: dict[str, str | None], years: tuple[int, int], month: int, day: int) -> Precision:
    if parts.get("hour"):
        return Precision.SECOND if parts["second"] else Precision.MINUTE
    if day:
        return Precision.DAY
    if month:
        return Precision.SEASON if month in SEASONS else Precision.MONTH
    return {0: Precision.YEAR, 9: Precision.DECADE, 99: Precision.CENTURY}[years[1] - years[0]]


def _check(
    text: str, years: tuple[int, int], month: int, day: int, unstated: list[str], parts: dict[str, str | None]
) -> None:
    """Raises DateError for what looks like a date and cannot be one."""
    year, stated_day = years[0], parts.get("day") is not None
    if years[0] != years[1] and parts.get("month"):
        raise DateError(f"{text}: a year with X stands alone, without a month")
    if parts.get("month") and "month" not in unstated and not (1 <= month <= 12 or month in SEASONS):
        raise DateError(f"{text}: months are 01 to 12 (and 21 to 24 for spring, summer, autumn, winter)")
    if stated_day and month in SEASONS:
        raise DateError(f"{text}: a season has no day; write {text[: text.index('-', 1) + 3]}")
    if "month" in unstated and day:
        raise DateError(f"{text}: a day needs its month; write XX for both, or the month")
    if stated_day and "day" not in unstated and not 1 <= day <= clock.month_length(year, month):
        days = clock.month_length(year, month)
        raise DateError(f"{text}: {MONTHS[month - 1]} {parts['year']} has {days} days")
    if parts.get("hour"):
        _check_time(text, unstated, parts)


def _check_time(text: str, unstated: list[str], parts: dict[str, str | None]) -> None:
    if unstated:
        raise DateError(f"{text}: a time needs a day that is stated")
    if parts["mark"]:
        raise DateError(f"{text}: a time takes no “{parts['mark']}”; leave out the time or the mark")
    if int(parts["hour"] or 0) > 23:
        raise DateError(f"{text}: hours are 00 to 23 (midnight is 00:00 of the next day)")
    if int(parts["minute"] or 0) > 59 or int(parts["second"] or 0) > 59:
        raise DateError(f"{text}: minutes and seconds are 00 to 59")


def _walls(years: tuple[int, int], month: int, day: int) -> tuple[int, int]:
    """The first and last second on the wall."""
    low, high = SEASONS.get(month, (month or 1, month or 12))
    year, high = years[1] + (high > 12), (high - 1) % 12 + 1
    first = clock.day_number(years[0], low, day or 1)
    last = clock.day_number(year, high, day or clock.month_length(year, high))
    return first * clock.DAY, last * clock.DAY + clock.DAY - 1


def _within(midnight: int, time: str) -> tuple[int, int]:
    hour, minute, *second = map(int, time.split(":"))
    start = midnight + hour * 3600 + minute * 60 + sum(second)
    return start, start + (0 if second else 59)


def _seconds(offset: str, text: str) -> int:
    if offset == "Z":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[4:] or 0)
    if hours > 14 or minutes > 59:
        raise DateError(f"{text}: an offset is at most 14 hours and 59 minutes")
    if not hours and not minutes and offset[0] == "-":
        raise DateError(f"{text}: an offset of nothing has no minus; write Z")
    return (hours * 3600 + minutes * 60) * (-1 if offset[0] == "-" else 1)

"""What a date says: a moment, an interval or a set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class DateError(ValueError):
    """Not a date that Parley reads: str(error) is one sentence on what is wrong and how to mend it."""


class NotEdtf(DateError):  # noqa: N818, it is one
    """The text has not even the form of a date."""


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
    """What stands at an end of an interval that has no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date, as precise as it is written.

    `years` are the first and the last year it can mean. `month` may be a season (21 to 24). `unstated` names
    the units written as XX. `time` and `offset` are as written. `first` and `last` are the bounds in seconds.
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
    """One of several dates, or (`every`) all of them. An interval among them means each unit in it."""

    every: bool
    items: tuple[Moment | Interval, ...]


Shape = Moment | Interval | Choice


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
    """The first and last second that it can mean; None where that end is open or unknown."""
    match shape:
        case Moment(first=first, last=last):
            return first, last
        case Interval(start, end):
            return start.first if isinstance(start, Moment) else None, end.last if isinstance(
                end, Moment
            ) else None
        case Choice(_, items):
            starts, ends = zip(*(bounds(item) for item in items), strict=True)
            return None if None in starts else min(starts), None if None in ends else max(ends)

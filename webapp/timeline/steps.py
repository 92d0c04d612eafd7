"""Minutes to years as a time zone's clock shows them, from any year to any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from webapp.dates import clock
from webapp.dates.clock import civil, wall

Unit = Literal["minute", "hour", "day", "week", "month", "year"]

HOUR, DAY, YEAR = 3_600, 86_400, 31_556_952
_SECONDS: dict[Unit, int] = {
    "minute": 60,
    "hour": HOUR,
    "day": DAY,
    "week": 7 * DAY,
    "month": YEAR // 12,
    "year": YEAR,
}


@dataclass(frozen=True, slots=True)
class Step:
    """`size` units of time."""

    unit: Unit
    size: int = 1

    @property
    def seconds(self) -> int:
        """How long it is on average."""
        return self.size * _SECONDS[self.unit]


def ticks() -> Iterator[Step]:
    """Steps from one tick of an axis to the next, ever longer, without end."""
    yield from (Step("hour", size) for size in (1, 2, 3, 6, 12))
    yield from (Step("day"), Step("day", 2), Step("week"), Step("week", 2))
    yield from (Step("month", size) for size in (1, 2, 3, 6))
    power = 1
    while True:
        yield from (Step("year", size * power) for size in (1, 2, 5))
        power *= 10


def bins() -> Iterator[Step]:
    """Steps to count in: hour, day, week, month, year, decade, century and so on without end."""
    yield from (Step("hour"), Step("day"), Step("week"), Step("month"))
    power = 1
    while True:
        yield Step("year", power)
        power *= 10


@dataclass(frozen=True, slots=True)
class Grid:
    """All time cut into steps as the clocks of a zone show them, numbered by integers."""

    step: Step
    zone: ZoneInfo

    def index(self, time: int) -> int:
        """The number of the step that `time` lies in."""
        shown = wall(time, self.zone)
        if self.step.unit not in ("month", "year"):
            return (shown - self._origin) // self.step.seconds
        year, month, _ = civil(shown // DAY)
        if self.step.unit == "month":
            return (12 * year + month - 1) // self.step.size
        return (year - self._skew(year)) // self.step.size

    def start(self, number: int) -> int:
        """The first second of a step."""
        return clock.first(self.shown(number), self.zone)

    def begins(self, time: int) -> bool:
        """Whether a step begins with that second."""
        return self.start(self.index(time)) == time

    def shown(self, number: int) -> int:
        """What the clocks show, or would if they did not skip it, when a step begins."""
        if self.step.unit not in ("month", "year"):
            return number * self.step.seconds + self._origin
        if self.step.unit == "month":
            year, month = divmod(number * self.step.size, 12)
            return clock.day_number(year, month + 1, 1) * DAY
        year = number * self.step.size
        return clock.day_number(year + self._skew(year), 1, 1) * DAY

    @property
    def _origin(self) -> int:
        return -3 * DAY if self.step.unit == "week" else 0  # the Monday before 1 January 1970

    def _skew(self, year: int) -> int:
        """One before AD 1, so that decades begin in 100 BC and 90 BC, and the first of all in AD 1."""
        return int(self.step.size > 1 and year < 1)

"""A date as the numbers of a calendar and a clock, as many of them as it has."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dates import clock
from webapp.dates.moment import SEASONS
from webapp.dates.shapes import Moment


@dataclass(frozen=True, slots=True)
class Parts:
    """None is what the date does not say. The year 0 is 1 BC. A second is only there with its minute."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None


def begin(moment: Moment, zone: str) -> Parts:
    """The moment, or where it begins: a decade with its first year, a season with its first month."""
    if moment.time:
        return _time(moment, zone)
    month = SEASONS[moment.month][0] if moment.month in SEASONS else moment.month
    return Parts(moment.years[0], month, moment.day)


def end(moment: Moment, zone: str) -> Parts:
    """The moment, or where it ends: a decade with its last year, a season with its last month."""
    if moment.time:
        return _time(moment, zone)
    if moment.month in SEASONS:
        month = SEASONS[moment.month][1]
        return Parts(moment.years[1] + (month > 12), (month - 1) % 12 + 1)
    return Parts(moment.years[1], moment.month, moment.day)


def _time(moment: Moment, zone: str) -> Parts:
    clocks = clock.zone_of(zone)
    days, rest = divmod(clock.wall(moment.first, clocks) if clocks else moment.first, clock.DAY)
    seconds = rest % 60 if (moment.time or "").count(":") > 1 else None
    return Parts(*clock.civil(days), rest // 3600, rest // 60 % 60, seconds)

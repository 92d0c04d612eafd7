"""Days and seconds of the proleptic Gregorian calendar, in integers, for any year.

Years are astronomical: 0 is 1 BC, -1 is 2 BC. Seconds count from 1970-01-01T00:00:00Z; a "wall" second counts
from 1970-01-01T00:00:00 as a clock on the wall shows it, whatever its zone.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400
_EPOCH = datetime(1970, 1, 1)
_ERA = 146_097  # days in 400 years, after which the Gregorian calendar repeats itself


def month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01. The year is taken to begin in March, so that a leap day is its last day."""
    shifted = year - (month <= 2)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + day_of_year - 719_468


def civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of the `days`-th day after 1 January 1970: the inverse of `day_number`."""
    era, rest = divmod(days - day_number(1, 1, 1), _ERA)
    day = date.fromordinal(rest + 1)
    return day.year + 400 * era, day.month, day.day


_BEGIN, _END = day_number(1, 1, 1) * DAY, day_number(10_000, 1, 1) * DAY  # where zones are known


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo | None:
    """The IANA time zone of that name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


@lru_cache(maxsize=16_384)
def first(wall: int, zone: ZoneInfo) -> int:
    """The first second at which a clock in the zone shows `wall`, or something later where it skips that."""
    before, after = _readings(wall, zone)
    return before if before <= after else _jump(after, before, zone)


def last(wall: int, zone: ZoneInfo) -> int:
    """The last second at which a clock in the zone shows `wall`, or something earlier where it skips that."""
    before, after = _readings(wall, zone)
    return after if before <= after else _jump(after, before, zone) - 1


@lru_cache(maxsize=16_384)
def wall(time: int, zone: ZoneInfo) -> int:
    """What a clock in the zone shows at `time`: the inverse of `first`.

    At the ends of what zones are known for it stands still where the zone and UTC leave a gap between them.
    """
    if time >= _END:
        return time
    seconds = min(max(time, _BEGIN + DAY), _END - DAY)
    moment = (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=UTC)
    shown = time + _offset(moment.astimezone(zone))
    return min(shown, _END - 1) if shown >= _BEGIN else min(time, _BEGIN - 1)


def _readings(wall: int, zone: ZoneInfo) -> tuple[int, int]:
    """`wall` by the zone's offset before and after a change; zones are known for the years 1 to 9999."""
    if not _BEGIN <= wall < _END:
        return wall, wall
    moment = (_EPOCH + timedelta(seconds=wall)).replace(tzinfo=zone)
    return wall - _offset(moment), wall - _offset(moment.replace(fold=1))


def _jump(low: int, high: int, zone: ZoneInfo) -> int:
    """The second in low < second <= high from which the zone has another offset than at `low`."""

    def offset(second: int) -> int:
        return _offset((_EPOCH + timedelta(seconds=second)).replace(tzinfo=UTC).astimezone(zone))

    old = offset(low)
    return low + bisect_left(range(low, high + 1), True, key=lambda second: offset(second) != old)


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None  # `moment` has a zone
    return offset // timedelta(seconds=1)

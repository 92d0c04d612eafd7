"""Windows of time: what lies before, after and around one, and how dates say which one it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from webapp.dates import Date, parse
from webapp.dates.clock import DAY, civil, wall
from webapp.timeline.counts import counting
from webapp.timeline.frame import NARROWEST, frame
from webapp.timeline.scale import Span
from webapp.timeline.steps import Grid, Step, Unit, bins

# The link to what lies in a window; None where there is none.
Zoom = Callable[["Window"], str | None]

_HOUR = 3600
_UNITS: tuple[Unit, ...] = ("year", "month", "day", "hour", "minute")
_LAST_YEAR = 99_999_999_999  # EDTF as Parley reads it has no more digits
_SURE = 10**18  # seconds from 1970 that are fewer than so many years
_BESIDE = {False: DAY // 2, True: 2 * DAY}  # seconds around a window at least; True: one of a day or more


@dataclass(frozen=True)
class Window:
    """Whole years, months, days, hours or minutes of a zone's clocks, numbered from `first` to `last`.

    Many views have the same ones: what one has told once it remembers.
    """

    grid: Grid
    first: int
    last: int

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, start: int, end: int, zone: ZoneInfo) -> Window:
        """The window from `start` to `end`, in the longest unit that begins and ends there.

        Where not even minutes do, it is as many of them as hold both.
        """
        for unit in _UNITS:
            found = cls.over(start, end, Grid(Step(unit), zone))
            if (found.start, found.end) == (start, end):
                return found
        return found

    @classmethod
    def days(cls, start: int, end: int, zone: ZoneInfo) -> Window:
        """The days from that of `start` to that of `end`, in the longest unit that they fill."""
        return cls.of(*cls.over(start, end, Grid(Step("day"), zone)).span, zone)

    @classmethod
    def over(cls, start: int, end: int, grid: Grid) -> Window:
        """The steps of the grid from the one that holds `start` to the one that holds `end`."""
        return cls(grid, grid.index(start), grid.index(end))

    @cached_property
    def start(self) -> int:
        """Its first second."""
        return self.grid.start(self.first)

    @cached_property
    def end(self) -> int:
        """Its last second."""
        return self.grid.start(self.last + 1) - 1

    @property
    def writable(self) -> bool:
        """Whether dates can say which one it is: years have eleven digits at most."""
        ends = [time for time in self.span if abs(time) > _SURE]
        return all(abs(civil(wall(time, self.grid.zone) // DAY)[0]) <= _LAST_YEAR for time in ends)

    @cached_property
    def texts(self) -> tuple[str, str]:
        """Two short dates as EDTF: the first begins where it begins, the other ends where it ends.

        Only where it is `writable`.
        """
        unit, zone = self.grid.step.unit, self.grid.zone
        return _written(wall(self.start, zone), unit, 0), _written(wall(self.end, zone), unit, 59)

    @property
    def dates(self) -> tuple[Date, Date]:
        """The same as dates."""
        first, last = self.texts
        return parse(first, self.grid.zone.key), parse(last, self.grid.zone.key)

    @cached_property
    def label(self) -> str:
        """Its name in words: "May 2025", "6 to 12 May 2024", "2020 to 2029"."""
        first, last = self.dates
        if first == last:
            return first.label
        return parse(f"{first.text}/{last.text}", self.grid.zone.key).label

    @property
    def earlier(self) -> Window:
        """What lies just before it, as long as it by the calendar: the month before a month."""
        return self._moved(-1)

    @property
    def later(self) -> Window:
        """What lies just after it, as long as it by the calendar."""
        return self._moved(1)

    @property
    def wider(self) -> Window:
        """The week, month, year, decade … around it; two of them where it lies across their border."""
        for step in bins():
            whole = self._widened(Grid(step, self.grid.zone))
            if step.seconds > self.end - self.start and whole != (self.start, self.end):
                return Window.of(*whole, self.grid.zone)
        raise AssertionError("there is always a longer step")

    @property
    def around(self) -> Span:
        """Its surroundings, half as long as itself on either side or a little more, of a day some days.

        They are whole steps of those that the narrowest picture counts in, so that no bar which touches the
        window counts but a part of what it stands for.
        """
        long = self.end - self.start + 1
        half = max(long // 2, _BESIDE[long > 20 * _HOUR])
        low, high = self.start - half, self.end + half
        grid = counting([(low, high)], self.grid.zone, frame(NARROWEST, []).clear)
        return Window.over(low, high, grid).span

    @property
    def span(self) -> Span:
        return self.start, self.end

    def _moved(self, way: int) -> Window:
        """As many steps on as it is long, and further past what the clocks skip, which has no length."""
        by = way * (self.last - self.first + 1)
        found = Window(self.grid, self.first + by, self.last + by)
        return found if found.start <= found.end else found._moved(way)

    def _widened(self, grid: Grid) -> Span:
        return Window.over(self.start, self.end, grid).span


def _written(shown: int, unit: Unit, second: int) -> str:
    """EDTF for what clocks show; an hour or a minute ends with its second 59, which is then not written.

    Years that are written with a Y have no months, and nothing in them has a date more precise.
    """
    year, month, day = civil(shown // DAY)
    if abs(year) > 9999:
        return f"Y{year}"
    text = f"{'-' * (year < 0)}{abs(year):04}"
    if unit == "year":
        return text
    text = f"{text}-{month:02}"
    if unit == "month":
        return text
    text = f"{text}-{day:02}"
    if unit == "day":
        return text
    hour, minute, rest = shown % DAY // 3600, shown % 3600 // 60, shown % 60
    return f"{text}T{hour:02}:{minute:02}" + (f":{rest:02}" if rest != second else "")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A window, and the stretch of which all events are given; None at an end: there are none beyond it."""

    window: Window
    low: int | None = None
    high: int | None = None

    @classmethod
    def of(cls, window: Window, first: int, last: int) -> Excerpt | None:
        """A window with what is around it; None where it holds all, which begins from `first` to `last`."""
        if window.start <= first and last <= window.end:
            return None
        low, high = window.around
        return cls(window, low if first < low else None, high if high < last else None)

    @property
    def ends(self) -> bool:
        """Whether there is something beyond the stretch."""
        return self.low is not None or self.high is not None

    def clip(self, span: Span) -> Span:
        """The part of the span that lies in the stretch, or touches it."""
        start, end = span
        if self.low is not None:
            start, end = max(start, self.low), max(end, self.low)
        if self.high is not None:
            start, end = min(start, self.high), min(end, self.high)
        return start, end

    def holds(self, span: Span) -> bool:
        """Whether all of the span lies in the stretch."""
        return self.clip(span) == span

    def meets(self, span: Span) -> bool:
        """Whether some of the span lies in the stretch."""
        start, end = span
        return (self.low is None or end >= self.low) and (self.high is None or start <= self.high)

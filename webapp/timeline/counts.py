"""Too many events for marks: how many there are per hour, day, week, month, year, decade …"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from webapp.timeline.items import Tally
from webapp.timeline.lanes import Lanes, Parties
from webapp.timeline.scale import Span
from webapp.timeline.steps import DAY, HOUR, Grid, bins

NARROWEST, WIDEST = 6.0, 40.0  # a bar with the gap beside it


@dataclass(slots=True)
class Count:
    """How many events begin in a stretch of time, and of each lane how many, and how many were not held."""

    events: int = 0
    lanes: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """By the time at which any begin, in order: how many events, and of each lane how many and not held.

    An event counts once, and once in each of its lanes. Where they are counted by the steps of a grid, the
    time is the first in its step. `days` are where events lie: from the first to the last of each day, which
    is near enough to tell where there are none.
    """

    times: list[int]
    days: list[Span]
    events: list[int]
    lanes: list[tuple[list[int], list[int]]]

    def coarser(self, grid: Grid) -> Counts:
        """The same by the steps of a grid whose steps are made of these."""
        end, starts = None, list[int]()
        for number, time in enumerate(self.times):
            if end is None or time >= end:
                end = _end(time, grid)
                starts.append(number)
        parts = [slice(*ends) for ends in pairwise((*starts, len(self.times)))]

        def added(column: list[int]) -> list[int]:
            return [sum(column[part]) for part in parts]

        lanes = [(added(events), added(rest)) for events, rest in self.lanes]
        return Counts([self.times[number] for number in starts], self.days, added(self.events), lanes)


def counts(tallies: Iterable[Tally], touched: Mapping[Parties, Lanes], grid: Grid | None = None) -> Counts:
    """The counts of tallies in order of time; without a grid, by the second."""
    found = Counts([], [], [], [([], []) for _ in range(1 + max(chain(*touched.values()), default=-1))])
    end: int | None = None
    for tally in tallies:
        time = tally.time
        if end is None or time >= end:
            end = time + 1 if grid is None else _end(time, grid)
            found.times.append(time)
            for column in (found.events, *chain(*found.lanes)):
                column.append(0)
        if found.days and found.days[-1][0] // DAY == time // DAY:
            found.days[-1] = found.days[-1][0], time
        else:
            found.days.append((time, time))
        found.events[-1] += tally.count
        for lane in touched[tally.parties]:
            events, rest = found.lanes[lane]
            events[-1] += tally.count
            rest[-1] += 0 if tally.held else tally.count
    return found


def _end(time: int, grid: Grid) -> int:
    """The first second of the next step, also where clocks show the end of a day for a second time."""
    number = grid.index(time) + 1
    while (end := grid.start(number)) <= time:
        number += 1
    return end


class Begun(Protocol):
    """How many events begin in any stretch of time."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def days(self) -> list[Span]:
        """Where events lie, as of `Counts`."""

    def before(self, time: int) -> tuple[int, int]:
        """How many begin before a time that is no later than that one, and that time."""

    def between(self, cuts: Sequence[int]) -> list[Count]:
        """What begins from each of the times to before the next."""

    def cut(self, begin: int, end: int) -> tuple[Span, list[Span]] | None:
        """When the first and the last begin of those from `begin` to before `end`, and their days."""


class Sums:
    """Adding up is done once; how many events begin in any stretch of time is then a difference."""

    def __init__(self, counts: Counts) -> None:
        self.times, self.days = counts.times, counts.days
        self._events = _sums(counts.events)
        self._lanes = [(_sums(events), _sums(rest)) for events, rest in counts.lanes]

    @property
    def first(self) -> int:
        return self.days[0][0]

    @property
    def last(self) -> int:
        return self.days[-1][1]

    def before(self, time: int) -> tuple[int, int]:
        """How many begin before a time that is no later than that one, and that time."""
        place = bisect_right(self.times, time) - 1
        return (self._events[place], self.times[place]) if place >= 0 else (0, time)

    def between(self, cuts: Sequence[int]) -> list[Count]:
        """What begins from each of the times to before the next."""
        places = list(pairwise(bisect_left(self.times, cut) for cut in cuts))
        counts = [Count(self._events[after] - self._events[first]) for first, after in places]
        for lane, (events, rest) in enumerate(self._lanes):
            for count, (first, after) in zip(counts, places, strict=True):
                if number := events[after] - events[first]:
                    count.lanes[lane] = number, rest[after] - rest[first]
        return counts

    def cut(self, begin: int, end: int) -> tuple[Span, list[Span]] | None:
        """When the first and the last begin of those from `begin` to before `end`, and their days."""
        inside = self.times[bisect_left(self.times, begin) : bisect_left(self.times, end)]
        if not inside:
            return None
        if begin <= self.first and self.last < end:
            return (self.first, self.last), self.days
        days = [(max(first, begin), min(last, end - 1)) for first, last in self.days]
        return (inside[0], inside[-1]), [(first, last) for first, last in days if first <= last]


def _sums(numbers: Iterable[int]) -> list[int]:
    return list(accumulate(numbers, initial=0))


def counting(stretches: Sequence[Span], zone: ZoneInfo, room: float, daily: bool = False) -> Grid:
    """The grid of the shortest step that leaves each bar its width; `daily`: of a day or more."""
    for step in bins():
        grid = Grid(step, zone)
        if not (daily and step.seconds <= HOUR) and _bars(stretches, grid) * NARROWEST <= room:
            return grid
    raise AssertionError("there is always a longer step")


def _bars(stretches: Sequence[Span], grid: Grid) -> int:
    return sum(grid.index(end) - grid.index(start) + 1 for start, end in stretches)


def count(
    sums: Begun, begin: int, end: int, stretches: Sequence[Span], grid: Grid
) -> list[tuple[int, Count]]:
    """The steps, by number, in which the events begin that begin from `begin` to before `end`, in order."""
    numbers = [n for start, last in stretches for n in range(grid.index(start), grid.index(last) + 1)]
    cuts = [begin, *(min(max(begin, grid.start(n)), end) for n in numbers[1:]), end]
    return [(n, found) for n, found in zip(numbers, sums.between(cuts), strict=True) if found.events]

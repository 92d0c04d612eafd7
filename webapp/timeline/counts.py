"""Too many events for marks: how many there are per hour, day, week, month, year, decade …"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise
from zoneinfo import ZoneInfo

from webapp.timeline.lanes import Lanes, Parties
from webapp.timeline.scale import Span
from webapp.timeline.steps import DAY, HOUR, Grid, bins

NARROWEST, WIDEST = 6.0, 40.0  # a bar with the gap beside it


@dataclass(slots=True)
class Count:
    """How many events begin in a stretch of time, and of each lane how many, and how many were not held."""

    events: int = 0
    lanes: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, events: int, rest: int, lanes: Lanes) -> None:
        """More events, each of which counts once, and once in each of its lanes."""
        self.events += events
        for lane in lanes:
            before = self.lanes.get(lane, (0, 0))
            self.lanes[lane] = before[0] + events, before[1] + rest


@dataclass(frozen=True, slots=True)
class Part:
    """The events of the same parties: when they begin, in order, how many then, and how many not held."""

    times: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)

    def add(self, time: int, count: int, held: bool) -> None:
        self.times.append(time)
        self.events.append(count)
        self.rest.append(0 if held else count)


class Sums:
    """Adding up is done once; how many events begin in any stretch of time is then a difference.

    `times` are those at which any begin, from the first to the last; `days` are where they lie: from the
    first to the last of each day, which is near enough to tell where there are none.
    """

    def __init__(self, parts: Mapping[Parties, Part], touched: Mapping[Parties, Lanes]) -> None:
        self.times: list[int] = sorted(set[int]().union(*(part.times for part in parts.values())))
        self.days: list[Span] = [
            (first, max(rest, default=first))
            for _, (first, *rest) in groupby(self.times, lambda time: time // DAY)
        ]
        self._sums = [
            (touched[parties], part.times, _sums(part.events), _sums(part.rest))
            for parties, part in parts.items()
        ]

    def between(self, cuts: Sequence[int]) -> list[Count]:
        """What begins from each of the times to before the next."""
        counts = [Count() for _ in cuts[1:]]
        for lanes, times, events, rest in self._sums:
            places = [bisect_left(times, cut) for cut in cuts]
            for count, (first, after) in zip(counts, pairwise(places), strict=True):
                if first < after:
                    count.add(events[after] - events[first], rest[after] - rest[first], lanes)
        return counts

    def cut(self, begin: int, end: int) -> tuple[list[int], list[Span]]:
        """The times from `begin` to before `end`, and their days."""
        times = self.times[bisect_left(self.times, begin) : bisect_left(self.times, end)]
        days = [(max(first, begin), min(last, end - 1)) for first, last in self.days]
        return times, [(first, last) for first, last in days if first <= last]


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


def count(sums: Sums, begin: int, end: int, stretches: Sequence[Span], grid: Grid) -> list[tuple[int, Count]]:
    """The steps, by number, in which the events begin that begin from `begin` to before `end`, in order."""
    numbers = [n for start, last in stretches for n in range(grid.index(start), grid.index(last) + 1)]
    cuts = [begin, *(min(max(begin, grid.start(n)), end) for n in numbers[1:]), end]
    return [(n, found) for n, found in zip(numbers, sums.between(cuts), strict=True) if found.events]

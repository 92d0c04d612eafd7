"""Too many events for marks: how many there are per hour, day, week, month, year, decade …"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from webapp.timeline.lanes import Lanes, Parties
from webapp.timeline.scale import Span
from webapp.timeline.steps import DAY, HOUR, Grid, Step, bins

NARROWEST, WIDEST = 6.0, 40.0  # a bar with the gap beside it


@dataclass(frozen=True, slots=True)
class Count:
    """How many events begin in one step of a grid, and of each lane how many, and how many were not held."""

    number: int
    events: int
    lanes: dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sums:
    """How many events begin before each of the `times` at which any begin, and (one more) how many at all.

    `lanes` has the same per lane, `rest` those of them that were not held. Adding up is done once; a count
    of any stretch of time is then a difference.
    """

    times: list[int]
    events: list[int]
    lanes: list[list[int]]
    rest: list[list[int]]

    @classmethod
    def of(cls, tallies: Iterable[tuple[int, Parties, bool, int]], touched: Mapping[Parties, Lanes]) -> Sums:
        """The sums of (time, parties, held, count). Each event counts once, and once in each of its lanes."""
        found = sorted(tallies)
        times = sorted({time for time, *_ in found})
        place = {time: n for n, time in enumerate(times)}
        across = 1 + max(lanes[-1] for lanes in touched.values())
        events = [0] * len(times)
        lanes = [[0] * len(times) for _ in range(across)]
        rest = [[0] * len(times) for _ in range(across)]
        for time, parties, held, count in found:
            n = place[time]
            events[n] += count
            for lane in touched[parties]:
                lanes[lane][n] += count
                if not held:
                    rest[lane][n] += count
        return cls(times, _sums(events), [*map(_sums, lanes)], [*map(_sums, rest)])

    def between(self, begin: int, end: int) -> tuple[int, dict[int, tuple[int, int]]]:
        """How many begin at the times from number `begin` to before number `end`; per lane, with the rest."""
        lanes = {
            number: (lane[end] - lane[begin], rest[end] - rest[begin])
            for number, (lane, rest) in enumerate(zip(self.lanes, self.rest, strict=True))
            if lane[end] > lane[begin]
        }
        return self.events[end] - self.events[begin], lanes

    def stretches(self, begin: int, end: int) -> list[Span]:
        """Where the times of these numbers lie: the first to the last of each day, which is near enough."""
        found: list[Span] = []
        for time in self.times[begin:end]:
            if found and found[-1][0] // DAY == time // DAY:
                found[-1] = found[-1][0], time
            else:
                found.append((time, time))
        return found


def _sums(numbers: Iterable[int]) -> list[int]:
    return list(accumulate(numbers, initial=0))


def counting(stretches: Sequence[Span], zone: ZoneInfo, room: float, daily: bool = False) -> Grid:
    """The grid of the shortest step that leaves each bar its width; `daily`: of a day or more."""
    for step in bins():
        grid = Grid(step, zone)
        if not (daily and step.seconds <= HOUR) and _bars(stretches, grid) * NARROWEST <= room:
            return grid
    raise AssertionError("there is always a longer step")


def begin_days(times: Iterable[int], zone: ZoneInfo) -> bool:
    """Whether each of the times is the first second of a day."""
    days = Grid(Step("day"), zone)
    return all(days.start(days.index(time)) == time for time in times)


def _bars(stretches: Sequence[Span], grid: Grid) -> int:
    return sum(grid.index(end) - grid.index(start) + 1 for start, end in stretches)


def count(sums: Sums, begin: int, end: int, stretches: Sequence[Span], grid: Grid) -> list[Count]:
    """The steps in which events of the times from number `begin` to before `end` begin, in order."""
    numbers = [n for start, last in stretches for n in range(grid.index(start), grid.index(last) + 1)]
    inner = (bisect_left(sums.times, grid.start(number), begin, end) for number in numbers[1:])
    cuts = pairwise([begin, *inner, end])
    return [
        Count(number, *sums.between(first, after))
        for number, (first, after) in zip(numbers, cuts, strict=True)
        if first < after
    ]

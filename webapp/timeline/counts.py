"""Too many events for marks: how many there are per hour, day, week, month, year, decade …"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.timeline.lanes import Lanes
from webapp.timeline.model import Item
from webapp.timeline.scale import Span
from webapp.timeline.steps import Grid, bins

NARROWEST, WIDEST = 6.0, 40.0  # a bar with the gap beside it


@dataclass(slots=True)
class Count:
    """How many events begin in one step of a grid, and of each lane how many, and how many were not held."""

    number: int
    events: int
    lanes: dict[int, tuple[int, int]]


def counting(stretches: Sequence[Span], zone: ZoneInfo, finest: int, room: float) -> Grid:
    """The grid of the shortest step, of at least `finest` seconds, that leaves each bar its width."""
    for step in bins():
        grid = Grid(step, zone)
        if step.seconds >= finest and _bars(stretches, grid) * NARROWEST <= room:
            return grid
    raise AssertionError("there is always a longer step")


def _bars(stretches: Sequence[Span], grid: Grid) -> int:
    return sum(grid.index(end) - grid.index(start) + 1 for start, end in stretches)


def count(items: Sequence[tuple[Item, Lanes]], stretches: Sequence[Span], grid: Grid) -> list[Count]:
    """The steps in which events begin, in order. Each event counts once, and once in each of its lanes."""
    numbers = [n for start, end in stretches for n in range(grid.index(start), grid.index(end) + 1)]
    starts = [grid.start(n) for n in numbers]
    found: dict[int, Count] = {}
    for item, lanes in items:
        number = numbers[max(0, bisect_right(starts, item.date.sort[0]) - 1)]
        bin_ = found.setdefault(number, Count(number, 0, {}))
        bin_.events += 1
        for lane in lanes:
            events, rest = bin_.lanes.get(lane, (0, 0))
            bin_.lanes[lane] = events + 1, rest + (item.status != "held")
    return [found[number] for number in sorted(found)]

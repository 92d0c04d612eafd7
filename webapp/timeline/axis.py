"""Ticks of the axis, and the texts below it: few, evenly spaced, never touching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from zoneinfo import ZoneInfo

from webapp.timeline.labels import inside, untouched
from webapp.timeline.model import Anchor, Label
from webapp.timeline.scale import Scale, Segment
from webapp.timeline.steps import DAY, Grid, Step, Unit, ticks
from webapp.timeline.text import width
from webapp.timeline.words import tick


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick at `x`: what stands below it, and what that belongs to (a day or a year), if anything."""

    x: float
    text: str
    context: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Axis:
    """`small` labels stand below the ticks; `large` ones, below those, where what they belong to changes."""

    step: Step
    ticks: tuple[float, ...]
    small: tuple[Label, ...]
    large: tuple[Label, ...]


def axis(scale: Scale, zone: ZoneInfo, finest: int, across: float) -> Axis:
    """The ticks of the shortest step, of at least `finest` seconds, whose labels stand well apart.

    `across` is the width of the picture.
    """
    apart = max(16.0, across / 25)
    for step in ticks():
        if step.seconds < finest or step.seconds * scale.rate < apart:
            continue
        found = [_ticks(segment, Grid(step, zone), scale) for segment in scale.segments]
        if all(
            right.x - left.x >= width(left.text) + apart for row in found for left, right in pairwise(row)
        ):
            return _axis(step, found, scale, zone, across)
    raise AssertionError("there is always a longer step")


def _ticks(segment: Segment, grid: Grid, scale: Scale) -> list[Tick]:
    """The ticks of a segment. That of a day stands at its noon, below the marks of that day.

    A step that the clocks skip has no length, and no tick.
    """
    noon = DAY // 2 if grid.step.unit in ("day", "week") else 0
    anchor: Anchor = "start" if grid.step.unit in ("month", "year") else "middle"
    numbers = range(grid.index(segment.start), grid.index(segment.end) + 1)
    starts = [grid.start(number) for number in (*numbers, numbers.stop)]
    return [
        Tick(scale.x(start + noon), *tick(grid, number), anchor)
        for number, (start, end) in zip(numbers, pairwise(starts), strict=True)
        if segment.start <= start + noon <= segment.end and start < end
    ]


def _axis(step: Step, found: list[list[Tick]], scale: Scale, zone: ZoneInfo, across: float) -> Axis:
    rows = [_roomy(segment, row) for segment, row in zip(scale.segments, found, strict=True)]
    alone = [_alone(segment, step.unit, scale, zone) for segment in scale.segments]
    wanted = [[*row, last] for row, last in zip(rows, alone, strict=True)]
    small = _labels([*wanted, *_each(rows)], lambda tick: tick.text, across)
    seen = [tick for tick, _ in small]
    changes = [tick for last, tick in zip([None, *seen], seen, strict=False) if _news(last, tick)][::-1]
    parts = [[tick for tick in changes if tick in row] for row in reversed(wanted)]
    large = _labels([*parts, *_each(parts)], lambda tick: tick.context, across)
    return Axis(
        step,
        tuple(sorted({tick.x for tick in [*seen, *chain.from_iterable(found)]})),
        tuple(label for _, label in small),
        tuple(label for _, label in large),
    )


def _each(rows: Sequence[Sequence[Tick]]) -> list[list[Tick]]:
    return [[tick] for tick in chain.from_iterable(rows)]


def _roomy(segment: Segment, row: list[Tick]) -> list[Tick]:
    """The ticks whose labels end before the segment does: one that starts at its tick cannot be moved."""
    return [tick for tick in row if tick.anchor != "start" or tick.x + 4 + width(tick.text) <= segment.right]


def _alone(segment: Segment, unit: Unit, scale: Scale, zone: ZoneInfo) -> Tick:
    """A tick in the middle of a segment, for the unit that lies there: for where no other can be named."""
    grid = Grid(Step("day" if unit == "week" else unit), zone)
    middle = (segment.first + segment.last) // 2
    return Tick(scale.x(middle), *tick(grid, grid.index(middle)), "middle")


def _news(last: Tick | None, tick: Tick) -> bool:
    return bool(tick.context) and (last is None or last.context != tick.context)


def _labels(
    rows: Sequence[Sequence[Tick]], text: Callable[[Tick], str], across: float
) -> list[tuple[Tick, Label]]:
    """From left to right, of each row the first label that touches none of a row before it."""
    kept: list[tuple[Tick, Label]] = []
    for row in rows:
        labels = ((tick, inside(_label(tick, text(tick)), across)) for tick in row)
        free = (pair for pair in labels if untouched(pair[1], [label for _, label in kept]))
        kept += islice(free, 1)
    return sorted(kept, key=lambda pair: pair[1].x)


def _label(tick: Tick, text: str) -> Label:
    return Label(tick.x + (4 if tick.anchor == "start" else 0), 0, text, tick.anchor)

"""From time to x: which stretches of time are worth drawing, and how they share the width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import floor

from webapp.dates import Date
from webapp.timeline.steps import YEAR, Grid

Span = tuple[int, int]  # first and last second
Stretch = tuple[float, float]  # from one x to another
Bounds = tuple[int | None, int | None]  # between which an axis stays; None: without end

PITCH = 14.0  # from the middle of one circle to the middle of the next when they stand side by side
GAP = 26.0  # what is left of time that is left out
STRETCH = 160.0  # of the axis for each place where time is left out
EVEN = (
    8  # times as long as the shortest time from date to date: not longer than that, dates are spread evenly
)


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def islands(spans: Sequence[Span], room: float) -> list[Span]:
    """The stretches of time to draw, in order: one, or more where empty years are left out between them.

    A year or more is left out where it would take more than a quarter of the axis, the longest first, as far
    as there is `room` (the width of the axis) for the breaks. Where dates are spread evenly there is none.
    """
    merged, usual, gaps = _gaps(tuple(spans))
    left, cuts = merged[-1][1] - merged[0][0], [0, len(merged)]
    for gap, i in gaps[: int(room // STRETCH)]:
        if gap > max(YEAR, usual, left / 4):
            left -= gap
            cuts.append(i)
    return [(merged[a][0], merged[b - 1][1]) for a, b in pairwise(sorted(cuts))]


@lru_cache(maxsize=4)
def _gaps(spans: tuple[Span, ...]) -> tuple[list[Span], int, list[tuple[int, int]]]:
    """The spans merged; how long a gap may be and still be usual; and those over a year, the longest first.

    It is the same for pictures of all widths.
    """
    merged = _merge(spans)
    starts = sorted({start for start, _ in spans})
    usual = EVEN * min((after - before for before, after in pairwise(starts)), default=0)
    gaps = ((merged[i][0] - merged[i - 1][1], i) for i in range(1, len(merged)))
    return merged, usual, sorted((gap for gap in gaps if gap[0] > YEAR), reverse=True)


def aligned(stretches: Sequence[Span], grid: Grid) -> list[Span]:
    """The stretches of time widened to whole steps."""
    starts = ((grid.start(grid.index(a)), grid.start(grid.index(b) + 1)) for a, b in stretches)
    return _merge(
        (min(a, start), max(b, end - 1)) for (a, b), (start, end) in zip(stretches, starts, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """An unbroken part of the axis, with `start` at `left` and `end` at `right`.

    The dates in it lie from `first` to `last`.
    """

    start: int
    first: int
    last: int
    end: int
    left: float
    right: float


def _bounded(drawn: Sequence[Span], bounds: Bounds) -> list[Span]:
    """The segments, the first and the last cut off at the bounds; a second is left of each."""
    low, high = bounds
    inside = list(drawn)
    if low is not None:
        inside[0] = max(inside[0][0], min(low, inside[0][1] - 1)), inside[0][1]
    if high is not None:
        inside[-1] = inside[-1][0], min(inside[-1][1], max(high, inside[-1][0] + 1))
    return inside


class Scale:
    """A monotone map from time to x: linear in each segment, and in what is left of the time between them."""

    def __init__(
        self,
        stretches: Sequence[Span],
        left: float,
        right: float,
        pad: float,
        least: int,
        bounds: Bounds = (None, None),
    ) -> None:
        """Spread `stretches` from `left` to `right`, at least `pad` clear on either side of each.

        There is less room or none beside the outermost where the axis would go beyond the `bounds`.
        """
        room = right - left - GAP * (len(stretches) - 1) - 2 * pad * len(stretches)
        occupied = sum(end - start + 1 for start, end in stretches)
        self.rate = room / max(occupied, least)  # units per second
        pad += (room - occupied * self.rate) / (2 * len(stretches))
        around = int(pad / self.rate)
        drawn = [(start - around, end + around) for start, end in stretches]
        across = [(end - start + 1) * self.rate + 2 * pad for start, end in stretches]
        if (inside := _bounded(drawn, bounds)) != drawn:
            self.rate = sum(across) / sum(end - start for start, end in inside)
            drawn, across = inside, [(end - start) * self.rate for start, end in inside]
        self.segments: list[Segment] = []
        for (begin, until), (start, end), wide in zip(drawn, stretches, across, strict=True):
            self.segments.append(Segment(begin, start, end, until, left, left + wide))
            left += wide + GAP
        self._starts = [segment.start for segment in self.segments]

    def x(self, time: int) -> float:
        """Where `time` is; the nearest end of the axis where it lies beyond."""
        number = bisect_right(self._starts, time) - 1
        if number < 0:
            return self.segments[0].left
        here = self.segments[number]
        if time <= here.end:
            return here.left + (time - here.start) / (here.end - here.start) * (here.right - here.left)
        if number + 1 == len(self.segments):
            return here.right
        after = self.segments[number + 1]
        return here.right + (time - here.end) / (after.start - here.end) * (after.left - here.right)


def known(date: Date) -> Span:
    """The stretch of time that a date is about; of one without beginning or end, the end that is known."""
    start = date.sort[0]
    return start, max(start, start if date.latest is None else date.latest)


def snap(x: float) -> float:
    """A length to a tenth of a unit, which is finer than anybody sees; whole numbers as integers."""
    tenths = floor(10 * x + 0.5)
    return tenths / 10 if tenths % 10 else tenths // 10

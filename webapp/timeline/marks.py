"""Where every event stands: inside its own date, in its lanes, touching nothing."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from webapp.timeline.items import Item
from webapp.timeline.lanes import Lanes
from webapp.timeline.model import Ends
from webapp.timeline.scale import PITCH, Scale
from webapp.timeline.steps import DAY, HOUR, Step

MOST_MARKS = 150  # spots in all lanes together
MOST_ROWS = 24  # rows in all lanes together
LOW = 10.0  # from the middle of one span to the middle of the next above it
VAGUE = 30.0  # how wide a point is drawn when its date is approximate or uncertain
OPEN = 72.0  # how far a date reaches that has no beginning or no end


@dataclass(frozen=True, slots=True)
class Shape:
    """What an item looks like, and the stretch of the axis that it may be moved in."""

    width: float | None  # None: a point
    ends: Ends
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An item around `x`; `rows` says for each of its lanes in which row above the lane's line, from 0."""

    item: Item
    shape: Shape
    x: float
    rows: dict[int, int]


@dataclass(slots=True)
class _Stack:
    """The rows of a lane, each with the stretches that are taken, from left to right."""

    rows: list[list[tuple[float, float]]] = field(default_factory=list)

    def free(self, begin: float, end: float) -> int:
        """The lowest row in which nothing stands between the two."""
        for number, row in enumerate(self.rows):
            after = bisect_left(row, (end, end))
            if after == 0 or row[after - 1][1] <= begin:
                return number
        return len(self.rows)

    def take(self, number: int, begin: float, end: float) -> None:
        if number == len(self.rows):
            self.rows.append([])
        insort(self.rows[number], (begin, end))


def place(items: Sequence[tuple[Item, Lanes]], scale: Scale, step: Step) -> list[Placed] | None:
    """Each item's place, in the order of `items`; None where they are too many to be told apart.

    Points come before spans and single ones before joined ones, so that what is simplest stands on the line.
    """
    if sum(len(lanes) for _, lanes in items) > MOST_MARKS:
        return None
    stacks = [_Stack() for _ in range(1 + max(lanes[-1] for _, lanes in items))]
    shapes = [shape(item, scale, step) for item, _ in items]
    found: dict[int, Placed] = {}
    for number in sorted(range(len(items)), key=lambda n: (shapes[n].width or 0, len(items[n][1]) > 1)):
        item, lanes = items[number]
        found[number] = _stand(item, lanes, shapes[number], stacks)
    return None if sum(len(stack.rows) for stack in stacks) > MOST_ROWS else [found[n] for n in sorted(found)]


def shape(item: Item, scale: Scale, step: Step) -> Shape:
    """A point for a moment, and for a day where the axis counts in days or more; else a span."""
    date = item.date
    vague = date.approximate or date.uncertain
    start, end = map(scale.x, item.span)
    if date.earliest is None or date.latest is None:
        low = max(start - OPEN, scale.x(scale.segments[0].start)) if date.earliest is None else start
        high = min(end + OPEN, scale.x(scale.segments[-1].end)) if date.latest is None else end
        ends: Ends = "after" if date.earliest is not None else "before" if date.latest is not None else "open"
        return Shape(high - low, ends, low, high)
    brief = date.latest - date.earliest <= DAY + HOUR and step.seconds >= DAY  # a day may have 25 hours
    if brief or end - start <= PITCH:
        left, right = scale.segments[0].left + PITCH / 2, scale.segments[-1].right - PITCH / 2
        start, end = (min(max(x, left), right) for x in (start, end))
        return Shape(VAGUE if vague else None, "vague" if vague else "soft", start, end)
    beyond = date.latest > scale.segments[-1].end
    return Shape(end - start, "vague" if vague else "after" if beyond else "soft", start, end)


def _stand(item: Item, lanes: Lanes, looks: Shape, stacks: list[_Stack]) -> Placed:
    """Take the place with the fewest rows below and marks in between; of several the nearest the middle."""
    half = PITCH / 2 if looks.width is None else looks.width / 2 + 1.5

    def rows(x: float) -> dict[int, int]:
        return {lane: stacks[lane].free(x - half, x + half) for lane in lanes}

    def crossed(x: float) -> int:
        return sum(stacks[lane].free(x, x) for lane in range(lanes[0], lanes[-1]) if lane not in lanes)

    x = min(_places(looks), key=lambda x: sum(rows(x).values()) + crossed(x))
    taken = rows(x)
    for lane, row in taken.items():
        stacks[lane].take(row, x - half, x + half)
    return Placed(item, looks, x, taken)


def _places(looks: Shape) -> list[float]:
    """Where the middle may be, so that the mark lies within its date; the middle of the date first."""
    spare = looks.high - looks.low - (PITCH if looks.width is None else looks.width)
    reach = min(int(max(0.0, spare) / 2 // PITCH), 12)
    middle = (looks.low + looks.high) / 2
    return [middle + PITCH * n for n in sorted(range(-reach, reach + 1), key=lambda n: (abs(n), -n))]


def rises(placed: Sequence[Placed], lane: int) -> list[float]:
    """How far above the line of a lane the middle of each of its rows is; rows without a point are lower."""
    rows = [(each.rows[lane], each.shape.width is None) for each in placed if lane in each.rows]
    heights = [
        PITCH if (row, True) in rows else LOW for row in range(1 + max((row for row, _ in rows), default=0))
    ]
    return [0.0, *accumulate((below + above) / 2 for below, above in pairwise(heights))]

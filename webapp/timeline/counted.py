"""An overview that counts: a bar per hour, day, week, month, year … and lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.timeline import words
from webapp.timeline.axis import axis
from webapp.timeline.counts import WIDEST, Begun, Count, count, counting
from webapp.timeline.frame import BAR, rows
from webapp.timeline.model import Bar, Bin, Overview, Row
from webapp.timeline.scale import Bounds, Scale, Span, aligned, snap
from webapp.timeline.sheet import Sheet
from webapp.timeline.steps import Grid, Step
from webapp.timeline.zoom import Excerpt, Window

LOWEST = 2.0  # a bar


class Slot(NamedTuple):
    """A step in which events begin: from when to when, where it leads, and what it is in words."""

    start: int
    end: int
    href: str | None
    name: str
    when: str
    events: int
    lanes: list[tuple[int, int, int]]  # number, events, not held


@dataclass(frozen=True, slots=True)
class Slots:
    """What begins from `begin` to before `end`, by the steps of a grid: in `span`, on these `days`."""

    begin: int
    end: int
    span: Span
    days: list[Span]
    whole: Count
    slots: list[Slot]


# What has been counted for pictures of other widths; None where nothing begins.
Known = dict[Grid, Slots | None]


def counted(sheet: Sheet, sums: Begun, known: Known) -> Overview | None:
    """The picture of the sums; None where nothing begins in a step that the excerpt has the whole of."""
    stretches = sheet.stretches(sums.days)
    grid = _grid(sheet, sums, stretches)
    if grid not in known:
        known[grid] = _slots(sheet, sums, grid)
    if (found := known[grid]) is None:
        return None
    bounds = _bounds(found.begin, found.end, sheet.excerpt)
    if found.days is not sums.days:
        stretches = sheet.stretches(found.days)
    spans = [_inside(span, bounds) for span in aligned(stretches, grid)]
    scale = sheet.scale(spans, int(sheet.frame.room / WIDEST) * grid.step.seconds, bounds)
    ruler = axis(scale, sheet.zone, grid.step.seconds, sheet.frame.width)
    most = max(events for slot in found.slots for _, events, _ in slot.lanes)
    drawn = rows(sheet.frame, sheet.lanes, [BAR - 10] * len(sheet.lanes), sheet.top)
    bins = [_bin(slot, scale, drawn, BAR / most) for slot in found.slots]
    told = [f"Events beginning per {words.pace(grid.step)}, at most {most:,}"]
    if any(rest for _, rest in found.whole.lanes.values()):
        told.append("Lighter: not held")
    return sheet.picture(scale, ruler, drawn, found.whole.events, found.span, told, bins=bins)


def _slots(sheet: Sheet, sums: Begun, grid: Grid) -> Slots | None:
    begin, end = _whole(sums, grid, sheet.excerpt)
    if (within := sums.cut(begin, end)) is None:
        return None
    span, days = within
    counts = count(sums, begin, end, sheet.stretches(days), grid)
    (whole,) = sums.between([begin, end])
    return Slots(begin, end, span, days, whole, [_slot(number, each, grid, sheet) for number, each in counts])


def _slot(number: int, found: Count, grid: Grid, sheet: Sheet) -> Slot:
    start, end = grid.start(number), grid.start(number + 1) - 1
    lanes = [(lane, *numbers) for lane, numbers in sorted(found.lanes.items())]
    href = sheet.zoom(Window.of(start, end, grid.zone))
    when = words.period(grid, number)
    told = [(sheet.lanes[lane].label, events, rest) for lane, events, rest in lanes]
    name = words.bin_name(when, found.events, told)
    return Slot(start, end, href, f"{name}. Zoom in" if href else name, when, found.events, lanes)


def _grid(sheet: Sheet, sums: Begun, spans: Sequence[Span]) -> Grid:
    """What to count in: hours only where most have one, since the rest would seem to be at midnight."""
    grid = counting(spans, sheet.zone, sheet.frame.clear)
    if grid.step.unit == "hour" and _daily(sums, sheet):
        return counting(spans, sheet.zone, sheet.frame.clear, daily=True)
    return grid


def _daily(sums: Begun, sheet: Sheet) -> bool:
    """Whether half of the events or more begin with a day, and so does what is given of them."""
    days = Grid(Step("day"), sheet.zone)
    borders = (sheet.excerpt.low, sheet.excerpt.high and sheet.excerpt.high + 1) if sheet.excerpt else ()
    if not all(time is None or days.begins(time) for time in borders):
        return False
    (whole,) = sums.between([sums.first, sums.last + 1])
    starts = (
        start
        for first, last in sums.days
        for number in range(days.index(first), days.index(last) + 1)
        if first <= (start := days.start(number)) <= last
    )
    midnight = (sums.between([time, time + 1])[0] for time in starts)
    return 2 * sum(each.events for each in midnight) >= whole.events


def _whole(sums: Begun, grid: Grid, excerpt: Excerpt | None) -> tuple[int, int]:
    """From when to before when to count: without the steps of which the excerpt has only a part."""
    begin, end = sums.first, sums.last + 1
    if excerpt and excerpt.low is not None:
        begin = grid.start(grid.index(excerpt.low - 1) + 1)
    if excerpt and excerpt.high is not None:
        end = grid.start(grid.index(excerpt.high + 1))
    return begin, end


def _bounds(begin: int, end: int, excerpt: Excerpt | None) -> Bounds:
    """What the axis must not go beyond: what is not counted, where there is something."""
    if excerpt is None:
        return None, None
    return None if excerpt.low is None else begin, None if excerpt.high is None else end - 1


def _inside(span: Span, bounds: Bounds) -> Span:
    """The part of the span within the bounds, or where it lies beyond, the nearest second."""
    low, high = bounds
    start, end = span
    if low is not None:
        start, end = max(start, low), max(end, low)
    if high is not None:
        start, end = min(start, high), min(end, high)
    return start, end


def _bin(slot: Slot, scale: Scale, drawn: Sequence[Row], unit: float) -> Bin:
    """A step's bars, `unit` high for each event; one that stands for few is still high enough to be seen."""
    left, right = scale.x(slot.start), scale.x(slot.end + 1)
    bars = []
    for lane, events, rest in slot.lanes:
        row, height = drawn[lane], unit * events
        if height < LOWEST:
            height = LOWEST
        top = snap(row.y - height)
        held = snap(row.y - height * (events - rest) / events) if rest else top
        bars.append(Bar(row.id, row.name, row.side, events, rest, row.y, held, top))
    width = snap(max(1.0, right - left - 1.5))
    return Bin(slot.href, slot.name, slot.when, slot.events, snap(left), width, tuple(bars))

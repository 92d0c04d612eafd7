"""An overview that counts: a bar per hour, day, week, month, year … and lane."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.timeline import words
from webapp.timeline.axis import axis
from webapp.timeline.counts import WIDEST, Begun, Count, count, counting
from webapp.timeline.frame import BAR, rows
from webapp.timeline.model import Bar, Bin, Overview, Row
from webapp.timeline.scale import Bounds, Scale, Span, aligned, snap
from webapp.timeline.sheet import Sheet
from webapp.timeline.steps import Grid, Step
from webapp.timeline.zoom import Excerpt, Window, Zoom


def counted(sheet: Sheet, sums: Begun) -> Overview | None:
    """The picture of the sums; None where nothing begins in a step that the excerpt has the whole of."""
    stretches = sheet.stretches(sums.days)
    grid = _grid(sheet, sums, stretches)
    begin, end = _whole(sums, grid, sheet.excerpt)
    if (within := sums.cut(begin, end)) is None:
        return None
    span, days = within
    bounds = _bounds(begin, end, sheet.excerpt)
    if days is not sums.days:
        stretches = sheet.stretches(days)
    spans = [_inside(span, bounds) for span in aligned(stretches, grid)]
    scale = sheet.scale(spans, int(sheet.frame.room / WIDEST) * grid.step.seconds, bounds)
    ruler = axis(scale, sheet.zone, grid.step.seconds, sheet.frame.width)
    counts = count(sums, begin, end, spans, grid)
    most = max(events for _, each in counts for events, _ in each.lanes.values())
    drawn = rows(sheet.frame, sheet.lanes, [BAR - 10] * len(sheet.lanes), sheet.top)
    bins = [_bin(number, each, grid, scale, drawn, BAR / most, sheet.zoom) for number, each in counts]
    (whole,) = sums.between([begin, end])
    told = [f"Events beginning per {words.pace(grid.step)}, at most {most:,}"]
    if any(rest for _, rest in whole.lanes.values()):
        told.append("Lighter: not held")
    return sheet.picture(scale, ruler, drawn, whole.events, span, told, bins=bins)


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


def _bin(
    number: int, counted: Count, grid: Grid, scale: Scale, drawn: Sequence[Row], unit: float, zoom: Zoom
) -> Bin:
    """A step's bars, `unit` high for each event; one that stands for few is still high enough to be seen."""
    window = Window.of(grid.start(number), grid.start(number + 1) - 1, grid.zone)
    left, right = scale.x(window.start), scale.x(window.end + 1)
    bars, told = [], []
    for lane, (events, rest) in sorted(counted.lanes.items()):
        row, height = drawn[lane], max(2.0, unit * events)
        held = row.y - height * (events - rest) / events
        bars.append(Bar(row.id, row.name, row.side, events, rest, row.y, snap(held), snap(row.y - height)))
        told.append((row.name, events, rest))
    href = zoom(window)
    when = words.period(grid, number)
    name = words.bin_name(when, counted.events, told)
    return Bin(
        href,
        f"{name}. Zoom in" if href else name,
        when,
        counted.events,
        snap(left),
        snap(max(1.0, right - left - 1.5)),
        tuple(bars),
    )

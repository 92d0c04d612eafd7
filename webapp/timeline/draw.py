"""The overview: from dated items to the numbers of a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from webapp.dates import Precision
from webapp.timeline import words
from webapp.timeline.axis import axis
from webapp.timeline.counts import WIDEST, Count, count, counting
from webapp.timeline.frame import BAR, frame, rows
from webapp.timeline.lanes import arrange
from webapp.timeline.marks import MOST_MARKS, Placed, place, rises
from webapp.timeline.model import Bar, Bin, Item, Join, Lane, Mark, Overview, Round, Row, Spot
from webapp.timeline.scale import Scale, aligned, islands, known, snap
from webapp.timeline.sheet import Sheet
from webapp.timeline.steps import DAY, HOUR, Grid

# The link to what lies between two times (inclusive), or None where there is none.
Zoom = Callable[[int, int], str | None]


def overview(
    items: Sequence[Item],
    lanes: Sequence[Lane],
    rounds: Sequence[Round] = (),
    *,
    zone: str = "UTC",
    width: float = 1100,
    zoom: Zoom = lambda earliest, latest: None,
    others: str = "Others",
) -> Overview | None:
    """The picture of `items`, in any order, `width` units across (300 or more); None where there are none.

    `lanes` are the parties from the top, principals first. `zone` is an IANA name: hours, days and years
    are those of its clocks. `zoom` gives bars their links. `others` names the lane of those parties that
    get none of their own.
    """
    if not items:
        return None
    drawn, touched = arrange(lanes, sorted(items, key=lambda item: item.date.sort), others)
    hourly = any(item.date.precision in (Precision.MINUTE, Precision.SECOND) for item in items)
    sheet = Sheet(touched, rounds, drawn, ZoneInfo(zone), frame(width, drawn), HOUR if hourly else DAY)
    return _marked(sheet) or _counted(sheet, zoom)


def _marked(sheet: Sheet) -> Overview | None:
    """A mark per event; None where they would be too many."""
    if sum(len(lanes) for _, lanes in sheet.items) > MOST_MARKS:
        return None
    dates = [*(item.date for item, _ in sheet.items), *(each.date for each in sheet.rounds)]
    least = 5 * sheet.finest
    scale = sheet.scale(islands([known(date) for date in dates], sheet.room, least), least)
    ruler = axis(scale, sheet.zone, sheet.finest, sheet.frame.width)
    placed = place(sheet.items, scale, ruler.step)
    if placed is None:
        return None
    levels = [rises(placed, lane) for lane in range(len(sheet.lanes))]
    drawn = rows(sheet.frame, sheet.lanes, [level[-1] for level in levels], sheet.top)
    marks = [_mark(each, drawn, levels) for each in placed]
    joins = [Join(mark.x, mark.spots[0].y, mark.spots[-1].y) for mark in marks if len(mark.spots) > 1]
    return sheet.picture(scale, ruler, drawn, marks=marks, joins=joins)


def _mark(placed: Placed, drawn: Sequence[Row], levels: Sequence[Sequence[float]]) -> Mark:
    item, looks = placed.item, placed.shape
    return Mark(
        item.href,
        words.item_name(item),
        item.status,
        snap(placed.x),
        snap(placed.x - (looks.width or 0) / 2),
        None if looks.width is None else snap(looks.width),
        looks.ends,
        tuple(
            Spot(drawn[n].id, drawn[n].side, snap(drawn[n].y - levels[n][row]))
            for n, row in placed.rows.items()
        ),
    )


def _counted(sheet: Sheet, zoom: Zoom) -> Overview:
    """A bar per hour, day, week, month, year … and lane."""
    starts = [(item.date.sort[0], item.date.sort[0]) for item, _ in sheet.items]
    spans = islands([*starts, *(known(each.date) for each in sheet.rounds)], sheet.room, sheet.finest)
    grid = counting(spans, sheet.zone, sheet.finest, sheet.room - 4 * sheet.frame.pad)
    whole = aligned(spans, grid)
    scale = sheet.scale(whole, int(sheet.room / WIDEST) * grid.step.seconds)
    ruler = axis(scale, sheet.zone, grid.step.seconds, sheet.frame.width)
    counts = count(sheet.items, whole, grid)
    most = max(events for each in counts for events, _ in each.lanes.values())
    drawn = rows(sheet.frame, sheet.lanes, [BAR - 10] * len(sheet.lanes), sheet.top)
    bins = [_bin(each, grid, scale, drawn, BAR / most, zoom) for each in counts]
    told = [f"Events per {words.pace(grid.step)}, at most {most:,}"]
    if any(item.status != "held" for item, _ in sheet.items):
        told.append("Lighter: not held")
    return sheet.picture(scale, ruler, drawn, told, bins=bins)


def _bin(counted: Count, grid: Grid, scale: Scale, drawn: Sequence[Row], unit: float, zoom: Zoom) -> Bin:
    """A step's bars, `unit` high for each event; one that stands for few is still high enough to be seen."""
    start, end = grid.start(counted.number), grid.start(counted.number + 1)
    left, right = scale.x(start), scale.x(end)
    bars, told = [], []
    for lane, (events, rest) in sorted(counted.lanes.items()):
        row, height = drawn[lane], max(2.0, unit * events)
        held = row.y - height * (events - rest) / events
        bars.append(Bar(row.id, row.side, events, row.y, snap(held), snap(row.y - height)))
        told.append((row.name, events, rest))
    name = words.bin_name(words.period(grid, counted.number), counted.events, told)
    return Bin(zoom(start, end - 1), name, snap(left), snap(max(1.0, right - left - 1.5)), tuple(bars))

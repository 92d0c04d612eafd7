"""An overview with a mark per event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from webapp.dates import Precision
from webapp.timeline import words
from webapp.timeline.axis import axis
from webapp.timeline.frame import rows
from webapp.timeline.items import Item
from webapp.timeline.lanes import Lanes
from webapp.timeline.marks import MOST_MARKS, Placed, place, rises
from webapp.timeline.model import Join, Mark, Overview, Row, Spot
from webapp.timeline.scale import snap
from webapp.timeline.sheet import Sheet
from webapp.timeline.steps import DAY, HOUR
from webapp.timeline.text import SIZE


def marked(sheet: Sheet, items: Sequence[tuple[Item, Lanes]]) -> Overview | None:
    """The picture of the items, each with the lanes that it touches; None where they would be too many."""
    if sum(len(lanes) for _, lanes in items) > MOST_MARKS:
        return None
    spans = [item.span for item, _ in items]
    hourly = any(item.date.precision in (Precision.MINUTE, Precision.SECOND) for item, _ in items)
    finest = HOUR if hourly else DAY
    scale = sheet.scale(sheet.stretches(spans), 5 * finest)
    ruler = axis(scale, sheet.zone, finest, sheet.frame.width)
    placed = place(items, scale, ruler.step)
    if placed is None:
        return None
    levels = [rises(placed, lane) for lane in range(len(sheet.lanes))]
    drawn = rows(sheet.frame, sheet.lanes, [level[-1] for level in levels], sheet.top)
    marks = [_mark(each, drawn, levels) for each in placed]
    joins = [join for mark in marks if len(mark.spots) > 1 for join in _joins(mark, drawn)]
    whole = min(start for start, _ in spans), max(end for _, end in spans)
    return sheet.picture(scale, ruler, drawn, len(items), whole, marks=marks, joins=joins)


def _joins(mark: Mark, drawn: Sequence[Row]) -> Iterator[Join]:
    """From a mark's first spot to its last, without what lies behind the names of lanes between them."""
    y, last = mark.spots[0].y, mark.spots[-1].y
    for label in (row.label for row in drawn):
        begin, end = label.box
        if begin - 2 <= mark.x <= end + 2 and y < label.y < last:
            yield Join(mark.x, y, snap(label.y - SIZE))
            y = snap(label.y + 4)
    yield Join(mark.x, y, last)


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

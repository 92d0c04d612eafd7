"""The overview: from dated items, or tallies of them, to the numbers of a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.timeline.counted import Known, counted
from webapp.timeline.counts import Sums, counts
from webapp.timeline.frame import frame
from webapp.timeline.items import Item, Lane, Round, Tally
from webapp.timeline.lanes import Parties, arrange
from webapp.timeline.marked import marked
from webapp.timeline.model import Overview
from webapp.timeline.overall import Overall
from webapp.timeline.sheet import Sheet
from webapp.timeline.zoom import Excerpt, Window, Zoom


def overviews(
    items: Sequence[Item],
    lanes: Sequence[Lane],
    rounds: Sequence[Round] = (),
    *,
    tallies: Sequence[Tally] = (),
    overall: Overall | None = None,
    zone: str = "UTC",
    widths: Sequence[float] = (1100,),
    excerpt: Excerpt | None = None,
    shown: Window | None = None,
    zoom: Zoom = lambda window: None,
) -> tuple[Overview, ...]:
    """The picture of `items`, in any order, or of the `tallies` of many, in order of time; none of none.

    `overall` is in place of both where all events there are have been counted before.

    It is drawn for each of the `widths` (300 or more): as a mark per event where they can be told apart, else
    as counts. `lanes` are the parties from the top, principals first. `zone` is an IANA name: hours, days and
    years are those of its clocks. `excerpt` says which part of the picture is outlined, and what is given
    around it. `zoom` gives bars, and rounds too close to be told apart, their links; rounds only to what is
    shorter than `shown`, the window that the view is narrowed to, or than all there is.
    """
    items = sorted(items, key=lambda item: item.date.sort)
    busy = Counter[Parties]()
    for tally in tallies or map(_One.of, items):
        busy[tally.parties] += tally.count
    if not busy and overall is None:
        return ()
    drawn, touched = (overall.lanes, {}) if overall else arrange(lanes, busy)
    placed = [(item, touched[item.parties]) for item in items]
    clocks = ZoneInfo(zone)
    rounds = [each for each in rounds if not excerpt or excerpt.meets(each.span)]
    sheets = [
        Sheet(rounds, drawn, clocks, frame(width, drawn, bool(rounds)), excerpt, shown, zoom)
        for width in widths
    ]
    pictures = [None if tallies or overall else marked(sheet, placed) for sheet in sheets]
    if None not in pictures:
        return tuple(picture for picture in pictures if picture)
    sums = overall.sums if overall else Sums(counts(tallies or map(_One.of, items), touched))
    known: Known = {}
    found = (picture or counted(sheet, sums, known) for sheet, picture in zip(sheets, pictures, strict=True))
    return tuple(picture for picture in found if picture)


@dataclass(frozen=True, slots=True)
class _One:
    """The tally of one item."""

    time: int
    parties: Parties
    held: bool
    count: int = 1

    @classmethod
    def of(cls, item: Item) -> _One:
        return cls(item.date.sort[0], item.parties, item.status == "held")

"""What comes out of the overview: a picture in numbers, which `web/svg.py` draws.

All x, y, widths and heights are in units of the picture (`Overview.width` units across), y grows downward,
texts are set at 12 units. Times are seconds since 1970-01-01T00:00:00Z.

What a picture has hundreds of are tuples, which are made several times as fast as dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from webapp.timeline.ground import Ground
from webapp.timeline.items import Side
from webapp.timeline.text import width

Ends = Literal["soft", "vague", "before", "after", "open"]
Anchor = Literal["start", "middle", "end"]


class Label(NamedTuple):
    """A text whose baseline is at `y`, and which starts, ends or has its middle at `x`."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"

    @property
    def box(self) -> tuple[float, float]:
        """Where it begins and ends, as far as can be told without the font."""
        begin = self.x - width(self.text) * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return begin, begin + width(self.text)


class Row(NamedTuple):
    """A lane as drawn: its line at `y`, its marks and its label between `top` and `bottom`.

    `label` is `name`, shortened where there is no room for it; `whole` is that of a lane of several parties
    with theirs.
    """

    id: str
    name: str
    whole: str
    side: Side
    top: float
    y: float
    bottom: float
    label: Label


class Band(NamedTuple):
    """When a round was, across all lanes. Bands may touch: the links to rounds are flags."""

    held: bool
    x: float
    y: float
    width: float
    height: float


class Flag(NamedTuple):
    """A link above the bands: to a round, or (`zooms`) to the time of several; `held` if one of them was.

    `rounds` are their numbers, in order of time.
    """

    href: str
    name: str
    zooms: bool
    rounds: tuple[int, ...]
    held: bool
    x: float
    y: float
    width: float
    height: float
    label: Label


class Spot(NamedTuple):
    """Where a mark stands in one lane."""

    lane: str
    side: Side
    y: float


class Mark(NamedTuple):
    """An event: one link, around `x` in each lane that it touches.

    `width` is None for a point, drawn as a circle. Otherwise it is a span that begins at `left`, and `ends`
    says how it fades: "soft" (some time within), "vague" (approximate or uncertain), "before" and "after"
    (no beginning or no end is known), "open" (neither is).
    """

    href: str
    name: str
    status: str
    x: float
    left: float
    width: float | None
    ends: Ends
    spots: tuple[Spot, ...]


class Join(NamedTuple):
    """A thin line that ties the spots of one mark together, or a part of it between lanes' names."""

    x: float
    y1: float
    y2: float


class Bar(NamedTuple):
    """The events of one lane in one bin: from `base` up to `held` those that were held, up to `top` all.

    `lane` is its id, `name` what it is called; `rest` of the `events` were not held.
    """

    lane: str
    name: str
    side: Side
    events: int
    rest: int
    base: float
    held: float
    top: float


class Bin(NamedTuple):
    """An hour, day, week, month, year … with its bars; a link where `href` is given.

    `name` says all of it in words, `when` only which time it is; `events` begin in it, some in several bars.
    """

    href: str | None
    name: str
    when: str
    events: int
    x: float
    width: float
    bars: tuple[Bar, ...]


class Break(NamedTuple):
    """A place where time without events is left out of the axis."""

    name: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The picture's numbers. Either `marks` (with `joins`) or `bins` has something in it, never both.

    `layout` tells pictures of the same events apart: "wide", "medium" or "narrow". `name` says in words what
    is to be seen. The lanes begin at `top`. The axis is a line at `axis` from `left` to `right` with `ticks`
    on it and `labels` below. The `ground` tells where a window is in it.
    """

    layout: str
    name: str
    width: float
    height: float
    left: float
    right: float
    top: float
    axis: float
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    flags: tuple[Flag, ...]
    joins: tuple[Join, ...]
    marks: tuple[Mark, ...]
    bins: tuple[Bin, ...]
    ticks: tuple[float, ...]
    labels: tuple[Label, ...]
    breaks: tuple[Break, ...]
    ground: Ground = field(compare=False)

    @property
    def fades(self) -> list[tuple[Side, Ends]]:
        """The kinds of span in the picture: whose they are and how they fade."""
        return sorted({(spot.side, mark.ends) for mark in self.marks if mark.width for spot in mark.spots})

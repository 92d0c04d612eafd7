"""How a picture of a given width is laid out: gutter, lanes, axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.timeline.items import Lane
from webapp.timeline.model import Label, Row
from webapp.timeline.scale import snap
from webapp.timeline.text import shorten, width
from webapp.timeline.words import lane_name

NARROWEST = 300  # the width of the narrowest picture
BAR = 44  # the height of the highest bar
ROUNDS = "Rounds"  # the name of their lane
LINE = 15  # from one line of text to the next


@dataclass(frozen=True, slots=True)
class Frame:
    """The x of everything. With little width the lanes' labels stand above their lines, else in a gutter."""

    layout: str
    width: float
    left: float
    right: float
    pad: float  # clear on either side of the outermost dates

    @property
    def room(self) -> float:
        """The length of the axis."""
        return self.right - self.left

    @property
    def clear(self) -> float:
        """What is left of the axis for the dates of two stretches of time."""
        return self.room - 4 * self.pad

    @property
    def gutter(self) -> bool:
        return self.layout != "narrow"


def frame(across: float, lanes: Sequence[Lane], rounds: bool = False) -> Frame:
    """The frame of a picture `across` units wide, with a lane for rounds or without."""
    if across < 500:
        return Frame("narrow", across, 2, across - 2, 18)
    gutter = min(
        max(width(label) for label in [*(lane.label for lane in lanes), *[ROUNDS] * rounds]), across * 0.16
    )
    return Frame("wide" if across >= 800 else "medium", across, gutter + 16, across - 2, 24)


def rows(frame: Frame, lanes: Sequence[Lane], heights: Sequence[float], top: float) -> list[Row]:
    """The lanes below each other from `top`, each with so much room above its line as its marks need."""
    above, below = (18, 18) if frame.gutter else (26, 14)
    found = []
    for lane, height in zip(lanes, heights, strict=True):
        y = snap(top + above + height)
        if frame.gutter:
            label = Label(0, y + 4, shorten(lane.label, frame.left - 16))
        else:
            label = Label(0, top + 12, shorten(lane.label, frame.width))
        found.append(Row(lane.id, lane.label, lane_name(lane), lane.side, top, y, y + below, label))
        top = y + below
    return found


def notes(texts: Sequence[str], across: float, y: float) -> list[Label]:
    """The texts side by side from `y` down, as many on each line as there is room for."""
    found: list[Label] = []
    x: float = 0
    for text in texts:
        if x and x + width(text) > across:
            x, y = 0, y + LINE
        found.append(Label(snap(x), y, shorten(text, across)))
        x += width(text) + 16
    return found

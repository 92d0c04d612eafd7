"""Where a picture has its time: what is shown below it can be outlined in it once it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.timeline.scale import Scale, Span, snap

THINNEST = 8.0  # an outline


@dataclass(frozen=True, slots=True)
class Outline:
    """A window that is shown in full below the picture, framed in it."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ground:
    """Time from `left` to `right`, lanes from `top` to `floor`."""

    scale: Scale
    left: float
    right: float
    top: float
    floor: float

    def outline(self, window: Span) -> Outline:
        """The frame of a window, wide enough to be seen."""
        begin, end = self.scale.x(window[0]), self.scale.x(window[1] + 1)
        half = max(THINNEST, end - begin) / 2
        middle = min(max((begin + end) / 2, self.left + half), self.right - half)
        return Outline(snap(middle - half), self.top, snap(2 * half), self.floor - self.top)

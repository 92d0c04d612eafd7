"""The sheet that an overview is drawn on, and everything on it that is neither a mark nor a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from webapp.timeline import words
from webapp.timeline.axis import Axis
from webapp.timeline.bands import bands
from webapp.timeline.frame import LINE, Frame, notes
from webapp.timeline.lanes import Lanes
from webapp.timeline.model import Bin, Break, Item, Join, Label, Lane, Mark, Overview, Round, Row
from webapp.timeline.scale import Scale, Span, known, snap
from webapp.timeline.steps import YEAR


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn, and on what.

    `items` come with the lanes that they touch. `finest` is how many seconds the shortest step has that
    their dates allow.
    """

    items: Sequence[tuple[Item, Lanes]]
    rounds: Sequence[Round]
    lanes: Sequence[Lane]
    zone: ZoneInfo
    frame: Frame
    finest: int

    @property
    def room(self) -> float:
        return self.frame.right - self.frame.left

    @property
    def top(self) -> float:
        """Where the lanes begin: below the labels of the rounds."""
        return 22 if self.rounds else 4

    def scale(self, stretches: Sequence[Span], least: int) -> Scale:
        return Scale(stretches, self.frame.left, self.frame.right, self.frame.pad, least)

    def picture(
        self,
        scale: Scale,
        ruler: Axis,
        rows: Sequence[Row],
        told: Sequence[str] = (),
        *,
        marks: Sequence[Mark] = (),
        joins: Sequence[Join] = (),
        bins: Sequence[Bin] = (),
    ) -> Overview:
        """The whole picture. What is `told` stands below the axis, and in the picture's name."""
        across, floor = self.frame.width, rows[-1].bottom
        rounds, head = bands(self.rounds, scale, self.top, floor, across)
        breaks = [_break(scale, number) for number in range(len(scale.segments) - 1)]
        if ruler.step.unit == "hour":
            told = [*told, f"Times in {self.zone.key}"]
        labels = [*head, *_below(ruler, told, floor, across)]
        return Overview(
            layout=self.frame.layout,
            name=self._name(ruler, [*told, *(each.name for each in breaks)]),
            width=snap(across),
            height=labels[-1].y + 6,
            left=snap(self.frame.left),
            right=snap(self.frame.right),
            top=self.top,
            axis=floor,
            rows=tuple(rows),
            bands=tuple(rounds),
            joins=tuple(joins),
            marks=tuple(marks),
            bins=tuple(bins),
            ticks=tuple(map(snap, ruler.ticks)),
            labels=tuple(labels),
            breaks=tuple(breaks),
        )

    def _name(self, ruler: Axis, told: Sequence[str]) -> str:
        items = [item for item, _ in self.items]
        spans = [known(item.date) for item in items]
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        when = words.between(first, last, ruler.step, self.zone)
        return words.summary(items, self.rounds, [lane.label for lane in self.lanes], when, told)


def _below(ruler: Axis, told: Sequence[str], floor: float, across: float) -> list[Label]:
    """The texts under the axis at `floor`: one line of ticks, one of what they belong to, the rest."""
    labels = [replace(label, y=floor + 17) for label in ruler.small]
    labels += [replace(label, y=floor + 17 + LINE) for label in ruler.large]
    return [*labels, *notes(told, across, labels[-1].y + LINE + 3)]


def _break(scale: Scale, number: int) -> Break:
    before, after = scale.segments[number : number + 2]
    years = words.many((after.first - before.last) // YEAR, "year")
    return Break(f"{years} without events left out", snap(before.right), snap(after.left - before.right))

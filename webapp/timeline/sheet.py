"""The sheet that an overview is drawn on, and everything on it that is neither a mark nor a bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from webapp.timeline import words
from webapp.timeline.axis import Axis
from webapp.timeline.bands import bands
from webapp.timeline.flags import HEIGHT, flags
from webapp.timeline.frame import LINE, ROUNDS, Frame, notes
from webapp.timeline.ground import Ground
from webapp.timeline.items import Lane, Round
from webapp.timeline.model import Bin, Break, Join, Label, Mark, Overview, Row
from webapp.timeline.scale import Bounds, Scale, Span, islands, snap
from webapp.timeline.steps import DAY, YEAR
from webapp.timeline.zoom import Excerpt, Window, Zoom


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every overview of the same events has in common, and how wide this one is."""

    rounds: Sequence[Round]
    lanes: Sequence[Lane]
    zone: ZoneInfo
    frame: Frame
    excerpt: Excerpt | None
    shown: Window | None
    zoom: Zoom

    @property
    def top(self) -> float:
        """Where the parties' lanes begin: below that of the rounds."""
        return self._poles + 4 if self.rounds else 4

    @property
    def _flags(self) -> float:
        """Where the flags of the rounds begin: beside the name of their lane, or below it."""
        return 2 if self.frame.gutter else 18

    @property
    def _poles(self) -> float:
        """Where the bands of the rounds begin: at their flags."""
        return self._flags + HEIGHT

    def stretches(self, spans: Sequence[Span]) -> list[Span]:
        """The time to draw: that of the events at `spans` and of the rounds, and of the window among them."""
        spans = [*spans, *(each.span for each in self.rounds)]
        if self.excerpt:
            clipped = map(self.excerpt.clip, spans) if self.excerpt.ends else spans
            spans = [*clipped, *self._borders(spans, self.excerpt)]
        return islands(spans, self.frame.room)

    def scale(self, stretches: Sequence[Span], least: int, bounds: Bounds | None = None) -> Scale:
        """The scale of a picture that has nothing beyond the bounds, which are else those of the excerpt."""
        if bounds is None:
            bounds = (self.excerpt.low, self.excerpt.high) if self.excerpt else (None, None)
        return Scale(stretches, self.frame.left, self.frame.right, self.frame.pad, least, bounds)

    def picture(
        self,
        scale: Scale,
        ruler: Axis,
        rows: Sequence[Row],
        events: int,
        span: Span,
        told: Sequence[str] = (),
        *,
        marks: Sequence[Mark] = (),
        joins: Sequence[Join] = (),
        bins: Sequence[Bin] = (),
    ) -> Overview:
        """The whole picture of so many events in that span of time.

        What is `told` stands below the axis, and in the picture's name.
        """
        across, floor = self.frame.width, rows[-1].bottom
        rounds = [(each, (scale.x(each.span[0]), scale.x(each.span[1]))) for each in self.rounds]
        breaks = [_break(scale, number) for number in range(len(scale.segments) - 1)]
        if ruler.step.unit == "hour":
            told = [*told, f"Times in {self.zone.key}"]
        head = Label(0, self._flags + 16 if self.frame.gutter else 12, ROUNDS)
        labels = [*[head] * bool(self.rounds), *_below(ruler, told, floor, across)]
        aside = [*told, *(each.name for each in breaks)]
        when = words.between(*span, ruler.step, self.zone)
        return Overview(
            layout=self.frame.layout,
            name=words.summary(events, self.rounds, self.lanes, when, aside),
            width=snap(across),
            height=labels[-1].y + 6,
            left=snap(self.frame.left),
            right=snap(self.frame.right),
            top=self.top,
            axis=floor,
            rows=tuple(rows),
            bands=tuple(bands(rounds, self._poles, floor)),
            flags=tuple(flags(rounds, self.frame, self._flags, self._into(span))),
            joins=tuple(joins),
            marks=tuple(marks),
            bins=tuple(bins),
            ticks=tuple(map(snap, ruler.ticks)),
            labels=tuple(labels),
            breaks=tuple(breaks),
            ground=Ground(scale, self.frame.left, self.frame.right, self.top, floor),
        )

    def _borders(self, spans: Sequence[Span], excerpt: Excerpt) -> list[Span]:
        """The ends of the window beyond which there is something; elsewhere it ends with the picture."""
        start, end = excerpt.window.span
        found = []
        if excerpt.low is not None or any(first < start for first, _ in spans):
            found.append((start, start))
        if excerpt.high is not None or any(first > end for first, _ in spans):
            found.append((end, end))
        return found

    def _into(self, events: Span) -> Callable[[Span], str | None]:
        """The link to a stretch of time, if it is shorter than what is shown."""
        spans = [self.shown.span] if self.shown else [events, *(each.span for each in self.rounds)]
        long = max(end for _, end in spans) - min(start for start, _ in spans)

        def into(span: Span) -> str | None:
            window = Window.of(*span, self.zone)
            return self.zoom(window) if window.end - window.start < long else None

        return into


def _below(ruler: Axis, told: Sequence[str], floor: float, across: float) -> list[Label]:
    """The texts under the axis at `floor`: one line of ticks, one of what they belong to, the rest."""
    labels = [label._replace(y=floor + 17) for label in ruler.small]
    labels += [label._replace(y=floor + 17 + LINE) for label in ruler.large]
    return [*labels, *notes(told, across, labels[-1].y + LINE + 3)]


def _break(scale: Scale, number: int) -> Break:
    before, after = scale.segments[number : number + 2]
    # Two days more: calendar years may fall as much short of as many average ones.
    years = words.many((after.first - before.last + 2 * DAY) // YEAR, "year")
    return Break(f"{years} without events left out", snap(before.right), snap(after.left - before.right))

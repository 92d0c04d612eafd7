"""The rounds' own lane: a link to each, or to neighbours together where there is no room for one each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.timeline.frame import Frame
from webapp.timeline.items import Round
from webapp.timeline.model import Flag, Label
from webapp.timeline.scale import Span, Stretch, snap
from webapp.timeline.text import shorten, width
from webapp.timeline.words import aside, numbered, round_name, rounds_name

NARROWEST, HEIGHT = 30.0, 24  # of a flag: with what is between two, 24 pixels where the picture is small
APART = 2.0  # from one flag to the next
MARGIN = 4.0  # left and right of a flag's text

_Form = Callable[[Round], str]
_Place = tuple[float, Round]  # the middle of its band


def _brief(round_: Round) -> str:
    return str(round_.number)


def _long(round_: Round) -> str:
    return f"{round_.number}{aside(round_.status)}"


@dataclass(frozen=True, slots=True)
class _Group:
    """Rounds that follow each other, with their flag from `left` on."""

    places: tuple[_Place, ...]
    text: str
    left: float
    width: float

    @property
    def rounds(self) -> list[Round]:
        return [round_ for _, round_ in self.places]


def flags(
    rounds: Sequence[tuple[Round, Stretch]], frame: Frame, y: float, into: Callable[[Span], str | None]
) -> list[Flag]:
    """A flag for each round, or for neighbours that there is no room for apart, over the middles of theirs.

    Statuses stand on them if they take no room from other flags. A flag of several zooms in to their time;
    where there is no way `into` that, it leads to the first of them.
    """
    places = [((left + right) / 2, each) for each, (left, right) in rounds]
    places.sort(key=lambda place: (place[0], place[1].number))
    row = _row(places, _brief, frame)
    if any(each.status != "held" for each, _ in rounds):
        long = _row(places, _long, frame)
        row = long if [group.rounds for group in long] == [group.rounds for group in row] else row
    return [_flag(group, y, into) for group in row]


def _flag(group: _Group, y: float, into: Callable[[Span], str | None]) -> Flag:
    rounds, (first, *more) = group.rounds, group.rounds
    name, href = round_name(first), None
    if more:
        spans = [each.span for each in rounds]
        href = into((min(start for start, _ in spans), max(end for _, end in spans)))
        name = rounds_name(rounds)
    return Flag(
        href or first.href,
        f"{name}. Zoom in" if href else name,
        bool(href),
        tuple(each.number for each in rounds),
        any(each.status == "held" for each in rounds),
        snap(group.left),
        y,
        snap(group.width),
        HEIGHT,
        Label(snap(group.left + group.width / 2), y + 16, group.text, "middle"),
    )


def _row(places: Sequence[_Place], form: _Form, frame: Frame) -> list[_Group]:
    """From left to right: a flag that does not fit beside the one before it is joined to it."""
    row: list[_Group] = []
    for place in places:
        together: tuple[_Place, ...] = (place,)
        while not (group := _fit(together, form, frame, _edge(row, frame))):
            together = (*row.pop().places, *together)
        row.append(group)
    return row


def _edge(row: Sequence[_Group], frame: Frame) -> float:
    return row[-1].left + row[-1].width + APART if row else frame.left


def _fit(places: tuple[_Place, ...], form: _Form, frame: Frame, edge: float) -> _Group | None:
    """The flag over all the middles, as near as can be to their centre; None if `edge` is too far right."""
    first, last = places[0][0], places[-1][0]
    if edge > first or edge > frame.right - NARROWEST:
        return None  # whatever its text
    text = form(places[0][1]) if len(places) == 1 else numbered(round_.number for _, round_ in places)
    text = shorten(text, frame.room - 2 * MARGIN - 1)
    wide = max(NARROWEST, width(text) + 2 * MARGIN, last - first + 1)
    low, high = max(edge, last - wide), min(first, frame.right - wide)
    if low > high:
        return None
    return _Group(places, text, min(max((first + last - wide) / 2, low), high), wide)

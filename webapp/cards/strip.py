"""The strip: a dossier's events along a line of time, what one side did above it, what the other did below.

What has no certain place is a span, as wide as its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import ImageColor

from webapp.cards.faces import Face, width
from webapp.cards.model import Column, Span, Strip, Text, Tone
from webapp.cards.sheet import LINE, MARGIN, PAPER, ROOM, SIDES, SOFT, WIDTH, Sheet

COLUMNS = 96
PITCH = ROOM / COLUMNS
MIDDLE, HALF = 447, 60  # its line, and how far it reaches up and down
BLOCK = 20  # the height of one event, where there is room for it
HIGH = 15  # the height of a row of spans, where there is room for it
NEAR = 6  # columns that a date without a beginning or an end is drawn to reach
DATES = 22
DAY = 25 * 3600  # the longest that there is
LANES: dict[Tone, int] = {"a": 0, "b": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """`count` events between two seconds; None: no beginning, no end is known."""

    earliest: int | None
    latest: int | None
    tone: Tone
    count: int = 1

    @property
    def brief(self) -> bool:
        """Is it a day, or less?"""
        return self.earliest is not None and self.latest is not None and self.latest - self.earliest <= DAY


def strip(events: Iterable[Dated], begins: str, ends: str) -> Strip | None:
    """The columns and spans of events; None where there is nothing to be placed."""
    events = [each for each in events if each.earliest is not None or each.latest is not None]
    known = [time for each in events for time in (each.earliest, each.latest) if time is not None]
    if not known:
        return None
    low, high = min(known), max(known)

    def place(time: int) -> int:
        return (
            max(0, min(COLUMNS - 1, (time - low) * COLUMNS // (high - low))) if high > low else COLUMNS // 2
        )

    counts = [[0, 0, 0] for _ in range(COLUMNS)]
    spans: list[Span] = []
    for each in events:
        first, last = (place(time) for time in _bounds(each, (high - low) * NEAR // COLUMNS))
        if each.brief or last - first < 2:
            counts[(first + last) // 2][LANES.get(each.tone, 2)] += each.count
        else:
            spans.append(Span(first, last, each.tone))
    return Strip(tuple(Column(*each) for each in counts), tuple(spans), begins, ends)


def _bounds(event: Dated, near: int) -> tuple[int, int]:
    """From when to when it is drawn: a date that is open on one side reaches so near."""
    if event.earliest is None:
        assert event.latest is not None
        return event.latest - near, event.latest
    return event.earliest, event.earliest + near if event.latest is None else event.latest


def draw_strip(sheet: Sheet, strip: Strip) -> None:
    for span, middle, high in _placed(strip.spans):  # they lie behind what is certain
        wide = (span.last - span.first + 1) * PITCH
        sheet.box(MARGIN + span.first * PITCH, middle - high / 2, wide, high, _pale(_colour(span.tone)))
    sheet.box(MARGIN, MIDDLE - 1, ROOM, 2, LINE)
    most = max(max(each.a, each.b) + each.joint / 2 for each in strip.columns)
    high = min(BLOCK, HALF / max(most, 1))
    for number, column in enumerate(strip.columns):
        _column(sheet, MARGIN + number * PITCH, column, high)
    _dates(sheet, strip)


def _placed(spans: Sequence[Span]) -> Iterator[tuple[Span, float, float]]:
    """Each span with its middle and its height: rows of a above those of both, rows of b below."""
    rows: dict[int, list[int]] = {0: [], 1: [], 2: []}  # of each lane, the last column that each row has
    places = []
    for span in spans:
        lane = LANES.get(span.tone, 2)
        row = next((n for n, last in enumerate(rows[lane]) if last < span.first), len(rows[lane]))
        rows[lane][row : row + 1] = [span.last]
        places.append((span, lane, row))
    joint = len(rows[2])
    pitch = min(HIGH, 2 * HALF / max(joint + 2 * max(len(rows[0]), len(rows[1])), 1))
    for span, lane, row in places:
        beyond = (joint / 2 + row + 0.5) * pitch
        middle = {0: MIDDLE - beyond, 1: MIDDLE + beyond, 2: MIDDLE + (row - (joint - 1) / 2) * pitch}[lane]
        yield span, middle, max(pitch - 3, 1)


def _column(sheet: Sheet, start: float, column: Column, high: float) -> None:
    """What both did, or others, lies across the line, and what either did beyond it."""
    half = column.joint * high / 2
    _stack(sheet, start, MIDDLE - half, column.joint, high, _colour("m"))
    _stack(sheet, start, MIDDLE - half - column.a * high, column.a, high, _colour("a"))
    _stack(sheet, start, MIDDLE + half, column.b, high, _colour("b"))


def _stack(sheet: Sheet, start: float, top: float, count: int, high: float, colour: str) -> None:
    """A block for each event, or where they would be too low one bar for all."""
    if high < 5:
        count, high = min(count, 1), max(count * high, 1)
    for number in range(count):
        sheet.box(start + 1, top + number * high + 1, PITCH - 2, max(high - 2, 1), colour)


def _colour(tone: str) -> str:
    return SIDES["m"][0] if tone in ("ab", "none") else SIDES[tone][0]  # type: ignore[index]


def _pale(colour: str) -> str:
    """The colour, seen through a third of itself on paper."""
    mixed = (round(0.3 * a + 0.7 * b) for a, b in zip(_rgb(colour), _rgb(PAPER), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _rgb(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)


def _dates(sheet: Sheet, strip: Strip) -> None:
    begins, ends = Text(strip.begins), Text(strip.ends)
    baseline = MIDDLE + HALF + 27
    wide = sheet.one(begins, MARGIN, baseline, Face.SANS, DATES, SOFT)
    if strip.ends != strip.begins:
        end = width(strip.ends, Face.SANS, ends, DATES)
        if wide + end + 40 < ROOM:
            sheet.one(ends, WIDTH - MARGIN - end, baseline, Face.SANS, DATES, SOFT, end + DATES)

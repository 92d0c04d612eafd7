"""EDTF text → what it says: one date, an interval of two, or a set."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from webapp.dates.mends import mend
from webapp.dates.moment import read_moment
from webapp.dates.shapes import Choice, DateError, End, Interval, Moment, NotEdtf, Shape, bounds


def read(text: str, zone: ZoneInfo) -> Shape:
    """What the text says. Raises DateError, which proposes the EDTF for what people often write instead."""

    def readable(proposal: str) -> bool:
        try:
            _shape(proposal, zone)
        except DateError:
            return False
        return True

    try:
        return _shape(text, zone)
    except NotEdtf:
        if (sentence := mend(text, readable)) is None:
            raise
        raise DateError(sentence) from None


def _shape(text: str, zone: ZoneInfo) -> Shape:
    if text[0] in "[{":
        return _choice(text, zone)
    ends = text.split("/")
    if len(ends) == 1:
        return read_moment(text, zone)
    if len(ends) > 2:
        raise NotEdtf(f"{text} has more than one “/”: an interval has one start and one end")
    return _interval(ends[0], ends[1], text, zone)


def _interval(start: str, end: str, text: str, zone: ZoneInfo) -> Interval:
    if {start, end} <= {"", ".."}:
        raise DateError(f"{text} has no date at either end: write at least one")
    interval = Interval(_end(start, zone), _end(end, zone))
    first, last = bounds(interval)
    if first is not None and last is not None and last < first:
        raise DateError(f"{text} ends before it starts: swap the two dates")
    return interval


def _end(text: str, zone: ZoneInfo) -> Moment | End:
    return End(text) if text in ("", "..") else read_moment(text, zone)


def _choice(text: str, zone: ZoneInfo) -> Choice:
    closing = "]" if text[0] == "[" else "}"
    if text[-1] != closing:
        raise DateError(f"{text} begins with “{text[0]}”: end it with “{closing}”")
    return Choice(text[0] == "{", tuple(_item(item, text, zone) for item in text[1:-1].split(",")))


def _item(item: str, text: str, zone: ZoneInfo) -> Moment | Interval:
    if not item:
        raise DateError(f"{text} has a date missing: write a date on each side of a comma")
    start, dots, end = item.partition("..")
    return _interval(start or "..", end or "..", item, zone) if dots else read_moment(item, zone)

"""Dates in English words, never finer than they were given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from webapp.dates.mends import MONTHS
from webapp.dates.moment import SEASONS
from webapp.dates.shapes import Choice, End, Interval, Moment, Precision, Shape, moments

_SEASONS = dict(zip(SEASONS, ("spring", "summer", "autumn", "winter"), strict=True))
_MARKS = {"": "", "?": "possibly ", "~": "about ", "%": "possibly about "}


@lru_cache(maxsize=16_384)
def label(shape: Shape) -> str:
    """The words for it; see `Date.label`."""
    match shape:
        case Moment():
            return _moment(shape)
        case Interval():
            later = "from {}" if shape.end is End.OPEN else "{} to an unknown date"
            return _span(shape, "{}", "to", later, _earlier(shape))
        case Choice():
            return _choice(shape)


def _earlier(span: Interval) -> str:
    """The phrase for an interval with an end only, which is part of it: "before May" would leave May out."""
    if span.start is End.UNKNOWN:
        return "from an unknown date to {}"
    fine = all(date.day for date in moments(span))
    return "before {}" if fine else "{} or earlier"


def _choice(choice: Choice) -> str:
    word, said = ("and", _each_in) if choice.every else ("or", _any_in)
    dates = [item for item in choice.items if isinstance(item, Moment)]
    if len(dates) == len(choice.items):
        return _together(dates, word)
    return _list([_moment(item) if isinstance(item, Moment) else said(item) for item in choice.items], word)


def _any_in(span: Interval) -> str:
    return _span(span, "between {}", "and", "{} or later", "{} or earlier")


def _each_in(span: Interval) -> str:
    unit = next(iter(moments(span))).precision
    return _span(span, f"every {unit} from {{}}", "to", f"every {unit} from {{}}", f"every {unit} up to {{}}")


def _span(span: Interval, both: str, word: str, later: str, earlier: str) -> str:
    """An interval in the phrase for two ends (joined by the word), for a start only, or for an end only."""
    dates = list(moments(span))
    if len(dates) == 2:
        return both.format(_together(dates, word))
    return (later if isinstance(span.start, Moment) else earlier).format(_moment(dates[0]))


def _together(dates: Sequence[Moment], word: str) -> str:
    """The dates joined by the word, with what they share said once: 16 to 28 May 2025."""
    unique = {_moment(date): date for date in dates}
    full, dates = list(unique), list(unique.values())
    if len(full) == 1 or any(date.mark for date in dates):
        return _list(full, word)
    if any(date.unstated for date in dates):
        return _list([f"{text}," if " stated" in text else text for text in full[:-1]] + full[-1:], word)
    parts = [_parts(date) for date in dates]
    if all(date.time for date in dates) and all(part == parts[0] for part in parts):
        return f"{' '.join(parts[0])}, {_list([_time(date) for date in dates], word)}"
    if any(date.time for date in dates) or len({len(part) for part in parts}) > 1:
        return _list(full, word)
    return _list([" ".join(part) for part in _shorten(parts)], word)


def _shorten(parts: list[list[str]]) -> list[list[str]]:
    """The parts without the last ones that all share; those stay where they come last."""
    shared = 0
    while all(part[-shared - 1] == parts[0][-shared - 1] for part in parts):
        shared += 1
    return [part[: len(part) - shared] for part in parts[:-1]] + parts[-1:]


def _list(items: Sequence[str], word: str) -> str:
    return f"{', '.join(items[:-1])} {word} {items[-1]}" if len(items) > 1 else items[0]


def _moment(date: Moment) -> str:
    text = _MARKS[date.mark] + " ".join(_parts(date))
    if date.unstated:
        text += f", {' and '.join(date.unstated)} not stated"
    return f"{text}, {_time(date)}" if date.time else text


def _time(date: Moment) -> str:
    offset = f" UTC{date.offset.removeprefix('Z')}" if date.offset else ""
    return f"{date.time}{offset}"


def _parts(date: Moment) -> list[str]:
    """Day, month or season, and year, as far as they are given."""
    if date.month is None:
        return [_years(date)]
    month = _SEASONS[date.month] if date.month in _SEASONS else MONTHS[date.month - 1]
    return [*([str(date.day)] if date.day else []), month, _years(date)]


def _years(date: Moment) -> str:
    first, last = date.years
    if first == last:
        return year(first)
    if date.precision is Precision.DECADE and first >= 1000 and first % 100:
        return f"the {first}s"
    return f"between {year(first)} and {year(last)}"


def year(number: int) -> str:
    """An astronomical year, of which 0 is 1 BC, in words that cannot be taken for anything else."""
    if number < 1:
        return f"{1 - number:,} BC" if number < -9999 else f"{1 - number} BC"
    if number < 1000:
        return f"AD {number}"
    return str(number) if number < 10_000 else f"year {number:,}"

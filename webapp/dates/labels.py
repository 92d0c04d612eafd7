"""Dates in English words, never finer than they were given."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.dates.mends import MONTHS
from webapp.dates.moment import SEASONS
from webapp.dates.shapes import Choice, End, Interval, Moment, Precision, Shape

_SEASONS = dict(zip(SEASONS, ("spring", "summer", "autumn", "winter"), strict=True))
_MARKS = {"": "", "?": "possibly ", "~": "about ", "%": "possibly about "}


def label(shape: Shape) -> str:
    match shape:
        case Moment():
            return _moment(shape)
        case Interval():
            return _interval(shape)
        case Choice():
            return _every(shape) if shape.every else _one_of(shape)


def _interval(interval: Interval) -> str:
    match interval.start, interval.end:
        case Moment() as start, Moment() as end:
            return _together([start, end], "to")
        case End.OPEN, Moment() as end:
            return f"before {_moment(end)}"
        case Moment() as start, End.OPEN:
            return f"from {_moment(start)}"
        case End.UNKNOWN, Moment() as end:
            return f"from an unknown date to {_moment(end)}"
        case Moment() as start, _:
            return f"{_moment(start)} to an unknown date"
    raise AssertionError("an interval has at least one date")


def _one_of(choice: Choice) -> str:
    if single := _plain(choice):
        return _together(single, "or")
    return _list(
        [_moment(item) if isinstance(item, Moment) else _any_in(item) for item in choice.items], "or"
    )


def _any_in(interval: Interval) -> str:
    match interval.start, interval.end:
        case Moment() as start, Moment() as end:
            return f"between {_together([start, end], 'and')}"
        case Moment() as start, _:
            return f"{_moment(start)} or later"
        case _, Moment() as end:
            return f"{_moment(end)} or earlier"
    raise AssertionError("a range has at least one date")


def _every(choice: Choice) -> str:
    if single := _plain(choice):
        return _together(single, "and")
    return _list(
        [_moment(item) if isinstance(item, Moment) else _each_in(item) for item in choice.items], "and"
    )


def _each_in(interval: Interval) -> str:
    match interval.start, interval.end:
        case Moment() as start, Moment() as end:
            return f"every {start.precision} from {_together([start, end], 'to')}"
        case Moment() as start, _:
            return f"every {start.precision} from {_moment(start)}"
        case _, Moment() as end:
            return f"every {end.precision} up to {_moment(end)}"
    raise AssertionError("a range has at least one date")


def _plain(choice: Choice) -> list[Moment]:
    """The dates of a set that has no range in it, else nothing."""
    dates = [item for item in choice.items if isinstance(item, Moment)]
    return dates if len(dates) == len(choice.items) else []


def _together(dates: Sequence[Moment], word: str) -> str:
    """The dates joined by the word, with what they share said once: 16 to 28 May 2025."""
    if len({_moment(date) for date in dates}) == 1:
        return _moment(dates[0])
    if not any(date.mark or date.unstated for date in dates):
        parts = [_parts(date) for date in dates]
        if all(date.time for date in dates) and len({" ".join(part) for part in parts}) == 1:
            return f"{' '.join(parts[0])}, {_list([_time(date) for date in dates], word)}"
        if len({len(part) for part in parts}) == 1 and not any(date.time for date in dates):
            return _list([" ".join(part) for part in _shorten(parts)], word)
    return _list(
        [_moment(date) + "," * bool(date.unstated) for date in dates[:-1]] + [_moment(dates[-1])], word
    )


def _shorten(parts: list[list[str]]) -> list[list[str]]:
    shared = 0
    while len({part[-shared - 1] for part in parts}) == 1:
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

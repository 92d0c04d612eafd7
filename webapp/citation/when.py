"""Dates as citations write them, in the forms that have a place for what was given; else in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.dates import Date, Interval, Moment

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# As MLA has them.
SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_SET = "[{"


@dataclass(frozen=True, slots=True)
class Stated:
    """One date of a known year, as far as it is given. `month` may be a season, from 21 to 24."""

    year: int
    month: int | None
    day: int | None

    def name(self, months: Sequence[str] = MONTHS) -> str | None:
        """Its month or season."""
        return None if self.month is None else SEASONS.get(self.month) or months[self.month - 1]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Year, month and day, without what is not given. A season is no number."""
        given = (self.year, None if self.month in SEASONS else self.month, self.day)
        return tuple(number for number in given if number is not None)


def stated(date: Date) -> Stated | None:
    """The one date that it is, about or perhaps; None of spans, sets, decades, and years before 1."""
    shape = date.shape
    return _stated(shape) if isinstance(shape, Moment) else None


def ends(date: Date) -> tuple[Stated, Stated] | None:
    """The first and last date of a span that says both for certain."""
    shape = date.shape
    if not isinstance(shape, Interval) or date.approximate or date.uncertain:
        return None
    start, end = (_stated(each) if isinstance(each, Moment) else None for each in (shape.start, shape.end))
    return (start, end) if start and end else None


def certain(date: Date) -> Stated | None:
    """The one date that it is for certain."""
    return None if date.approximate or date.uncertain else stated(date)


def _stated(moment: Moment) -> Stated | None:
    first, last = moment.years
    return Stated(first, moment.month, moment.day) if first == last and 0 < first < 10_000 else None


def apa(date: Date) -> str:
    """`2025, May 29`, `2025, May`, `ca. 2025, May 29`."""
    if (one := stated(date)) is None or date.uncertain:
        return date.label
    named = " ".join(str(part) for part in (one.name(), one.day) if part)
    return ("ca. " if date.approximate else "") + (f"{one.year}, {named}" if named else str(one.year))


def chicago(date: Date) -> str:
    """`May 29, 2025`, `May 2025`, `ca. May 29, 2025`."""
    if (one := stated(date)) is None or date.uncertain:
        return date.label
    named = f"{one.name()} {one.day}, {one.year}" if one.day else f"{one.name() or ''} {one.year}".strip()
    return ("ca. " if date.approximate else "") + named


def mla(date: Date) -> str:
    """`29 May 2025`, `Sept. 2025`, `circa 29 May 2025`."""
    if (one := stated(date)) is None or date.uncertain:
        return date.label
    named = " ".join(str(part) for part in (one.day, one.name(SHORT), one.year) if part)
    return ("circa " if date.approximate else "") + named


def wikipedia(date: Date) -> str | None:
    """A date that the templates of Wikipedia read, which take "c." for years only; None of others."""
    if (one := stated(date)) is None or date.uncertain or (date.approximate and one.month):
        return None
    named = " ".join(str(part) for part in (one.day, one.name(), one.year) if part)
    return f"c. {named}" if date.approximate else named


def slashed(date: Date) -> str | None:
    """`2025/05/29` or what is certain of it, as Highwire's tags have it; None of what is not one date."""
    one = certain(date)
    return None if one is None else "/".join(f"{number:02}" for number in one.numbers)


def ris(date: Date) -> str:
    """RIS has `year/month/day/other information`, and says there what is not certain."""
    one = stated(date)
    numbers = [f"{number:02}" for number in one.numbers] if one else []
    plain = one is not None and one == certain(date) and one.month not in SEASONS
    return "/".join([*numbers, *[""] * (3 - len(numbers)), "" if plain else date.label])


def edtf(date: Date) -> str | None:
    """What BibLaTeX reads: EDTF without times of day; None of sets."""
    return None if date.text[0] in _SET else re.sub(r"T[0-9:]+(?:Z|[+-][0-9:]+)?", "", date.text)


def csl(date: Date) -> dict[str, object]:
    """A CSL date variable: its parts where it has such, else its words."""
    one, span = stated(date), ends(date)
    if one and not date.uncertain:
        season = {"season": one.month - 20} if one.month in SEASONS and one.month else {}
        return {"date-parts": [list(one.numbers)], **season, **({"circa": True} if date.approximate else {})}
    if span and not any(end.month in SEASONS for end in span):
        return {"date-parts": [list(end.numbers) for end in span]}
    return {"literal": date.label}


def iso(date: Date) -> tuple[str | None, str | None]:
    """The first and the last date of it in ISO 8601, each None where that is not said for certain.

    Of a single date the last is None. A time of day is kept.
    """
    if date.html:
        return date.html, None
    if (one := certain(date)) and one.month not in SEASONS:
        return _iso(one), None
    shape = date.shape
    if not isinstance(shape, Interval) or date.approximate or date.uncertain:
        return None, None
    first, last = (_stated(each) if isinstance(each, Moment) else None for each in (shape.start, shape.end))
    return _iso(first) if first else None, _iso(last) if last else None


def _iso(one: Stated) -> str | None:
    if one.month in SEASONS:
        return None
    return "-".join([f"{one.year:04}", *(f"{number:02}" for number in one.numbers[1:])])

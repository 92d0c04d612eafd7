"""How an event stood as more became known: its status, date and headline, from the first day it was known on.

What is certain only some time within a day, a month … counts from the end of that time on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from webapp import dates
from webapp.dates import Date
from webapp.store.models import FOREVER, PRESENT


@dataclass(frozen=True, slots=True)
class Entry:
    """From the second `known` on, this status was known, and this date and headline if given."""

    known: int
    status: str
    date: Date | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dossier says of an event now. `name` is what to call it without its headline."""

    name: str
    title: str
    status: str
    date: Date


@dataclass(frozen=True, slots=True)
class Standing:
    """What was known of an event from one second on, until another."""

    known_from: int
    known_until: int
    title: str
    status: str
    date: Date


def certain(date: Date) -> int:
    """The second from which on something of that date is certainly known."""
    return PRESENT if date.latest is None else date.latest


@lru_cache(4_096)  # much is known on the same days
def day_end(second: int, zone: str) -> int:
    """The last second of its day; in years so far off that their days have no name, itself."""
    latest = None if second == PRESENT else dates.day(second, zone).latest
    return second if latest is None else max(second, latest)


def name(number: int | None, kind: str) -> str:
    """What to call an event whose headline says more than was known: "Round 2", "Phone call"."""
    words = kind.replace("-", " ")
    return f"Round {number}" if number is not None else words[:1].upper() + words[1:]


def standings(
    facts: Facts, history: Sequence[Entry], published: Collection[int], zone: str
) -> list[Standing]:
    """The event's stretches of knowledge, in order, without gaps; the last is as the dossier says now.

    `published` are the seconds from which on the sources that it rests on are certainly published, at least
    one; before the first of them the event is not known. `history` is in order of time. Knowledge is counted
    in whole days of the zone, so a stretch begins with the last second of a day.
    """
    first = day_end(min(published), zone)
    turns = {day_end(turn, zone) for turn in (*published, *(entry.known for entry in history))}
    turning = sorted(turn for turn in turns if turn >= first)
    found = [_standing(facts, history, published, turn) for turn in turning[:-1]]
    found.append(Standing(turning[-1], FOREVER, facts.title, facts.status, facts.date))
    return _merged(found)


def _standing(facts: Facts, history: Sequence[Entry], published: Collection[int], at: int) -> Standing:
    past = [entry for entry in history if entry.known <= at]
    title = past[-1].title if past else None
    status = past[-1].status if past else _silent(facts, history, max(p for p in published if p <= at))
    return Standing(
        at,
        FOREVER,
        title or (facts.title if status == facts.status else facts.name),
        status,
        _date(facts, history, len(past)),
    )


def _silent(facts: Facts, history: Sequence[Entry], newest: int) -> str:
    """The status while history is silent: what comes after all that has been published is at best planned."""
    status = history[0].status if history else facts.status
    begins = facts.date.earliest
    return "planned" if begins is not None and newest < begins else status


def _date(facts: Facts, history: Sequence[Entry], past: int) -> Date:
    """The date that the last of the first `past` entries that has one gives; of none, the first to come."""
    if past == len(history):
        return facts.date
    given = [entry.date for entry in history[:past] if entry.date]
    ahead = [entry.date for entry in history[past:] if entry.date]
    return (given[-1:] or ahead[:1] or [facts.date])[0]


def _merged(found: Sequence[Standing]) -> list[Standing]:
    """Each stretch ends where the next begins, and differs from it."""
    merged: list[Standing] = []
    for each in found:
        last = merged[-1] if merged else None
        if last and (last.title, last.status, last.date) == (each.title, each.status, each.date):
            continue
        if last:
            merged[-1] = replace(last, known_until=each.known_from)
        merged.append(each)
    return merged

"""`/<dossier>/events/<id>`: an event, the words it rests on, and all that belongs to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flask import Response

from webapp import dates
from webapp.dates import Date, Precision
from webapp.store import queries
from webapp.store.rows import Edition, EventPage, EventRef, Known, SourceRef
from webapp.web import linked
from webapp.web.citing import citation
from webapp.web.head import Head, head, plain
from webapp.web.paths import Address
from webapp.web.people import Delegation, delegations
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.subject import Subject
from webapp.web.table import tone
from webapp.web.view import in_timeline
from webapp.web.words import Words, doubt, words
from webapp.web.works import event_work, passage


@dataclass(frozen=True, slots=True)
class Turn:
    """What became known of an event on a day, or in a time: by these sources, the `first` of all or later
    ones, and what its history says of it."""

    when: Date
    first: bool
    sources: tuple[SourceRef, ...]
    history: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An event or round. `tone` is its colour, `place` where the timeline shows it, `cite` how to cite it.

    `turns` are how it came to be known, in the order in which that was certain.
    """

    edition: Edition
    event: EventPage
    words: tuple[Words, ...]
    delegations: tuple[Delegation, ...]
    tone: str
    place: str
    turns: tuple[Turn, ...]
    cite: str


@dataclass(frozen=True, slots=True)
class EventContext:
    head: Head
    account: Account


def event(at: Address, id: str) -> Response:
    found = find(at, queries.event, f"events/{id}")
    context = arrange(found)
    return render("event.html", context)


def arrange(found: Found[EventPage]) -> EventContext:
    ref = found.row.ref
    told = account(found.edition, found.row)
    name, about = title(found.edition, ref), described(found.row)
    return EventContext(head(found, ref.key, name, about, found.row.known, subject(told)), told)


def described(event: EventPage) -> str:
    """The beginning of its text, and how much of what it rests on is unverified."""
    doubtful = doubt(event.quotes)
    return plain(event.html) + (f" ({doubtful})" if doubtful else "")


def title(edition: Edition, ref: EventRef) -> str:
    return f"{ref.title} — {edition.title}"


def subject(told: Account) -> Subject:
    """The event or round, shared with the first of its words."""
    edition, ref = told.edition, told.event.ref
    return Subject(
        title=ref.title,
        node=linked.event(edition, told.event, told.words),
        work=event_work(edition, ref),
        date=ref.date,
        passage=passage(edition, told.words[0]) if told.words else None,
    )


def account(edition: Edition, event: EventPage) -> Account:
    return Account(
        edition=edition,
        event=event,
        words=tuple(words(edition, quote) for quote in event.quotes),
        delegations=delegations(event.ref.parties, event.actors),
        tone=tone(event.ref),
        place=in_timeline(edition, event.ref.key),
        turns=turns(edition, event),
        cite=citation(edition, event.ref.title, event.ref.key),
    )


def turns(edition: Edition, event: EventPage) -> tuple[Turn, ...]:
    sources, history = defaultdict[Date, list[SourceRef]](list), defaultdict[Date, list[Known]](list)
    for source in {quote.source.key: quote.source for quote in event.quotes}.values():
        sources[_day(edition, source.published)].append(source)
    for entry in event.history:
        history[_day(edition, entry.known)].append(entry)
    first = min(sources, key=_certain)
    days = sorted({**sources, **history}, key=_certain)
    return tuple(Turn(day, day == first, tuple(sources[day]), tuple(history[day])) for day in days)


def _day(edition: Edition, date: Date) -> Date:
    """A time of the day as its day: knowledge counts in days."""
    fine = date.precision in (Precision.MINUTE, Precision.SECOND)
    return date if date.latest is None or not fine else dates.day(date.latest, edition.timezone)


def _certain(date: Date) -> tuple[bool, int, tuple[int, int]]:
    return date.latest is None, date.latest or 0, date.sort

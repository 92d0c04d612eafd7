"""`/<dossier>/events/<id>`: an event, the words it rests on, and all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import Edition, EventPage, EventRef
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
class Account:
    """An event or round. `tone` is its colour, `place` where the timeline shows it, `cite` how to cite it."""

    edition: Edition
    event: EventPage
    words: tuple[Words, ...]
    delegations: tuple[Delegation, ...]
    tone: str
    place: str
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
        cite=citation(edition, event.ref.title, event.ref.key),
    )

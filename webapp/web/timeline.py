"""`/<dossier>/`: the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response

from webapp.dates import Date
from webapp.store import queries
from webapp.store.rows import Edition, EventCard, SourceRef, Timeline
from webapp.timeline import Overview
from webapp.web.head import Head, head, plain
from webapp.web.paths import Address
from webapp.web.people import Delegation, delegations
from webapp.web.picture import pictures
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.table import Phase, phases


@dataclass(frozen=True, slots=True)
class TimelineContext:
    """`rounds`, `events` and `quotes` are counts; `verbatim` counts the quotes that match to the byte."""

    head: Head
    edition: Edition
    rounds: int
    events: int
    quotes: int
    verbatim: int
    known: Date | None
    pictures: tuple[Overview, ...]
    phases: tuple[Phase, ...]
    sources: tuple[SourceRef, ...]
    delegations: tuple[Delegation, ...]


def timeline(at: Address) -> Response:
    found = find(at, queries.timeline)
    context = arrange(found)
    return render("timeline.html", context)


def arrange(found: Found[Timeline]) -> TimelineContext:
    edition, cards = found.edition, found.row.cards
    rounds = sum(card.ref.number is not None for card in cards)
    quotes, verbatim = tally(cards)
    return TimelineContext(
        head=head(found, "", f"{edition.title} — timeline", plain(edition.html)),
        edition=edition,
        rounds=rounds,
        events=len(cards) - rounds,
        quotes=quotes,
        verbatim=verbatim,
        known=found.row.known,
        pictures=pictures(edition, found.row),
        phases=phases(edition, cards),
        sources=found.row.sources,
        delegations=delegations(edition.parties.values(), edition.actors.values()),
    )


def tally(cards: Iterable[EventCard]) -> tuple[int, int]:
    """How many different quotes the cards rest on, and how many of those match to the byte."""
    quotes = {(quote.id, quote.match) for card in cards for quote in card.quotes}
    loose = {id for id, match in quotes if match != "exact"}
    every = {id for id, _ in quotes}
    return len(every), len(every) - len(loose)

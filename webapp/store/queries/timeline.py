"""The timeline."""

from __future__ import annotations

from sqlalchemy import Connection, select

from webapp.store.models import Event
from webapp.store.queries import events, sources
from webapp.store.queries.quotes import Quotes
from webapp.store.queries.within import IN_TIME, parameters, within
from webapp.store.rows import Edition, EventCard, Timeline, Totals

_EVENTS = select(*events.REF, Event.summary, Event.place).where(within(Event)).order_by(*IN_TIME)
_NAMES = events.Names(events.chosen())
_QUOTES = Quotes(events.chosen())
_SOURCES = sources.Refs()


def timeline(connection: Connection, edition: Edition) -> Timeline:
    """All events and rounds of the edition, and their sources."""
    names = _NAMES.find(connection, edition)
    archive = _SOURCES.find(connection, edition)
    quotes = _QUOTES.find(connection, edition, archive)
    cards = tuple(
        EventCard(
            ref=events.ref(edition, row, names[row.id].parties),
            html=row.summary,
            place=row.place,
            actors=tuple(names[row.id].actors),
            topics=tuple(names[row.id].topics),
            quotes=tuple(quotes[row.id]),
        )
        for row in connection.execute(_EVENTS, parameters(edition))
    )
    listed = tuple(archive.values())
    rounds = tuple(card.ref for card in cards if card.ref.number is not None)
    different = {quote.id: quote for card in cards for quote in card.quotes}
    verbatim = sum(quote.match == "exact" for quote in different.values())
    totals = Totals(len(rounds), len(cards) - len(rounds), len(different), verbatim)
    known = listed[-1].published if listed else None
    return Timeline(cards, totals, 0, None, None, rounds, listed, known)

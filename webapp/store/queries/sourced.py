"""Quotes with their sources, in one statement: an event's, and some with all that rests on them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, and_, bindparam, select

from webapp.store.models import Quote, Source, State
from webapp.store.prepared import Prepared
from webapp.store.queries import events, sources
from webapp.store.queries.within import DOSSIER, IN_TIME, READABLE, alive, parameters, within
from webapp.store.rows import CitedQuote, Edition, EventRef
from webapp.store.rows import Quote as QuoteRow

_SOURCED = (
    Quote.event_id,
    Quote.quote,
    Quote.number,
    Quote.pieces,
    Quote.prefix,
    Quote.suffix,
    Quote.match,
    Quote.page,
    Quote.speaker,
    *sources.REF,
)
_ITS_SOURCE = and_(within(Source), Source.key == Quote.source)
_OF_EVENT = Prepared(
    select(*_SOURCED)
    .join(Source, _ITS_SOURCE)
    .where(Quote.event_id == bindparam("event", type_=Integer()), READABLE)
    .order_by(Quote.number)
)


def of_event(connection: Connection, edition: Edition, event: int) -> tuple[QuoteRow, ...]:
    """Those of the event version, in order of number."""
    rows = _OF_EVENT.all(connection, parameters(edition, event=event))
    return tuple(_quote(edition, row) for row in rows)


class Cited:
    """As `quotes.Cited` is, by fewer statements; the condition has no list."""

    def __init__(self, where: ColumnElement[bool]) -> None:
        these = and_(Quote.dossier_id == DOSSIER, READABLE, where)
        self._quotes = Prepared(
            select(*_SOURCED)
            .join(State, State.event_id == Quote.event_id)
            .join(Source, _ITS_SOURCE)
            .where(alive(State), these)
            .order_by(*IN_TIME, Quote.number)
        )
        of_these = State.event_id.in_(select(Quote.event_id).where(these))
        self._events = Prepared(select(*events.REF).where(of_these, alive(State)))

    def find(self, connection: Connection, edition: Edition, **values: object) -> tuple[CitedQuote, ...]:
        """As the first event cites it, in order of time."""
        given = parameters(edition, **values)
        links = {row.id: events.ref(edition, row) for row in self._events.all(connection, given)}
        quotes: dict[str, QuoteRow] = {}
        resting = defaultdict[str, list[EventRef]](list)
        for row in self._quotes.all(connection, given):
            if row.quote not in quotes:
                quotes[row.quote] = _quote(edition, row)
            resting[row.quote].append(links[row.event_id])
        return tuple(CitedQuote(quote, tuple(resting[id])) for id, quote in quotes.items())


def _quote(edition: Edition, row: Any) -> QuoteRow:
    return QuoteRow(
        id=row.quote,
        number=row.number,
        pieces=row.pieces,
        prefix=row.prefix,
        suffix=row.suffix,
        match=row.match,
        page=row.page,
        speaker=edition.actors[row.speaker] if row.speaker else None,
        source=sources.ref(edition, row),
    )

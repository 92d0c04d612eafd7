"""What claims of many events rest on: events as links, with their quotes as known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, select

from webapp.dates import Date
from webapp.store.models import Quote, Source, State
from webapp.store.queries import events, sources
from webapp.store.queries.quotes import Quotes
from webapp.store.queries.within import KNOWN, alive, maybe, parameters, within
from webapp.store.rows import Edition, EventRef
from webapp.store.rows import Quote as QuoteRow

_GIVEN = select(State.event_id).where(State.event_id.in_(bindparam("ids", expanding=True)), alive(State))
_REFS = events.Refs(_GIVEN)
_QUOTES = Quotes(_GIVEN)
_SOURCES = sources.Refs(select(Quote.source).where(Quote.event_id.in_(_GIVEN)))
_NEWEST = (
    select(Source.published)
    .where(within(Source))
    .order_by(Source.published_sort.desc(), Source.published_tie.desc(), Source.key.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Proof:
    """An event and all of its quotes that are known, in order of number."""

    event: EventRef
    quotes: tuple[QuoteRow, ...]

    def of(self, citations: Collection[int]) -> tuple[QuoteRow, ...]:
        """The quotes of these numbers."""
        return tuple(quote for quote in self.quotes if quote.number in citations)


def proofs(connection: Connection, edition: Edition, ids: Iterable[int]) -> dict[int, Proof]:
    """The edition's events of these versions' ids, by id."""
    given = sorted(set(ids))
    refs = _REFS.find(connection, edition, ids=given)
    archive = _SOURCES.find(connection, edition, ids=given)
    quotes = _QUOTES.find(connection, edition, archive, ids=given)
    return {id: Proof(ref, tuple(quotes[id])) for id, ref in refs.items()}


def as_of(connection: Connection, edition: Edition) -> Date | None:
    """The view's date: the day asked for, else that of the newest source. Never today by the clock."""
    return edition.known or maybe(connection.scalar(_NEWEST, parameters(edition)), edition.timezone)


class Unread:
    """The quotes of events that the edition has which were not published by its day."""

    def __init__(self, of_claims: ColumnElement[bool]) -> None:
        self._statement = (
            select(Quote.event_id, Quote.number)
            .join(State, State.event_id == Quote.event_id)
            .where(within(State), Quote.known_from > KNOWN, of_claims)
        )

    def find(self, connection: Connection, edition: Edition, **values: object) -> set[tuple[int, int]]:
        """Their events' versions' ids and numbers. In the present every quote is known."""
        if edition.known is None:
            return set()
        return {
            (id, number) for id, number in connection.execute(self._statement, parameters(edition, **values))
        }


def known(unread: Collection[tuple[int, int]], event: int, citations: Iterable[int]) -> bool:
    """Whether a claim exists: at least one of the quotes that prove it is known."""
    return any((event, number) not in unread for number in citations)

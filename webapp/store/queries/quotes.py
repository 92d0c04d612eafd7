"""Quotes: of given events, and with all the events that rest on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from webapp.store import models
from webapp.store.models import State
from webapp.store.queries import events, missing, sourced, sources
from webapp.store.queries.within import DOSSIER, IN_TIME, KNOWN, READABLE, alive, parameters
from webapp.store.rows import CitedQuote, Edition, EventRef, Missing, Quote, SourceRef

_QUOTE = (
    models.Quote.event_id,
    models.Quote.quote,
    models.Quote.number,
    models.Quote.pieces,
    models.Quote.prefix,
    models.Quote.suffix,
    models.Quote.match,
    models.Quote.page,
    models.Quote.speaker,
    models.Quote.source,
)


class Quotes:
    """The quotes of the chosen events."""

    def __init__(self, chosen: events.Chosen) -> None:
        of_events = models.Quote.event_id.in_(chosen)
        self._statement = select(*_QUOTE).where(of_events, READABLE).order_by(models.Quote.number)

    def find(
        self, connection: Connection, edition: Edition, cited: Mapping[str, SourceRef], **values: object
    ) -> defaultdict[int, list[Quote]]:
        """By their versions' ids, in order of number; `cited` are their sources."""
        found = defaultdict[int, list[Quote]](list)
        for row in connection.execute(self._statement, parameters(edition, **values)).all():
            found[row[0]].append(_quote(edition, row, cited))
        return found


_OTHER = aliased(models.Quote)
_ITS = (_OTHER.event_id == models.Quote.event_id, _OTHER.known_from <= KNOWN)
_LEAST = select(func.min(_OTHER.number)).where(*_ITS).scalar_subquery()
_NUMBERS, _SOURCES = (
    select(func.aggregate_strings(cast(column, Text), " ")).where(*_ITS).scalar_subquery()
    for column in (_OTHER.number, _OTHER.source)
)


@dataclass(frozen=True, slots=True)
class Told:
    """The numbers of an event's quotes, the keys of their sources, and the first quote's row."""

    numbers: list[int]
    sources: set[str]
    row: Sequence[Any]

    def first(self, edition: Edition, cited: Mapping[str, SourceRef]) -> Quote:
        return _quote(edition, self.row, cited)


class First:
    """The first quotes of the chosen events."""

    def __init__(self, chosen: events.Chosen) -> None:
        of_events = models.Quote.event_id.in_(chosen)
        self._statement = select(*_QUOTE, _NUMBERS, _SOURCES).where(of_events, models.Quote.number == _LEAST)

    def find(self, connection: Connection, edition: Edition, **values: object) -> dict[int, Told]:
        """By their versions' ids, where they have any."""
        rows = connection.execute(self._statement, parameters(edition, **values)).all()
        return {
            row[0]: Told([*map(int, numbers.split())], set(keys.split()), row) for *row, numbers, keys in rows
        }


class Cited:
    """Every quote that satisfies the condition, once, with all events that rest on it."""

    def __init__(self, where: ColumnElement[bool]) -> None:
        these = and_(models.Quote.dossier_id == DOSSIER, READABLE, where)
        self._events = events.Refs(events.among(select(models.Quote.event_id).where(these)))
        self._sources = sources.Refs(select(models.Quote.source).where(these))
        self._statement = (
            select(*_QUOTE)
            .join(State, State.event_id == models.Quote.event_id)
            .where(alive(State), these)
            .order_by(*IN_TIME, models.Quote.number)
        )

    def find(self, connection: Connection, edition: Edition, **values: object) -> tuple[CitedQuote, ...]:
        """As the first event cites it, in order of time."""
        links = self._events.find(connection, edition, **values)
        archive = self._sources.find(connection, edition, **values)
        quotes: dict[str, Quote] = {}
        resting = defaultdict[str, list[EventRef]](list)
        for row in connection.execute(self._statement, parameters(edition, **values)).all():
            quotes.setdefault(row.quote, _quote(edition, row, archive))
            resting[row.quote].append(links[row.event_id])
        return tuple(CitedQuote(quote, tuple(resting[id])) for id, quote in quotes.items())


_BY_ID = sourced.Cited(models.Quote.quote == bindparam("id"))


def quote(connection: Connection, edition: Edition, id: str) -> CitedQuote | Missing:
    """The quote of that id, with every event of the edition that rests on it."""
    if missing.possible(id):
        for found in _BY_ID.find(connection, edition, id=id):
            return found
    return missing.quote(connection, edition, id)


def _quote(edition: Edition, row: Sequence[Any], cited: Mapping[str, SourceRef]) -> Quote:
    """From a row with the columns _QUOTE."""
    _, id, number, pieces, prefix, suffix, match, page, speaker, source = row
    actor = edition.actors[speaker] if speaker else None
    return Quote(id, number, pieces, prefix, suffix, match, page, actor, cited[source])

"""Events as cards: their first paragraph, what they name, and their quotes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from webapp.store.models import Event, Quote, State
from webapp.store.queries import events, sources, wording
from webapp.store.queries.quotes import First, Quotes
from webapp.store.queries.within import IN_TIME, READABLE, alive, parameters
from webapp.store.rows import Edition, EventCard, SourceRef

Rows = Sequence[Row[*tuple[Any, ...]]]
Archive = Mapping[str, SourceRef]
Cards = tuple[EventCard, ...]

ID = (State.event_id.label("id"), State.key)
CARD = (*events.REF, Event.summary, Event.place)  # of a State joined to its Event

_IDS: BindParameter[int] = bindparam("shown", expanding=True)
_CARDS = (
    select(*CARD)
    .join(Event, Event.id == State.event_id)
    .where(State.event_id.in_(_IDS), alive(State))
    .order_by(*IN_TIME)
)
_NAMES = events.Names(_IDS)
_QUOTES = Quotes(_IDS)
_FIRST = First(_IDS)
_CITED = sources.Refs(select(Quote.source).where(Quote.event_id.in_(_IDS), READABLE))
_THESE = sources.Refs(bindparam("keys", expanding=True))


class Drawn(Protocol):
    """The cards, by the keys of their events, that a page has shown before: they need not be read."""

    def get(self, key: str, /) -> EventCard | None: ...


def cited(connection: Connection, edition: Edition, rows: Rows) -> dict[str, SourceRef]:
    """The sources that events from rows which begin with an id rest on, by key."""
    return _CITED.find(connection, edition, shown=[row[0] for row in rows])


def cards(connection: Connection, edition: Edition, rows: Rows, archive: Archive) -> tuple[str, Cards]:
    """The dossier's introduction, and the cards of rows with the columns CARD; `archive` has all sources."""
    ids = [row[0] for row in rows]
    names = _NAMES.find(connection, edition, shown=ids)
    quotes = _QUOTES.find(connection, edition, archive, shown=ids)
    numbers = {id: [quote.number for quote in quotes[id]] for id in ids}
    introduction, texts = _texts(connection, edition, rows, numbers)
    return introduction, tuple(
        EventCard(
            ref=events.first(edition, row),
            html=html,
            place=row.place,
            actors=tuple(names[row[0]].actors),
            topics=tuple(names[row[0]].topics),
            quotes=tuple(quotes[row[0]]),
        )
        for row, html in zip(rows, texts, strict=True)
    )


def whole(connection: Connection, edition: Edition, rows: Rows, archive: Archive) -> tuple[str, Cards]:
    """The same of rows in order of time with the columns ID."""
    return cards(connection, edition, _read(connection, edition, [row[0] for row in rows]), archive)


def shown(
    connection: Connection, edition: Edition, rows: Rows, drawn: Drawn, archive: Archive | None
) -> tuple[str, Cards, Archive]:
    """The same as a page shows it: without actors and topics, and with the first quote alone.

    Those that are `drawn` come as they are. Beside them, the archive, or else the sources that they rest on.
    """
    known = {key: card for _, key in rows if (card := drawn.get(key))}
    ids = [id for id, key in rows if key not in known]
    unread = _read(connection, edition, ids) if ids else ()
    told = _FIRST.find(connection, edition, shown=ids) if ids else {}
    found = dict(archive or {source.key: source for card in known.values() for source in card.sources})
    if lacking := {key for each in told.values() for key in each.sources} - found.keys():
        found |= _THESE.find(connection, edition, keys=sorted(lacking))
    introduction, texts = _texts(connection, edition, unread, {id: told[id].numbers for id in told})
    for row, html in zip(unread, texts, strict=True):
        ref, its = events.first(edition, row), told.get(row[0])
        quotes = (its.first(edition, found),) if its else ()
        more, sources = (len(its.numbers) - 1, tuple(found[key] for key in its.sources)) if its else (0, ())
        known[ref.key] = EventCard(ref, html, row.place, (), (), quotes, more, sources)
    in_time = sorted(found.values(), key=lambda source: (*source.published.sort, source.key))
    return introduction, tuple(known[key] for _, key in rows), {source.key: source for source in in_time}


def _read(connection: Connection, edition: Edition, ids: list[int]) -> Rows:
    return connection.execute(_CARDS, parameters(edition, shown=ids)).all()


def _texts(
    connection: Connection, edition: Edition, rows: Rows, numbers: Mapping[int, Collection[int]]
) -> tuple[str, list[str]]:
    """The introduction, and the texts of rows whose events have quotes of these numbers."""
    texts = (wording.text(edition, row.summary, numbers.get(row[0], ())) for row in rows)
    introduction, *told = wording.leading(connection, edition, [edition.html, *texts])
    return introduction, told

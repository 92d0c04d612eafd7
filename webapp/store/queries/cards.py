"""Events as cards: their first paragraph, what they name, and all of their quotes."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from webapp.store.models import Event, Quote, State
from webapp.store.queries import events, sources, wording
from webapp.store.queries.quotes import Quotes
from webapp.store.queries.within import READABLE
from webapp.store.rows import Edition, EventCard, SourceRef

Rows = Sequence[Row[*tuple[Any, ...]]]

CARD = (*events.REF, Event.summary, Event.place)  # of a State joined to its Event

_SHOWN = select(State.event_id).where(State.event_id.in_(bindparam("shown", expanding=True)))
_NAMES = events.Names(_SHOWN)
_QUOTES = Quotes(_SHOWN)
_CITED = sources.Refs(select(Quote.source).where(Quote.event_id.in_(_SHOWN), READABLE))


def cited(connection: Connection, edition: Edition, rows: Rows) -> dict[str, SourceRef]:
    """The sources that events from rows with the columns CARD rest on, by key."""
    return _CITED.find(connection, edition, shown=[row.id for row in rows])


def cards(
    connection: Connection,
    edition: Edition,
    rows: Rows,
    archive: Mapping[str, SourceRef],
    drawn: Container[str] = (),
) -> tuple[str, tuple[EventCard, ...]]:
    """The dossier's introduction, and the cards of rows with the columns CARD; `archive` has all sources.

    Those with keys in `drawn` come without their quotes, actors and topics.
    """
    shown = [row.id for row in rows if row.key not in drawn]
    names = _NAMES.find(connection, edition, shown=shown)
    quotes = _QUOTES.find(connection, edition, archive, shown=shown)
    texts = [edition.html, *(wording.text(edition, row.summary, quotes[row.id]) for row in rows)]
    introduction, *texts = wording.leading(connection, edition, texts)
    return introduction, tuple(
        EventCard(
            ref=events.ref(edition, row),
            html=html,
            place=row.place,
            actors=tuple(names[row.id].actors),
            topics=tuple(names[row.id].topics),
            quotes=tuple(quotes[row.id]),
        )
        for row, html in zip(rows, texts, strict=True)
    )

"""What only TimelineJS has of a dossier and of its events."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from webapp.store import models
from webapp.store.models import Cover, Event
from webapp.store.queries import wording
from webapp.store.queries.within import parameters, within
from webapp.store.rows import Deck, Edition, EventCard, Slide

_DECK = select(models.Deck.fields).join(Cover, Cover.id == models.Deck.cover_id).where(within(Cover))
_EVENTS = select(Event.key, Event.html, models.Slide.fields).where(
    within(Event), Event.key.in_(bindparam("keys", expanding=True))
)
_ALL = _EVENTS.outerjoin(models.Slide, models.Slide.event_id == Event.id)
_KEPT = _EVENTS.join(models.Slide, models.Slide.event_id == Event.id)


def deck(connection: Connection, edition: Edition) -> Deck | None:
    """What the dossier keeps of its own TimelineJS, None where it has none."""
    fields = connection.scalar(_DECK, parameters(edition))
    return None if fields is None else Deck.of(fields)


def slides(
    connection: Connection, edition: Edition, cards: Sequence[EventCard], every: bool
) -> dict[str, Slide]:
    """The slides of these events, by key, or of those that keep fields of one; their texts are as known."""
    numbers = {card.ref.key: [quote.number for quote in card.quotes] for card in cards}
    rows = connection.execute(_ALL if every else _KEPT, parameters(edition, keys=list(numbers))).all()
    known = (wording.text(edition, row.html, numbers[row.key]) for row in rows)
    texts = wording.leading(connection, edition, known)
    return {row.key: Slide(html, row.fields or {}) for row, html in zip(rows, texts, strict=True)}

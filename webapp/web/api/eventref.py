"""An event or round, as much as a link to it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from webapp.store import rows
from webapp.store.rows import Edition
from webapp.web.api.base import Date, Linked, linked, words
from webapp.web.api.dossier import Party

STATUS = words("planned", "held", "postponed", "cancelled")


class EventRef(Linked):
    """Something dated that happened, was said or is planned; a round is an event, too."""

    key: str
    """Its path below the dossier: `events/` and its id, or `rounds/` and its number."""
    number: int | None
    """Of a round, its number."""
    round: int | None
    """Of any other event, the number of the round that it belongs to."""
    kind: str
    """What it is, in the author's word: `call`, `statement` …; of a round `round`."""
    title: str
    """Its headline."""
    date: Date
    """When it happened, or is to."""
    status: Annotated[str, STATUS]
    """Whether it happened."""
    parties: tuple[Party, ...]
    """The parties to it; the first is the one that acts."""

    @classmethod
    def of(cls, edition: Edition, ref: rows.EventRef) -> EventRef:
        return cls(**fields(edition, ref))

    @classmethod
    def maybe(cls, edition: Edition, ref: rows.EventRef | None) -> EventRef | None:
        return EventRef.of(edition, ref) if ref else None

    @classmethod
    def all(cls, edition: Edition, refs: Iterable[rows.EventRef]) -> tuple[EventRef, ...]:
        return tuple(EventRef.of(edition, ref) for ref in refs)


def fields(edition: Edition, ref: rows.EventRef) -> dict[str, Any]:
    """What every shape of an event has."""
    return {
        **linked(edition, ref.key),
        "key": ref.key,
        "number": ref.number,
        "round": ref.round,
        "kind": ref.kind,
        "title": ref.title,
        "date": Date.of(edition, ref.date),
        "status": ref.status,
        "parties": tuple(Party.of(edition, party) for party in ref.parties),
    }

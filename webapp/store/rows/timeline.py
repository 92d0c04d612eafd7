"""The timeline."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dates import Date
from webapp.store.rows.dossier import SourceRef
from webapp.store.rows.event import EventCard


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events and rounds of an edition in order of time, and the sources they rest on."""

    cards: tuple[EventCard, ...]
    sources: tuple[SourceRef, ...]
    known: Date | None  # publication date of the newest source

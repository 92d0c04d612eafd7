"""The tables. Pages read them with Core selects into `rows`: no entity is loaded, so nothing can load lazily.

A *version* is one state of a cover, source or event, valid for the revisions `since <= R < until`; `until` is
CURRENT while nothing has replaced it. What belongs to an event (quotes, parties, …) belongs to one version of
it and shares its life. Nothing is ever changed but `until` and the ledger, and nothing is ever deleted. Ids
are counted by the writer, since writers take turns.
"""

from webapp.store.models.base import CURRENT, FOREVER, PRESENT, Base
from webapp.store.models.changes import Correction, Count, Facet, Summary
from webapp.store.models.dossier import Cover, Deck, Dossier, Revision, Source
from webapp.store.models.event import (
    Agreement,
    Commitment,
    Event,
    EventActor,
    EventParty,
    EventTopic,
    Known,
    Outcome,
    Position,
    Quote,
    Slide,
    State,
)
from webapp.store.models.ledger import Ledger
from webapp.store.models.search import Passage, Run

__all__ = [
    "CURRENT",
    "FOREVER",
    "PRESENT",
    "Agreement",
    "Base",
    "Commitment",
    "Correction",
    "Count",
    "Cover",
    "Deck",
    "Dossier",
    "Event",
    "EventActor",
    "EventParty",
    "EventTopic",
    "Facet",
    "Known",
    "Ledger",
    "Outcome",
    "Passage",
    "Position",
    "Quote",
    "Revision",
    "Run",
    "Slide",
    "Source",
    "State",
    "Summary",
]

"""What pages read from the store: typed, slotted, loaded whole; never an ORM entity.

Ids of parties, actors and topics are resolved here, so that a template never looks anything up.
`key` is a thing's path below its dossier (`events/…`, `rounds/1`, `sources/…`), in the store and in the URL.
"""

from webapp.store.rows.dossier import Actor, DossierCard, Edition, Missing, Party, SourceRef, Topic
from webapp.store.rows.event import (
    Agreement,
    Claim,
    Commitment,
    EventCard,
    EventPage,
    EventRef,
    Known,
    Outcome,
    Position,
    Quote,
    in_time,
)
from webapp.store.rows.pages import ActorPage, CitedQuote, PartyPage, RoundPage, SourcePage
from webapp.store.rows.timeline import Choice, Choices, Moments, Tally, Timeline, Totals

__all__ = [
    "Actor",
    "ActorPage",
    "Agreement",
    "Choice",
    "Choices",
    "CitedQuote",
    "Claim",
    "Commitment",
    "DossierCard",
    "Edition",
    "EventCard",
    "EventPage",
    "EventRef",
    "Known",
    "Missing",
    "Moments",
    "Outcome",
    "Party",
    "PartyPage",
    "Position",
    "Quote",
    "RoundPage",
    "SourcePage",
    "SourceRef",
    "Tally",
    "Timeline",
    "Topic",
    "Totals",
    "in_time",
]

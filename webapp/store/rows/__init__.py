"""What pages read from the store: typed, slotted, loaded whole; never an ORM entity.

Ids of parties, actors and topics are resolved here, so that a template never looks anything up.
`key` is a thing's path below its dossier (`events/…`, `rounds/1`, `sources/…`), in the store and in the URL.
"""

from webapp.store.rows.archive import Archive, Holding
from webapp.store.rows.claims import Became, Cell, CommitmentsPage, PositionsPage, Promise, Stance
from webapp.store.rows.dossier import (
    Actor,
    DossierCard,
    Edition,
    Extent,
    Missing,
    PageRef,
    Party,
    SourceRef,
    Topic,
)
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
from webapp.store.rows.knowledge import Change, Growth, KnownDay, News, Steps
from webapp.store.rows.pages import ActorPage, CitedQuote, PartyPage, Record, RoundPage, SourcePage
from webapp.store.rows.rounds import ComparedRound, Comparison, Point, RoundLine
from webapp.store.rows.search import Hit, Hits, Part, RecentHit, Snippet, Tallied
from webapp.store.rows.slides import Deck, Slide
from webapp.store.rows.timeline import Choice, Choices, Moments, Recent, Tally, Timeline, Totals

__all__ = [
    "Actor",
    "ActorPage",
    "Agreement",
    "Archive",
    "Became",
    "Cell",
    "Change",
    "Choice",
    "Choices",
    "CitedQuote",
    "Claim",
    "Commitment",
    "CommitmentsPage",
    "ComparedRound",
    "Comparison",
    "Deck",
    "DossierCard",
    "Edition",
    "EventCard",
    "EventPage",
    "EventRef",
    "Extent",
    "Growth",
    "Hit",
    "Hits",
    "Holding",
    "Known",
    "KnownDay",
    "Missing",
    "Moments",
    "News",
    "Outcome",
    "PageRef",
    "Part",
    "Party",
    "PartyPage",
    "Point",
    "Position",
    "PositionsPage",
    "Promise",
    "Quote",
    "Recent",
    "RecentHit",
    "Record",
    "RoundLine",
    "RoundPage",
    "Slide",
    "Snippet",
    "SourcePage",
    "SourceRef",
    "Stance",
    "Steps",
    "Tallied",
    "Tally",
    "Timeline",
    "Topic",
    "Totals",
    "in_time",
]

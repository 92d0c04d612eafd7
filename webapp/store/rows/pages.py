"""Pages of one thing: a round, a source, an actor, a party."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.store.rows.dossier import Actor, Correction, Party, SourceRef
from webapp.store.rows.event import EventPage, EventRef, Quote


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round, its neighbours, and the events around it, each in order of time.

    `during` are those whose whole date lies within the round's own. `before` and `after` are the others,
    since the round before and until the next one, and those that name this round (`round: n`), whenever
    they are.
    """

    page: EventPage
    earlier: EventRef | None
    later: EventRef | None
    before: tuple[EventRef, ...]
    during: tuple[EventRef, ...]
    after: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quote with the events that rest on it."""

    quote: Quote
    events: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with its archived text and every quote found in it, in order of its place in the text.

    Without a text they are in order of the events that cite them.
    """

    ref: SourceRef
    text: str
    quotes: tuple[CitedQuote, ...]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody said and took part in, in order of time.

    `said` and `took_part` count it all, and `unverified` the quotes whose source has no text. `quotes` are
    those of a window: `earlier` is the key that the window before it ends before, `later` the one that the
    next begins after, None where there is nothing. `events` are empty where there are too many for one page.
    """

    said: int
    unverified: int
    quotes: tuple[CitedQuote, ...]
    earlier: str | None
    later: str | None
    took_part: int
    events: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    actor: Actor
    record: Record


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A party with all who speak for it; what they said is its record."""

    party: Party
    actors: tuple[Actor, ...]
    record: Record

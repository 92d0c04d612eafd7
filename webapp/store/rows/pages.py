"""Pages of one thing: a round, a source, an actor, a party."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.store.rows.dossier import Actor, Party, SourceRef
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
    """A source with its archived text and every quote found in it, in order of its place in the text."""

    ref: SourceRef
    text: str
    quotes: tuple[CitedQuote, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor, everything they said (quotes as their events cite them) and the events they took part in."""

    actor: Actor
    quotes: tuple[CitedQuote, ...]
    events: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True)
class PartyPage:
    party: Party
    actors: tuple[Actor, ...]
    quotes: tuple[CitedQuote, ...]
    events: tuple[EventRef, ...]

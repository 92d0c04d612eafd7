"""What pages read from the store: typed, slotted, loaded whole; never an ORM entity.

Ids of parties, actors and topics are resolved here, so that a template never looks anything up.
`key` is a thing's path below its dossier (`events/…`, `rounds/1`, `sources/…`), in the store and in the URL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.dates import Date
from webapp.quotes import Piece


@dataclass(frozen=True, slots=True)
class Party:
    id: str
    name: str
    role: str
    side: str  # "a" and "b" are the first and second principal, "m" is everybody else


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    role: str
    party: Party


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One revision of one dossier: resolved once per request and passed on.

    `base` is the path that every link of the page starts with: `/istanbul-2025`, or `/istanbul-2025@1` where
    the visitor asked for that revision by number (`pinned`). `latest` is the newest revision's number.
    `two_sided` says whether the dossier has two principals.
    """

    dossier_id: int
    id: str
    revision: int
    latest: int
    pinned: bool
    base: str
    imported: datetime
    title: str
    html: str
    language: str
    timezone: str
    two_sided: bool
    parties: dict[str, Party]
    actors: dict[str, Actor]
    topics: dict[str, Topic]


@dataclass(frozen=True, slots=True)
class DossierCard:
    """A line of the list of dossiers: its newest revision, with counts."""

    id: str
    title: str
    html: str
    language: str
    revision: int
    imported: datetime
    rounds: int
    events: int
    quotes: int
    first: Date | None
    last: Date | None


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source without its text."""

    key: str
    title: str
    author: str | None
    publisher: str | None
    published: Date
    url: str | None
    archive_url: str | None
    language: str
    rights: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as an event cites it. `pieces` in order make the words as shown; see `quotes.Piece`.

    `match` is "exact" or "typographic". `prefix` and `suffix` are up to 32 code points on either side.
    """

    id: str
    number: int
    pieces: tuple[Piece, ...]
    prefix: str
    suffix: str
    match: str
    page: str | None
    speaker: Actor | None
    source: SourceRef


@dataclass(frozen=True, slots=True)
class EventRef:
    """An event or round, enough for a link with its date."""

    key: str
    number: int | None
    round: int | None
    kind: str
    title: str
    date: Date
    status: str
    parties: tuple[Party, ...]
    side: str  # "a", "b" or "joint": where it stands at the table


def in_time(date: Date, number: int | None) -> tuple[int, int]:
    """Where an event, or the round of that number, stands in order of time.

    That is where its date stands, but a round comes before whatever else begins when it does.
    """
    start, tie = date.sort
    return start, tie if number is None else min(start, tie)


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event as the timeline shows it. `html` is its first paragraph. `quotes` are all of its quotes."""

    ref: EventRef
    html: str
    place: str | None
    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All events and rounds of an edition in order of time, and the sources they rest on."""

    cards: tuple[EventCard, ...]
    sources: tuple[SourceRef, ...]
    known: Date | None  # publication date of the newest source


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that quotes prove: `quotes` are the numbers of the event's quotes."""

    text: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    claim: Claim
    reached: bool
    topic: Topic | None


@dataclass(frozen=True, slots=True)
class Commitment:
    id: str
    claim: Claim
    by: Party
    to: Party | None
    due: Date | None
    outcomes: tuple[tuple[str, EventRef], ...]  # ("fulfils" | "breaks" | "renews", the event that does)


@dataclass(frozen=True, slots=True)
class Outcome:
    """This event `effect`s a commitment that was made at `event`."""

    effect: str
    text: str
    event: EventRef


@dataclass(frozen=True, slots=True)
class Position:
    claim: Claim
    party: Party
    topic: Topic


@dataclass(frozen=True, slots=True)
class Known:
    known: Date
    status: str
    date: Date | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event or round with all that belongs to it. `html` is its whole text, without the headline."""

    ref: EventRef
    html: str
    place: str | None
    known: Date
    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    quotes: tuple[Quote, ...]
    agreements: tuple[Agreement, ...]
    commitments: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    positions: tuple[Position, ...]
    history: tuple[Known, ...]
    previous: EventRef | None
    next: EventRef | None


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


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing of that name here.

    `what` is a key (`events/…`, `actors/lavrov`; of a dossier its id, of a revision `id@number`), and so is
    `nearest`, a thing like it that is here. `last` is the newest revision that has or had it: one later than
    the edition's where the thing came later.
    """

    what: str
    last: int | None = None
    nearest: str | None = None

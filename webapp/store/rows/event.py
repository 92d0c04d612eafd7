"""Events and rounds, and all that belongs to one."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dates import Date
from webapp.quotes import Piece
from webapp.store.rows.dossier import Actor, Correction, Party, SourceRef, Topic


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as an event cites it. `pieces` in order make the words as shown; see `quotes.Piece`.

    `match` is "exact", "typographic" or "unverified", see `quotes.Match`. `prefix` and `suffix` are
    up to 32 code points on either side.
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
    """An event as the timeline shows it. `html` is its first paragraph.

    `quotes` are all of its quotes, or the first of them, which has so many `more` after it: then `sources`
    are those of all.
    """

    ref: EventRef
    html: str
    place: str | None
    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    quotes: tuple[Quote, ...]
    more: int = 0
    sources: tuple[SourceRef, ...] = ()


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
    corrections: tuple[Correction, ...] = ()

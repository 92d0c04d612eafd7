"""Positions and commitments of many events, each with the quotes that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.dates import Date
from webapp.store.rows.dossier import Party, Topic
from webapp.store.rows.event import EventRef, Quote

STATES = ("overdue", "open", "renewed", "broken", "fulfilled")  # of a commitment, as pages list them


@dataclass(frozen=True, slots=True)
class Stance:
    """What a party held on a topic as of `event`, and the quotes that prove it."""

    party: Party
    topic: Topic
    text: str
    event: EventRef
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A party's stances on a topic, newest first: the first few of `total`."""

    stances: tuple[Stance, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PositionsPage:
    """Who holds what as of the day `as_of` (None: there is nothing yet).

    `cells` are by the ids of topic and party. Topics (rows) and parties (columns, principals first) are those
    that have a cell.
    """

    parties: tuple[Party, ...]
    topics: tuple[Topic, ...]
    cells: dict[tuple[str, str], Cell]
    as_of: Date | None


@dataclass(frozen=True, slots=True)
class Became:
    """`event`, in the words of its quotes, "fulfils", "breaks" or "renews" a commitment."""

    effect: str
    event: EventRef
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment made at `event`, and what became of it, in order of time; `state` is one of STATES."""

    id: str
    text: str
    by: Party
    to: Party | None
    due: Date | None
    event: EventRef
    quotes: tuple[Quote, ...]
    outcomes: tuple[Became, ...]
    state: str


@dataclass(frozen=True, slots=True)
class RecentStance:
    """A stance that is new: the site has it as it is since `changed`, and it was known since `known`.

    It is the `number`th, from 1, of its party on its topic at its event. `known` is None where no certain day
    has made it known.
    """

    stance: Stance
    number: int
    changed: datetime
    known: datetime | None


@dataclass(frozen=True, slots=True)
class RecentPromise:
    """A commitment that is new, or something became of it: the site has it as it is since `changed`.

    It was known since `known`, None where no certain day has made it known.
    """

    promise: Promise
    changed: datetime
    known: datetime | None


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """Commitments as of the day `as_of`: by state, then by due date (those without one last), then as made.

    `states` counts what each state would list, for the parties chosen; `parties`, in the dossier's order,
    what each party would, for the states chosen. `total` is what is chosen now, of which `first` come before
    those listed here. `earlier` and `later` are the ids after which the windows on either side begin: "" for
    the first one, None where there is none.
    """

    commitments: tuple[Promise, ...]
    states: dict[str, int]
    parties: dict[str, int]
    total: int
    first: int
    earlier: str | None
    later: str | None
    as_of: Date | None

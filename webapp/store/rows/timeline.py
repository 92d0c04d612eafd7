"""The timeline: a window of it, its totals, what it can be narrowed to, and its shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.dates import Date
from webapp.store.rows.dossier import SourceRef
from webapp.store.rows.event import EventCard, EventRef
from webapp.timeline.overall import Overall


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the whole result.

    `quotes` are different ones; `verbatim` are those of them that match to the byte, `unverified` those whose
    source has no archived text. The others match but for typography.
    """

    rounds: int
    events: int
    quotes: int
    verbatim: int
    unverified: int

    @property
    def typographic(self) -> int:
        return self.quotes - self.verbatim - self.unverified


@dataclass(frozen=True, slots=True)
class Timeline:
    """A window of the events and rounds that satisfy the filters, in order of time.

    `introduction` is the dossier's. `first` is how many come before the window. `earlier` is the key that the
    window before it ends before, `later` the one that the window after it begins after; None where there is
    nothing. `rounds` are all of the edition. `sources` are all of the edition where the window shows all of
    it, else those that the cards rest on. `size` is how many rounds and events the edition has, `archive` how
    many sources. `known` is when the edition's newest source was published.
    """

    introduction: str
    cards: tuple[EventCard, ...]
    totals: Totals
    first: int
    earlier: str | None
    later: str | None
    rounds: tuple[EventRef, ...]
    sources: tuple[SourceRef, ...]
    size: int
    archive: int
    known: Date | None

    @property
    def total(self) -> int:
        """How many events and rounds satisfy the filters."""
        return self.totals.rounds + self.totals.events

    @property
    def whole(self) -> bool:
        """Whether the window shows all of them."""
        return len(self.cards) == self.total


@dataclass(frozen=True, slots=True)
class Recent:
    """An event that is new: the site has it as it is since `changed`, and so it was known since `known`.

    `known` is None where no certain day has made it known.
    """

    card: EventCard
    changed: datetime
    known: datetime | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow to. `count` is how many events the view has after choosing it beside what is chosen;
    of a chosen one, how many it has now.
    """

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What some event of the edition has, in the dossier's own order: kinds by name, rounds by number."""

    party: tuple[Choice, ...]
    actor: tuple[Choice, ...]
    topic: tuple[Choice, ...]
    kind: tuple[Choice, ...]
    status: tuple[Choice, ...]
    round: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events begin at `time` (seconds) with these parties (ids), held or not."""

    time: int
    parties: tuple[str, ...]
    held: bool
    count: int


@dataclass(frozen=True, slots=True)
class Moments:
    """The events in a frame of time: `refs` of a few, `tallies` of many, each in order of time.

    Of all events of many there is `overall` in place of both, where they have been counted before.

    `first` and `last` bound the beginnings of all that satisfy the filters, in the frame or not. `beside`
    counts those in the two frames before and after a window.
    """

    refs: tuple[EventRef, ...]
    tallies: tuple[Tally, ...]
    first: int | None
    last: int | None
    beside: tuple[int, int] = (0, 0)
    overall: Overall | None = None

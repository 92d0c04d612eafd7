"""What became known when: the days on which knowledge changed, and what changed on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from webapp.dates import Date
from webapp.store.rows.dossier import SourceRef
from webapp.store.rows.event import EventRef, Outcome


@dataclass(frozen=True, slots=True)
class Growth:
    """How many sources were published, how many rounds and other events became known, how many changed."""

    sources: int = 0
    rounds: int = 0
    events: int = 0
    changes: int = 0

    @property
    def total(self) -> int:
        return self.sources + self.rounds + self.events + self.changes

    def __add__(self, other: Growth) -> Growth:
        return Growth(
            self.sources + other.sources,
            self.rounds + other.rounds,
            self.events + other.events,
            self.changes + other.changes,
        )


@dataclass(frozen=True, slots=True)
class Gain:
    """A claim that an event's quotes prove."""

    what: Literal["agreed", "not agreed", "commitment", "position"]
    text: str


@dataclass(frozen=True, slots=True)
class Gained:
    """What more was known of an event from a day on: so many of its quotes, and these claims."""

    quotes: int = 0
    claims: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """How an event was known to stand before a day (`before`), and how since (`after`).

    Where both are the same, a source that was published then told more of it: `gained`.
    """

    before: EventRef
    after: EventRef
    gained: Gained = Gained()


@dataclass(frozen=True, slots=True)
class News:
    """What became known on a day: the first of it, as much as was asked for.

    `sources` are in order of publication, `first` (the events that became known) and `changes` in order of
    time, with what was known of them at the end of the day. `outcomes` are, by the keys of such events, what
    they do to commitments made before, or no longer do where they were held before and are not now.
    """

    sources: tuple[SourceRef, ...] = ()
    first: tuple[EventRef, ...] = ()
    changes: tuple[Change, ...] = ()
    outcomes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.sources) + len(self.first) + len(self.changes)


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day on which knowledge changed, None for what no certain day has made known, and how much it grew."""

    day: Date | None
    growth: Growth


@dataclass(frozen=True, slots=True)
class Steps:
    """The days on which knowledge changed that are nearest to the day of the edition, or to the present.

    `on` is that day itself if knowledge changed on it. `newest` is the last of all. `uncertain` is what only
    the present shows, since no certain day has made it known.
    """

    before: Date | None
    on: Date | None
    after: Date | None
    newest: Date | None
    uncertain: Growth = Growth()

"""What a valid dossier folder says: the objects that `read` returns and `publish` stores.

Everything here has been checked: every id names something, every quote has been found in its source, or is
unverified because the author says that no text of the source is archived.
`key` is a file's path in the folder without `.md`; it is also its path in the URL (`events/…`, `rounds/1`).
`file` is the author's text as it stood in the folder, to the letter (byte order mark and line ends included).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol

from webapp.dates import Date
from webapp.quotes import Located, Match

Effect = Literal["fulfils", "breaks", "renews"]


class Role(StrEnum):
    """What a party is to the negotiation."""

    PRINCIPAL = "principal"
    MEDIATOR = "mediator"
    HOST = "host"
    OBSERVER = "observer"


class Status(StrEnum):
    """What has become of an event."""

    PLANNED = "planned"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Rights(StrEnum):
    """How much of a source's archived text the public may see."""

    FULL = "full"
    EXCERPTS = "excerpts"


class Archiving(StrEnum):
    """Whether a source's text is kept."""

    ARCHIVED = "archived"
    NONE = "none"


class Scale(StrEnum):
    """How TimelineJS counts time."""

    HUMAN = "human"
    COSMOLOGICAL = "cosmological"


@dataclass(frozen=True, slots=True)
class Party:
    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or institution that speaks or acts, with a role (office), for a party (an id)."""

    id: str
    name: str
    role: str
    party: str


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Correction:
    """On the day `date` the author mended something in a file; `note` says what."""

    date: Date
    note: str


@dataclass(frozen=True, slots=True)
class Cover:
    """`dossier.md`: what the negotiation is and who takes part; the order is the author's.

    `timelinejs` is what only TimelineJS has of it: `scale`, `title` (fields of that slide), `eras` (of each).
    """

    file: str
    title: str
    html: str
    language: str
    timezone: str
    parties: tuple[Party, ...]
    actors: tuple[Actor, ...]
    topics: tuple[Topic, ...]
    timelinejs: Mapping[str, Any] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A published document.

    `text` is its archived text, "" where none is kept; `sha256` is the hex digest of that text in UTF-8.
    """

    id: str
    file: str
    text: str = field(repr=False)
    sha256: str
    title: str
    author: str | None
    publisher: str | None
    published: Date
    url: str | None
    archive_url: str | None
    language: str
    rights: Rights
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The quote behind the citation mark `number` (1, 2, … in order of first use) of one event.

    `speaker` is an actor's id, or None where the words are the source's own (reported).
    `quote` is the quote's id in links; `page` is as the author wrote it.
    `published` is when the source was published.
    """

    number: int
    quote: str
    source: str
    source_sha256: str
    published: Date
    speaker: str | None
    page: str | None
    located: Located


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of `history`: from the day `known` on, this status and date were what was known.

    `title` is the headline as it could be written then, where the author gives one.
    """

    known: Date
    status: Status
    date: Date | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a round agreed (`reached`) or did not agree, proven by the citations of these numbers."""

    text: str
    reached: bool
    topic: str | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something promised at an event: by which party, to which (where the author says), due when."""

    id: str
    text: str
    by: str
    to: str | None
    due: Date | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """This event fulfils, breaks or renews the commitment of that id."""

    effect: Effect
    commitment: str


@dataclass(frozen=True, slots=True)
class Position:
    """What a party holds on a topic as of an event."""

    party: str
    topic: str
    stance: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An event or a round. A round has `number`; an event may have `round`, the number of its round.

    `parties` are in the author's order: the first is the one that acts. `known` is the publication date of
    the earliest source cited. `summary` is the first paragraph of `html`. `timelinejs` are the fields that
    only TimelineJS has of its slide.
    """

    key: str
    file: str
    number: int | None
    round: int | None
    kind: str
    title: str
    html: str
    summary: str
    date: Date
    status: Status
    place: str | None
    known: Date
    parties: tuple[str, ...]
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    citations: tuple[Citation, ...]
    history: tuple[Known, ...]
    agreements: tuple[Agreement, ...]
    commitments: tuple[Commitment, ...]
    outcomes: tuple[Outcome, ...]
    positions: tuple[Position, ...]
    timelinejs: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in a dossier; `events` are no rounds, and `unverified` some of the quotes."""

    sources: int
    rounds: int
    events: int
    quotes: int
    unverified: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One negotiation. `id` is the folder's name; sources, rounds and events are in order of their key."""

    id: str
    cover: Cover
    sources: tuple[Source, ...]
    events: tuple[Event, ...]

    @property
    def base(self) -> None:
        return None

    @property
    def packed(self) -> None:
        return None

    def line(self, key: str) -> None:
        return None

    @property
    def counts(self) -> Counts:
        rounds = sum(event.number is not None for event in self.events)
        matches = {each.quote: each.located.match for event in self.events for each in event.citations}
        unverified = sum(match is Match.UNVERIFIED for match in matches.values())
        return Counts(len(self.sources), rounds, len(self.events) - rounds, len(matches), unverified)


class Contents(Protocol):
    """What a dossier holds, in memory (`Dossier`) or, where it is too large for that, on disk.

    `sources` and `events` can be gone through again and again, always in order of their keys. With a `base`,
    they are only what has been read anew since that revision, and all else is as it was there. What came in
    a `line` of JSON Lines has the digest of that. Events on disk are also there by their keys, as they are
    `packed` for `pickle.loads`.
    """

    @property
    def id(self) -> str: ...

    @property
    def cover(self) -> Cover: ...

    @property
    def sources(self) -> Iterable[Source]: ...

    @property
    def events(self) -> Iterable[Event]: ...

    @property
    def counts(self) -> Counts: ...

    @property
    def base(self) -> int | None: ...

    @property
    def packed(self) -> Iterable[tuple[str, bytes]] | None: ...

    def line(self, key: str) -> str | None: ...

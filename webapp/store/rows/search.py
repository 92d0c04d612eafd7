"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.store.rows.dossier import Edition, SourceRef
from webapp.store.rows.event import EventRef


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a passage; `marked` are those that were looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """The sentences of a piece of text around what was looked for.

    `what` is "text" (of an event: `place` counts its blocks), "quote" (`place` is its number in the event) or
    "source" (`place` is the paragraph's number). `opened` and `closed`: are words left out before and after?
    `sentence` is the sentence itself, or what of it stands in one piece on its page. Of a quote, `speaker` is
    who said it, `source` where it stands. In a source, `before` and `after` stand beside the sentence.
    """

    what: str
    place: str
    parts: tuple[Part, ...]
    opened: bool
    closed: bool
    sentence: str
    speaker: tuple[Part, ...] = ()
    source: SourceRef | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An event or a source that matches, with the one to three snippets that show it best.

    `title` is its headline or title. Exactly one of `event` and `source` is there.
    """

    edition: Edition
    title: tuple[Part, ...]
    snippets: tuple[Snippet, ...]
    event: EventRef | None = None
    source: SourceRef | None = None

    @property
    def key(self) -> str:
        what = self.event or self.source
        assert what is not None
        return what.key


@dataclass(frozen=True, slots=True)
class RecentHit:
    """What matches and is new: the site has it as it is since `changed`, and so it was known since `known`.

    `known` is None where no certain day has made it known.
    """

    hit: Hit
    changed: datetime
    known: datetime | None


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many there are; `more`: there are more than this, and they were not counted."""

    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """What matches, the best first.

    `terms` are what was looked for, as typed. `events` (and rounds), `quotes` and `sources` count what
    matches in all; quotes match with their own words and their speakers. `after` is what the next page comes
    after, None on the last. `absent` are terms without any match, where the terms together have none.
    """

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    events: Tallied
    quotes: Tallied
    sources: Tallied
    after: str | None
    absent: tuple[str, ...]

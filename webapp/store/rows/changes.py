"""What revisions changed: their summaries, and versions of things to be held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from webapp.dates import Date
from webapp.store.rows.dossier import Actor, Correction, Edition

How = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many things of a kind a revision changed: "dossier", "source", "round", "event" or "quote"."""

    what: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A thing that a revision changed, by what it was called then."""

    key: str
    title: str
    how: How


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction of a thing, in the first revision that lists it."""

    key: str
    title: str
    correction: Correction


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A revision with what it changed. `touched` are empty where they are too many to be listed.

    `corrections` are the first of those that it lists first, `corrected` says how many these are.
    """

    number: int
    imported: datetime
    summaries: tuple[Summary, ...]
    touched: tuple[Touched, ...]
    corrections: tuple[Corrected, ...]
    corrected: int


@dataclass(frozen=True, slots=True)
class Revisions:
    """A window of the revisions, newest first. `earlier`: are there any before them?"""

    lines: tuple[RevisionLine, ...]
    earlier: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of one of an event's lists: a quote, a commitment, a position …

    Entries with the same `identity` are the same thing; those of the same `group` may have become each other.
    `terms` are what else it says, as (name, value); `proof` are the ids of the quotes that it rests on. Of
    quotes alone are the `source` (a key) with its title, `origin`, the `speaker`, and the `context`: what
    stands before and after the words.
    """

    what: str
    identity: str
    group: str
    label: str
    text: str
    terms: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    source: str | None = None
    origin: str = ""
    speaker: Actor | None = None
    context: tuple[str, str] = ("", "")
    proof: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventVersion:
    """An event or round as a revision has it. `html` is its text with the ids of quotes by their numbers."""

    key: str
    title: str
    kind: str
    round: int | None
    date: Date
    status: str
    place: str | None
    html: str
    marks: dict[int, str]
    parties: tuple[tuple[str, str], ...]
    actors: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """A source as a revision has it. `text` is None where it is not to be compared; it is the whole one,
    `spans` are where the quotes of that revision stand in it.
    """

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
    text: str | None
    spans: tuple[tuple[int, int], ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class CoverVersion:
    """dossier.md as a revision has it."""

    edition: Edition
    corrections: tuple[Correction, ...]


Version = EventVersion | SourceVersion | CoverVersion


@dataclass(frozen=True, slots=True)
class Pair:
    """A file as two revisions have it, None where one has it not. `turn` is the last that wrote it anew."""

    key: str
    turn: int
    before: Version | None
    after: Version | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two revisions, or of that what concerns one page: a window of it, by key.

    `page` is the key of that page, "" of the whole dossier; `title` what it is called in the later revision
    that has it, `people` whom and what of dossier.md it names. `turn` is the last revision that wrote any of
    the files anew, None where nothing differs. `later` is the key that the next window begins after; None
    where there is nothing.
    """

    first: Edition
    last: Edition
    page: str
    title: str
    people: frozenset[tuple[str, str]]
    added: int
    changed: int
    removed: int
    turn: int | None
    pairs: tuple[Pair, ...]
    later: str | None

    @property
    def total(self) -> int:
        return self.added + self.changed + self.removed

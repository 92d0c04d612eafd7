"""A dossier as of one revision, who and what it names, and its sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast

from webapp import dates
from webapp.dates import Date
from webapp.timeline import Lane, Side

_FIRST = {"a": 0, "b": 1, "m": 2}  # of the sides
_NO_TEXT = hashlib.sha256(b"").hexdigest()


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
    the visitor asked for that revision by number (`pinned`). `latest` is the newest revision's number: for
    messages about what is missing alone, since a page of a revision must not change with later ones.
    `known` is the day whose knowledge it shows, None for the present. `size` is how many rounds and events
    the revision has, known or not. `two_sided` says whether the dossier has two principals.
    """

    dossier_id: int
    id: str
    revision: int
    latest: int
    pinned: bool
    base: str
    imported: datetime
    digest: str
    title: str
    html: str
    language: str
    timezone: str
    size: int
    two_sided: bool
    parties: dict[str, Party]
    actors: dict[str, Actor]
    topics: dict[str, Topic]
    known: Date | None = None

    @property
    def lanes(self) -> list[Lane]:
        """The parties, principals first, as the overview draws them."""
        parties = sorted(self.parties.values(), key=lambda party: _FIRST[party.side])
        return [
            Lane(party.id, party.name, cast(Side, party.side), party.role == "mediator") for party in parties
        ]

    @property
    def imported_on(self) -> Date:
        """The day of its import, by the dossier's clocks."""
        return _day(self.imported, self.timezone)

    def short_link(self, path: str = "") -> str:
        """The address of the same page in whatever revision is the newest."""
        return self._link(f"/{self.id}", path)

    def link(self, path: str = "", fragment: str = "") -> str:
        """The address of a page of this edition: of `events/x`, `rounds/1` …, or of the timeline."""
        return self._link(self.base, path, fragment)

    def permanent_link(self, path: str = "") -> str:
        """The address of the same page in this revision, for ever."""
        return self._link(f"/{self.id}@{self.revision}", path)

    def _link(self, base: str, path: str, fragment: str = "") -> str:
        known = f"?known={self.known.text}" if self.known else ""
        return f"{base}/{path}{known}" + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=256)
def _day(instant: datetime, zone: str) -> Date:
    return dates.day(int(instant.timestamp()), zone)


@dataclass(frozen=True, slots=True)
class DossierCard:
    """A line of the list of dossiers: its newest revision, with counts; `unverified` are of the quotes."""

    id: str
    title: str
    html: str
    language: str
    timezone: str
    revision: int
    imported: datetime
    rounds: int
    events: int
    quotes: int
    unverified: int
    first: Date | None
    last: Date | None

    def link(self, path: str = "", fragment: str = "") -> str:
        """The address of a page of it."""
        return f"/{self.id}/{path}" + (f"#{fragment}" if fragment else "")


@dataclass(frozen=True, slots=True)
class Extent:
    """How many `things` with a page of their own the newest revision of a dossier has."""

    id: str
    imported: datetime
    things: int


@dataclass(frozen=True, slots=True)
class PageRef:
    """The page at `path` below its dossier, and the time of the revision that last wrote its file."""

    path: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source without its text; `sha256` is that of the text."""

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

    @property
    def archived(self) -> bool:
        """Whether its text is kept."""
        return self.sha256 != _NO_TEXT


@dataclass(frozen=True, slots=True)
class Correction:
    """What the author mended in a file, and on which day."""

    date: Date
    note: str


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

"""The documents of a search, in one dossier or all."""

from __future__ import annotations

from typing import Annotated

from webapp.store import rows
from webapp.web.api.base import Shape, Url, words
from webapp.web.api.document import Document, DossierDocument
from webapp.web.api.dossier import Dossier, Source
from webapp.web.api.eventref import EventRef


class Part(Shape):
    """Words of a passage."""

    text: str
    """The words."""
    marked: bool
    """Are they what was looked for?"""


def parts(found: tuple[rows.Part, ...]) -> tuple[Part, ...]:
    return tuple(Part(text=each.text, marked=each.marked) for each in found)


class Snippet(Shape):
    """Sentences around what was looked for."""

    what: Annotated[str, words("text", "quote", "source")]
    """Where they stand: in the text of an event, in one of its quotes, or in a source."""
    parts: tuple[Part, ...]
    """The words."""
    opened: bool
    """Are words left out before them?"""
    closed: bool
    """Are words left out after them?"""
    speaker: tuple[Part, ...]
    """Of a quote, who said it; empty where nobody is named."""
    source: Source | None
    """Of a quote, where it stands."""
    unverified: bool
    """Is it a quote of a source without archived text?"""
    url: Url
    """The very place of the words."""


class Tallied(Shape):
    """How many match."""

    number: int
    """So many."""
    more: bool
    """Are there more than these, which were not counted?"""

    @classmethod
    def of(cls, row: rows.Tallied) -> Tallied:
        return cls(number=row.number, more=row.more)


class Hit(Shape):
    """An event or a source that matches."""

    dossier: Dossier
    """The dossier that it belongs to."""
    title: tuple[Part, ...]
    """Its headline or title."""
    event: EventRef | None
    """The event; null where it is a source."""
    source: Source | None
    """The source; null where it is an event."""
    snippets: tuple[Snippet, ...]
    """One to three passages that show best how it matches."""


class Other(Shape):
    """Another search that may find something."""

    label: str
    """What it looks for, or where."""
    url: Url
    """Its document."""


class Findings(Shape):
    """What matches the words looked for."""

    q: str
    """What was looked for."""
    terms: tuple[str, ...]
    """The words and phrases in it."""
    absent: tuple[str, ...]
    """Those that match nothing, where all of them together do not."""
    events: Tallied
    """How many events and rounds match."""
    quotes: Tallied
    """How many quotes match, by their words or speakers."""
    sources: Tallied
    """How many sources match."""
    hits: tuple[Hit, ...]
    """What matches, the best first."""
    later: Url | None
    """The document with the hits after these; null on the last one."""
    others: tuple[Other, ...]
    """Where nothing matches: other searches."""


class SearchDocument(DossierDocument):
    """What in a dossier matches the words looked for."""

    findings: Findings
    """What was found."""


class SearchAllDocument(Document):
    """What in all dossiers matches the words looked for."""

    findings: Findings
    """What was found."""

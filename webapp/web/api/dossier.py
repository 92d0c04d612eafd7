"""A dossier, who and what it names, and its sources."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from webapp.store import rows
from webapp.store.rows import Edition
from webapp.web.api.base import Date, Linked, Shape, linked, words


class Dossier(Linked):
    """A negotiation, in one revision and perhaps as known on a day."""

    id: str
    """Its id, the first part of its addresses."""
    title: str
    """What it is called."""
    language: str
    """The language of its own words, as a BCP 47 tag."""
    timezone: str
    """Its clocks, by which days begin and end: an IANA name."""
    revision: int
    """The number of the revision that the document shows."""
    imported: datetime
    """When that revision was imported."""
    known: Date | None
    """The day whose knowledge the document shows, as `known` asks for it; null for the present."""

    @classmethod
    def of(cls, edition: Edition) -> Dossier:
        return cls(
            **linked(edition, ""),
            id=edition.id,
            title=edition.title,
            language=edition.language,
            timezone=edition.timezone,
            revision=edition.revision,
            imported=edition.imported,
            known=Date.maybe(edition, edition.known),
        )


class Party(Linked):
    """A side at the table, or around it."""

    id: str
    """Its id in the dossier, as the parameter `party` takes it."""
    name: str
    """What it is called."""
    role: Annotated[str, words("principal", "mediator", "host", "observer")]
    """Two parties are principals, or none."""

    @classmethod
    def of(cls, edition: Edition, party: rows.Party) -> Party:
        return cls(**linked(edition, f"parties/{party.id}"), id=party.id, name=party.name, role=party.role)

    @classmethod
    def maybe(cls, edition: Edition, party: rows.Party | None) -> Party | None:
        return cls.of(edition, party) if party else None


class Actor(Linked):
    """A person or institution that speaks or acts for a party."""

    id: str
    """Its id in the dossier, as the parameter `actor` takes it."""
    name: str
    """What it is called."""
    role: str
    """Its office."""
    party: Party
    """The party it speaks for."""

    @classmethod
    def of(cls, edition: Edition, actor: rows.Actor) -> Actor:
        return cls(
            **linked(edition, f"actors/{actor.id}"),
            id=actor.id,
            name=actor.name,
            role=actor.role,
            party=Party.of(edition, actor.party),
        )


class Topic(Shape):
    """What is negotiated."""

    id: str
    """Its id in the dossier, as the parameter `topic` takes it."""
    name: str
    """What it is called."""

    @classmethod
    def of(cls, topic: rows.Topic) -> Topic:
        return cls(id=topic.id, name=topic.name)

    @classmethod
    def maybe(cls, topic: rows.Topic | None) -> Topic | None:
        return cls.of(topic) if topic else None


class Correction(Shape):
    """What the author has mended in a file."""

    date: Date
    """The day on which it was."""
    note: str
    """What was wrong."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Correction) -> Correction:
        return cls(date=Date.of(edition, row.date), note=row.note)

    @classmethod
    def all(cls, edition: Edition, found: tuple[rows.Correction, ...]) -> tuple[Correction, ...]:
        return tuple(cls.of(edition, each) for each in found)


class Source(Linked):
    """A published document, without its text."""

    key: str
    """Its path below the dossier, `sources/` and its id."""
    title: str
    """What it is called."""
    author: str | None
    """Who wrote it."""
    publisher: str | None
    """Who published it."""
    published: Date
    """When it was published: nothing in it can have been known earlier."""
    original: str | None
    """The address where it was published."""
    archive: str | None
    """The address where a copy is kept."""
    language: str
    """The language of its text, as a BCP 47 tag."""
    rights: Annotated[str, words("full", "excerpts")]
    """What the public may see of its text: all of it, or the passages around quotes. It says nothing where no
    text is archived."""
    archived: bool
    """Is a text of it archived? Quotes of one without are `unverified`: nobody could look for them."""
    sha256: str | None
    """The SHA-256 of its whole archived text in UTF-8, in hexadecimal digits; null where none is archived."""

    @classmethod
    def of(cls, edition: Edition, source: rows.SourceRef) -> Source:
        return cls(
            **linked(edition, source.key),
            key=source.key,
            title=source.title,
            author=source.author,
            publisher=source.publisher,
            published=Date.of(edition, source.published),
            original=source.url,
            archive=source.archive_url,
            language=source.language,
            rights=source.rights,
            archived=source.archived,
            sha256=source.sha256 if source.archived else None,
        )

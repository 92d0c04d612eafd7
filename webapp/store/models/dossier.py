"""Dossiers, their revisions, and the versions of their covers and sources."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models.base import Base, DossierId, Lines, Name, Seconds, Version, one_life


class Dossier(Base):
    """`name` is the folder's name, which is also its path in the URL."""

    __tablename__ = "dossiers"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[Name]


class Revision(Base):
    """One imported state of a dossier, with what the list of dossiers shows of it.

    `digest` is over the digests of its versions; `first` and `last` are the dates (EDTF) of the first and the
    last event; `parley` is the version of Parley that imported it.
    """

    __tablename__ = "revisions"

    dossier_id: Mapped[DossierId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    imported_at: Mapped[datetime]
    digest: Mapped[str]
    parley: Mapped[str]
    rounds: Mapped[int]
    events: Mapped[int]
    quotes: Mapped[int]
    sources: Mapped[int]
    first: Mapped[str | None]
    last: Mapped[str | None]


class Cover(Version, Base):
    """A version of `dossier.md`; its key is `dossier`.

    Its lists are always read whole, so they are JSON, in the author's order:
    `parties` of [id, name, role], `actors` of [id, name, role, party], `topics` of [id, name].
    """

    __tablename__ = "covers"
    __table_args__ = one_life()

    title: Mapped[str]
    language: Mapped[str]
    timezone: Mapped[str]
    parties: Mapped[Lines]
    actors: Mapped[Lines]
    topics: Mapped[Lines]
    html: Mapped[str]
    file: Mapped[str]


class Deck(Base):
    """What only TimelineJS has of a version of a cover: `scale`, `title`, `eras`; see `dossier.slides`."""

    __tablename__ = "decks"

    cover_id: Mapped[int] = mapped_column(ForeignKey("covers.id"), primary_key=True, autoincrement=False)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)


class Source(Version, Base):
    """A version of a source. `sha256` is the hex digest of `text` in UTF-8; `published` is EDTF."""

    __tablename__ = "sources"
    __table_args__ = (
        *one_life(),
        Index(None, "dossier_id", "published_latest"),
        # The archive walks it in order of publication: the texts are too long to walk over.
        Index("ix_sources_in_time", "dossier_id", "published_sort", "published_tie", "key", "since", "until",
              "published_latest"),
    )  # fmt: skip

    sha256: Mapped[str]
    title: Mapped[str]
    author: Mapped[str | None]
    publisher: Mapped[str | None]
    published: Mapped[str]
    published_earliest: Mapped[Seconds | None]
    published_latest: Mapped[Seconds | None]
    published_sort: Mapped[Seconds]
    published_tie: Mapped[Seconds]
    url: Mapped[str | None]
    archive_url: Mapped[str | None]
    language: Mapped[str]
    rights: Mapped[str]
    text: Mapped[str]
    file: Mapped[str]

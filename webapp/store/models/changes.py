"""What authors say of their changes, and how much each revision changed."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models.base import Base, DossierId, Name


class Correction(Base):
    """The `position`th correction that the version of `key` lists which revision `since` began.

    `date` is a day, in EDTF; `note` is plain text. A correction stays in the file, and so is listed by each
    later version: it belongs to the revision that listed it first.
    """

    __tablename__ = "corrections"

    dossier_id: Mapped[DossierId] = mapped_column(primary_key=True)
    key: Mapped[Name] = mapped_column(primary_key=True)
    since: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    date: Mapped[str]
    note: Mapped[str]


class Count(Base):
    """What pages of a whole revision count, in JSON, so that they need not; see `store.counting`."""

    __tablename__ = "counts"

    dossier_id: Mapped[DossierId] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counts: Mapped[str]


class Facet(Base):
    """Which of a whole revision's events have what its timeline can be narrowed to; see `store.facets`.

    `digest` is over `facets`, so that whoever has read them need not read them again.
    """

    __tablename__ = "facets"

    dossier_id: Mapped[DossierId] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    facets: Mapped[str]


class Summary(Base):
    """How many things of a kind a revision added, changed and removed, where it did so to any.

    `what` is "dossier" (dossier.md), "source", "round", "event" or "quote". A quote is what has an id of its
    own, however many events cite it; what it means that one has changed is told in `store.summaries`.
    """

    __tablename__ = "summaries"

    dossier_id: Mapped[DossierId] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(primary_key=True)
    added: Mapped[int]
    changed: Mapped[int]
    removed: Mapped[int]

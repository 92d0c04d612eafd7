"""Versions of events and rounds, and what belongs to them.

Dates are kept as written, in EDTF; `citations` are the numbers of the event's quotes that prove a thing.
"""

from __future__ import annotations

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.quotes import Piece
from webapp.store.models.base import (
    Base,
    DossierId,
    EventId,
    Name,
    Numbers,
    OfEvent,
    Seconds,
    Version,
    one_life,
)


class Event(Version, Base):
    """A version of an event, or of a round: its text. `known` is when its earliest source was published."""

    __tablename__ = "events"
    # By the ends of their lives are found those that revisions changed, among many that they did not.
    __table_args__ = (*one_life(), Index(None, "dossier_id", "since"), Index(None, "dossier_id", "until"))

    place: Mapped[str | None]
    known: Mapped[str]
    known_earliest: Mapped[Seconds | None]
    known_latest: Mapped[Seconds | None]
    summary: Mapped[str]
    html: Mapped[str]
    file: Mapped[str]


class State(OfEvent, Base):
    """How an event version stood in the dossier, as could be known from `known_from` until `known_until`.

    `key`, `since` and `until` are those of the version, so that pages find their events here alone: they walk
    `date_sort`, `date_tie`, `key`, which is the order of time. A round has a `number`. `parties` are the ids
    of the event's parties in the author's order, joined by spaces. Both ends of a stretch of knowledge are
    counted like dates, in seconds; it begins with the second named and ends before it.
    """

    __tablename__ = "states"
    __table_args__ = (
        # Pages walk it in order of time, whole or from a given event on, and skip what is not theirs.
        Index("ix_states_in_time", "dossier_id", "date_sort", "date_tie", "key", "since", "until",
              "known_from", "known_until", "event_id"),
        Index("ix_states_known", "dossier_id", "known_from", "since", "until"),
        Index(None, "dossier_id", "key"),
        Index(None, "dossier_id", "number", sqlite_where=text("number IS NOT NULL"),
              postgresql_where=text("number IS NOT NULL")),
        Index(None, "dossier_id", "round", sqlite_where=text("round IS NOT NULL"),
              postgresql_where=text("round IS NOT NULL")),
    )  # fmt: skip

    dossier_id: Mapped[DossierId]
    key: Mapped[Name]
    since: Mapped[int]
    until: Mapped[int]
    known_from: Mapped[Seconds]
    known_until: Mapped[Seconds]
    number: Mapped[int | None]
    round: Mapped[int | None]
    kind: Mapped[Name]
    title: Mapped[str]
    status: Mapped[str]
    parties: Mapped[str]
    date: Mapped[str]
    date_earliest: Mapped[Seconds | None]
    date_latest: Mapped[Seconds | None]
    date_sort: Mapped[Seconds]
    date_tie: Mapped[Seconds]


class EventParty(OfEvent, Base):
    """The first party is the one that acts."""

    __tablename__ = "event_parties"
    __table_args__ = (Index(None, "dossier_id", "party", "event_id"), {"sqlite_with_rowid": False})

    dossier_id: Mapped[DossierId]
    party: Mapped[Name]


class EventActor(OfEvent, Base):
    __tablename__ = "event_actors"
    __table_args__ = (Index(None, "dossier_id", "actor", "event_id"), {"sqlite_with_rowid": False})

    dossier_id: Mapped[DossierId]
    actor: Mapped[Name]


class EventTopic(OfEvent, Base):
    __tablename__ = "event_topics"
    __table_args__ = (Index(None, "dossier_id", "topic", "event_id"), {"sqlite_with_rowid": False})

    dossier_id: Mapped[DossierId]
    topic: Mapped[Name]


class Quote(Base):
    """The quote behind citation mark `number` of an event version. `quote` is its id in links.

    `pieces` hold offsets into the text of `source` (a key), whose digest is `source_sha256`; `start` is the
    first of them. `speaker` is an actor's id, or null where the words are the source's own. `digest` is over
    all of this, so that damage shows. `known_from` is the last second of the day by whose end the source is
    certainly published.
    """

    __tablename__ = "quotes"
    __table_args__ = (
        Index(None, "dossier_id", "quote"),
        Index(None, "dossier_id", "source"),
        Index(None, "dossier_id", "speaker"),
        Index("ix_quotes_known", "dossier_id", "known_from", "event_id"),  # what a day has made known
        # Few quotes do not match to the byte; the timeline says how many of a whole dossier.
        Index("ix_quotes_loose", "dossier_id", "event_id", sqlite_where=text("match != 'exact'"),
              postgresql_where=text("match != 'exact'")),
        # Fewer still were not looked for; the list of dossiers says how many.
        Index("ix_quotes_unverified", "dossier_id", "event_id", sqlite_where=text("match = 'unverified'"),
              postgresql_where=text("match = 'unverified'")),
    )  # fmt: skip

    event_id: Mapped[EventId]
    number: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[DossierId]
    quote: Mapped[Name]
    source: Mapped[Name]
    source_sha256: Mapped[str]
    speaker: Mapped[Name | None]
    start: Mapped[int]
    occurrence: Mapped[int]
    match: Mapped[str]
    page: Mapped[str | None]
    digest: Mapped[str]
    pieces: Mapped[tuple[Piece, ...]]
    prefix: Mapped[str]
    suffix: Mapped[str]
    known_from: Mapped[Seconds]


class Slide(Base):
    """The fields that only TimelineJS has of an event version's slide; see `dossier.slides`."""

    __tablename__ = "slides"

    event_id: Mapped[EventId]
    fields: Mapped[dict[str, str]] = mapped_column(JSON)


class Known(OfEvent, Base):
    """From the day `known` on, this status and date were what was known of the event."""

    __tablename__ = "history"

    known: Mapped[str]
    known_earliest: Mapped[Seconds | None]
    known_latest: Mapped[Seconds | None]
    status: Mapped[str]
    date: Mapped[str | None]


class Agreement(OfEvent, Base):
    """What a round agreed (`reached`) or did not."""

    __tablename__ = "agreements"

    text: Mapped[str]
    reached: Mapped[bool]
    topic: Mapped[Name | None]
    citations: Mapped[Numbers]


class Commitment(OfEvent, Base):
    """Something promised at an event: by which party, to which, due when. `commitment` is its id."""

    __tablename__ = "commitments"
    __table_args__ = (Index(None, "dossier_id", "commitment"),)

    dossier_id: Mapped[DossierId]
    commitment: Mapped[Name]
    text: Mapped[str]
    by: Mapped[Name]
    to: Mapped[Name | None]
    due: Mapped[str | None]
    citations: Mapped[Numbers]


class Outcome(OfEvent, Base):
    """The event "fulfils", "breaks" or "renews" the commitment of that id."""

    __tablename__ = "outcomes"
    __table_args__ = (Index(None, "dossier_id", "commitment"),)

    dossier_id: Mapped[DossierId]
    effect: Mapped[str]
    commitment: Mapped[Name]


class Position(OfEvent, Base):
    """What a party held on a topic as of the event."""

    __tablename__ = "positions"

    party: Mapped[Name]
    topic: Mapped[Name]
    stance: Mapped[str]
    citations: Mapped[Numbers]

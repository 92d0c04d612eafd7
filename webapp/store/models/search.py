"""What can be found by its words, and the databases' own indexes of these words."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.models.base import Base, DossierId, Lines, Name, Seconds


class Passage(Base):
    """What is found together, in the revisions and the stretch of knowledge in which it is shown.

    `what` is "event" (all that an event version says: `event_id` is its id), "quote" (one of its quotes; its
    `place` is the quote's id), or "source": a paragraph of a source, whose number is the `place`, or of what
    the public may see of it; without a place, what the source is called. `key` is that of the event or
    source, `sort` the second it is sorted by. `pieces` are lists of strings, see
    `webapp.store.passages.pieces`. What is not public is in no passage.
    """

    __tablename__ = "passages"
    __table_args__ = (
        CheckConstraint("since < until", name="life"),
        Index(None, "dossier_id", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dossier_id: Mapped[DossierId]
    since: Mapped[int]
    until: Mapped[int]
    known_from: Mapped[Seconds]
    known_until: Mapped[Seconds]
    what: Mapped[str]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    key: Mapped[Name]
    place: Mapped[Name]
    sort: Mapped[Seconds]
    pieces: Mapped[Lines]


class Run(Base):
    """The ids of the passages that a revision wrote of its events ("event", with their quotes), or of its
    sources ("source"): there are no others between them.
    """

    __tablename__ = "runs"

    dossier_id: Mapped[DossierId] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int]
    last: Mapped[int]


# The words of each passage, folded, by its id: its heading, its own text, and what helps to find it. Neither
# database keeps the texts here, only where each word stands. The tokenizer takes whatever is not ASCII for a
# letter, so that it splits folded text at its spaces and nowhere else.
_CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_words USING fts5(heading, own, around, content='', tokenize='ascii')",
        # Bytes of words in memory before they are written: eight times as many as usual, merged less often.
        "INSERT INTO passage_words (passage_words, rank) VALUES ('hashsize', 8388608)",
    ),
    "postgresql": (
        "CREATE TABLE passage_words (rowid INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, "
        "words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_passage_words_words ON passage_words USING gin (words) WITH (fastupdate = off)",
    ),
}


def _create(_: Table, connection: Connection, **__: object) -> None:
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _drop(_: Table, connection: Connection, **__: object) -> None:
    connection.exec_driver_sql("DROP TABLE passage_words")


event.listen(Passage.__table__, "after_create", _create)
event.listen(Passage.__table__, "before_drop", _drop)

"""What the tables share: names of constraints, column types, and the life of a version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from webapp.quotes import Piece

CURRENT = 2**31 - 1  # `until` of a version that no revision has replaced
FOREVER = 2**63 - 1  # `known_until` of a state that nothing published later has changed
PRESENT = FOREVER - 1  # when all is known; the `known_from` of what was certainly known on no earlier day


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware, in UTC. SQLite keeps no offset, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class Pieces(TypeDecorator[tuple[Piece, ...]]):
    """A quote's pieces, as a JSON list of [text, start, end]."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Sequence[Piece] | None, dialect: Dialect) -> list[Any] | None:
        return value and [[piece.text, piece.start, piece.end] for piece in value]  # type: ignore[return-value]

    def process_result_value(self, value: list[Any] | None, dialect: Dialect) -> tuple[Piece, ...] | None:
        return value and tuple(Piece(*piece) for piece in value)  # type: ignore[return-value]


# An id or a key. In byte order on both databases: the order of events must not depend on a server's locale.
Name = Annotated[str, mapped_column(Text().with_variant(Text(collation="C"), "postgresql"))]
DossierId = Annotated[int, mapped_column(ForeignKey("dossiers.id"))]
EventId = Annotated[int, mapped_column(ForeignKey("events.id"), primary_key=True, sort_order=-2)]
# Seconds since 1970-01-01T00:00:00Z; an EDTF year can be far before or after what 32 bits hold.
Seconds = Annotated[int, mapped_column(BigInteger)]
Numbers = Annotated[list[int], mapped_column(JSON)]
Lines = Annotated[list[list[str]], mapped_column(JSON)]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map = {str: Text(), datetime: UtcDateTime(), tuple[Piece, ...]: Pieces()}  # noqa: RUF012


class Version:
    """One state of a thing. `digest` is over its inputs: where it is equal, nothing has to be written.

    `line` is the digest of the line of JSON Lines that it came in, None where it came in a
    file, or before these were kept.
    """

    # First in the row: SQLite walks over what stands before a column, and texts are long.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-6)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), sort_order=-5)
    key: Mapped[Name] = mapped_column(sort_order=-4)
    since: Mapped[int] = mapped_column(sort_order=-3)
    until: Mapped[int] = mapped_column(sort_order=-2)
    digest: Mapped[str] = mapped_column(sort_order=-1)
    line: Mapped[str | None] = mapped_column(sort_order=1)


class OfEvent:
    """The `position`th (from 0) of its kind in an event version, in the author's order."""

    event_id: Mapped[EventId]
    position: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def one_life() -> tuple[UniqueConstraint, CheckConstraint]:
    """The constraints of a table of versions."""
    return UniqueConstraint("dossier_id", "key", "since"), CheckConstraint("since < until", name="life")

"""A database's tables as they are, whichever schema it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, DateTime, MetaData, Table, insert, select

BATCH = 1000  # rows that are held at a time


def tables(connection: Connection, names: Collection[str]) -> list[Table]:
    """Those of these tables that the database has, each after those that it refers to."""
    reflected = MetaData()
    reflected.reflect(connection, only=lambda name, _: name in names)
    return reflected.sorted_tables


def rows(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    """The table's rows in order of its key, as JSON can hold them: instants are in ISO 8601."""
    statement = select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH)
    instants = [_is_instant(column) for column in table.columns]
    for row in connection.execute(statement):
        yield [_told(value) if instant else value for value, instant in zip(row, instants, strict=True)]


def fill(
    connection: Connection, table: Table, columns: Sequence[str], found: Sequence[Sequence[Any]]
) -> None:
    """Write rows that `rows` has told, whose values are in the order of these columns."""
    naive = connection.dialect.name == "sqlite"
    instants = {column.name for column in table.columns if _is_instant(column)}
    made = [dict(zip(columns, row, strict=True)) for row in found]
    for row in made:
        for name in instants:
            instant = datetime.fromisoformat(row[name])
            row[name] = instant.replace(tzinfo=None) if naive else instant
    connection.execute(insert(table), made)


def _is_instant(column: Column[Any]) -> bool:
    return isinstance(column.type, DateTime)


def _told(instant: datetime) -> str:
    """In UTC, which is what SQLite keeps without saying so."""
    return (instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)).isoformat()

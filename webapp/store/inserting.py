"""Many rows into a table, with no more between them and the database's driver than each of them needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import JSON, Connection, Dialect, insert

from webapp.quotes import Piece
from webapp.store.database import to_json
from webapp.store.models import Base
from webapp.store.models.base import Pieces

Row = tuple[Any, ...]


class Rows(NamedTuple):
    """Rows of a table, with values as any driver takes them in the order of these names: JSON is a text."""

    table: str
    names: tuple[str, ...]
    values: Sequence[Row]


def told(model: type[Base], rows: Sequence[dict[str, Any]]) -> Rows:
    """The rows, which are one or more, and used up; a process without a database can do that, too."""
    names, tells = _columns(model.__tablename__, frozenset(rows[0]))
    for name, tell in tells:
        for row in rows:
            row[name] = tell(row[name])
    return Rows(model.__tablename__, names, list(map(itemgetter(*names), rows)))


def put(connection: Connection, rows: Rows) -> None:
    """Insert the rows; their names are in the order of the table's columns."""
    statement = _statement(connection.dialect, rows.table, rows.names)
    if connection.dialect.positional:
        connection.exec_driver_sql(statement, rows.values)
    else:
        made = [dict(zip(rows.names, row, strict=True)) for row in rows.values]
        connection.exec_driver_sql(statement, made)


@lru_cache(100)
def _columns(
    table: str, names: frozenset[str]
) -> tuple[tuple[str, ...], list[tuple[str, Callable[[Any], str]]]]:
    """Those of these names in the table's order, and what makes texts of those that are JSON."""
    columns = [column for column in Base.metadata.tables[table].columns if column.name in names]
    tells: list[tuple[str, Callable[[Any], str]]] = []
    for column in columns:
        if isinstance(column.type, Pieces):
            tells.append((column.name, _pieces))
        elif isinstance(column.type, JSON):
            tells.append((column.name, to_json))
    return tuple(column.name for column in columns), tells


def _pieces(pieces: Sequence[Piece]) -> str:
    return to_json([(piece.text, piece.start, piece.end) for piece in pieces])


@lru_cache(100)
def _statement(dialect: Dialect, table: str, names: tuple[str, ...]) -> str:
    return str(insert(Base.metadata.tables[table]).compile(dialect=dialect, column_keys=list(names)))

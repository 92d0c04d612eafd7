"""Many rows into a table, with no more between them and the database's driver than each of them needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, insert

from webapp.store.models import Base


def write(connection: Connection, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows, which are at least two values each, all of the same columns; they are used up."""
    if not rows:
        return
    statement = _prepared(connection.dialect, model.__tablename__, frozenset(rows[0]))
    for name, process in statement.processes:
        for row in rows:
            row[name] = process(row[name])
    values = list(map(statement.values, rows)) if connection.dialect.positional else list(rows)
    connection.exec_driver_sql(statement.text, values)


@dataclass(frozen=True, slots=True)
class _Statement:
    """`values` are those of a row in order; `processes` make of ours what the driver takes."""

    text: str
    values: Callable[[dict[str, Any]], tuple[Any, ...]]
    processes: tuple[tuple[str, Callable[[Any], Any]], ...]


@lru_cache(100)
def _prepared(dialect: Dialect, table: str, names: frozenset[str]) -> _Statement:
    columns = [column for column in Base.metadata.tables[table].columns if column.name in names]
    order = [column.name for column in columns]
    made = insert(Base.metadata.tables[table]).compile(dialect=dialect, column_keys=order)
    processes = [(each.name, each.type.dialect_impl(dialect).bind_processor(dialect)) for each in columns]
    return _Statement(str(made), itemgetter(*order), tuple((name, it) for name, it in processes if it))

"""SELECTs of which a page has several, given to the driver as they are.

For a statement that finds a row or two, what SQLAlchemy does each time takes far longer than the database.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError

Values = Mapping[str, object]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """`order` has the names of the parameters where they have no names for the driver; `fixed` are those that
    the statement has itself. `converting` are the columns that are not as the driver gives them.
    """

    sql: str
    order: tuple[str, ...] | None
    fixed: Values
    converting: tuple[tuple[int, Convert], ...]

    def arguments(self, values: Values) -> Any:
        given = {**self.fixed, **values}
        return given if self.order is None else [given[name] for name in self.order]


class Prepared:
    """A SELECT that is compiled once for a kind of database. None of its parameters is a list."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._row: Any = namedtuple("Row", statement.selected_columns.keys())  # type: ignore[misc]
        self._compiled: dict[str, _Compiled] = {}

    def all(self, connection: Connection, values: Values) -> list[Any]:
        """The rows, with the names of their columns. Raises what SQLAlchemy does."""
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name) or self._compile(dialect)
        driver: Any = connection.connection.driver_connection
        assert dialect.loaded_dbapi
        for told in connection.dispatch.before_cursor_execute:  # as of any other statement
            told(connection, None, compiled.sql, values, None, False)
        try:
            found = driver.execute(compiled.sql, compiled.arguments(values)).fetchall()
        except dialect.loaded_dbapi.Error as error:
            raise _told(connection, compiled.sql, values, error) from error
        if compiled.converting:
            found = [_converted(row, compiled.converting) for row in found]
        return [self._row._make(row) for row in found]

    def _compile(self, dialect: Dialect) -> _Compiled:
        made = self._statement.compile(dialect=dialect)
        fixed = {}
        for name, bind in made.binds.items():
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            fixed[name] = convert(bind.value) if convert else bind.value
        converting = (
            (place, column.type.dialect_impl(dialect).result_processor(dialect, None))
            for place, column in enumerate(self._statement.selected_columns)
        )
        order = tuple(made.positiontup or ()) if made.positional else None
        compiled = self._compiled[dialect.name] = _Compiled(
            sql=str(made),
            order=order,
            fixed=fixed,
            converting=tuple((place, convert) for place, convert in converting if convert),
        )
        return compiled


def _converted(row: tuple[Any, ...], converting: tuple[tuple[int, Convert], ...]) -> list[Any]:
    values = list(row)
    for place, convert in converting:
        values[place] = convert(values[place])
    return values


def _told(connection: Connection, sql: str, values: Values, error: Exception) -> Exception:
    """The driver's error as SQLAlchemy's. A connection that is lost is not lent again."""
    dialect = connection.dialect
    assert dialect.loaded_dbapi
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql, values, error, dialect.loaded_dbapi.Error, connection_invalidated=lost, dialect=dialect
    )

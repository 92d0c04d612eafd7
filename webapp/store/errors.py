"""What can go wrong with a database, in words that say how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# PostgreSQL's undefined_table, which SQLite says by an OperationalError, and read_only_sql_transaction
_NO_TABLE, _READ_ONLY = "42P01", "25006"

_STANDBY = (
    " If it is a standby, which cannot be written: start its primary or promote it, and let "
    "PARLEY_DATABASE_URL name the hosts that may be the primary."
)


class StoreError(Exception):
    """The database cannot be used; the message says why, and the mend."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """What the database `name` itself reports (locked, corrupt, unreachable, full) becomes a StoreError.

    Errors in what it was asked for (a broken constraint, bad SQL) are ours, and pass.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        if trouble := explained(name, error):
            raise trouble from error
        raise


def explained(name: str, error: Exception) -> StoreError | None:
    """What the database `name` reports by this error, None where the error is ours."""
    own = getattr(error, "orig", error)
    reports = isinstance(
        error, (OperationalError, InterfaceError, PoolTimeoutError, sqlite3.OperationalError)
    )
    stated = getattr(own, "sqlstate", None) in (_NO_TABLE, _READ_ONLY)
    if reports or stated or type(own) is sqlite3.DatabaseError:
        return StoreError(_words(name, error))
    return None


def _words(name: str, error: Exception) -> str:
    reason = " ".join(str(getattr(error, "orig", None) or error).split()).rstrip(".?")
    if getattr(getattr(error, "orig", None), "sqlstate", None) == _NO_TABLE or "no such table" in reason:
        return f"The database {name} lacks tables of Parley's; `parley import` makes them in an empty one."
    if "readonly" in reason or "read-only" in reason:
        mend = "" if isinstance(getattr(error, "orig", error), sqlite3.Error) else _STANDBY
        return f"The database {name} is read-only, and nothing was written to it ({reason}).{mend}"
    if "locked" in reason or "lock timeout" in reason:
        return f"The database {name} is busy with another import; try again when that is done."
    if "not a database" in reason or "malformed" in reason:
        return f"The database {name} is damaged, or no SQLite database ({reason}); restore it from a copy."
    return f"The database {name} cannot be used: {reason}."

"""What can go wrong with a database, in words that say how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


class StoreError(Exception):
    """The database cannot be used; the message says why, and the mend."""


@contextmanager
def told(name: str) -> Iterator[None]:
    """What the database `name` itself reports (locked, corrupt, unreachable, full) becomes a StoreError.

    Errors in what it was asked for (a broken constraint, bad SQL) are ours, and pass.
    """
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError, sqlite3.OperationalError) as error:
        raise StoreError(_words(name, error)) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if type(getattr(error, "orig", error)) is not sqlite3.DatabaseError:
            raise
        raise StoreError(_words(name, error)) from error


def _words(name: str, error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error).strip().rstrip(".?")
    if "locked" in reason or "lock timeout" in reason:
        return f"The database {name} is busy with another import; try again when that is done."
    if "not a database" in reason or "malformed" in reason:
        return f"The database {name} is damaged, or no SQLite database ({reason}); restore it from a copy."
    return f"The database {name} cannot be used: {reason}."

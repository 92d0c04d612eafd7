"""Values that only events have: which there are, and in which revisions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, Text, case, cast, func, select

from webapp.store.models import State
from webapp.store.queries.within import DOSSIER, alive, parameters
from webapp.store.rows import Edition


def kinds(connection: Connection, edition: Edition) -> dict[str, int]:
    """Each kind of event that a revision of the dossier has, with a revision that has it.

    That is the edition's own, or else the newest. Of an edition as known on a day there are only those that
    its events have then.
    """
    return _revisions(connection, edition, _KINDS)


def numbers(connection: Connection, edition: Edition) -> dict[str, int]:
    """The same of the numbers of rounds."""
    return _revisions(connection, edition, _NUMBERS)


def _revisions(
    connection: Connection, edition: Edition, statement: Select[*tuple[Any, ...]]
) -> dict[str, int]:
    found = connection.execute(statement, parameters(edition))
    return {
        value: edition.revision if here else min(until - 1, edition.latest)
        for value, here, until in found
        if here or edition.known is None
    }


_HERE = func.max(case((alive(State), 1), else_=0))
_UNTIL = func.max(State.until)
_KINDS = (
    select(State.kind, _HERE, _UNTIL)
    .where(State.dossier_id == DOSSIER)
    .group_by(State.kind)
    .order_by(State.kind)
)
_NUMBERS = (
    select(cast(State.number, Text), _HERE, _UNTIL)
    .where(State.dossier_id == DOSSIER, State.number.is_not(None))
    .group_by(State.number)
    .order_by(State.number)
)

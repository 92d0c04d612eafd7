"""Where in the timeline a window stands: at the start, after or before something, or at something."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, select, tuple_

from webapp.dates import Date
from webapp.store.models import State
from webapp.store.queries import missing
from webapp.store.queries.within import DOSSIER, IN_TIME, KNOWN, REVISION, parameters
from webapp.store.rows import Edition, Missing


@dataclass(frozen=True, slots=True)
class Start:
    """The first window."""


@dataclass(frozen=True, slots=True)
class After:
    """The window that begins after the event or round of that key."""

    key: str


@dataclass(frozen=True, slots=True)
class Before:
    """The window that ends before the event or round of that key."""

    key: str


@dataclass(frozen=True, slots=True)
class At:
    """The window that begins with the event or round of that key, or with the first from that date on."""

    what: str | Date


Place = Start | After | Before | At


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut through the order of time, just before `point`, at which the window begins or else ends."""

    point: tuple[int, int, str]
    begins: bool

    @property
    def parameters(self) -> dict[str, object]:
        return {f"cut_{column.key}": value for column, value in zip(IN_TIME, self.point, strict=True)}


LEAST = -(2**63)
BEGINNING = Cut((LEAST, LEAST, ""), begins=True)
END = Cut((2**63 - 1, 2**63 - 1, "~"), begins=False)  # keys are letters and digits, which come before
CUT = tuple_(*(bindparam(f"cut_{column.key}", type_=column.type) for column in IN_TIME))
AFTER_CUT, BEFORE_CUT = tuple_(*IN_TIME) >= CUT, tuple_(*IN_TIME) < CUT

# Of a thing that the edition does not have, the newest version before it counts, else the first after it.
# What was not known on that day is as if it never was.
_FOUND = (
    select(*IN_TIME)
    .where(State.dossier_id == DOSSIER, State.key == bindparam("key"), State.known_from <= KNOWN)
    .order_by(
        case((State.since <= REVISION, 0), else_=1),
        case((State.since <= REVISION, -State.since), else_=State.since),
        State.known_from.desc(),
    )
    .limit(1)
)


def cut(connection: Connection, edition: Edition, place: Place) -> Cut | Missing:
    """Where that place is, also of what this edition does not have but another has or had."""
    match place:
        case Start():
            return BEGINNING
        case After(key):
            # No key follows another more closely than with a space, which keys do not have.
            return _at(connection, edition, key, begins=True, more=" ")
        case Before(key):
            return _at(connection, edition, key, begins=False)
        case At(what):
            if isinstance(what, str):
                return _at(connection, edition, what, begins=True)
            return Cut((what.sort[0], LEAST, ""), begins=True)


def _at(connection: Connection, edition: Edition, key: str, begins: bool, more: str = "") -> Cut | Missing:
    found = None
    if missing.possible(key):
        found = connection.execute(_FOUND, parameters(edition, key=key)).one_or_none()
    if found is None:
        return missing.key(connection, edition, State, key)
    return Cut((found.date_sort, found.date_tie, key + more), begins)

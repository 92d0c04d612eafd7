"""Windows of what stands in order of time, by keyset: they stay right when more is published."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, select

from webapp.store.models import State
from webapp.store.queries.place import AFTER_CUT, BEFORE_CUT, BEGINNING, END, Cut, Place, cut
from webapp.store.queries.within import IN_TIME, parameters, within
from webapp.store.rows import Edition, Missing

LONG = 200  # events and rounds that are still one page
WINDOW = 50  # how many a window shows of more than that
STUB = WINDOW // 2  # as few as this are no window of their own: the one that would leave them shows them too


@dataclass(frozen=True, slots=True)
class Window:
    """The event versions that it shows, in order of time, of `total`, after the `first` of them.

    `earlier` is the key that the window before it ends before, `later` the one that the window after it
    begins after; None where there is nothing.
    """

    ids: tuple[int, ...]
    first: int
    total: int
    earlier: str | None
    later: str | None


class Windows:
    """The edition's events and rounds that satisfy the condition: up to LONG at once, else in windows.

    `of_each` is the same condition as one that is asked of each event: those of a frequent kind are found
    sooner by walking from one event to the next until there are enough.
    """

    def __init__(self, where: ColumnElement[bool], of_each: ColumnElement[bool]) -> None:
        before = func.count(case((BEFORE_CUT, 1))).label("before")
        self._counts = select(func.count().label("total"), before).where(within(State), where)
        self._walks = [_walks(where), _walks(of_each)]

    def find(
        self, connection: Connection, edition: Edition, place: Place, total: int | None, **values: object
    ) -> Window | Missing:
        """The window at that place. Missing where no revision of the dossier has its key.

        `total` is how many satisfy the condition, where that has been counted.
        """
        here = cut(connection, edition, place)
        if isinstance(here, Missing):
            return here
        given = parameters(edition, **values)
        if total is None or here != BEGINNING:
            total, before = connection.execute(self._counts, given | here.parameters).one()
        else:
            before = 0
        here, first, most = extent(here, before, total)
        given |= here.parameters | {"most": most}
        frequent = total * total > WINDOW * edition.size
        rows = connection.execute(self._walks[frequent][here.begins], given).all()
        rows = rows if here.begins else rows[::-1]
        return Window(
            ids=tuple(row.event_id for row in rows),
            first=first,
            total=total,
            earlier=rows[0].key if first else None,
            later=rows[-1].key if first + len(rows) < total else None,
        )


def _walks(where: ColumnElement[bool]) -> dict[bool, Select[int, str]]:
    """What satisfies the condition, from a cut on (True), or backward from it."""
    walk = select(State.event_id, State.key).where(within(State), where).limit(bindparam("most"))
    return {
        True: walk.where(AFTER_CUT).order_by(*IN_TIME),
        False: walk.where(BEFORE_CUT).order_by(*(column.desc() for column in IN_TIME)),
    }


def extent(here: Cut, before: int, total: int) -> tuple[Cut, int, int]:
    """Where the window begins or ends, how many come before it, and how many it shows."""
    if total <= LONG:
        return BEGINNING, 0, total
    if here.begins and before == total:
        return END, total - WINDOW, WINDOW
    if not here.begins and before == 0:
        return BEGINNING, 0, WINDOW
    left = total - before if here.begins else before
    most = left if left <= WINDOW + STUB else WINDOW
    return here, before if here.begins else before - most, most


def starts(total: int) -> tuple[int, ...]:
    """At which of so many the windows begin that follow one another from the first."""
    found = [0]
    while total > LONG and total - found[-1] > WINDOW + STUB:
        found.append(found[-1] + WINDOW)
    return tuple(found)

"""Where in the index the passages of a kind stand, so that no search walks through those of another.

What a revision writes has consecutive ids: first what is in its events, then what is in its sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import pairwise

from sqlalchemy import Connection, case, func, insert, select

from webapp.store.models import Passage, Run

SOURCE, EVENT = "source", "event"
MOST = 4  # runs of a kind that a search looks at one by one
NOWHERE = (0, -1)

_FIRST, _LAST = func.min(Passage.id), func.max(Passage.id)
_KIND = case((Passage.what == SOURCE, SOURCE), else_=EVENT)
_WRITTEN = (
    select(Passage.dossier_id, Passage.since, _KIND, _FIRST, _LAST)
    .where(Passage.id > select(func.coalesce(func.max(Run.last), 0)).scalar_subquery())
    .group_by(Passage.dossier_id, Passage.since, _KIND)
)

Span = tuple[int, int]  # the first id and the last


def record(connection: Connection) -> None:
    """Write down where the passages are that have been written since this was done last."""
    columns = ["dossier_id", "revision", "what", "first", "last"]
    connection.execute(insert(Run).from_select(columns, _WRITTEN))


def merged(runs: Iterable[Span]) -> list[Span]:
    """At most MOST spans in order that hold all runs, and as little as can be of what is between these."""
    found = sorted(runs)
    gaps = sorted(nlargest(MOST - 1, range(1, len(found)), key=lambda n: found[n][0] - found[n - 1][1]))
    return [(found[n][0], found[end - 1][1]) for n, end in pairwise([0, *gaps, len(found)])] if found else []

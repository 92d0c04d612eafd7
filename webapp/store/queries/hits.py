"""The passages that match: in one edition, or in the newest revisions of all dossiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from webapp.store.models import Passage, Run
from webapp.store.passages import runs
from webapp.store.queries.matching import WORDS, Matched
from webapp.store.queries.within import DOSSIER, REVISION, alive

RANKED = 1_000  # of each kind, the newest that are ranked; and as many are counted

Narrow = Callable[[Select[*tuple[Any, ...]]], Select[*tuple[Any, ...]]]


class Asked:
    """What is asked of the passages of one edition, or of all newest ones.

    Those of a kind are looked for where that kind stands, in so many spans of ids; see `asked`.
    """

    def __init__(self, dossier: tuple[Any, ...], counts: tuple[tuple[str, int], ...]) -> None:
        self._where = and_(Matched(), alive(Passage), *dossier)
        self._counts = dict(counts)
        newest = union_all(*(self._newest(what) for what in ("event", "source"))).subquery().c
        in_time = newest.sort.desc(), newest.dossier_id, newest.key, newest.id
        self.ranked = select(*newest).order_by(*in_time)
        self.tallies = union_all(
            self._tally("event", Passage.event_id),
            self._tally("quote", Passage.place),
            self._tally("source", Passage.key),
        )
        self.events = union_all(*map(select, self._parts("event", (Passage.event_id,), lambda part: part)))
        self.any = (
            select(literal(1)).select_from(Passage).join(WORDS, self._of_passage).where(self._where).limit(1)
        )

    _of_passage = WORDS.c.rowid == Passage.id

    def _newest(self, what: str) -> Select[*tuple[Any, ...]]:
        of = (Passage.dossier_id, Passage.event_id, Passage.key)
        columns = (Passage.id, *of, Passage.sort, Passage.since, Passage.known_from)
        parts = self._parts(what, columns, lambda part: part.order_by(WORDS.c.rowid.desc()).limit(RANKED))
        if len(parts) == 1:
            return select(parts[0])
        found = union_all(*map(select, parts)).subquery()
        return select(select(found).order_by(found.c.id.desc()).limit(RANKED).subquery())

    def _tally(self, what: str, different: Any) -> Select[*tuple[Any, ...]]:
        columns = Passage.dossier_id, different.label("one")
        parts = self._parts(what, columns, lambda part: part.distinct().limit(RANKED + 1))
        several = select(union_all(*map(select, parts)).subquery()).distinct().limit(RANKED + 1).subquery()
        found = parts[0] if len(parts) == 1 else several
        return select(literal(what).label("what"), func.count().label("number")).select_from(found)

    def _parts(self, what: str, columns: tuple[Any, ...], narrow: Narrow) -> list[Subquery]:
        """The passages of that kind, narrowed in each of the spans where it stands: mostly it is one."""
        kind = runs.SOURCE if what == runs.SOURCE else runs.EVENT
        return [
            narrow(
                select(*columns)
                .select_from(WORDS)
                .join(Passage, self._of_passage)
                .where(self._where, Passage.what == what, _standing(kind, number))
            ).subquery()
            for number in range(self._counts[kind])
        ]


def _standing(kind: str, number: int) -> ColumnElement[bool]:
    first, last = (bindparam(f"{kind}_{end}{number}", type_=Integer()) for end in ("first", "last"))
    return WORDS.c.rowid.between(first, last)


def asked(
    connection: Connection, here: bool, values: Mapping[str, object]
) -> tuple[Asked, dict[str, object]]:
    """What is asked of passages `here`, in the edition of these values, or everywhere; with what it takes."""
    found: dict[str, list[runs.Span]] = {runs.EVENT: [], runs.SOURCE: []}
    for what, first, last in connection.execute(_RUNS_HERE if here else _RUNS, values):
        found[what].append((first, last))
    spans = {kind: runs.merged(each) or [runs.NOWHERE] for kind, each in found.items()}
    given = {
        f"{kind}_{end}{number}": id
        for kind, each in spans.items()
        for number, ends in enumerate(each)
        for end, id in zip(("first", "last"), ends, strict=True)
    }
    return _asked(here, tuple((kind, len(each)) for kind, each in spans.items())), {**values, **given}


@cache
def _asked(here: bool, counts: tuple[tuple[str, int], ...]) -> Asked:
    return Asked((Passage.dossier_id == DOSSIER,) if here else (), counts)


_RUNS = select(Run.what, Run.first, Run.last)
_RUNS_HERE = _RUNS.where(Run.dossier_id == DOSSIER, Run.revision <= REVISION)

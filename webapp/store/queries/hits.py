"""The passages that match: in one edition, or in the newest revisions of all dossiers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, func, literal, select, union_all

from webapp.store.models import Passage
from webapp.store.queries.matching import WORDS, Matched
from webapp.store.queries.within import DOSSIER, alive

RANKED = 1_000  # of each kind, the newest that are ranked; and as many are counted


class Asked:
    """What is asked of the passages of one edition, or of all newest ones."""

    def __init__(self, *dossier: Any) -> None:
        self._where = and_(Matched(), alive(Passage), *dossier)
        self.ranked = union_all(*(self._newest(what) for what in ("event", "source")))
        self.tallies = union_all(
            self._tally("event", Passage.event_id),
            self._tally("quote", Passage.place),
            self._tally("source", Passage.key),
        )
        self.any = (
            select(literal(1)).select_from(Passage).join(WORDS, self._of_passage).where(self._where).limit(1)
        )

    _of_passage = WORDS.c.rowid == Passage.id

    def _newest(self, what: str) -> Select[*tuple[Any, ...]]:
        of = (Passage.dossier_id, Passage.event_id, Passage.key)
        columns = (Passage.id, *of, Passage.sort, Passage.since, Passage.known_from)
        newest = (
            select(*columns)
            .select_from(WORDS)
            .join(Passage, self._of_passage)
            .where(self._where, Passage.what == what)
            .order_by(WORDS.c.rowid.desc())
            .limit(RANKED)
        )
        return select(newest.subquery())

    def _tally(self, what: str, *different: Any) -> Select[*tuple[Any, ...]]:
        found = (
            select(Passage.dossier_id, *different)
            .join(WORDS, self._of_passage)
            .where(self._where, Passage.what == what)
            .distinct()
            .limit(RANKED + 1)
        )
        return select(literal(what).label("what"), func.count().label("number")).select_from(found.subquery())


HERE, EVERYWHERE = Asked(Passage.dossier_id == DOSSIER), Asked()

"""All that a search ranks, in pieces, and what of it is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, select

from webapp.store.models import Revision
from webapp.store.passages import terms
from webapp.store.queries.asking import Asking, Group, editions_of
from webapp.store.queries.within import instant
from webapp.store.rows import Edition, Hit, RecentHit

BATCH = 100  # events and sources

_REVISIONS = select(Revision.dossier_id, Revision.number, Revision.imported_at).where(
    Revision.dossier_id.in_(bindparam("dossiers", type_=Integer(), expanding=True)),
    Revision.number.in_(bindparam("numbers", type_=Integer(), expanding=True)),
)


def finds(connection: Connection, edition: Edition | None, text: str) -> Iterator[tuple[Hit, ...]]:
    """All that is ranked, the best first: in the edition, or (None) in all dossiers; BATCH at once.

    Each batch takes as many statements as any other.
    """
    asking, groups = _asked(connection, edition, text)
    found = editions_of(connection, edition, groups)
    for first in range(0, len(groups), BATCH):
        yield asking.hits(groups[first : first + BATCH], found)


def recent_hits(
    connection: Connection, edition: Edition | None, text: str, most: int
) -> tuple[RecentHit, ...]:
    """Of what is ranked, the newest: first what was imported last, of that what became known last."""
    asking, groups = _asked(connection, edition, text)
    imported = _imported(connection, groups)

    def when(group: Group) -> datetime:
        return imported[group.of[0], group.since]

    newest = sorted(groups, key=lambda group: (when(group), group.known_from), reverse=True)[:most]
    hits = asking.hits(newest, editions_of(connection, edition, newest))
    return tuple(
        RecentHit(hit, when(group), instant(group.known_from))
        for group, hit in zip(newest, hits, strict=True)
    )


def _asked(connection: Connection, edition: Edition | None, text: str) -> tuple[Asking, list[Group]]:
    wanted = terms.terms(text)
    asking = Asking(connection, edition, wanted)
    return asking, asking.groups() if wanted else []


def _imported(connection: Connection, groups: Sequence[Group]) -> dict[tuple[int, int], datetime]:
    """When the revisions that brought the groups were imported, by dossier and number."""
    these = {"dossiers": {group.of[0] for group in groups}, "numbers": {group.since for group in groups}}
    rows = connection.execute(_REVISIONS, these) if groups else ()
    return {(row.dossier_id, row.number): row.imported_at for row in rows}

"""What is new among commitments and positions: as feeds list it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select

from webapp.store.models import Commitment, Outcome, Position, Revision, Source, State
from webapp.store.queries import proofs
from webapp.store.queries.commitments import ALL as COMMITMENTS
from webapp.store.queries.commitments import promises
from webapp.store.queries.positions import ALL as POSITIONS
from webapp.store.queries.positions import stances
from webapp.store.queries.within import DOSSIER, instant, parameters, within
from webapp.store.rows import Edition, RecentPromise, RecentStance

Claim = TypeVar("Claim")
Stood = tuple[int, int]  # the revision since which something stands as it does, and since when it was known


def _stood(of: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(State.event_id, State.since, State.known_from).where(within(State), of)


_PROMISING = _stood(
    or_(
        State.event_id.in_(select(Commitment.event_id).where(Commitment.dossier_id == DOSSIER)),
        State.event_id.in_(select(Outcome.event_id).where(Outcome.dossier_id == DOSSIER)),
    )
)
_STATING = _stood(State.event_id.in_(select(Position.event_id)))
# How late the sources are that each revision brought: by their days, commitments become overdue.
_REACHED = (
    select(Source.since, func.max(Source.published_sort))
    .where(within(Source))
    .group_by(Source.since)
    .order_by(Source.since)
)
_IMPORTED = select(Revision.number, Revision.imported_at).where(
    Revision.dossier_id == DOSSIER, Revision.number.in_(bindparam("numbers", expanding=True))
)


def recent_commitments(
    connection: Connection,
    edition: Edition,
    states: Collection[str] = (),
    parties: Collection[str] = (),
    most: int = 50,
) -> tuple[RecentPromise, ...]:
    """The newest of the commitments in these states by these parties (none given: in all, by all).

    First those that the newest revision made what they are now: it brought them, or what became of them, or
    a source of so late a day that they are overdue. Of these first what became known last.
    """
    as_of = proofs.as_of(connection, edition)
    stood = _standing(connection, edition, _PROMISING)
    reached = [(since, day) for since, day in connection.execute(_REACHED, parameters(edition))]
    found = []
    for made in COMMITMENTS.find(connection, edition, as_of):
        if (states and made.state not in states) or (parties and made.row.by not in parties):
            continue
        turns = [stood[made.row.event_id], *(stood[id] for _, id in made.outcomes)]
        since = max(since for since, _ in turns)
        if made.state == "overdue" and made.due and made.due.latest is not None:
            late = (number for number, day in reached if day > made.due.latest)
            since = max(since, next(late, since))
        found.append(((since, turns[-1][1]), made))
    newest = _newest(found, most)
    listed = promises(connection, edition, (made for _, made in newest))
    imported = _imported(connection, edition, (stood for stood, _ in newest))
    return tuple(
        RecentPromise(promise, imported[since], instant(stood[made.row.event_id][1]))
        for promise, ((since, _), made) in zip(listed, newest, strict=True)
    )


def recent_positions(
    connection: Connection,
    edition: Edition,
    parties: Collection[str] = (),
    topics: Collection[str] = (),
    most: int = 50,
) -> tuple[RecentStance, ...]:
    """The newest of the positions of these parties on these topics (none given: of all, on all).

    First those that the newest revision brought as they are now, and of these what became known last.
    """
    stood = _standing(connection, edition, _STATING)
    stated = POSITIONS.find(connection, edition)
    nth = Counter[tuple[object, ...]]()
    found = []
    for row in stated:
        at = (row.event_id, row.party, row.topic)
        nth[at] += 1
        if (not parties or row.party in parties) and (not topics or row.topic in topics):
            found.append((stood[row.event_id], (nth[at], row)))
    newest = _newest(found, most)
    proof = proofs.proofs(connection, edition, (row.event_id for _, (_, row) in newest))
    listed = stances(edition, (row for _, (_, row) in newest), proof)
    imported = _imported(connection, edition, (stood for stood, _ in newest))
    return tuple(
        RecentStance(stance, number, imported[since], instant(known))
        for stance, ((since, known), (number, _)) in zip(listed, newest, strict=True)
    )


def _newest(found: Iterable[tuple[Stood, Claim]], most: int) -> list[tuple[Stood, Claim]]:
    """The newest first; of those that are as new, the last in time."""
    return sorted(found, key=itemgetter(0))[: -most - 1 : -1]


def _standing(
    connection: Connection, edition: Edition, statement: Select[*tuple[Any, ...]]
) -> dict[int, Stood]:
    rows = connection.execute(statement, parameters(edition))
    return {row.event_id: (row.since, row.known_from) for row in rows}


def _imported(connection: Connection, edition: Edition, stood: Iterable[Stood]) -> dict[int, datetime]:
    numbers = sorted({since for since, _ in stood})
    rows = connection.execute(_IMPORTED, parameters(edition, numbers=numbers))
    return {row.number: row.imported_at for row in rows}

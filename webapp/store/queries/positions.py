"""Who holds what on which topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, true

from webapp.store.models import Position, Quote, State
from webapp.store.queries import proofs
from webapp.store.queries.proofs import Proof
from webapp.store.queries.within import IN_TIME, parameters, within
from webapp.store.rows import Edition, Party, PositionsPage, Stance
from webapp.store.rows.claims import Cell

RECENT = 6  # stances of a cell, where the page shows more cells than one

Stated = Row[*tuple[Any, ...]]


class Positions:
    """The positions stated at events that were held and that satisfy the condition, in order of time."""

    def __init__(self, where: ColumnElement[bool] | None = None) -> None:
        held = (within(State), State.status == "held", true() if where is None else where)
        self._statement = (
            select(Position.event_id, Position.party, Position.topic, Position.stance, Position.citations)
            .join(State, State.event_id == Position.event_id)
            .where(*held)
            .order_by(*IN_TIME, Position.position)
        )
        self._unread = proofs.Unread(Quote.event_id.in_(select(Position.event_id)))

    def find(self, connection: Connection, edition: Edition, **values: object) -> list[Stated]:
        """Those of which a quote is known."""
        unread = self._unread.find(connection, edition)
        rows = connection.execute(self._statement, parameters(edition, **values))
        return [row for row in rows if proofs.known(unread, row.event_id, row.citations)]


ALL = Positions()


def positions(
    connection: Connection, edition: Edition, parties: Collection[str] = (), topics: Collection[str] = ()
) -> PositionsPage:
    """The positions of these parties (none given: of all) on these topics (or on all)."""
    cells = defaultdict[tuple[str, str], list[Stated]](list)
    for row in reversed(ALL.find(connection, edition)):
        if (not parties or row.party in parties) and (not topics or row.topic in topics):
            cells[row.topic, row.party].append(row)
    most = RECENT if len(cells) > 1 else None
    shown = {at: rows[:most] for at, rows in cells.items()}
    found = proofs.proofs(connection, edition, (row.event_id for rows in shown.values() for row in rows))
    return PositionsPage(
        parties=tuple(party for party in columns(edition) if any(at[1] == party.id for at in cells)),
        topics=tuple(topic for topic in edition.topics.values() if any(at[0] == topic.id for at in cells)),
        cells={at: Cell(stances(edition, rows, found), len(cells[at])) for at, rows in shown.items()},
        as_of=proofs.as_of(connection, edition),
    )


def columns(edition: Edition) -> list[Party]:
    """The parties, principals first, otherwise in the author's order."""
    return sorted(edition.parties.values(), key=lambda party: party.role != "principal")


def stances(edition: Edition, rows: Iterable[Stated], found: Mapping[int, Proof]) -> tuple[Stance, ...]:
    """In the order given; `found` has the events that they were stated at."""
    return tuple(
        Stance(
            party=edition.parties[row.party],
            topic=edition.topics[row.topic],
            text=row.stance,
            event=found[row.event_id].event,
            quotes=found[row.event_id].of(row.citations),
        )
        for row in rows
    )

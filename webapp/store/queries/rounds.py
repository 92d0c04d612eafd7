"""All rounds, and two of them beside each other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, bindparam, func, or_, select

from webapp.store.models import Agreement, Event, Quote, State
from webapp.store.queries import events, missing, proofs, sources
from webapp.store.queries.commitments import Commitments, promises
from webapp.store.queries.positions import Positions, stances
from webapp.store.queries.proofs import Proof
from webapp.store.queries.quotes import Quotes
from webapp.store.queries.within import parameters, within
from webapp.store.rows import ComparedRound, Comparison, Edition, Missing, Point, RoundLine, SourceRef

_NUMBERS = bindparam("numbers", type_=Integer(), expanding=True)


class _Rounds:
    """The rounds that satisfy the condition, in order of number."""

    def __init__(self, where: ColumnElement[bool]) -> None:
        chosen = events.chosen(where)
        self._statement = (
            select(*events.REF, Event.place)
            .join(Event, Event.id == State.event_id)
            .where(within(State), where)
            .order_by(State.number)
        )
        self._names = events.Names(chosen)
        self._agreements = (
            select(
                Agreement.event_id, Agreement.text, Agreement.reached, Agreement.topic, Agreement.citations
            )
            .where(Agreement.event_id.in_(chosen))
            .order_by(Agreement.position)
        )
        self._quotes = Quotes(chosen)
        self._sources = sources.Refs(select(Quote.source).where(Quote.event_id.in_(chosen)))
        self._events = (
            select(State.round, func.count())
            .where(within(State), State.round.is_not(None))
            .group_by(State.round)
        )

    def find(self, connection: Connection, edition: Edition, **values: object) -> dict[int, RoundLine]:
        """By number."""
        given = parameters(edition, **values)
        names = self._names.find(connection, edition, **values)
        archive = self._sources.find(connection, edition, **values)
        quotes = self._quotes.find(connection, edition, archive, **values)
        agreements = defaultdict[int, list[Row[*tuple[Any, ...]]]](list)
        for agreement in connection.execute(self._agreements, given):
            agreements[agreement.event_id].append(agreement)
        count = {row[0]: row[1] for row in connection.execute(self._events, parameters(edition))}
        lines = {}
        for row in connection.execute(self._statement, given):
            proof = Proof(events.ref(edition, row), tuple(quotes[row.id]))
            lines[row.number] = RoundLine(
                ref=proof.event,
                place=row.place,
                actors=tuple(names[row.id].actors),
                points=_points(edition, agreements[row.id], proof),
                sources=_documents(proof, archive),
                events=count.get(row.number, 0),
            )
        return lines


def _points(edition: Edition, agreements: list[Row[*tuple[Any, ...]]], proof: Proof) -> tuple[Point, ...]:
    """Those of which a quote is known."""
    return tuple(
        Point(row.text, row.reached, edition.topics[row.topic] if row.topic else None, quotes)
        for row in agreements
        if (quotes := proof.of(row.citations))
    )


def _documents(proof: Proof, archive: dict[str, SourceRef]) -> tuple[SourceRef, ...]:
    cited = {quote.source.key for quote in proof.quotes}
    return tuple(source for key, source in archive.items() if key in cited)


_ALL = _Rounds(State.number.is_not(None))
_SOME = _Rounds(State.number.in_(_NUMBERS))
_OF_THEM = or_(State.number.in_(_NUMBERS), State.round.in_(_NUMBERS))
_POSITIONS = Positions(_OF_THEM)
_COMMITMENTS = Commitments(_OF_THEM)


def rounds(connection: Connection, edition: Edition) -> tuple[RoundLine, ...]:
    """All rounds, in order of number."""
    return tuple(_ALL.find(connection, edition).values())


def comparison(connection: Connection, edition: Edition, first: int, second: int) -> Comparison | Missing:
    """The rounds of these two numbers."""
    numbers = [first, second]
    lines = _SOME.find(connection, edition, numbers=numbers)
    for number in numbers:
        if number not in lines:
            return missing.key(connection, edition, State, f"rounds/{number}")
    as_of = proofs.as_of(connection, edition)
    stated = _POSITIONS.find(connection, edition, numbers=numbers)
    found = proofs.proofs(connection, edition, (row.event_id for row in stated))
    held = stances(edition, stated, found)
    made = promises(connection, edition, _COMMITMENTS.find(connection, edition, as_of, numbers=numbers))
    one, other = (
        ComparedRound(
            line=lines[number],
            positions=tuple(each for each in held if number in (each.event.number, each.event.round)),
            commitments=tuple(each for each in made if number in (each.event.number, each.event.round)),
        )
        for number in numbers
    )
    return Comparison(one, other, as_of)

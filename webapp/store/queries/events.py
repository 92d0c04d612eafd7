"""Events as links, and what they name: what every page with events on it shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from webapp.store.models import EventActor, EventParty, EventTopic, State
from webapp.store.queries.within import IN_TIME, KNOWN, REVISION, alive, date, parameters, within
from webapp.store.rows import Actor, Edition, EventRef, Party, Topic

# The round that an event names, where that is known too.
_THE_ROUND = aliased(State)
ROUND = (
    select(_THE_ROUND.number)
    .where(
        _THE_ROUND.dossier_id == State.dossier_id,
        _THE_ROUND.number == State.round,
        _THE_ROUND.since <= REVISION,
        _THE_ROUND.until > REVISION,
        _THE_ROUND.known_from <= KNOWN,
        _THE_ROUND.known_until > KNOWN,
    )
    .correlate(State)
    .scalar_subquery()
)
REF = (
    State.event_id.label("id"),
    State.key,
    State.number,
    ROUND.label("round"),
    State.kind,
    State.title,
    State.date,
    State.status,
    State.parties,
)

Chosen = Select[int] | CompoundSelect[int] | BindParameter[int]  # the ids of event versions
Found = dict[int, EventRef]  # by the ids of their versions, in order of time


def chosen(*where: ColumnElement[bool]) -> Select[int]:
    """The edition's events that satisfy all conditions."""
    return select(State.event_id).where(within(State), *where)


def among(ids: Select[int]) -> Select[int]:
    """The edition's among events of its dossier that have these ids."""
    return select(State.event_id).where(State.event_id.in_(ids), alive(State))


class Refs:
    """The chosen events as links."""

    def __init__(self, events: Chosen) -> None:
        self._events = select(*REF).where(State.event_id.in_(events), alive(State)).order_by(*IN_TIME)

    def find(self, connection: Connection, edition: Edition, **values: object) -> Found:
        """`values` are those of the conditions' parameters."""
        rows = connection.execute(self._events, parameters(edition, **values)).all()
        return {row[0]: first(edition, row) for row in rows}


def ref(edition: Edition, row: Row[*tuple[Any, ...]]) -> EventRef:
    """An event from a row that has the columns REF."""
    return _ref(
        edition,
        row.key,
        row.number,
        row.round,
        row.kind,
        row.title,
        row.date,
        row.status,
        row.parties,
    )


def first(edition: Edition, row: Row[*tuple[Any, ...]]) -> EventRef:
    """An event from a row that begins with the columns REF, sooner: of those there are hundreds to a page."""
    return _ref(edition, *row[1 : len(REF)])


def _ref(
    edition: Edition,
    key: str,
    number: int | None,
    round_: int | None,
    kind: str,
    title: str,
    written: str,
    status: str,
    named: str,
) -> EventRef:
    parties = tuple([edition.parties[id] for id in named.split()])
    where = side(parties) if number is None else "joint"
    when = date(written, edition.timezone)
    return EventRef(key, number, round_, kind, title, when, status, parties, where)


def side(parties: Sequence[Party]) -> str:
    """Where an event stands at the table: with the principal that acts without the other, else "joint"."""
    principals = [party.side for party in parties if party.side != "m"]
    return principals[0] if len(principals) == 1 and parties[0].side != "m" else "joint"


@dataclass(slots=True)
class Named:
    """What one event names."""

    parties: list[Party] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


def naming(events: Chosen) -> Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]:
    """A row for whatever the events name: `what` it is, `event_id`, `position`, `id`; by their positions."""
    columns = (
        (EventParty, EventParty.party),
        (EventActor, EventActor.actor),
        (EventTopic, EventTopic.topic),
    )
    lists = (
        select(literal(column.key).label("what"), table.event_id, table.position, column.label("id")).where(
            table.event_id.in_(events)
        )
        for table, column in columns
    )
    return union_all(*lists).order_by("position")


class Names:
    """What the chosen events name."""

    def __init__(self, events: Chosen) -> None:
        self._statement = naming(events)

    def find(self, connection: Connection, edition: Edition, **values: object) -> defaultdict[int, Named]:
        """By their versions' ids, in the author's order."""
        found = defaultdict[int, Named](Named)
        for what, event, _, id in connection.execute(self._statement, parameters(edition, **values)).all():
            match what:
                case "party":
                    found[event].parties.append(edition.parties[id])
                case "actor":
                    found[event].actors.append(edition.actors[id])
                case "topic":
                    found[event].topics.append(edition.topics[id])
        return found

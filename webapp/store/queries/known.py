"""An edition as known on a day: who had been named or quoted by then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from webapp.dates import Date
from webapp.store.models import (
    Agreement,
    Commitment,
    EventActor,
    EventParty,
    EventTopic,
    Position,
    Quote,
    State,
)
from webapp.store.queries.within import DOSSIER, KNOWN, REVISION, alive, parameters, within
from webapp.store.rows import Edition

PARTY, ACTOR, TOPIC = "party", "actor", "topic"


def as_known(connection: Connection, edition: Edition, day: Date) -> Edition:
    """The edition at the end of that day, with those actors, parties and topics that events known then name.

    Whom it quotes then it names, too, and with an actor their party; also the parties of its positions and
    commitments, and the topics of its positions and agreements.
    """
    then = replace(edition, known=day)
    named = {(row.what, row.id) for row in connection.execute(_NAMED, parameters(then))}
    every = {(PARTY, id) for id in edition.parties} | {(TOPIC, id) for id in edition.topics}
    if not every <= named:  # claims are many, and mostly about what events name
        named |= {(row.what, row.id) for row in connection.execute(_CLAIMED, parameters(then))}
    actors = {id: actor for id, actor in edition.actors.items() if (ACTOR, id) in named}
    theirs = {actor.party.id for actor in actors.values()}
    parties = {id: party for id, party in edition.parties.items() if (PARTY, id) in named or id in theirs}
    topics = {id: topic for id, topic in edition.topics.items() if (TOPIC, id) in named}
    return replace(then, parties=parties, actors=actors, topics=topics)


def named_since(connection: Connection, edition: Edition, key: str) -> int | None:
    """The second at which the actor or party of that key was first named or quoted, as of the present."""
    folder, _, id = key.partition("/")
    party = folder == "parties"
    theirs = [actor.id for actor in edition.actors.values() if actor.party.id == id]
    given = parameters(edition, actors=theirs if party else [id], parties=[id] if party else [])
    second: int | None = connection.scalar(_SINCE, given)
    return second


def _named(
    what: str,
    table: type[EventParty] | type[EventActor] | type[EventTopic] | type[Quote],
    column: InstrumentedAttribute[Any],
) -> Select[str, str]:
    """First what any version has, from an index alone; then each is looked up until a living one is found."""
    own = aliased(table)
    written = (table.dossier_id == DOSSIER, column.is_not(None))
    any_ = select(column.label("id")).where(*written).distinct().subquery()
    readable: ColumnElement[bool] = own.known_from <= KNOWN if table is Quote else true()  # type: ignore[union-attr]
    living = (
        select(own.event_id)
        .join(State, State.event_id == own.event_id)
        .where(own.dossier_id == DOSSIER, getattr(own, column.key) == any_.c.id, alive(State), readable)
    )
    return select(literal(what).label("what"), any_.c.id.label("id")).where(living.exists())


def _claimed(
    what: str, table: type[Position] | type[Commitment] | type[Agreement], column: InstrumentedAttribute[Any]
) -> Select[str, str]:
    return (
        select(literal(what).label("what"), column.label("id"))
        .join(State, State.event_id == table.event_id)
        .where(within(State), column.is_not(None))
        .distinct()
    )


_NAMED = union_all(
    _named(PARTY, EventParty, EventParty.party),
    _named(ACTOR, EventActor, EventActor.actor),
    _named(ACTOR, Quote, Quote.speaker),
    _named(TOPIC, EventTopic, EventTopic.topic),
)
_CLAIMED = union_all(
    _claimed(TOPIC, Position, Position.topic),
    _claimed(TOPIC, Agreement, Agreement.topic),
    _claimed(PARTY, Position, Position.party),
    _claimed(PARTY, Commitment, Commitment.by),
    _claimed(PARTY, Commitment, Commitment.to),
)

_ACTORS = bindparam("actors", type_=String(), expanding=True)
_PARTIES = bindparam("parties", type_=String(), expanding=True)
_LIVING = (State.dossier_id == DOSSIER, State.since <= REVISION, State.until > REVISION)
_FIRST = union_all(
    *(
        select(func.min(known).label("second"))
        .select_from(table)
        .join(State, State.event_id == table.event_id)
        .where(*_LIVING, named)
        for table, named, known in (
            (EventActor, EventActor.actor.in_(_ACTORS), State.known_from),
            (Quote, Quote.speaker.in_(_ACTORS), Quote.known_from),
            (EventParty, EventParty.party.in_(_PARTIES), State.known_from),
            (Position, Position.party.in_(_PARTIES), State.known_from),
            (Commitment, or_(Commitment.by.in_(_PARTIES), Commitment.to.in_(_PARTIES)), State.known_from),
        )
    )
).subquery()
_SINCE = select(func.min(_FIRST.c.second))

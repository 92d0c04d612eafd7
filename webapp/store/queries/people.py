"""Actors and parties: what they said, and what they took part in."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from webapp.store.models import EventActor, EventParty, Quote
from webapp.store.queries import events, missing
from webapp.store.queries.quotes import Cited
from webapp.store.queries.within import DOSSIER
from webapp.store.rows import ActorPage, Edition, Missing, PartyPage

_WITH_ACTOR = select(EventActor.event_id).where(
    EventActor.dossier_id == DOSSIER, EventActor.actor == bindparam("id")
)
_WITH_PARTY = select(EventParty.event_id).where(
    EventParty.dossier_id == DOSSIER, EventParty.party == bindparam("id")
)
_ACTORS_EVENTS = events.Refs(events.among(_WITH_ACTOR))
_PARTYS_EVENTS = events.Refs(events.among(_WITH_PARTY))
_SAID = Cited(Quote.speaker.in_(bindparam("speakers", expanding=True)))


def actor(connection: Connection, edition: Edition, id: str) -> ActorPage | Missing:
    """The actor, their quotes in order of time, and the events that name them."""
    found = edition.actors.get(id)
    if found is None:
        return missing.person(connection, edition, "actors", id, edition.actors)
    return ActorPage(
        actor=found,
        quotes=_SAID.find(connection, edition, speakers=[id]),
        events=tuple(_ACTORS_EVENTS.find(connection, edition, id=id).values()),
    )


def party(connection: Connection, edition: Edition, id: str) -> PartyPage | Missing:
    """The party, the quotes of all who speak for it in order of time, and the events that name it."""
    found = edition.parties.get(id)
    if found is None:
        return missing.person(connection, edition, "parties", id, edition.parties)
    actors = tuple(actor for actor in edition.actors.values() if actor.party == found)
    return PartyPage(
        party=found,
        actors=actors,
        quotes=_SAID.find(connection, edition, speakers=[actor.id for actor in actors]),
        events=tuple(_PARTYS_EVENTS.find(connection, edition, id=id).values()),
    )

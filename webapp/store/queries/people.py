"""Actors and parties: what they said, and what they took part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    case,
    distinct,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased

from webapp.quotes import Match
from webapp.store.models import EventActor, EventParty, Quote, State
from webapp.store.queries import events, missing
from webapp.store.queries.counted import Counted, counted
from webapp.store.queries.place import Place, Start
from webapp.store.queries.quotes import Cited
from webapp.store.queries.windows import LONG, Windows
from webapp.store.queries.within import DOSSIER, KNOWN, READABLE, alive, parameters
from webapp.store.rows import ActorPage, Edition, Missing, PartyPage, Record

_START = Start()
_SPEAKERS: BindParameter[str] = bindparam("speakers", expanding=True)
_SAYING = select(Quote.event_id).where(Quote.dossier_id == DOSSIER, Quote.speaker.in_(_SPEAKERS), READABLE)
_SAYS = exists().where(Quote.event_id == State.event_id, Quote.speaker.in_(_SPEAKERS), READABLE)
_WINDOWS = Windows(State.event_id.in_(_SAYING), _SAYS)
_UNVERIFIED = case((Quote.match == Match.UNVERIFIED, Quote.quote))
_VOICE = (
    select(
        func.count(distinct(Quote.event_id)).label("events"),
        func.count(distinct(Quote.quote)).label("said"),
        func.count(distinct(_UNVERIFIED)).label("unverified"),
    )
    .join(State, State.event_id == Quote.event_id)
    .where(alive(State), Quote.dossier_id == DOSSIER, READABLE)
)
_SAID = _VOICE.where(Quote.speaker.in_(_SPEAKERS))
# A quote in the window is shown with all events that rest on it, wherever these are.
_SHOWN = aliased(Quote)
_QUOTES = Cited(
    Quote.speaker.in_(_SPEAKERS)
    & Quote.quote.in_(
        select(_SHOWN.quote).where(
            _SHOWN.event_id.in_(bindparam("shown", expanding=True)),
            _SHOWN.speaker.in_(_SPEAKERS),
            _SHOWN.known_from <= KNOWN,
        )
    )
)


class _Part:
    """The events that a column of theirs names somebody in."""

    def __init__(self, table: type[EventActor] | type[EventParty], column: str) -> None:
        named = getattr(table, column) == bindparam("id")
        naming = events.among(select(table.event_id).where(table.dossier_id == DOSSIER, named))
        self._name = column
        self._count = select(func.count()).select_from(naming.subquery())
        self._refs = events.Refs(naming.limit(bindparam("most")))

    def find(
        self, connection: Connection, edition: Edition, id: str, known: Counted | None
    ) -> tuple[int, events.Found]:
        """How many there are, and which; none where they are too many. `known` is what has been counted."""
        if known:
            count = known.choices[self._name].get(id, 0)
        else:
            count = connection.scalar(self._count, parameters(edition, id=id)) or 0
        return count, self._refs.find(connection, edition, id=id, most=LONG if count <= LONG else 0)


_ACTORS = _Part(EventActor, "actor")
_PARTYS = _Part(EventParty, "party")


def actor(connection: Connection, edition: Edition, id: str, place: Place = _START) -> ActorPage | Missing:
    """The actor, their quotes in the window at that place, and the events that name them."""
    found = edition.actors.get(id)
    if found is None:
        return missing.person(connection, edition, "actors", id, edition.actors)
    record = _record(connection, edition, f"actors/{id}", [id], _ACTORS, place)
    return record if isinstance(record, Missing) else ActorPage(found, record)


def party(connection: Connection, edition: Edition, id: str, place: Place = _START) -> PartyPage | Missing:
    """The party, the quotes of all who speak for it, and the events that name it."""
    found = edition.parties.get(id)
    if found is None:
        return missing.person(connection, edition, "parties", id, edition.parties)
    actors = tuple(actor for actor in edition.actors.values() if actor.party == found)
    ids = [actor.id for actor in actors]
    record = _record(connection, edition, f"parties/{id}", ids, _PARTYS, place)
    return record if isinstance(record, Missing) else PartyPage(found, actors, record)


def voices(connection: Connection, edition: Edition) -> dict[str, list[int]]:
    """By the keys of actors and parties with quotes: in how many events, how many, how many unverified."""
    each = _SAID.add_columns(Quote.speaker).group_by(Quote.speaker)
    rows = connection.execute(each, parameters(edition, speakers=list(edition.actors)))
    found = {f"actors/{id}": counts for *counts, id in rows}
    speakers = defaultdict[str, list[str]](list)
    for actor in edition.actors.values():
        if f"actors/{actor.id}" in found:
            speakers[actor.party.id].append(actor.id)
    for party, ids in speakers.items():
        found[f"parties/{party}"] = list(connection.execute(_SAID, parameters(edition, speakers=ids)).one())
    return found


def _record(
    connection: Connection,
    edition: Edition,
    key: str,
    speakers: Sequence[str],
    part: _Part,
    place: Place,
) -> Record | Missing:
    known = counted(connection, edition)
    voice = known.voices.get(key, [0, 0, 0]) if known and known.voices is not None else None
    window = _WINDOWS.find(connection, edition, place, voice[0] if voice else None, speakers=speakers)
    if isinstance(window, Missing):
        return window
    took_part, refs = part.find(connection, edition, key.partition("/")[2], known)
    _, said, unverified = voice or connection.execute(_SAID, parameters(edition, speakers=speakers)).one()
    return Record(
        said=said,
        unverified=unverified,
        quotes=_QUOTES.find(connection, edition, speakers=speakers, shown=window.ids),
        earlier=window.earlier,
        later=window.later,
        took_part=took_part,
        events=tuple(refs.values()),
    )

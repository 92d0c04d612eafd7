"""Actors and parties: what they said, and what they took part in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, bindparam, case, distinct, func, select
from sqlalchemy.orm import aliased

from webapp.quotes import Match
from webapp.store.models import EventActor, EventParty, Quote, State
from webapp.store.queries import events, missing
from webapp.store.queries.place import Place, Start
from webapp.store.queries.quotes import Cited
from webapp.store.queries.windows import LONG, Windows
from webapp.store.queries.within import DOSSIER, KNOWN, READABLE, alive, parameters
from webapp.store.rows import ActorPage, Edition, Missing, PartyPage, Record

_START = Start()
_SPEAKERS: BindParameter[str] = bindparam("speakers", expanding=True)
_SAYING = select(Quote.event_id).where(Quote.dossier_id == DOSSIER, Quote.speaker.in_(_SPEAKERS), READABLE)
_WINDOWS = Windows(State.event_id.in_(_SAYING))
_UNVERIFIED = case((Quote.match == Match.UNVERIFIED, Quote.quote))
_SAID = (
    select(
        func.count(distinct(Quote.quote)).label("said"),
        func.count(distinct(_UNVERIFIED)).label("unverified"),
    )
    .join(State, State.event_id == Quote.event_id)
    .where(alive(State), Quote.dossier_id == DOSSIER, Quote.speaker.in_(_SPEAKERS), READABLE)
)
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
        self._count = select(func.count()).select_from(naming.subquery())
        self._refs = events.Refs(naming.limit(LONG))

    def find(self, connection: Connection, edition: Edition, id: str) -> tuple[int, events.Found]:
        """How many there are, and which; none where they are too many."""
        count = connection.scalar(self._count, parameters(edition, id=id)) or 0
        found = self._refs.find(connection, edition, id=id)
        return count, found if count <= LONG else {}


_ACTORS = _Part(EventActor, "actor")
_PARTYS = _Part(EventParty, "party")


def actor(connection: Connection, edition: Edition, id: str, place: Place = _START) -> ActorPage | Missing:
    """The actor, their quotes in the window at that place, and the events that name them."""
    found = edition.actors.get(id)
    if found is None:
        return missing.person(connection, edition, "actors", id, edition.actors)
    record = _record(connection, edition, [id], _ACTORS.find(connection, edition, id), place)
    return record if isinstance(record, Missing) else ActorPage(found, record)


def party(connection: Connection, edition: Edition, id: str, place: Place = _START) -> PartyPage | Missing:
    """The party, the quotes of all who speak for it, and the events that name it."""
    found = edition.parties.get(id)
    if found is None:
        return missing.person(connection, edition, "parties", id, edition.parties)
    actors = tuple(actor for actor in edition.actors.values() if actor.party == found)
    ids = [actor.id for actor in actors]
    record = _record(connection, edition, ids, _PARTYS.find(connection, edition, id), place)
    return record if isinstance(record, Missing) else PartyPage(found, actors, record)


def _record(
    connection: Connection,
    edition: Edition,
    speakers: Sequence[str],
    part: tuple[int, events.Found],
    place: Place,
) -> Record | Missing:
    window = _WINDOWS.find(connection, edition, place, speakers=speakers)
    if isinstance(window, Missing):
        return window
    took_part, refs = part
    count = connection.execute(_SAID, parameters(edition, speakers=speakers)).one()
    return Record(
        said=count.said,
        unverified=count.unverified,
        quotes=_QUOTES.find(connection, edition, speakers=speakers, shown=window.ids),
        earlier=window.earlier,
        later=window.later,
        took_part=took_part,
        events=tuple(refs.values()),
    )

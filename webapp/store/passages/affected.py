"""Whose passages a revision may have changed, and what these are made of, as of that revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
)

from webapp.quotes import Piece
from webapp.store.models import PRESENT, Cover, Event, Quote, Source, State
from webapp.store.passages.making import Happening
from webapp.store.passages.of_event import Saying, Stage
from webapp.store.passages.of_source import Document

AT_ONCE = 1000  # keys read at a time
Version = type[Cover] | type[Source] | type[Event] | type[State]
AnyRow = Row[*tuple[Any, ...]]

_DOSSIER = bindparam("dossier", type_=Integer())
_REVISION = bindparam("revision", type_=Integer())
_KEYS = bindparam("keys", type_=Text(), expanding=True)


def _alive(table: Version) -> ColumnElement[bool]:
    return and_(table.dossier_id == _DOSSIER, table.since <= _REVISION, table.until > _REVISION)


def _turned(table: Version) -> ColumnElement[bool]:
    """The versions that begin or end with the revision."""
    return and_(table.dossier_id == _DOSSIER, or_(table.since == _REVISION, table.until == _REVISION))


_COVERS = select(Cover.since, Cover.actors).where(or_(_alive(Cover), _turned(Cover))).order_by(Cover.since)
_TURNED = select(Event.key).where(_turned(Event))
_SPOKEN = (
    select(Event.key)
    .join(Quote, Quote.event_id == Event.id)
    .where(_alive(Event), Quote.speaker.in_(bindparam("speakers", expanding=True)))
)
# In order of time, so that among passages written together the newest have the highest ids.
_EVENT_KEYS = (
    select(State.key)
    .where(_alive(State), State.key.in_(union(_TURNED, _SPOKEN)))
    .group_by(State.key)
    .order_by(func.max(State.date_sort), State.key)
)
_CITED = (
    select(Source.key)
    .join(Quote, and_(Quote.dossier_id == Source.dossier_id, Quote.source == Source.key))
    .join(Event, Event.id == Quote.event_id)
    .where(_alive(Source), Source.rights == "excerpts", _turned(Event))
)
_SOURCE_KEYS = (
    select(Source.key)
    .where(
        Source.dossier_id == _DOSSIER,
        Source.key.in_(union(select(Source.key).where(_turned(Source)), _CITED)),
    )
    .group_by(Source.key)
    .order_by(func.max(Source.published_sort), Source.key)
)
_EVENTS = select(Event.id, Event.key, Event.html).where(_alive(Event), Event.key.in_(_KEYS))
_STATES = (
    select(State.event_id, State.known_from, State.title, State.date_sort)
    .where(_alive(State), State.key.in_(_KEYS))
    .order_by(State.position)
)
_QUOTES = (
    select(
        Quote.event_id, Quote.quote, Quote.number, Quote.pieces, Quote.speaker, Quote.source, Quote.known_from
    )
    .join(Event, Event.id == Quote.event_id)
    .where(_alive(Event), Event.key.in_(_KEYS))
    .order_by(Quote.number)
)
_SOURCES = select(
    Source.key,
    Source.title,
    Source.author,
    Source.publisher,
    Source.rights,
    Source.text,
    Source.published_sort,
    func.coalesce(Source.published_latest, PRESENT).label("known_from"),
).where(_alive(Source), Source.key.in_(_KEYS))
_SPANS = (
    select(Quote.source, Quote.pieces)
    .join(Event, Event.id == Quote.event_id)
    .where(_alive(Event), Quote.dossier_id == _DOSSIER, Quote.source.in_(_KEYS))
)


class Affected:
    """The events and sources of a dossier that the revision has or had, and whose passages it may change."""

    def __init__(self, connection: Connection, dossier_id: int, revision: int) -> None:
        self._connection = connection
        self._at = {"dossier": dossier_id, "revision": revision}
        covers = self._find(_COVERS)
        self._speakers = {id: f"{name}, {role}" for id, name, role, _ in covers[-1].actors}
        before = {id: f"{name}, {role}" for id, name, role, _ in covers[0].actors}
        self._renamed = [id for id, speaker in self._speakers.items() if before.get(id) != speaker]

    @property
    def events(self) -> Iterator[str]:
        return self._keys(_EVENT_KEYS, speakers=self._renamed)

    @property
    def sources(self) -> Iterator[str]:
        return self._keys(_SOURCE_KEYS)

    def of_events(self, keys: Sequence[str]) -> list[Happening]:
        """What the passages of these events are made of."""
        stages, sayings = defaultdict[int, list[Stage]](list), defaultdict[int, list[Saying]](list)
        for id, *stage in self._find(_STATES, keys=keys):
            stages[id].append(Stage(*stage))
        for id, *saying in self._find(_QUOTES, keys=keys):
            sayings[id].append(self._saying(*saying))
        events = {key: (id, html) for id, key, html in self._find(_EVENTS, keys=keys)}
        return [
            Happening(key, id, html, stages[id], sayings[id])
            for key, (id, html) in ((key, events[key]) for key in keys)
        ]

    def of_sources(self, keys: Sequence[str]) -> list[Document]:
        """What the passages of these sources are made of; nothing of one that is gone."""
        sources = sorted(self._find(_SOURCES, keys=keys), key=lambda row: keys.index(row.key))
        spans = defaultdict[str, list[tuple[int, int]]](list)
        excerpts = [row.key for row in sources if row.rights == "excerpts"]
        for row in self._find(_SPANS, keys=excerpts) if excerpts else ():
            spans[row.source] += [(p.start, p.end) for p in row.pieces if p.start is not None]
        return [
            Document(
                row.key,
                row.text,
                row.rights == "excerpts",
                tuple(name for name in (row.title, row.author, row.publisher) if name),
                row.known_from,
                row.published_sort,
                tuple(spans[row.key]),
            )
            for row in sources
        ]

    def _saying(
        self, id: str, number: int, pieces: Sequence[Piece], speaker: str | None, source: str, known_from: int
    ) -> Saying:
        words = "".join([piece.text for piece in pieces])
        return Saying(id, number, words, self._speakers[speaker] if speaker else "", source, known_from)

    def _keys(self, statement: Select[str], **more: object) -> Iterator[str]:
        """The keys one after another: of a large dossier they are too many for memory."""
        found = self._connection.execute(statement, self._at | more, execution_options={"yield_per": AT_ONCE})
        with found:
            yield from found.scalars()

    def _find(self, statement: Select[*tuple[Any, ...]], **more: object) -> Sequence[AnyRow]:
        return self._connection.execute(statement, self._at | more).all()

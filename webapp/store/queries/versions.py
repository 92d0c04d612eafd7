"""Versions of files, read whole and several at a time, to be held against each other.

Each is read as the earlier or the later of two editions has it: days are that edition's. Names are those of
the later edition that has them: who or what is merely called otherwise is still the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, and_, bindparam, case, func, select

from webapp.store.models import FOREVER, Event, Quote, Source, State
from webapp.store.pairing import once
from webapp.store.queries import concerns, corrected, entries, sources
from webapp.store.queries.concerns import FIRST, LAST
from webapp.store.queries.within import DOSSIER, date
from webapp.store.rows import Correction, CoverVersion, Edition, EventVersion, SourceVersion, Version

LONGEST = 500_000  # code points of a source that are compared

AnyRow = Row[*tuple[Any, ...]]
Span = tuple[int, int]
Listed = Mapping[tuple[str, int], tuple[Correction, ...]]
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_EVENTS = (
    select(Event.id, Event.key, Event.since, Event.place, Event.html, State.title, State.kind, State.round,
           State.date, State.status)
    .join(State, and_(State.event_id == Event.id, State.known_until == FOREVER))
    .where(Event.id.in_(_IDS))
)  # fmt: skip
_TEXT = case((func.length(Source.text) <= LONGEST, Source.text))
_SOURCES = select(*sources.REF, Source.id, Source.since, _TEXT.label("text")).where(Source.id.in_(_IDS))
_SPANS = (
    select(
        Quote.source,
        Quote.pieces,
        and_(Event.since <= FIRST, Event.until > FIRST).label("first"),
        and_(Event.since <= LAST, Event.until > LAST).label("last"),
    )
    .join(Event, Event.id == Quote.event_id)
    .where(
        Quote.dossier_id == DOSSIER,
        Quote.source.in_(bindparam("keys", expanding=True)),
        concerns.living(Event),
    )
)


def versions(
    connection: Connection, first: Edition, last: Edition, rows: Sequence[AnyRow]
) -> dict[tuple[str, int], Version]:
    """By key and id: the versions `old` that the first edition has, and `new` that the last one has."""
    listed = corrected.of_versions(connection, last, {row.key for row in rows})
    found: dict[tuple[str, int], Version] = {}
    old = {(row.key, row.old) for row in rows if row.old is not None}
    new = {(row.key, row.new) for row in rows if row.new is not None}
    sides = dict.fromkeys(old, _called(first, last)) | dict.fromkeys(new, last)
    for each in _covers(rows, first, last, listed):
        found.update(each)
    for id, event in _events(connection, sides, listed).items():
        found[event.key, id] = event
    for id, source in _sources(connection, first, last, sides, rows, listed).items():
        found[source.key, id] = source
    return found


def _called(first: Edition, last: Edition) -> Edition:
    """The first edition with the names of the last one, as far as that has them."""
    return replace(
        first,
        parties={**first.parties, **last.parties},
        actors={**first.actors, **last.actors},
        topics={**first.topics, **last.topics},
    )


def _covers(
    rows: Iterable[AnyRow], first: Edition, last: Edition, listed: Listed
) -> Iterator[dict[tuple[str, int], Version]]:
    for row in rows:
        if row.key == "dossier":
            before = CoverVersion(first, listed.get((row.key, row.old_since), ()))
            after = CoverVersion(last, listed.get((row.key, row.new_since), ()))
            yield {(row.key, row.old): before, (row.key, row.new): after}


def _events(
    connection: Connection, sides: Mapping[tuple[str, int], Edition], listed: Listed
) -> dict[int, EventVersion]:
    editions = {id: edition for (key, id), edition in sides.items() if key.startswith(("events/", "rounds/"))}
    named = entries.names(connection, editions)
    quoted = entries.quotes(connection, editions)
    others = entries.claims(connection, editions, quoted)
    return {
        row.id: EventVersion(
            key=row.key,
            title=row.title,
            kind=row.kind,
            round=row.round,
            date=date(row.date, editions[row.id].timezone),
            status=row.status,
            place=row.place,
            html=row.html,
            marks={number: entry.identity for number, entry in quoted[row.id].items()},
            parties=tuple(named[row.id, "party"]),
            actors=tuple(named[row.id, "actor"]),
            topics=tuple(named[row.id, "topic"]),
            entries=(*once(quoted[row.id].values()), *others[row.id]),
            corrections=listed.get((row.key, row.since), ()),
        )
        for row in connection.execute(_EVENTS, {"ids": list(editions)})
    }


def _sources(
    connection: Connection,
    first: Edition,
    last: Edition,
    sides: Mapping[tuple[str, int], Edition],
    rows: Iterable[AnyRow],
    listed: Listed,
) -> dict[int, SourceVersion]:
    editions = {id: edition for (key, id), edition in sides.items() if key.startswith("sources/")}
    keys = sorted({row.key for row in rows if row.key.startswith("sources/")})
    spans = _spans(connection, first, last, keys)
    return {
        row.id: SourceVersion(
            key=row.key,
            title=row.title,
            author=row.author,
            publisher=row.publisher,
            published=date(row.published, editions[row.id].timezone),
            url=row.url,
            archive_url=row.archive_url,
            language=row.language,
            rights=row.rights,
            sha256=row.sha256,
            text=row.text,
            spans=tuple(spans[row.key, editions[row.id] is last]),
            corrections=listed.get((row.key, row.since), ()),
        )
        for row in connection.execute(_SOURCES, {"ids": list(editions)})
    }


def _spans(
    connection: Connection, first: Edition, last: Edition, keys: Sequence[str]
) -> defaultdict[tuple[str, bool], list[Span]]:
    """Where the quotes of the first edition (False) and of the last one (True) stand in these sources."""
    found = defaultdict[tuple[str, bool], list[Span]](list)
    given = concerns.given(first, last, "")
    for row in connection.execute(_SPANS, given | {"keys": keys}):
        where = [(p.start, p.end) for p in row.pieces if p.start is not None and p.end is not None]
        for later, alive in ((False, row.first), (True, row.last)):
            if alive:
                found[row.source, later] += where
    return found

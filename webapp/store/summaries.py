"""How much a revision changed, counted once, when it is published.

It follows from the versions alone, so that a database that is older than these counts gets the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from webapp.store.models import Cover, Event, Quote, Source, Summary
from webapp.store.pairing import differ, matched, once
from webapp.store.queries import entries
from webapp.store.rows import Entry

AT_ONCE = 1000  # quotes read at a time
ROUNDS = "rounds/"

_DOSSIER, _REVISION = bindparam("dossier", type_=Integer()), bindparam("revision", type_=Integer())
Table = type[Cover] | type[Source] | type[Event]


def record(connection: Connection, dossier_id: int, revision: int) -> None:
    """Write the summary of this revision; all of its versions must be written."""
    given = {"dossier": dossier_id, "revision": revision}
    rows = []
    for what, statement in _COUNTS.items():
        found = connection.execute(statement, given).one()
        rows.append((what, found.began - found.changed, found.changed, found.ended - found.changed))
    rows.append(("quote", *_quotes(connection, given)))
    own = {"dossier_id": dossier_id, "revision": revision}
    written = [
        own | {"what": what, "added": added, "changed": changed, "removed": removed}
        for what, added, changed, removed in rows
        if added or changed or removed
    ]
    if written:
        connection.execute(insert(Summary), written)


def _quotes(connection: Connection, given: dict[str, int]) -> tuple[int, int, int]:
    """How many quotes it added, changed and removed; the first revision adds all it has.

    A quote of an event has changed if the event had it, or one like it, otherwise: as the comparison of both
    revisions shows it. That others speak of the same person by another name now is no change of a quote.
    """
    if given["revision"] == 1:
        return connection.scalar(_ALL_QUOTES, given) or 0, 0, 0
    new, old = (set(connection.scalars(each, given)) for each in (_NEW_QUOTES, _OLD_QUOTES))
    changed = set[str]()
    for was, became in _changed(connection, given):
        changed.add(became.identity)
        new.discard(became.identity)
        old.discard(was.identity)
    return len(new), len(changed), len(old)


def _changed(connection: Connection, given: dict[str, int]) -> Iterator[tuple[Entry, Entry]]:
    """The quotes of events that it changed, each with what it has become, where readers see a difference."""
    rows = connection.execute(_REWRITTEN, given, execution_options={"yield_per": AT_ONCE})
    for _, quotes in groupby(rows, key=lambda row: row.key):
        sides: tuple[list[Entry], list[Entry]] = [], []
        for row in quotes:
            sides[row.began].append(entries.said(row, row.speaker or ""))
        for was, became in matched(*map(once, sides)):
            if was and became and differ(was, became):
                yield was, became


def _count(table: Table, *where: Any) -> Select[int, int, int]:
    """How many versions began with the revision, how many of these follow another, how many ended."""
    new, old, gone = aliased(table), aliased(table), aliased(table)
    before = and_(old.dossier_id == new.dossier_id, old.key == new.key, old.until == _REVISION)
    ended = (
        select(func.count())
        .select_from(gone)
        .where(gone.dossier_id == _DOSSIER, gone.until == _REVISION, *(each(gone) for each in where))
        .scalar_subquery()
    )
    return (
        select(func.count(new.id).label("began"), func.count(old.id).label("changed"), ended.label("ended"))
        .select_from(new)
        .outerjoin(old, before)
        .where(new.dossier_id == _DOSSIER, new.since == _REVISION, *(each(new) for each in where))
    )


_COUNTS = {
    "dossier": _count(Cover),
    "source": _count(Source),
    "round": _count(Event, lambda table: table.key.startswith(ROUNDS)),
    "event": _count(Event, lambda table: ~table.key.startswith(ROUNDS)),
}


def _cited(*where: ColumnElement[bool]) -> Select[str]:
    return (
        select(Quote.quote)
        .distinct()
        .join(Event, Event.id == Quote.event_id)
        .where(Event.dossier_id == _DOSSIER, *where)
    )


_OTHER, _CITING = aliased(Quote), aliased(Event)
_SAME = and_(
    _OTHER.dossier_id == Quote.dossier_id, _OTHER.quote == Quote.quote, _CITING.id == _OTHER.event_id
)
_BEFORE = exists().where(_SAME, _CITING.since < _REVISION, _CITING.until >= _REVISION)
_AFTER = exists().where(_SAME, _CITING.since <= _REVISION, _CITING.until > _REVISION)
_ALL_QUOTES = select(func.count()).select_from(_cited(Event.since == _REVISION).subquery())
_NEW_QUOTES = _cited(Event.since == _REVISION, ~_BEFORE)
_OLD_QUOTES = _cited(Event.until == _REVISION, ~_AFTER)
_REWRITTEN = (
    select(
        Event.key,
        case((Event.since == _REVISION, 1), else_=0).label("began"),
        *(Quote.quote, Quote.source, Quote.speaker, Quote.page, Quote.match),
        *(Quote.pieces, Quote.prefix, Quote.suffix),
    )
    .join(Quote, Quote.event_id == Event.id)
    .where(Event.dossier_id == _DOSSIER, or_(Event.since == _REVISION, Event.until == _REVISION))
    .order_by(Event.key, Event.since, Quote.number)
)

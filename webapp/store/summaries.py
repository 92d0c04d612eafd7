"""How much a revision changed, counted once, when it is published.

It follows from the versions alone, so that a database that is older than these counts gets the same ones.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    distinct,
    exists,
    func,
    insert,
    select,
)
from sqlalchemy.orm import aliased

from webapp.store.models import Cover, Event, Quote, Source, Summary

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
    """How many quotes it added, changed and removed; the first revision adds all it has."""
    if given["revision"] == 1:
        return connection.scalar(_ALL_QUOTES, given) or 0, 0, 0
    return connection.scalar(_NEW_QUOTES, given) or 0, 0, connection.scalar(_OLD_QUOTES, given) or 0


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


def _cited(*where: ColumnElement[bool]) -> Select[int]:
    return (
        select(func.count(distinct(Quote.quote)))
        .join(Event, Event.id == Quote.event_id)
        .where(Event.dossier_id == _DOSSIER, *where)
    )


_OTHER, _CITING = aliased(Quote), aliased(Event)
_SAME = and_(
    _OTHER.dossier_id == Quote.dossier_id, _OTHER.quote == Quote.quote, _CITING.id == _OTHER.event_id
)
_BEFORE = exists().where(_SAME, _CITING.since < _REVISION, _CITING.until >= _REVISION)
_AFTER = exists().where(_SAME, _CITING.since <= _REVISION, _CITING.until > _REVISION)
_ALL_QUOTES = _cited(Event.since == _REVISION)
_NEW_QUOTES = _cited(Event.since == _REVISION, ~_BEFORE)
_OLD_QUOTES = _cited(Event.until == _REVISION, ~_AFTER)

"""What differs between two revisions of a dossier, file by file, or of that what concerns one page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from webapp.store.models import Cover, Event, Source
from webapp.store.queries import concerns, versions
from webapp.store.queries.concerns import CONCERNS, FIRST, LAST
from webapp.store.queries.within import DOSSIER
from webapp.store.rows import Changes, Edition, Missing, Pair

WINDOW = 20  # files of a page of all that differs
SCAN = 100  # files that are looked at for what concerns one page

Rows = Sequence[Row[*tuple[Any, ...]]]
_NONE = literal(None, Integer())


@cache
def _pairs(folder: str) -> Select[*tuple[Any, ...]]:
    """Each key that differs, with the ids of its versions; a file that is again as it was does not differ."""
    concern = CONCERNS[folder]
    parts = []
    for table, where in ((Cover, concern.cover), (Source, concern.source), (Event, concern.event)):
        own = (table.dossier_id == DOSSIER, where)
        old = select(
            table.key,
            table.id.label("old"),
            table.since.label("old_since"),
            _NONE.label("new"),
            _NONE.label("new_since"),
            table.digest,
            table.until.label("turn"),
        )
        new = select(table.key, _NONE, _NONE, table.id, table.since, table.digest, table.since)
        parts.append(old.where(*own, table.since <= FIRST, table.until > FIRST, table.until <= LAST))
        parts.append(new.where(*own, table.since > FIRST, table.since <= LAST, table.until > LAST))
    lives = union_all(*parts).subquery()
    return (
        select(
            lives.c.key,
            *(
                func.max(lives.c[name]).label(name)
                for name in ("old", "old_since", "new", "new_since", "turn")
            ),
        )
        .group_by(lives.c.key)
        .having(or_(func.count() == 1, func.min(lives.c.digest) != func.max(lives.c.digest)))
    )


@cache
def _counts(folder: str) -> Select[*tuple[Any, ...]]:
    pairs = _pairs(folder).subquery()
    return select(
        func.count().label("total"),
        func.count(case((pairs.c.old.is_(None), 1))).label("added"),
        func.count(case((pairs.c.new.is_(None), 1))).label("removed"),
        func.max(pairs.c.turn).label("turn"),
    ).select_from(pairs)


@cache
def _window(folder: str) -> Select[*tuple[Any, ...]]:
    pairs = _pairs(folder).subquery()
    after = bindparam("after", type_=pairs.c.key.type)
    return select(pairs).where(pairs.c.key > after).order_by(pairs.c.key).limit(bindparam("most"))


def changes(
    connection: Connection, first: Edition, last: Edition, page: str = "", after: str = ""
) -> Changes | Missing:
    """What the last edition has otherwise than the first, which is an earlier one of the same dossier.

    `page` is the key of the page that it is to concern (`events/x`, `quotes/x` …), "" for the whole dossier;
    Missing where neither edition has it. The window begins after the file of the key `after`.
    """
    title = concerns.title(connection, first, last, page)
    if isinstance(title, Missing):
        return title
    folder, given = page.partition("/")[0], concerns.given(first, last, page)
    most = SCAN if page else WINDOW
    counts = connection.execute(_counts(folder), given).one()
    rows = connection.execute(_window(folder), given | {"after": after, "most": most + 1}).all()
    shown = rows[:most]
    found = versions.versions(connection, first, last, shown)
    return Changes(
        first=first,
        last=last,
        page=page,
        title=title,
        people=concerns.people(connection, first, last, page),
        added=counts.added,
        changed=counts.total - counts.added - counts.removed,
        removed=counts.removed,
        turn=counts.turn,
        pairs=tuple(
            Pair(row.key, row.turn, found.get((row.key, row.old)), found.get((row.key, row.new)))
            for row in shown
        ),
        later=shown[-1].key if len(rows) > most else None,
    )

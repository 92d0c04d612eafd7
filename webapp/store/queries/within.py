"""Which rows an edition has, and how a stored date is read back.

Statements are built once, when this package is loaded: building one takes longer than running it. What
changes from request to request is a parameter, such as the `dossier` and `revision` of most of them.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Integer, and_, bindparam

from webapp import dates
from webapp.dates import Date
from webapp.store.models import Cover, Event, Source
from webapp.store.rows import Edition

IN_TIME = (Event.date_sort, Event.date_tie, Event.key)

DOSSIER, REVISION = bindparam("dossier", type_=Integer()), bindparam("revision", type_=Integer())


Version = type[Cover] | type[Source] | type[Event]


def alive(table: Version) -> ColumnElement[bool]:
    """The versions that the edition has, where only those of its dossier come into question."""
    return and_(table.since <= REVISION, table.until > REVISION)


def within(table: Version) -> ColumnElement[bool]:
    """The versions that the edition has."""
    return and_(table.dossier_id == DOSSIER, alive(table))


def parameters(edition: Edition, **more: object) -> dict[str, object]:
    return {"dossier": edition.dossier_id, "revision": edition.revision, **more}


def date(text: str, zone: str) -> Date:
    """A date that was valid when imported. Rules of time zones change; that must not break an old page."""
    try:
        return dates.parse(text, zone)
    except dates.DateError:
        return dates.parse(text)


def maybe(text: str | None, zone: str) -> Date | None:
    return None if text is None else date(text, zone)

"""Which rows an edition has, and how a stored date is read back.

Statements are built once, when this package is loaded: building one takes longer than running it. What
changes from request to request is a parameter, such as the `dossier` and `revision` of most of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, bindparam, func

from webapp import dates
from webapp.dates import Date
from webapp.store.models import PRESENT, Cover, Event, Passage, Quote, Source, State
from webapp.store.rows import Edition

IN_TIME = (State.date_sort, State.date_tie, State.key)

DOSSIER, REVISION = bindparam("dossier", type_=Integer()), bindparam("revision", type_=Integer())
KNOWN = bindparam("known", type_=BigInteger())

Version = type[Cover] | type[Event] | type[Source] | type[State] | type[Passage]

# Of the quotes of an event that the edition has, those published by then.
READABLE = Quote.known_from <= KNOWN


def alive(table: Version) -> ColumnElement[bool]:
    """What the edition has of it, as known then, where only that of its dossier comes into question."""
    living = and_(table.since <= REVISION, table.until > REVISION)
    if table is State or table is Passage:
        return and_(living, table.known_from <= KNOWN, table.known_until > KNOWN)
    if table is Source:
        return and_(living, func.coalesce(Source.published_latest, PRESENT) <= KNOWN)
    return living


def within(table: Version) -> ColumnElement[bool]:
    """What the edition has of it, as known then."""
    return and_(table.dossier_id == DOSSIER, alive(table))


def parameters(edition: Edition, **more: object) -> dict[str, object]:
    return {
        "dossier": edition.dossier_id,
        "revision": edition.revision,
        "known": PRESENT if edition.known is None else edition.known.latest,
        **more,
    }


def date(text: str, zone: str) -> Date:
    """A date that was valid when imported. Rules of time zones change; that must not break an old page."""
    try:
        return dates.parse(text, zone)
    except dates.DateError:
        return dates.parse(text)


def maybe(text: str | None, zone: str) -> Date | None:
    return None if text is None else date(text, zone)


def instant(second: int) -> datetime | None:
    """The second that was counted from 1970 on, None where it lies outside of the years 1 to 9999."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    except OverflowError:
        return None

"""Corrections of one thing, and of several versions at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import BindParameter, ColumnElement, Connection, String, and_, bindparam, func, select

from webapp.store import models
from webapp.store.models import Cover, Event, Source
from webapp.store.prepared import Prepared
from webapp.store.queries.within import DOSSIER, REVISION, date, parameters
from webapp.store.rows import Correction, Edition

_KEYS: BindParameter[str] = bindparam("keys", expanding=True)
_OF_VERSIONS = (
    select(*models.Correction.__table__.columns)
    .where(models.Correction.dossier_id == DOSSIER, models.Correction.key.in_(_KEYS))
    .order_by(models.Correction.position)
)


def listed(table: type[Cover] | type[Source] | type[Event]) -> ColumnElement[bool]:
    """Those that the version lists which began last of those that the edition could have."""
    key = bindparam("key", type_=String())
    begun = select(func.max(table.since)).where(
        table.dossier_id == DOSSIER, table.key == key, table.since <= REVISION
    )
    return and_(
        models.Correction.dossier_id == DOSSIER,
        models.Correction.key == key,
        models.Correction.since == begun.scalar_subquery(),
    )


def _of(table: type[Cover] | type[Source]) -> Prepared:
    return Prepared(
        select(models.Correction.date, models.Correction.note)
        .where(listed(table))
        .order_by(models.Correction.position)
    )


_STATEMENTS = {"dossier": _of(Cover), "sources": _of(Source)}


def corrections(connection: Connection, edition: Edition, key: str) -> tuple[Correction, ...]:
    """The corrections of the dossier, or of a source, that the edition has; as known on a day, those made by
    then."""
    rows = _STATEMENTS[key.partition("/")[0]].all(connection, parameters(edition, key=key))
    found = (Correction(date(row.date, edition.timezone), row.note) for row in rows)
    return tuple(each for each in found if made(edition, each))


def made(edition: Edition, correction: Correction) -> bool:
    """Whether it had been made by the day of the edition."""
    known = edition.known.latest if edition.known else None
    return known is None or (correction.date.latest or 0) <= known


def of_versions(
    connection: Connection, edition: Edition, keys: Iterable[str]
) -> dict[tuple[str, int], tuple[Correction, ...]]:
    """All corrections of these things, by key and by the revision that their version began with."""
    found = defaultdict[tuple[str, int], list[Correction]](list)
    for row in connection.execute(_OF_VERSIONS, parameters(edition, keys=sorted(keys))):
        found[row.key, row.since].append(Correction(date(row.date, edition.timezone), row.note))
    return {version: tuple(listed) for version, listed in found.items()}

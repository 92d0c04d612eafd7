"""The dossiers, and one revision of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    Connection,
    Result,
    Row,
    Select,
    and_,
    bindparam,
    distinct,
    func,
    literal_column,
    select,
    tuple_,
)

from webapp.store.models import CURRENT, Cover, Dossier, Quote, Revision, State
from webapp.store.queries import missing
from webapp.store.queries.within import maybe
from webapp.store.rows import Actor, DossierCard, Edition, Missing, Party, Topic

LATEST = (
    select(func.max(Revision.number))
    .where(Revision.dossier_id == Dossier.id)
    .correlate(Dossier)
    .scalar_subquery()
)
Statement = Select[*tuple[Any, ...]]
IS_NEWEST = Revision.number == LATEST
IS_THIS = tuple_(Dossier.name, Revision.number).in_(bindparam("revisions", expanding=True))
_COVER = and_(
    Cover.dossier_id == Revision.dossier_id,
    Cover.since <= Revision.number,
    Cover.until > Revision.number,
)
# Few quotes were not looked for, and those have their own index.
_UNVERIFIED = (
    select(func.count(distinct(Quote.quote)))
    .join(State, State.event_id == Quote.event_id)
    .where(
        Quote.dossier_id == Revision.dossier_id,
        Quote.match == literal_column("'unverified'"),
        State.since <= Revision.number,
        State.until > Revision.number,
    )
    .correlate(Revision)
    .scalar_subquery()
)
_DOSSIERS = (
    select(
        Dossier.name,
        *Revision.__table__.columns,
        Cover.title,
        Cover.html,
        Cover.language,
        Cover.timezone,
        _UNVERIFIED.label("unverified"),
    )
    .join(Revision, Revision.dossier_id == Dossier.id)
    .join(Cover, _COVER)
    .order_by(Dossier.name)
)
_NEWEST_DOSSIERS, _THESE_DOSSIERS = _DOSSIERS.where(IS_NEWEST), _DOSSIERS.where(IS_THIS)
_EDITIONS = (
    select(
        Dossier.id,
        Dossier.name,
        Revision.number,
        Revision.imported_at,
        Revision.digest,
        (Revision.rounds + Revision.events).label("size"),
        LATEST.label("latest"),
        Cover.title,
        Cover.html,
        Cover.language,
        Cover.timezone,
        Cover.parties,
        Cover.actors,
        Cover.topics,
    )
    .join(Revision, Revision.dossier_id == Dossier.id)
    .join(Cover, _COVER)
)
_EDITION = _EDITIONS.where(Dossier.name == bindparam("name"))
_THESE = _EDITIONS.where(IS_NEWEST, Dossier.id.in_(bindparam("ids", expanding=True)))
_NEWEST = _EDITION.where(IS_NEWEST)
_NUMBERED = _EDITION.where(Revision.number == bindparam("number"))
_NAMES = select(Dossier.name)
_NEWEST_NUMBER = select(func.max(Revision.number)).join(Dossier).where(Dossier.name == bindparam("name"))


def dossiers(connection: Connection, revisions: Mapping[str, int] | None = None) -> list[DossierCard]:
    """Every dossier as of its newest revision, or these as of these revisions, in order of their ids."""
    return [
        DossierCard(
            id=row.name,
            title=row.title,
            html=row.html,
            language=row.language,
            timezone=row.timezone,
            revision=row.number,
            imported=row.imported_at,
            rounds=row.rounds,
            events=row.events,
            quotes=row.quotes,
            unverified=row.unverified,
            first=maybe(row.first, row.timezone),
            last=maybe(row.last, row.timezone),
        )
        for row in standing(connection, _NEWEST_DOSSIERS, _THESE_DOSSIERS, revisions)
    ]


def standing(
    connection: Connection, newest: Statement, these: Statement, revisions: Mapping[str, int] | None
) -> Result[*tuple[Any, ...]]:
    """What the one statement finds of the newest revisions, or the other of these revisions of these."""
    if revisions is None:
        return connection.execute(newest)
    return connection.execute(these, {"revisions": list(revisions.items())})


def edition(connection: Connection, dossier: str, revision: int | None) -> Edition | Missing:
    """That revision of the dossier, or its newest.

    Missing where there is no such dossier (`nearest` is the id of one like it), or no such revision of it
    (`last` is the newest).
    """
    if not missing.possible(dossier):
        return Missing(dossier)
    if revision is None:
        found = connection.execute(_NEWEST, {"name": dossier}).one_or_none()
    elif 0 < revision < CURRENT:
        found = connection.execute(_NUMBERED, {"name": dossier, "number": revision}).one_or_none()
    else:
        found = None
    return _missing(connection, dossier, revision) if found is None else _edition(found, revision is not None)


def newest(connection: Connection, ids: Iterable[int]) -> dict[int, Edition]:
    """The newest revisions of the dossiers with these numbers in the store, by them."""
    found = connection.execute(_THESE, {"ids": list(ids)})
    return {row.id: _edition(row, pinned=False) for row in found}


def _missing(connection: Connection, name: str, revision: int | None) -> Missing:
    newest = connection.scalar(_NEWEST_NUMBER, {"name": name})
    if newest is None:
        return Missing(name, nearest=missing.nearest(name, connection.scalars(_NAMES)))
    return Missing(f"{name}@{revision}", last=newest)


def _edition(row: Row[*tuple[Any, ...]], pinned: bool) -> Edition:
    sides = _sides([(id, role) for id, _, role in row.parties])
    parties = {id: Party(id, name, role, sides.get(id, "m")) for id, name, role in row.parties}
    return Edition(
        dossier_id=row.id,
        id=row.name,
        revision=row.number,
        latest=row.latest,
        pinned=pinned,
        base=f"/{row.name}@{row.number}" if pinned else f"/{row.name}",
        imported=row.imported_at,
        digest=row.digest,
        title=row.title,
        html=row.html,
        language=row.language,
        timezone=row.timezone,
        size=row.size,
        two_sided=len(sides) == 2,
        parties=parties,
        actors={id: Actor(id, name, role, parties[party]) for id, name, role, party in row.actors},
        topics={id: Topic(id, name) for id, name in row.topics},
    )


def _sides(roles: list[tuple[str, str]]) -> dict[str, str]:
    """The two principals' sides of the table, in the author's order."""
    principals = [id for id, role in roles if role == "principal"]
    return dict(zip(principals, "ab", strict=True)) if len(principals) == 2 else {}

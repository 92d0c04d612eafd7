"""Every page that a dossier has as of its newest revision, with when it last changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, and_, bindparam, func, literal, select, union_all

from webapp.store.models import Dossier, Quote, Revision, Source, State
from webapp.store.queries.editions import IS_NEWEST, IS_THIS, standing
from webapp.store.queries.within import DOSSIER, alive, parameters, within
from webapp.store.rows import Edition, Extent, PageRef

_THINGS = union_all(
    select(State.key.label("path"), State.since.label("since")).where(within(State)),
    select(Source.key, Source.since).where(within(Source)),
    select(literal("quotes/").concat(Quote.quote), func.max(State.since))
    .join(State, State.event_id == Quote.event_id)
    .where(Quote.dossier_id == DOSSIER, alive(State))
    .group_by(Quote.quote),
).subquery()
_WINDOW = (
    select(_THINGS.c.path, Revision.imported_at)
    .join(Revision, and_(Revision.number == _THINGS.c.since, Revision.dossier_id == DOSSIER))
    .order_by(_THINGS.c.path)
    .limit(bindparam("most"))
    .offset(bindparam("first"))
)
_EXTENTS = (
    select(
        Dossier.name,
        Revision.imported_at,
        (Revision.rounds + Revision.events + Revision.quotes + Revision.sources).label("things"),
    )
    .join(Revision, Revision.dossier_id == Dossier.id)
    .order_by(Dossier.name)
)
_NEWEST_EXTENTS, _THESE_EXTENTS = _EXTENTS.where(IS_NEWEST), _EXTENTS.where(IS_THIS)


def extents(connection: Connection, revisions: Mapping[str, int] | None = None) -> list[Extent]:
    """How many events, rounds, quotes and sources each dossier has, in order of their ids.

    That is as of its newest revision, or of these dossiers as of these revisions.
    """
    found = standing(connection, _NEWEST_EXTENTS, _THESE_EXTENTS, revisions)
    return [Extent(row.name, row.imported_at, row.things) for row in found]


def things(connection: Connection, edition: Edition, first: int, most: int) -> list[PageRef]:
    """The pages of its events, rounds, quotes and sources: at most so many, after the first so many.

    They are in order of their paths; each changed last when the revision was imported that it is from.
    """
    found = connection.execute(_WINDOW, parameters(edition, first=first, most=most))
    return [PageRef(path, changed) for path, changed in found]

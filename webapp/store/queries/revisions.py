"""The revisions of a dossier with what each changed, newest first, in windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    Row,
    and_,
    bindparam,
    func,
    select,
    union,
)
from sqlalchemy.orm import aliased

from webapp.store import models
from webapp.store.models import FOREVER, Cover, Event, Source, State
from webapp.store.queries.within import DOSSIER, REVISION, date, parameters
from webapp.store.rows import Corrected, Correction, Edition, RevisionLine, Revisions, Summary, Touched

WINDOW = 50  # revisions of a page
FEW = 8  # files that a revision changed are named if there are no more
MOST = 20  # corrections that are told of a revision

_KINDS = ("dossier", "round", "event", "source", "quote")  # as a summary tells of them
_BELOW = bindparam("below", type_=Integer())
_SOME: BindParameter[int] = bindparam("some", expanding=True)
_REVISIONS = (
    select(models.Revision.number, models.Revision.imported_at)
    .where(
        models.Revision.dossier_id == DOSSIER,
        models.Revision.number <= REVISION,
        models.Revision.number < _BELOW,
    )
    .order_by(models.Revision.number.desc())
    .limit(WINDOW + 1)
)
_SUMMARIES = select(*models.Summary.__table__.columns).where(
    models.Summary.dossier_id == DOSSIER, models.Summary.revision.in_(_SOME)
)


def _lives(table: Any, title: Any) -> Any:
    """The lives of versions that one of the revisions began or ended."""
    statement = select(table.key, title.label("title"), table.since, table.until)
    if table is Event:
        statement = statement.join(State, and_(State.event_id == Event.id, State.known_until == FOREVER))
    # Two searches, each by an index alone; as one condition it would look at every version.
    own = aliased(table)
    return [
        statement.where(table.id.in_(select(own.id).where(own.dossier_id == DOSSIER, end.in_(_SOME))))
        for end in (own.since, own.until)
    ]


_LIVES = union(*_lives(Cover, Cover.title), *_lives(Event, State.title), *_lives(Source, Source.title))

_ONE = models.Correction
_FIRST = (
    select(
        _ONE.key,
        _ONE.date,
        _ONE.note,
        func.min(_ONE.since).label("since"),
        func.min(_ONE.position).label("position"),
    )
    .where(_ONE.dossier_id == DOSSIER)
    .group_by(_ONE.key, _ONE.date, _ONE.note)
    .having(func.min(_ONE.since).in_(_SOME))
    .subquery()
)

_RANKED = select(
    _FIRST,
    func.row_number()
    .over(order_by=(_FIRST.c.key, _FIRST.c.position), partition_by=_FIRST.c.since)
    .label("place"),
    func.count().over(partition_by=_FIRST.c.since).label("total"),
).subquery()
_CORRECTIONS = (
    select(_RANKED, func.coalesce(State.title, Source.title, Cover.title).label("title"))
    .outerjoin(
        Event, and_(Event.dossier_id == DOSSIER, Event.key == _RANKED.c.key, Event.since == _RANKED.c.since)
    )
    .outerjoin(State, and_(State.event_id == Event.id, State.known_until == FOREVER))
    .outerjoin(
        Source,
        and_(Source.dossier_id == DOSSIER, Source.key == _RANKED.c.key, Source.since == _RANKED.c.since),
    )
    .outerjoin(
        Cover, and_(Cover.dossier_id == DOSSIER, Cover.key == _RANKED.c.key, Cover.since == _RANKED.c.since)
    )
    .where(_RANKED.c.place <= MOST)
    .order_by(_RANKED.c.since.desc(), _RANKED.c.place)
)


def revisions(connection: Connection, edition: Edition, before: int | None = None) -> Revisions:
    """The edition's revision and those before it, or those before the revision of that number."""
    below = edition.revision + 1 if before is None else before
    rows = connection.execute(_REVISIONS, parameters(edition, below=below)).all()
    shown = [row.number for row in rows[:WINDOW]]
    given = parameters(edition, some=shown)
    told = defaultdict[int, list[Summary]](list)
    for row in connection.execute(_SUMMARIES, given):
        told[row.revision].append(Summary(row.what, row.added, row.changed, row.removed))
    corrected = defaultdict[int, list[Corrected]](list)
    totals = dict[int, int]()
    for row in connection.execute(_CORRECTIONS, given):
        correction = Correction(date(row.date, edition.timezone), row.note)
        corrected[row.since].append(Corrected(row.key, row.title, correction))
        totals[row.since] = row.total
    few = {number for number in shown if _files(told[number]) <= FEW}
    touched = _touched(connection.execute(_LIVES, parameters(edition, some=sorted(few))), few)
    return Revisions(
        tuple(
            RevisionLine(
                row.number,
                row.imported_at,
                tuple(sorted(told[row.number], key=lambda each: _KINDS.index(each.what))),
                tuple(touched.get(row.number, ())),
                tuple(corrected[row.number]),
                totals.get(row.number, 0),
            )
            for row in rows[:WINDOW]
        ),
        earlier=len(rows) > WINDOW,
    )


def _files(summaries: Iterable[Summary]) -> int:
    return sum(each.added + each.changed + each.removed for each in summaries if each.what != "quote")


def _touched(lives: Iterable[Row[*tuple[Any, ...]]], revisions: set[int]) -> dict[int, list[Touched]]:
    """What each of the revisions changed, in order of key."""
    began: dict[tuple[int, str], str] = {}
    ended: dict[tuple[int, str], str] = {}
    for row in lives:
        began[row.since, row.key] = row.title
        ended[row.until, row.key] = row.title
    found = defaultdict[int, list[Touched]](list)
    for number, key in sorted(began.keys() | ended.keys()):
        if number in revisions:
            place = number, key
            how = "removed" if place not in began else "changed" if place in ended else "added"
            found[number].append(Touched(key, began.get(place, ended.get(place, "")), how))  # type: ignore[arg-type]
    return found

"""The archive: all sources in order of publication, at once or in windows."""

from __future__ import annotations

from sqlalchemy import BindParameter, Connection, bindparam, case, distinct, func, select, tuple_

from webapp.store.models import PRESENT, Quote, Source, State
from webapp.store.queries import missing, sources
from webapp.store.queries.counted import counted
from webapp.store.queries.place import BEGINNING, CUT, After, Before, Cut, Start
from webapp.store.queries.windows import extent
from webapp.store.queries.within import DOSSIER, KNOWN, READABLE, REVISION, alive, parameters, within
from webapp.store.rows import Archive, Edition, Holding, Missing

_START = Start()
_PUBLISHED = (Source.published_sort, Source.published_tie, Source.key)
_BEFORE_CUT = tuple_(*_PUBLISHED) < CUT
_TOTAL = select(func.count()).select_from(Source).where(within(Source))
_BEFORE = _TOTAL.where(_BEFORE_CUT)
_WALK = select(*sources.REF).where(within(Source)).limit(bindparam("most"))
_FORWARD = _WALK.where(tuple_(*_PUBLISHED) >= CUT).order_by(*_PUBLISHED)
_BACKWARD = _WALK.where(_BEFORE_CUT).order_by(*(column.desc() for column in _PUBLISHED))
_SHOWN: BindParameter[str] = bindparam("shown", expanding=True)
_RESTING = (
    select(
        Quote.source,
        func.count(distinct(Quote.quote)).label("quotes"),
        func.count(distinct(Quote.event_id)).label("events"),
    )
    .join(State, State.event_id == Quote.event_id)
    .where(alive(State), Quote.dossier_id == DOSSIER, Quote.source.in_(_SHOWN), READABLE)
    .group_by(Quote.source)
)
# Of a source that the edition does not have, the newest version before it counts, else the first after it.
# One that was not published on that day is as if it never was.
_FOUND = (
    select(*_PUBLISHED)
    .where(
        Source.dossier_id == DOSSIER,
        Source.key == bindparam("key"),
        func.coalesce(Source.published_latest, PRESENT) <= KNOWN,
    )
    .order_by(
        case((Source.since <= REVISION, 0), else_=1),
        case((Source.since <= REVISION, -Source.since), else_=Source.since),
    )
    .limit(1)
)


def archive(
    connection: Connection, edition: Edition, place: Start | After | Before = _START
) -> Archive | Missing:
    """The sources: all of up to LONG, else the window after or before the source of a key.

    Missing where no revision of the dossier has that key.
    """
    here = _cut(connection, edition, place)
    if isinstance(here, Missing):
        return here
    given = parameters(edition)
    known = counted(connection, edition)
    total = known.numbers.archive if known else connection.execute(_TOTAL, given).scalar_one()
    before = connection.execute(_BEFORE, given | here.parameters).scalar_one()
    here, first, most = extent(here, before, total)
    walk = _FORWARD if here.begins else _BACKWARD
    rows = connection.execute(walk, given | here.parameters | {"most": most}).all()
    rows = rows if here.begins else rows[::-1]
    cited = connection.execute(_RESTING, given | {"shown": [row.key for row in rows]})
    resting = {row.source: (row.quotes, row.events) for row in cited}
    return Archive(
        holdings=tuple(Holding(sources.ref(edition, row), *resting.get(row.key, (0, 0))) for row in rows),
        total=total,
        first=first,
        earlier=rows[0].key if first else None,
        later=rows[-1].key if first + len(rows) < total else None,
    )


def _cut(connection: Connection, edition: Edition, place: Start | After | Before) -> Cut | Missing:
    """Where that place is, also of what this edition does not have but another has or had."""
    if isinstance(place, Start):
        return BEGINNING
    found = None
    if missing.possible(place.key):
        found = connection.execute(_FOUND, parameters(edition, key=place.key)).one_or_none()
    if found is None:
        return missing.key(connection, edition, Source, place.key)
    # No key follows another more closely than with a space, which keys do not have.
    after = isinstance(place, After)
    return Cut((found.published_sort, found.published_tie, place.key + " " * after), begins=after)

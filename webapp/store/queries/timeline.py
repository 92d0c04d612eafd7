"""The timeline: the whole of it, or a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, overload

from sqlalchemy import BigInteger, Connection, Select, bindparam, case, distinct, func, literal_column, select

from webapp.quotes import Match
from webapp.store.models import Quote, Revision, Source, State
from webapp.store.queries import cards, events, sources
from webapp.store.queries.chosen import Chosen, chosen
from webapp.store.queries.counted import Counted, Numbers, counted
from webapp.store.queries.filters import EVERYTHING, Filters, conditions
from webapp.store.queries.place import AFTER_CUT, BEFORE_CUT, BEGINNING, Cut, Place, Start, cut
from webapp.store.queries.windows import extent
from webapp.store.queries.within import DOSSIER, IN_TIME, READABLE, REVISION, alive, maybe, parameters, within
from webapp.store.rows import Edition, EventRef, Missing, Timeline, Totals

_START = Start()
_SOURCES = sources.Refs()
_ROUNDS = events.Refs(events.chosen(State.number.is_not(None)))
_NEWEST = (
    select(Source.published, func.count().over().label("archive"))
    .where(within(Source))
    .order_by(Source.published_sort.desc(), Source.published_tie.desc(), Source.key.desc())
    .limit(1)
)


@overload
def timeline(connection: Connection, edition: Edition, filters: Filters = EVERYTHING) -> Timeline: ...
@overload
def timeline(
    connection: Connection,
    edition: Edition,
    filters: Filters,
    place: Place,
    drawn: cards.Drawn | None = None,
    rounds: Sequence[EventRef] | None = None,
) -> Timeline | Missing: ...
def timeline(
    connection: Connection,
    edition: Edition,
    filters: Filters = EVERYTHING,
    place: Place = _START,
    drawn: cards.Drawn | None = None,
    rounds: Sequence[EventRef] | None = None,
) -> Timeline | Missing:
    """The events and rounds that satisfy the filters: all of up to LONG, else the window at that place.

    A window has WINDOW of them, or up to STUB more where those would be all that is left on its far side, so
    that windows which follow one another by `later` or by `earlier` show everything once. Where nothing lies
    on the side that is asked for, it is the window at that end. Missing where no revision of the dossier has
    the key of the place.

    Cards come whole unless it is said which are `drawn`: see `cards.shown`. The `rounds` of the edition are
    read unless they are given.
    """
    here = cut(connection, edition, place)
    if isinstance(here, Missing):
        return here
    active, given = filters.active, parameters(edition, **filters.parameters)
    known = counted(connection, edition)
    view = chosen(connection, edition, filters) if known and active else None
    if known and view:
        numbers, size, before = _numbers(view, known), edition.size, _place(connection, edition, view, here)
    elif known and not active:
        numbers, size, before = known.numbers, edition.size, _before(connection, edition, known, here)
    else:
        numbers, size, before = count(connection, edition, filters, here, known)
    here, first, most = extent(here, before, numbers.total)
    if view:
        rows = connection.execute(_THESE, given | {"ids": view.ids(view.all, first, most)}).all()
    else:
        rows = _rows(connection, active, given | here.parameters | {"most": most}, here)
    whole = not active and len(rows) == numbers.total
    archive: cards.Archive | None = _SOURCES.find(connection, edition) if whole else None
    if drawn is None:
        archive = archive or cards.cited(connection, edition, rows)
        introduction, shown = cards.whole(connection, edition, rows, archive)
    else:
        introduction, shown, archive = cards.shown(connection, edition, rows, drawn, archive)
    return Timeline(
        introduction=introduction,
        cards=shown,
        totals=Totals(
            rounds=numbers.rounds,
            events=numbers.total - numbers.rounds,
            quotes=numbers.quotes,
            verbatim=numbers.quotes - numbers.loose,
            unverified=numbers.unverified,
        ),
        first=first,
        earlier=rows[0].key if first else None,
        later=rows[-1].key if first + len(rows) < numbers.total else None,
        rounds=tuple(meetings(connection, edition) if rounds is None else rounds),
        sources=tuple(archive.values()),
        size=size,
        archive=numbers.archive,
        known=maybe(numbers.published, edition.timezone),
    )


def meetings(connection: Connection, edition: Edition) -> tuple[EventRef, ...]:
    """All rounds of the edition, in order of time."""
    return tuple(_ROUNDS.find(connection, edition).values())


def _numbers(view: Chosen, known: Counted) -> Numbers:
    """What `count` tells, of a view that facets tell of."""
    selected, cited = view.all, view.facets.cited
    return replace(
        known.numbers,
        total=selected.total,
        rounds=selected.count(view.facets.having("number", [""])),
        quotes=cited["quotes"].count(selected),
        loose=cited["loose"].count(selected),
        unverified=cited["unverified"].count(selected),
    )


def _place(connection: Connection, edition: Edition, view: Chosen, here: Cut) -> int:
    """How many of the view's events are before the cut."""
    time, *_ = here.point
    near = connection.execute(_NEAR, parameters(edition, since_time=time, **here.parameters)).scalar_one()
    return view.all.before(view.facets.place(time) + near)


def count(
    connection: Connection,
    edition: Edition,
    filters: Filters,
    here: Cut = BEGINNING,
    known: Counted | None = None,
) -> tuple[Numbers, int, int]:
    """The numbers of what satisfies the filters, how many events the edition has, and before the cut how many
    of those that do. What is `known` of the whole need not be counted.
    """
    active, given = filters.active, parameters(edition, **filters.parameters)
    part = bool(active) and edition.known is not None
    found = connection.execute(_counts(active, part), given | here.parameters).one()
    everything = not active and edition.known is None
    quotes = connection.execute(_ALL_QUOTES if everything else _quotes(active), given).one()
    newest = known.numbers if known else connection.execute(_NEWEST, given).one_or_none()
    numbers = Numbers(
        total=found.total,
        rounds=found.rounds,
        quotes=quotes.different,
        loose=quotes.loose,
        unverified=quotes.unverified,
        archive=newest.archive if newest else 0,
        published=newest.published if newest else None,
    )
    return numbers, edition.size if edition.known is None else found.size, found.before


def _before(connection: Connection, edition: Edition, known: Counted, here: Cut) -> int:
    """How many of all events are before the cut; but for those near to it they have been counted."""
    earlier, time = known.overall.sums.before(here.point[0]) if known.overall else (0, BEGINNING.point[0])
    given = parameters(edition, since_time=time, **here.parameters)
    return earlier + connection.execute(_NEAR, given).scalar_one()


_NEAR = select(func.count()).where(
    within(State), State.date_sort >= bindparam("since_time", type_=BigInteger()), BEFORE_CUT
)


def _rows(connection: Connection, active: tuple[str, ...], given: dict[str, object], here: Cut) -> cards.Rows:
    if here.begins:
        return connection.execute(_forward(active), given).all()
    return connection.execute(_backward(active), given).all()[::-1]


_SIZE = select(func.count()).select_from(State).where(within(State)).correlate(None).scalar_subquery()


@cache
def _counts(active: tuple[str, ...], part: bool) -> Select[int, int, int, int]:
    """How many there are, how many of them rounds, how many before the cut, and of how many: of a `part` of
    the edition these have to be counted.
    """
    return select(
        func.count().label("total"),
        (_SIZE if part else func.count()).label("size"),
        func.count(State.number).label("rounds"),
        func.count(case((BEFORE_CUT, 1))).label("before"),
    ).where(within(State), *conditions(active))


# All quotes of a revision have been counted; the few that do not match to the byte have their own index.
_LOOSE = (
    select(func.count(distinct(Quote.quote)))
    .join(State, State.event_id == Quote.event_id)
    .where(Quote.dossier_id == DOSSIER, Quote.match != literal_column("'exact'"), within(State))
)
_UNVERIFIED = (
    select(func.count(distinct(Quote.quote)))
    .join(State, State.event_id == Quote.event_id)
    .where(Quote.dossier_id == DOSSIER, Quote.match == literal_column("'unverified'"), within(State))
)
_ALL_QUOTES = select(
    select(Revision.quotes)
    .where(Revision.dossier_id == DOSSIER, Revision.number == REVISION)
    .scalar_subquery()
    .label("different"),
    _LOOSE.scalar_subquery().label("loose"),
    _UNVERIFIED.scalar_subquery().label("unverified"),
)


def unverified(connection: Connection, edition: Edition) -> int:
    """How many different quotes of the edition are from sources that have no archived text."""
    return connection.execute(_UNVERIFIED, parameters(edition)).scalar_one()


@cache
def _quotes(active: tuple[str, ...]) -> Select[int, int, int]:
    """How many different quotes they rest on, and how many of those do not match to the byte, or at all."""
    different = (
        select(
            func.max(case((Quote.match != Match.EXACT, 1), else_=0)).label("loose"),
            func.max(case((Quote.match == Match.UNVERIFIED, 1), else_=0)).label("unverified"),
        )
        .join(State, State.event_id == Quote.event_id)
        .where(within(State), READABLE, *conditions(active))
        .group_by(Quote.quote)
        .subquery()
    )
    return select(
        func.count().label("different"),
        func.coalesce(func.sum(different.c.loose), 0).label("loose"),
        func.coalesce(func.sum(different.c.unverified), 0).label("unverified"),
    ).select_from(different)


@cache
def _forward(active: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return _walk(active).where(AFTER_CUT).order_by(*IN_TIME)


@cache
def _backward(active: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return _walk(active).where(BEFORE_CUT).order_by(*(column.desc() for column in IN_TIME))


_THESE = (
    select(*cards.ID)
    .where(State.event_id.in_(bindparam("ids", expanding=True)), alive(State))
    .order_by(*IN_TIME)
)


def _walk(active: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return select(*cards.ID).where(within(State), *conditions(active)).limit(bindparam("most"))

"""What became known when. An edition known on a day tells of nothing later but the day of its next step.

Days are those of the dossier. A stretch of knowledge begins with the last second of one, see `State`, and so
does what is known of a quote: of equal days, these seconds are equal, however long the days are. A source is
published by the end of the day on which it certainly is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Row,
    ScalarSelect,
    String,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from webapp import dates
from webapp.dates import Date
from webapp.store.models import PRESENT, Quote, Source, State
from webapp.store.queries import events, sources
from webapp.store.queries.became import became
from webapp.store.queries.gained import gained
from webapp.store.queries.known import named_since
from webapp.store.queries.within import DOSSIER, IN_TIME, KNOWN, REVISION, date, parameters
from webapp.store.rows import (
    Change,
    Edition,
    EventRef,
    Growth,
    KnownDay,
    News,
    Outcome,
    SourceRef,
    Steps,
    in_time,
)

HELD = "held"
_BEGINNING = -(2**63)
_FROM, _TO = bindparam("from_", type_=BigInteger()), bindparam("to", type_=BigInteger())
_MOST = bindparam("most", type_=Integer())
_PUBLISHED = func.coalesce(Source.published_latest, PRESENT)
_FIRST = State.position == 0
_BEFORE = aliased(State)


def _living(table: type[Source] | type[State]) -> ColumnElement[bool]:
    """In the revision, whenever it became known."""
    return and_(table.dossier_id == DOSSIER, table.since <= REVISION, table.until > REVISION)


def _told_more(second: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """An event that was known before, of which a source tells more from that second on, stands as before."""
    return and_(State.known_from < second, State.known_until > second)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))


_NONE = literal(0)
_GROWTH = union_all(
    select(
        State.known_from.label("second"),
        _NONE.label("sources"),
        _number(and_(_FIRST, State.number.is_not(None))).label("rounds"),
        _number(and_(_FIRST, State.number.is_(None))).label("events"),
        _number(State.position > 0).label("changes"),
    )
    .where(_living(State), State.known_from <= KNOWN)
    .group_by(State.known_from),
    select(_PUBLISHED, func.count(), _NONE, _NONE, _NONE)
    .where(_living(Source), _PUBLISHED <= KNOWN)
    .group_by(_PUBLISHED),
    select(Quote.known_from, _NONE, _NONE, _NONE, func.count(distinct(Quote.event_id)))
    .join(State, State.event_id == Quote.event_id)
    .where(_living(State), Quote.known_from <= KNOWN, _told_more(Quote.known_from))
    .group_by(Quote.known_from),
)
_SOURCES = (
    select(*sources.REF, _PUBLISHED.label("second"))
    .where(_living(Source), _PUBLISHED <= KNOWN, _PUBLISHED.between(_FROM, _TO))
    .order_by(Source.published_sort, Source.published_tie, Source.key)
    .limit(_MOST)
)
_STATES = (
    select(
        *events.REF,
        State.known_from.label("second"),
        _BEFORE.title.label("title_before"),
        _BEFORE.status.label("status_before"),
        _BEFORE.date.label("date_before"),
    )
    .outerjoin(_BEFORE, and_(_BEFORE.event_id == State.event_id, _BEFORE.position == State.position - 1))
    .where(_living(State), State.known_from <= KNOWN, State.known_from.between(_FROM, _TO))
    .order_by(_FIRST, *IN_TIME)
    .limit(_MOST)
)
_LATER = (
    select(Quote.event_id, Quote.known_from)
    .where(Quote.dossier_id == DOSSIER, Quote.known_from <= KNOWN, Quote.known_from.between(_FROM, _TO))
    .distinct()
    .subquery()
)
_MORE = (
    select(*events.REF, _LATER.c.known_from.label("second"))
    .join(_LATER, _LATER.c.event_id == State.event_id)
    .where(_living(State), _told_more(_LATER.c.known_from))
    .order_by(*IN_TIME)
    .limit(_MOST)
)


def _turn(last: bool, low: str, high: str) -> ScalarSelect[int]:
    """The first or last second between two (named by their parameters) at which something became known."""
    bounds = bindparam(low, type_=BigInteger()), bindparam(high, type_=BigInteger())
    ends = (
        select(column.label("second"))
        .where(_living(table), column.between(*bounds))
        .order_by(column.desc() if last else column)
        .limit(1)
        .subquery()
        for table, column in ((State, State.known_from), (Source, Source.published_latest))
    )
    both = union_all(*(select(end.c.second) for end in ends)).subquery()
    return select(func.max(both.c.second) if last else func.min(both.c.second)).scalar_subquery()


# What has no day that can be named.
_AFTER = bindparam("end", type_=BigInteger())
_STATES_AFTER = (
    select(
        _number(and_(_FIRST, State.number.is_not(None))).label("rounds"),
        _number(and_(_FIRST, State.number.is_(None))).label("events"),
        _number(State.position > 0).label("changes"),
    )
    .where(_living(State), State.known_from > _AFTER)
    .subquery()
)
# Two searches, each by an index; as one condition it would look at every source.
_SOURCES_AFTER = [
    select(func.count()).select_from(Source).where(_living(Source), after).scalar_subquery()
    for after in (Source.published_latest > _AFTER, Source.published_latest.is_(None))
]
_PRESENT = select(
    _turn(True, "beginning", "end").label("newest"),
    (_SOURCES_AFTER[0] + _SOURCES_AFTER[1]).label("sources"),
    *_STATES_AFTER.c,
)
_STEPS = select(
    _turn(True, "beginning", "day_before").label("before"),
    _turn(True, "first", "last").label("on"),
    _turn(False, "day_after", "end").label("after"),
    _turn(True, "beginning", "end").label("newest"),
)

_KEY = bindparam("key", type_=String())
_EVENT_SINCE = select(func.min(State.known_from)).where(_living(State), State.key == _KEY)
_SOURCE_SINCE = select(func.min(_PUBLISHED)).where(_living(Source), Source.key == _KEY)
_QUOTE_SINCE = (
    select(func.min(Quote.known_from))
    .join(State, State.event_id == Quote.event_id)
    .where(_living(State), Quote.dossier_id == DOSSIER, Quote.quote == _KEY)
)


def knowledge(connection: Connection, edition: Edition) -> tuple[KnownDay, ...]:
    """The days on which knowledge changed, in order; last what is known at present from no certain day on."""
    growth = defaultdict[Date | None, Growth](Growth)
    for row in connection.execute(_GROWTH, parameters(edition)):
        growth[_day(edition, row.second)] += Growth(row.sources, row.rounds, row.events, row.changes)
    return tuple(KnownDay(day, growth[day]) for day in sorted(growth, key=_order))


def news(
    connection: Connection, edition: Edition, first: Date | None, last: Date | None, most: int
) -> dict[Date | None, News]:
    """What became known on the days from the first to the last: at most so many sources, and so many events.

    None as the last day stands for what no certain day has made known; as the first, for it alone.
    """
    low = _bounds(_last_day(edition))[1] + 1 if first is None else _bounds(first)[0]
    high = PRESENT if last is None else _bounds(last)[1]
    given = parameters(edition, from_=low, to=high, most=most)
    published = defaultdict[Date | None, list[SourceRef]](list)
    began = defaultdict[Date | None, list[EventRef]](list)
    changed = defaultdict[Date | None, list[Change]](list)
    for source in connection.execute(_SOURCES, given):
        published[_day(edition, source.second)].append(sources.ref(edition, source))
    states = connection.execute(_STATES, given).all()
    turns = {
        (state.id, state.second): state.key
        for state in states
        if (state.status == HELD) is not (state.status_before == HELD)
    }
    told = connection.execute(_MORE, given).all()
    gains = gained(connection, edition, [(state.id, state.second) for state in (*states, *told)])
    outcomes = defaultdict[Date | None, dict[str, tuple[Outcome, ...]]](dict)
    for turn, of_event in became(connection, edition, turns).items():
        outcomes[_day(edition, turn[1])][turns[turn]] = of_event
    for state in states:
        day, after = _day(edition, state.second), events.ref(edition, state)
        if state.status_before is None:
            began[day].append(after)
        else:
            more = gains[state.id, state.second]
            changed[day].append(Change(_before(edition, state, after), after, more))
    for state in told:
        same = events.ref(edition, state)
        more = gains[state.id, state.second]
        changed[_day(edition, state.second)].append(Change(same, same, more))
    days = published.keys() | began.keys() | changed.keys()
    return {
        day: News(tuple(published[day]), tuple(began[day]), _in_time(changed[day])[:most], outcomes[day])
        for day in sorted(days, key=_order)
    }


def _in_time(changes: list[Change]) -> tuple[Change, ...]:
    return tuple(
        sorted(
            changes, key=lambda change: (*in_time(change.after.date, change.after.number), change.after.key)
        )
    )


def steps(connection: Connection, edition: Edition) -> Steps:
    """The way to the days of knowledge around that of the edition; the present stands for the newest day."""
    given = parameters(edition, beginning=_BEGINNING, end=_bounds(_last_day(edition))[1])
    here, uncertain = edition.known, Growth()
    if here is None:
        now = connection.execute(_PRESENT, given).one()
        here = _maybe_day(edition, now.newest)
        uncertain = Growth(now.sources, now.rounds, now.events, now.changes)
    if here is None:
        return Steps(None, None, None, None, uncertain)
    first, last = _bounds(here)
    given |= {"first": first, "last": last, "day_before": first - 1, "day_after": last + 1}
    row = connection.execute(_STEPS, given).one()
    before, on, after, newest = (_maybe_day(edition, second) for second in row)
    return Steps(before, on, after, newest, uncertain)


def _last_day(edition: Edition) -> Date:
    """The last day that has a name."""
    return dates.parse("9999-12-31", edition.timezone)


def _bounds(day: Date) -> tuple[int, int]:
    assert day.earliest is not None
    assert day.latest is not None
    return day.earliest, day.latest


def _day(edition: Edition, second: int) -> Date | None:
    """The day by whose end it was known; years that are too far off have none."""
    found = dates.day(second, edition.timezone)
    return None if found.latest is None or found.latest < second else found


def _maybe_day(edition: Edition, second: int | None) -> Date | None:
    return None if second is None else _day(edition, second)


def _order(day: Date | None) -> int:
    return PRESENT if day is None or day.earliest is None else day.earliest


def _before(edition: Edition, row: Row[*tuple[Any, ...]], after: EventRef) -> EventRef:
    return replace(
        after,
        title=row.title_before,
        status=row.status_before,
        date=date(row.date_before, edition.timezone),
    )


def known_since(connection: Connection, edition: Edition, key: str) -> Date | None:
    """The day by whose end the edition's event, round, source, quote, actor or party of that key was known.

    None where no certain day has made it known, or the revision has nothing of that key.
    """
    folder, _, id = key.partition("/")
    if folder in ("actors", "parties"):
        return _maybe_day(edition, named_since(connection, edition, key))
    statement = {"sources": _SOURCE_SINCE, "quotes": _QUOTE_SINCE}.get(folder, _EVENT_SINCE)
    second = connection.scalar(statement, parameters(edition, key=id if folder == "quotes" else key))
    return _maybe_day(edition, second)

"""What a timeline can be narrowed to, and what it would have if one of its filters were loosened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Text,
    cast,
    func,
    literal,
    select,
    union_all,
)

from webapp.store.facets.beginnings import ALONE
from webapp.store.models import EventActor, EventParty, EventTopic, State
from webapp.store.queries.chosen import Chosen, chosen
from webapp.store.queries.counted import Counted, counted
from webapp.store.queries.events import ROUND
from webapp.store.queries.filters import DIMENSIONS, Filters, but, conditions, none_of
from webapp.store.queries.within import DOSSIER, alive, parameters, within
from webapp.store.rows import Choice, Choices, Edition

STATUSES = ("planned", "held", "postponed", "cancelled")

_TABLES = {"party": EventParty, "actor": EventActor, "topic": EventTopic}
_OWN = (State.kind, State.status, cast(func.coalesce(State.number, ROUND), Text).label("round"))


def choices(connection: Connection, edition: Edition, filters: Filters) -> Choices:
    """What some event of the edition has, and what is chosen, each with how many events choosing it gives."""
    whole = counted(connection, edition)
    if filters.active or not whole:
        view = chosen(connection, edition, filters)
        counts = _of(view) if view else by_value(connection, edition, filters, whole)
    else:
        counts = whole.choices
    total = counts["total"][""]

    def offer(name: str, order: Iterable[str]) -> tuple[Choice, ...]:
        chosen = {str(value) for value in getattr(filters, name)}
        more = total if chosen else 0
        return tuple(
            Choice(value, total if value in chosen else more + counts[name].get(value, 0), value in chosen)
            for value in order
            if value in counts[name] or value in chosen
        )

    return Choices(
        party=offer("party", dict.fromkeys((*edition.parties, *filters.party))),
        actor=offer("actor", dict.fromkeys((*edition.actors, *filters.actor))),
        topic=offer("topic", dict.fromkeys((*edition.topics, *filters.topic))),
        kind=offer("kind", sorted({*counts["kind"], *filters.kind})),
        status=offer("status", STATUSES),
        round=offer("round", sorted({*counts["round"], *map(str, filters.round)}, key=int)),
    )


def _of(view: Chosen) -> Mapping[str, Mapping[str, int]]:
    """What `by_value` tells, of a view that facets tell of."""
    counts = {"total": {"": view.all.total}}
    for name in DIMENSIONS:
        events = view.others(name) if name in view.active else view.all
        values = view.facets.values.get(name, {})
        counts[name] = {value: events.count(places) for value, places in values.items() if value != ALONE}
    return counts


def by_value(
    connection: Connection, edition: Edition, filters: Filters, whole: Counted | None = None
) -> Mapping[str, Mapping[str, int]]:
    """By parameter and value: how many events choosing it gives, or adds to what is chosen; and the total.

    What the edition has, whatever the filters, need not be looked up where the `whole` has been counted.
    """
    given = parameters(edition, **filters.parameters)
    known = whole.choices if whole else {}
    counts = {name: dict.fromkeys(known.get(name, ()), 0) for name in ("total", *DIMENSIONS)}
    for name, value, count in connection.execute(_statement(filters.active, whole is None), given):
        counts[name][value] = max(count, counts[name].get(value, 0))
    return counts


def loosened(connection: Connection, edition: Edition, filters: Filters) -> dict[str, int]:
    """By each parameter in use, how many events there are without it."""
    active = filters.active
    if not active:
        return {}
    if view := chosen(connection, edition, filters):
        return {name: view.but(name).total for name in active}
    rows = connection.execute(_loosened(active), parameters(edition, **filters.parameters))
    found = {row.name: row.number for row in rows}
    return {name: found[name] for name in active}


@cache
def _loosened(active: tuple[str, ...]) -> CompoundSelect[str, int]:
    return union_all(
        *(
            select(literal(name).label("name"), func.count().label("number")).where(
                within(State), *conditions(but(active, name))
            )
            for name in active
        )
    )


@cache
def _statement(active: tuple[str, ...], values: bool) -> CompoundSelect[str, str, int]:
    """The total, and by name and value: how many events choosing the value gives, or adds to what is chosen.

    It adds those that have it and none of what is chosen, by all other filters. What only other events of the
    edition have is there too, with 0, if `values` are to be looked up.
    """
    result = _events("result", *conditions(active))
    parts = [select(literal("total"), literal(""), func.count()).select_from(result)]
    for name in DIMENSIONS:
        if name in active:
            others = _events(f"other_{name}", *conditions(but(active, name)), none_of(name))
            parts.append(_counts(name, others))
        else:
            parts.append(_counts(name, result))
    if active and values:
        alike = select(*_OWN).where(within(State)).distinct().cte("alike")
        parts.extend(_values(name, alike) for name in DIMENSIONS)
    return union_all(*parts)


def _events(name: str, *where: ColumnElement[bool]) -> CTE:
    return select(State.event_id, *_OWN).where(within(State), *where).cte(name)


def _counts(name: str, events: CTE) -> Select[*tuple[Any, ...]]:
    """How many of the events have each value."""
    if name not in _TABLES:
        value = events.c[name]
        return select(literal(name), value, func.count()).where(value.is_not(None)).group_by(value)
    table = _TABLES[name].__table__
    value, of_event = table.c[name], table.c.event_id.in_(select(events.c.event_id))
    return (
        select(literal(name), value, func.count())
        .where(table.c.dossier_id == DOSSIER, of_event)
        .group_by(value)
    )


def _values(name: str, alike: CTE) -> Select[*tuple[Any, ...]]:
    """What some event of the edition has; `alike` are its different kinds, statuses and rounds."""
    if name not in _TABLES:
        value = alike.c[name]
        return select(literal(name), value, literal(0)).where(value.is_not(None)).distinct()
    # First what any version has, from the index alone; then each is looked up until a living one is found.
    table, own = _TABLES[name].__table__, _TABLES[name].__table__.alias()
    any_ = select(table.c[name].label("value")).where(table.c.dossier_id == DOSSIER).distinct().subquery()
    living = (
        select(own.c.event_id)
        .join(State, State.event_id == own.c.event_id)
        .where(own.c.dossier_id == DOSSIER, own.c[name] == any_.c.value, alive(State))
    )
    return select(literal(name), any_.c.value, literal(0)).where(living.exists())

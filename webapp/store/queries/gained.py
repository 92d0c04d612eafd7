"""What more was known of events from a day on: of their quotes, and of what these prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from webapp.store.models import Agreement, Commitment, Position, Quote
from webapp.store.queries.became import Turn
from webapp.store.queries.within import KNOWN, parameters
from webapp.store.rows import Edition, Gain, Gained

_IDS = bindparam("ids", type_=Integer(), expanding=True)
_NO_SECOND, _NO_CITATIONS = cast(null(), BigInteger), cast(null(), JSON)


def _claims(
    order: int,
    table: type[Agreement | Commitment | Position],
    what: ColumnElement[str],
    text: InstrumentedAttribute[str],
) -> Select[*tuple[Any, ...]]:
    kind = literal(order).label("kind")
    said = what.label("what"), text.label("text"), table.citations, _NO_SECOND.label("second")
    return select(table.event_id, kind, table.position.label("number"), *said).where(table.event_id.in_(_IDS))


# First the quotes of each, then its claims in the order in which its page has them.
_QUOTES = select(
    Quote.event_id,
    literal(0).label("kind"),
    Quote.number,
    literal("quote").label("what"),
    literal("").label("text"),
    _NO_CITATIONS.label("citations"),
    Quote.known_from.label("second"),
).where(Quote.event_id.in_(_IDS), Quote.known_from <= KNOWN)
_GAINED = union_all(
    _QUOTES,
    _claims(1, Agreement, case((Agreement.reached, "agreed"), else_="not agreed"), Agreement.text),
    _claims(2, Commitment, literal("commitment"), Commitment.text),
    _claims(3, Position, literal("position"), Position.stance),
).order_by("event_id", "kind", "number")


def gained(connection: Connection, edition: Edition, turns: Collection[Turn]) -> dict[Turn, Gained]:
    """Which quotes of these event versions were first known at these seconds, and which claims were."""
    given = parameters(edition, ids=sorted({id for id, _ in turns}))
    known = defaultdict[int, dict[int, int]](dict)
    claims = defaultdict[Turn, list[Gain]](list)
    for row in connection.execute(_GAINED, given):
        quotes = known[row.event_id]
        if row.what == "quote":
            quotes[row.number] = row.second
        elif seconds := [quotes[number] for number in row.citations if number in quotes]:
            # A claim is known as soon as one of its quotes is.
            claims[row.event_id, min(seconds)].append(Gain(row.what, row.text))
    return {
        (id, second): Gained(list(known[id].values()).count(second), tuple(claims[id, second]))
        for id, second in turns
    }

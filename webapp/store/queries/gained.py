"""What more was known of events from a day on: of their quotes, and of what these prove."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, case, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from webapp.store.models import Agreement, Commitment, Position, Quote
from webapp.store.queries.became import Turn
from webapp.store.queries.within import KNOWN, parameters
from webapp.store.rows import Edition, Gain, Gained

_IDS = bindparam("ids", type_=Integer(), expanding=True)
_QUOTES = select(Quote.event_id, Quote.number, Quote.known_from).where(
    Quote.event_id.in_(_IDS), Quote.known_from <= KNOWN
)


def _claims(
    order: int,
    table: type[Agreement | Commitment | Position],
    what: ColumnElement[str],
    text: InstrumentedAttribute[str],
) -> Select[int, int, int, str, str, list[int]]:
    kind = literal(order).label("kind")
    columns = (table.event_id, kind, table.position, what.label("what"), text.label("text"), table.citations)
    return select(*columns).where(table.event_id.in_(_IDS))


# In the order in which an event's page has them.
_CLAIMS = union_all(
    _claims(0, Agreement, case((Agreement.reached, "agreed"), else_="not agreed"), Agreement.text),
    _claims(1, Commitment, literal("commitment"), Commitment.text),
    _claims(2, Position, literal("position"), Position.stance),
).order_by("event_id", "kind", "position")


def gained(connection: Connection, edition: Edition, turns: Collection[Turn]) -> dict[Turn, Gained]:
    """Which quotes of these event versions were first known at these seconds, and which claims were."""
    given = parameters(edition, ids=sorted({id for id, _ in turns}))
    known = defaultdict[int, dict[int, int]](dict)
    for row in connection.execute(_QUOTES, given):
        known[row.event_id][row.number] = row.known_from
    claims = defaultdict[Turn, list[Gain]](list)
    for claim in connection.execute(_CLAIMS, given):
        seconds = [known[claim.event_id][n] for n in claim.citations if n in known[claim.event_id]]
        if seconds:  # a claim is known as soon as one of its quotes is
            claims[claim.event_id, min(seconds)].append(Gain(claim.what, claim.text))
    return {
        (id, second): Gained(list(known[id].values()).count(second), tuple(claims[id, second]))
        for id, second in turns
    }

"""What became of commitments by what became known of other events: that they were held, or after all not.

An outcome is always that of such an event, so the days on which knowledge changed tell it with the event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, and_, bindparam, select
from sqlalchemy.orm import aliased

from webapp.store.models import Commitment, Outcome, Quote, State
from webapp.store.queries import events
from webapp.store.queries.within import DOSSIER, REVISION, parameters
from webapp.store.rows import Edition
from webapp.store.rows import Outcome as OutcomeRow

Turn = tuple[int, int]  # an event version's id, and the second from which on another state of it was known

_BY = aliased(State)
_SAME = and_(Commitment.commitment == Outcome.commitment, Commitment.dossier_id == Outcome.dossier_id)
# The event at which the commitment was made, as known at that second; the quotes that were known by then.
_MADE = and_(
    State.event_id == Commitment.event_id,
    State.dossier_id == DOSSIER,
    State.since <= REVISION,
    State.until > REVISION,
    State.known_from <= _BY.known_from,
    State.known_until > _BY.known_from,
)
_BECAME = (
    select(
        _BY.event_id.label("by"),
        _BY.known_from.label("second"),
        Outcome.position,
        Outcome.effect,
        Commitment.text,
        Commitment.citations,
        Quote.number.label("quote"),
        *events.REF,
    )
    .join(Outcome, Outcome.event_id == _BY.event_id)
    .join(Commitment, _SAME)
    .join(State, _MADE)
    .join(Quote, and_(Quote.event_id == State.event_id, Quote.known_from <= _BY.known_from))
    .where(_BY.event_id.in_(bindparam("ids", expanding=True)))
    .order_by(_BY.event_id, _BY.known_from, Outcome.position)
)


def became(
    connection: Connection, edition: Edition, turns: Collection[Turn]
) -> dict[Turn, tuple[OutcomeRow, ...]]:
    """What these did to commitments of which a quote was known by then."""
    rows = connection.execute(_BECAME, parameters(edition, ids=sorted({id for id, _ in turns})))
    found = defaultdict[Turn, dict[int, OutcomeRow]](dict)
    for row in rows:
        turn = row.by, row.second
        if turn in turns and row.quote in row.citations and row.position not in found[turn]:
            found[turn][row.position] = OutcomeRow(row.effect, row.text, events.ref(edition, row))
    return {turn: tuple(outcomes.values()) for turn, outcomes in found.items()}

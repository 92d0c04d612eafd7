"""Commitments made at an event, what became of them, and what became of earlier ones at this event.

Only an event that was held, as far as was known, makes anything of a commitment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Integer, and_, bindparam, select

from webapp.store import models
from webapp.store.models import Outcome, Quote, State
from webapp.store.queries import wording
from webapp.store.queries.proofs import Unread, known
from webapp.store.queries.within import IN_TIME, alive, maybe, parameters
from webapp.store.rows import Commitment, Edition, EventRef
from webapp.store.rows import Outcome as OutcomeRow

_PROMISE = models.Commitment
_EVENT = bindparam("event", type_=Integer())
_SAME = and_(_PROMISE.commitment == Outcome.commitment, _PROMISE.dossier_id == Outcome.dossier_id)
_MADE = (
    select(_PROMISE.commitment, _PROMISE.text, _PROMISE.by, _PROMISE.to, _PROMISE.due, _PROMISE.citations)
    .where(_PROMISE.event_id == _EVENT)
    .order_by(_PROMISE.position)
)
_BECAME = (
    select(Outcome.commitment, Outcome.effect, Outcome.event_id)
    .join(_PROMISE, _SAME)
    .join(State, State.event_id == Outcome.event_id)
    .where(alive(State), State.status == "held", _PROMISE.event_id == _EVENT)
    .order_by(*IN_TIME, Outcome.position)
)
_AFFECTED = (
    select(Outcome.effect, _PROMISE.text, _PROMISE.citations, _PROMISE.event_id)
    .join(_PROMISE, _SAME)
    .join(State, State.event_id == _PROMISE.event_id)
    .where(alive(State), Outcome.event_id == _EVENT)
    .order_by(Outcome.position)
)

_UNREAD = Unread(Quote.event_id.in_(bindparam("promising", expanding=True)))


class Promises:
    """What an event promised, and what it did to promises; `events` are the other versions concerned."""

    def __init__(self, connection: Connection, edition: Edition, event: int) -> None:
        given = parameters(edition, event=event)
        self._edition = edition
        self._made = connection.execute(_MADE, given).all()
        self._became = connection.execute(_BECAME, given).all()
        affected = connection.execute(_AFFECTED, given).all()
        unread = _UNREAD.find(connection, edition, promising={row.event_id for row in affected})
        self._affected = [row for row in affected if known(unread, row.event_id, row.citations)]

    @property
    def events(self) -> set[int]:
        return {row.event_id for row in self._became} | {row.event_id for row in self._affected}

    def commitments(self, links: Mapping[int, EventRef], numbers: Collection[int]) -> tuple[Commitment, ...]:
        """Those made at the event that a quote of these numbers proves; `links` has each of `events`."""
        parties = self._edition.parties
        return tuple(
            Commitment(
                id=row.commitment,
                claim=claim,
                by=parties[row.by],
                to=parties[row.to] if row.to else None,
                due=maybe(row.due, self._edition.timezone),
                outcomes=tuple(
                    (became.effect, links[became.event_id])
                    for became in self._became
                    if became.commitment == row.commitment
                ),
            )
            for row in self._made
            if (claim := wording.claim(row.text, row.citations, numbers))
        )

    def outcomes(self, links: Mapping[int, EventRef]) -> tuple[OutcomeRow, ...]:
        """What the event did to earlier commitments."""
        return tuple(OutcomeRow(row.effect, row.text, links[row.event_id]) for row in self._affected)

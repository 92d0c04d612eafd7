"""Commitments made at an event, what became of them, and what became of earlier ones at this event.

Only an event that was held, as far as was known, makes anything of a commitment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Integer,
    Text,
    and_,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)

from webapp.store import models
from webapp.store.models import Outcome, Quote, State
from webapp.store.prepared import Prepared
from webapp.store.queries import events, wording
from webapp.store.queries.proofs import Unread, known
from webapp.store.queries.within import alive, maybe, parameters
from webapp.store.rows import Commitment, Edition
from webapp.store.rows import Outcome as OutcomeRow

_PROMISE = models.Commitment
_EVENT = bindparam("event", type_=Integer())
_SAME = and_(_PROMISE.commitment == Outcome.commitment, _PROMISE.dossier_id == Outcome.dossier_id)
_TIME = (State.date_sort, State.date_tie)
_MADE = Prepared(
    select(_PROMISE.commitment, _PROMISE.text, _PROMISE.by, _PROMISE.to, _PROMISE.due, _PROMISE.citations)
    .where(_PROMISE.event_id == _EVENT)
    .order_by(_PROMISE.position)
)
# What became of its promises is told in order of time, what it did to others in the author's.
_DONE = Prepared(
    union_all(
        select(
            literal("became", Text).label("what"),
            _PROMISE.commitment,
            Outcome.effect,
            cast(null(), Text).label("text"),
            cast(null(), JSON).label("citations"),
            *_TIME,
            Outcome.position.label("turn"),
            *events.REF,
        )
        .select_from(Outcome)
        .join(_PROMISE, _SAME)
        .join(State, State.event_id == Outcome.event_id)
        .where(alive(State), State.status == "held", _PROMISE.event_id == _EVENT),
        select(
            literal("did", Text),
            _PROMISE.commitment,
            Outcome.effect,
            _PROMISE.text,
            _PROMISE.citations,
            Outcome.position,
            literal(0, Integer),
            literal(0, Integer),
            *events.REF,
        )
        .select_from(Outcome)
        .join(_PROMISE, _SAME)
        .join(State, State.event_id == _PROMISE.event_id)
        .where(alive(State), Outcome.event_id == _EVENT),
    ).order_by("what", "date_sort", "date_tie", "key", "turn")
)

_UNREAD = Unread(Quote.event_id.in_(bindparam("promising", expanding=True)))


class Promises:
    """What an event version promised, if a quote of `numbers` proves it, and what it did to promises."""

    def __init__(
        self, connection: Connection, edition: Edition, event: int, numbers: Collection[int]
    ) -> None:
        given = parameters(edition, event=event)
        self._edition = edition
        self._numbers = numbers
        self._made = _MADE.all(connection, given)
        self._became = defaultdict[str, list[Any]](list)
        did = []
        for row in _DONE.all(connection, given):
            if row.what == "did":
                did.append(row)
            else:
                self._became[row.commitment].append(row)
        unread = _UNREAD.find(connection, edition, promising={row.id for row in did})
        self._did = [row for row in did if known(unread, row.id, row.citations)]

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Those made at the event."""
        parties = self._edition.parties
        return tuple(
            Commitment(
                id=row.commitment,
                claim=claim,
                by=parties[row.by],
                to=parties[row.to] if row.to else None,
                due=maybe(row.due, self._edition.timezone),
                outcomes=tuple(
                    (became.effect, events.ref(self._edition, became))
                    for became in self._became[row.commitment]
                ),
            )
            for row in self._made
            if (claim := wording.claim(row.text, row.citations, self._numbers))
        )

    @property
    def outcomes(self) -> tuple[OutcomeRow, ...]:
        """What the event did to earlier commitments."""
        return tuple(OutcomeRow(row.effect, row.text, events.ref(self._edition, row)) for row in self._did)

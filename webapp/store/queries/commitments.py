"""Commitments, and what became of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, true

from webapp.dates import Date
from webapp.store.models import Commitment, Outcome, Quote, State
from webapp.store.queries import proofs
from webapp.store.queries.within import DOSSIER, IN_TIME, maybe, parameters, within
from webapp.store.rows import CommitmentsPage, Edition, Missing, Promise
from webapp.store.rows.claims import STATES, Became

WINDOW = 100  # commitments on a page
_ENDS = {"fulfils": "fulfilled", "breaks": "broken", "renews": "renewed"}


@dataclass(frozen=True, slots=True)
class Made:
    """A commitment of which a quote is known; `outcomes` are (effect, event version), in order of time."""

    row: Row[*tuple[Any, ...]]
    due: Date | None
    outcomes: Sequence[tuple[str, int]]
    state: str


class Commitments:
    """Commitments made at events that satisfy the condition, in order of time, and what became of them."""

    def __init__(self, where: ColumnElement[bool] | None = None) -> None:
        of = true() if where is None else where
        self._made = (
            select(
                Commitment.event_id,
                Commitment.commitment,
                Commitment.text,
                Commitment.by,
                Commitment.to,
                Commitment.due,
                Commitment.citations,
            )
            .join(State, State.event_id == Commitment.event_id)
            .where(within(State), Commitment.dossier_id == DOSSIER, of)
            .order_by(*IN_TIME, Commitment.position)
        )
        self._became = (
            select(Outcome.commitment, Outcome.effect, Outcome.event_id)
            .join(State, State.event_id == Outcome.event_id)
            .where(within(State), Outcome.dossier_id == DOSSIER, State.status == "held")
            .order_by(*IN_TIME, Outcome.position)
        )
        promising = select(Commitment.event_id).where(Commitment.dossier_id == DOSSIER)
        self._unread = proofs.Unread(Quote.event_id.in_(promising))

    def find(
        self, connection: Connection, edition: Edition, as_of: Date | None, **values: object
    ) -> list[Made]:
        """Those of which a quote is known. Only an event that was held is an outcome."""
        unread = self._unread.find(connection, edition)
        outcomes = defaultdict[str, list[tuple[str, int]]](list)
        for became in connection.execute(self._became, parameters(edition)):
            outcomes[became.commitment].append((became.effect, became.event_id))
        made = connection.execute(self._made, parameters(edition, **values))
        found = []
        for row in made:
            if proofs.known(unread, row.event_id, row.citations):
                due = maybe(row.due, edition.timezone)
                ends = outcomes[row.commitment]
                found.append(Made(row, due, ends, state(due, [effect for effect, _ in ends], as_of)))
        return found


def state(due: Date | None, effects: Sequence[str], as_of: Date | None) -> str:
    """What the latest effect made of a commitment, as of that day.

    Without any it is open; or overdue, where all that its due date can mean lies before the day begins.
    """
    if effects:
        return _ENDS[effects[-1]]
    if due is None or due.latest is None or as_of is None or as_of.earliest is None:
        return "open"
    return "overdue" if due.latest < as_of.earliest else "open"


ALL = Commitments()


def commitments(
    connection: Connection,
    edition: Edition,
    states: Collection[str] = (),
    parties: Collection[str] = (),
    after: str = "",
) -> CommitmentsPage | Missing:
    """The commitments in these states (none given: in all) by these parties (or by all), from the one after
    that of the id `after` on. Missing where none that is chosen has that id."""
    as_of = proofs.as_of(connection, edition)
    everything = ALL.find(connection, edition, as_of)
    theirs = [made for made in everything if not parties or made.row.by in parties]
    chosen = sorted((made for made in theirs if not states or made.state in states), key=_order)
    ids = ["", *(made.row.commitment for made in chosen)]
    if after not in ids:
        return Missing(f"commitments/{after}")
    first = ids.index(after)
    window = chosen[first : first + WINDOW]
    by = Counter(made.row.by for made in everything if not states or made.state in states)
    count = Counter(made.state for made in theirs)
    return CommitmentsPage(
        commitments=promises(connection, edition, window),
        states={state: count[state] for state in STATES},
        parties={id: by[id] for id in edition.parties if any(made.row.by == id for made in everything)},
        total=len(chosen),
        first=first,
        earlier=ids[max(first - WINDOW, 0)] if first else None,
        later=ids[first + WINDOW] if first + WINDOW < len(chosen) else None,
        as_of=as_of,
    )


def _order(made: Made) -> tuple[int, bool, tuple[int, int]]:
    return STATES.index(made.state), made.due is None, made.due.sort if made.due else (0, 0)


def promises(connection: Connection, edition: Edition, made: Iterable[Made]) -> tuple[Promise, ...]:
    """These commitments with the events and quotes that prove them."""
    listed = list(made)
    ids = [each.row.event_id for each in listed] + [id for each in listed for _, id in each.outcomes]
    found = proofs.proofs(connection, edition, ids)
    return tuple(
        Promise(
            id=each.row.commitment,
            text=each.row.text,
            by=edition.parties[each.row.by],
            to=edition.parties[each.row.to] if each.row.to else None,
            due=each.due,
            event=found[each.row.event_id].event,
            quotes=found[each.row.event_id].of(each.row.citations),
            outcomes=tuple(Became(effect, found[id].event, found[id].quotes) for effect, id in each.outcomes),
            state=each.state,
        )
        for each in listed
    )

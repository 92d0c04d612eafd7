"""What a timeline is narrowed to: within one parameter any of its values, across parameters all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    false,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from webapp.dates import Date
from webapp.store.models import EventActor, EventParty, EventTopic, State
from webapp.store.queries.events import ROUND
from webapp.store.queries.matching import events_matching, match_parameters
from webapp.store.queries.within import DOSSIER

BEGINNING, END = -(2**63), 2**63 - 1  # of time, in seconds


@dataclass(frozen=True, slots=True)
class Filters:
    """Values of the parameters of these names (`from_` of `from`); empty ones narrow nothing.

    `round`: the event names that round, and it is known, or is it. `from_`, `to`: the event begins no earlier
    than the first can mean, no later than the second can. `q`: the event matches, see `matching`.
    """

    party: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    round: tuple[int, ...] = ()
    from_: Date | None = None
    to: Date | None = None
    q: str = ""

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the parameters in use, in canonical order."""
        return tuple(name for name in NAMES if getattr(self, _field(name)))

    def without(self, *names: str) -> Filters:
        """The same without these parameters."""
        return replace(self, **{_field(name): getattr(EVERYTHING, _field(name)) for name in names})

    @property
    def parameters(self) -> dict[str, object]:
        """What the conditions of the parameters in use are bound to."""
        given: dict[str, object] = {
            _bind(name): getattr(self, name) for name in self.active if name in DIMENSIONS
        }
        if self.from_:
            given[_bind("from")] = BEGINNING if self.from_.earliest is None else self.from_.earliest
        if self.to:
            given[_bind("to")] = END if self.to.latest is None else self.to.latest
        return given | (match_parameters(self.q) if self.q else {})


def conditions(active: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    """What a State satisfies that is narrowed by the parameters of these names; see `Filters.parameters`."""
    return tuple(_CONDITIONS[name] for name in active)


def none_of(name: str) -> ColumnElement[bool]:
    """What a State satisfies that has none of the parameter's values."""
    return not_(func.coalesce(_CONDITIONS[name], false()))  # a State without a round is in no round


def but(active: Iterable[str], name: str) -> tuple[str, ...]:
    """The names without that one."""
    return tuple(other for other in active if other != name)


def _field(name: str) -> str:
    return "from_" if name == "from" else name


def _bind(name: str) -> str:
    return f"only_{name}"


def _values(name: str) -> BindParameter[object]:
    return bindparam(_bind(name), expanding=True)


def _names(event: InstrumentedAttribute[int], column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Does the event name one of the values?"""
    of_dossier = column.class_.dossier_id == DOSSIER
    return State.event_id.in_(select(event).where(of_dossier, column.in_(_values(column.key))))


NAMES = tuple(field.name.rstrip("_") for field in fields(Filters))
DIMENSIONS = ("party", "actor", "topic", "kind", "status", "round")  # those that offer choices
EVERYTHING = Filters()

_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "party": _names(EventParty.event_id, EventParty.party),
    "actor": _names(EventActor.event_id, EventActor.actor),
    "topic": _names(EventTopic.event_id, EventTopic.topic),
    "kind": State.kind.in_(_values("kind")),
    "status": State.status.in_(_values("status")),
    "round": or_(
        State.number.in_(_values("round")),
        and_(State.round.in_(_values("round")), ROUND.is_not(None)),
    ),
    "from": State.date_sort >= bindparam(_bind("from"), type_=BigInteger()),
    "to": State.date_sort <= bindparam(_bind("to"), type_=BigInteger()),
    "q": State.event_id.in_(events_matching),
}

"""What a timeline is narrowed to: within one parameter any of its values, across parameters all."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from webapp.dates import Date

DIMENSIONS = ("party", "actor", "topic", "kind", "status", "round")  # those that offer choices


@dataclass(frozen=True, slots=True)
class Filters:
    """Values of the parameters of these names (`from_` of `from`); empty ones narrow nothing.

    `round`: the event names that round, or is it. `from_`, `to`: the event begins no earlier than the first
    can mean, no later than the second can. `q`: the event matches, see `matching`.
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

    def values(self, name: str) -> tuple[Any, ...]:
        """What the parameter of that name is narrowed to; () where it is not in use."""
        value = getattr(self, _field(name))
        return value if isinstance(value, tuple) else (value,) if value else ()

    def without(self, *names: str) -> Filters:
        """The same without these parameters."""
        return replace(self, **{_field(name): getattr(_NONE, _field(name)) for name in names})


def _field(name: str) -> str:
    return "from_" if name == "from" else name


NAMES = tuple(field.name.rstrip("_") for field in fields(Filters))
_NONE = Filters()

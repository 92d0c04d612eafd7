"""What goes into the overview: dated items or tallies of them, parties and rounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from webapp.dates import Date
from webapp.timeline.scale import Span, known

Side = Literal["a", "b", "m"]  # first principal, second principal, everybody else


@dataclass(frozen=True, slots=True)
class Lane:
    """A party that gets a line of its own; `label` is its name.

    Or a line that several share: then `members` are their names.
    """

    id: str
    label: str
    side: Side
    mediator: bool = False
    members: tuple[str, ...] = ()


class _Dated:
    date: Date

    @cached_property
    def span(self) -> Span:
        """The stretch of time that the date is about."""
        return known(self.date)

    @cached_property
    def label(self) -> str:
        """The date in words, which pictures of all widths say."""
        return self.date.label


@dataclass(frozen=True)
class Item(_Dated):
    """Something dated. `parties` are ids of lanes; one that is not drawn counts as one of the others."""

    href: str
    title: str
    date: Date
    status: str
    parties: tuple[str, ...]


class Tally(Protocol):
    """How many events of the same parties, all held or none, begin at the same second."""

    @property
    def time(self) -> int: ...
    @property
    def parties(self) -> tuple[str, ...]: ...
    @property
    def held(self) -> bool: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True)
class Round(_Dated):
    """A numbered meeting, drawn as a band behind the marks with a flag above it."""

    number: int
    href: str
    date: Date
    status: str

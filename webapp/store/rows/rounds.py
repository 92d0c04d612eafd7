"""Rounds beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dates import Date
from webapp.store.rows.claims import Promise, Stance
from webapp.store.rows.dossier import Actor, SourceRef, Topic
from webapp.store.rows.event import EventRef, Quote


@dataclass(frozen=True, slots=True)
class Point:
    """What a round agreed (`reached`) or did not, and the quotes that prove it."""

    text: str
    reached: bool
    topic: Topic | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as a list of rounds shows it.

    `sources` are those that the round's own quotes stand in, in order of publication; `events` counts the
    events that name the round.
    """

    ref: EventRef
    place: str | None
    actors: tuple[Actor, ...]
    points: tuple[Point, ...]
    sources: tuple[SourceRef, ...]
    events: int


@dataclass(frozen=True, slots=True)
class ComparedRound:
    """A round with the positions and commitments of the round itself and of the events that name it."""

    line: RoundLine
    positions: tuple[Stance, ...]
    commitments: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds, `first` the one with the smaller number, as of the day `as_of`."""

    first: ComparedRound
    second: ComparedRound
    as_of: Date | None

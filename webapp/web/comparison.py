"""`/<dossier>/rounds/<a>..<b>`: two rounds beside each other, the one with the smaller number first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from flask import Response, request

from webapp.dates import Date
from webapp.store import queries
from webapp.store.rows import (
    Actor,
    ComparedRound,
    Comparison,
    Edition,
    Party,
    Point,
    RoundLine,
    SourceRef,
    Topic,
)
from webapp.web.claims import Held, Pledge, held, pledge, spoken
from webapp.web.commitments import PARAMETERS as COMMITMENTS
from webapp.web.head import Head, head
from webapp.web.narrowing import narrowed
from webapp.web.paths import Address, moved
from webapp.web.people import delegations
from webapp.web.positions import PARAMETERS as POSITIONS
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import Words

T = TypeVar("T")
Sides = tuple[ComparedRound, ComparedRound]
MOST = 6  # positions of a party on a topic, or commitments of a party, that a cell shows


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """What each round has of one party and on one topic, as far as the row is about such.

    `every` is the page that lists all of it: a cell shows the latest MOST.
    """

    first: tuple[T, ...]
    second: tuple[T, ...]
    topic: Topic | None = None
    party: Party | None = None
    every: str = ""

    @property
    def sides(self) -> tuple[tuple[T, ...], tuple[T, ...]]:
        return self.first, self.second

    @property
    def cells(self) -> tuple[tuple[tuple[T, ...], int], ...]:
        """What is shown of either side, and how much more there is."""
        return tuple((side[-MOST:], max(0, len(side) - MOST)) for side in self.sides)


@dataclass(frozen=True, slots=True)
class Present:
    """An actor of a delegation; `again`: at both rounds."""

    actor: Actor
    again: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """A party at both rounds, or at one of them: its actors at each, or None where it was not there."""

    party: Party
    first: tuple[Present, ...] | None
    second: tuple[Present, ...] | None

    @property
    def sides(self) -> tuple[tuple[Present, ...] | None, tuple[Present, ...] | None]:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Said:
    """A point that was agreed or not, with its words."""

    point: Point
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ComparisonContext:
    head: Head
    edition: Edition
    as_of: Date | None
    rounds: tuple[RoundLine, RoundLine]
    delegations: tuple[Attendance, ...]
    agreed: tuple[Row[Said], ...]
    not_agreed: tuple[Row[Said], ...]
    positions: tuple[Row[Held], ...]
    commitments: tuple[Row[Pledge], ...]
    documents: Row[SourceRef]


def comparison(at: Address, a: int, b: int) -> Response:
    if a >= b:
        return moved(ordered(at, a, b), request.query_string.decode())
    return render("comparison.html", arrange(find(at, queries.comparison, a, b)))


def ordered(at: Address, a: int, b: int) -> str:
    """The page of the two rounds, or of the one that both numbers name."""
    return f"/{at}/rounds/{a}" if a == b else f"/{at}/rounds/{min(a, b)}..{max(a, b)}"


def arrange(found: Found[Comparison]) -> ComparisonContext:
    edition, pair = found.edition, found.row
    sides = pair.first, pair.second
    one, other = (side.line for side in sides)
    named = f"Rounds {one.ref.number} and {other.ref.number}"
    about = f"{named} of {edition.title} side by side: who met, what was agreed, held and promised."
    path = f"rounds/{one.ref.number}..{other.ref.number}"
    return ComparisonContext(
        head=head(found, path, f"{named} — {edition.title}", about),
        edition=edition,
        as_of=pair.as_of,
        rounds=(one, other),
        delegations=attendances(one, other),
        agreed=_points(edition, sides, True),
        not_agreed=_points(edition, sides, False),
        positions=_positions(edition, sides),
        commitments=_commitments(edition, sides),
        documents=Row(one.sources, other.sources),
    )


def attendances(one: RoundLine, other: RoundLine) -> tuple[Attendance, ...]:
    """The parties of either round with their actors: those of the first in its order, then the others."""
    teams = [
        {each.party.id: each for each in delegations(line.ref.parties, line.actors)} for line in (one, other)
    ]
    both = {actor.id for actor in one.actors} & {actor.id for actor in other.actors}
    parties = {id: each.party for team in teams for id, each in team.items()}
    there = [
        {id: tuple(Present(actor, actor.id in both) for actor in each.actors) for id, each in team.items()}
        for team in teams
    ]
    return tuple(Attendance(party, there[0].get(id), there[1].get(id)) for id, party in parties.items())


def _points(edition: Edition, sides: Sides, reached: bool) -> tuple[Row[Said], ...]:
    """By topic, in the dossier's order; what has no topic comes last."""
    said = [
        [Said(point, spoken(edition, point.quotes)) for point in side.line.points if point.reached is reached]
        for side in sides
    ]
    rows = (Row(*_about(said, lambda each: each.point.topic, topic), topic) for topic in _topics(edition))
    return tuple(row for row in rows if row.first or row.second)


def _topics(edition: Edition) -> tuple[Topic | None, ...]:
    return *edition.topics.values(), None


def _positions(edition: Edition, sides: Sides) -> tuple[Row[Held], ...]:
    """By topic and party, both in the dossier's order."""
    stances = [[held(edition, each) for each in side.positions] for side in sides]
    rows = (
        Row(
            *_about(stances, lambda each: (each.stance.topic, each.stance.party), (topic, party)),
            topic,
            party,
            narrowed(edition, "positions", POSITIONS, party=[party.id], topic=[topic.id]),
        )
        for topic, party in product(edition.topics.values(), edition.parties.values())
    )
    return tuple(row for row in rows if row.first or row.second)


def _commitments(edition: Edition, sides: Sides) -> tuple[Row[Pledge], ...]:
    """By the party that promised, in the dossier's order."""
    pledges = [[pledge(edition, each) for each in side.commitments] for side in sides]
    rows = (
        Row(
            *_about(pledges, lambda each: each.promise.by, party),
            party=party,
            every=narrowed(edition, "commitments", COMMITMENTS, party=[party.id]),
        )
        for party in edition.parties.values()
    )
    return tuple(row for row in rows if row.first or row.second)


def _about(
    sides: Iterable[Iterable[T]], about: Callable[[T], object], this: object
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """What each side has that is about this."""
    first, second = (tuple(each for each in side if about(each) == this) for side in sides)
    return first, second

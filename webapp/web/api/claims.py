"""Claims of many events: positions, commitments, what rounds agreed; each with the quotes that prove it."""

from __future__ import annotations

from typing import Annotated

from webapp.store import rows
from webapp.store.rows import Edition
from webapp.store.rows.claims import STATES
from webapp.web.api.base import Date, Shape, words
from webapp.web.api.dossier import Actor, Party, Source, Topic
from webapp.web.api.event import EFFECT
from webapp.web.api.eventref import EventRef, fields
from webapp.web.api.quote import Evidence, evidence


class Stance(Shape):
    """What a party held on a topic as of an event."""

    text: str
    """It, in the author's words."""
    event: EventRef
    """The event."""
    quotes: tuple[Evidence, ...]
    """The quotes that prove it."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Stance) -> Stance:
        return cls(text=row.text, event=EventRef.of(edition, row.event), quotes=evidence(edition, row.quotes))


class Became(Shape):
    """What an event did to a commitment."""

    effect: Annotated[str, EFFECT]
    """Whether it fulfils, breaks or renews it."""
    event: EventRef
    """That event."""
    quotes: tuple[Evidence, ...]
    """The quotes that the event rests on."""


class Promise(Shape):
    """A commitment, and what became of it."""

    id: str
    """Its id in the dossier."""
    text: str
    """It, in the author's words."""
    by: Party
    """Who promised it."""
    to: Party | None
    """Whom it was promised to."""
    due: Date | None
    """When it is to be done by."""
    state: Annotated[str, words(*STATES)]
    """How it stands: the latest event that was held and settles it decides; without any it is open, or
    overdue once all that its due date can mean has passed."""
    event: EventRef
    """Where it was made."""
    quotes: tuple[Evidence, ...]
    """The quotes that prove it."""
    outcomes: tuple[Became, ...]
    """What became of it, in order of time."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Promise) -> Promise:
        return cls(
            id=row.id,
            text=row.text,
            by=Party.of(edition, row.by),
            to=Party.maybe(edition, row.to),
            due=Date.maybe(edition, row.due),
            state=row.state,
            event=EventRef.of(edition, row.event),
            quotes=evidence(edition, row.quotes),
            outcomes=tuple(
                Became(
                    effect=each.effect,
                    event=EventRef.of(edition, each.event),
                    quotes=evidence(edition, each.quotes),
                )
                for each in row.outcomes
            ),
        )


class Point(Shape):
    """What a round agreed, or did not."""

    text: str
    """It, in the author's words."""
    reached: bool
    """Was it agreed?"""
    topic: Topic | None
    """What it is about."""
    quotes: tuple[Evidence, ...]
    """The quotes that prove it."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Point) -> Point:
        return cls(
            text=row.text,
            reached=row.reached,
            topic=Topic.maybe(row.topic),
            quotes=evidence(edition, row.quotes),
        )


class RoundLine(EventRef):
    """A round as the list of rounds shows it."""

    place: str | None
    """Where it was held."""
    actors: tuple[Actor, ...]
    """The actors at it."""
    points: tuple[Point, ...]
    """What was agreed and what was not."""
    sources: tuple[Source, ...]
    """The sources that its own quotes stand in, in order of publication."""
    events: int
    """How many events name the round as theirs."""

    @classmethod
    def line(cls, edition: Edition, row: rows.RoundLine) -> RoundLine:
        return cls(
            **fields(edition, row.ref),
            place=row.place,
            actors=tuple(Actor.of(edition, actor) for actor in row.actors),
            points=tuple(Point.of(edition, point) for point in row.points),
            sources=tuple(Source.of(edition, source) for source in row.sources),
            events=row.events,
        )

"""Events and rounds, with all that belongs to one."""

from __future__ import annotations

from typing import Annotated

from webapp.store import rows
from webapp.store.rows import Edition
from webapp.web.api.base import Date, Prose, Shape, Url, words
from webapp.web.api.dossier import Actor, Correction, Party, Topic
from webapp.web.api.eventref import STATUS, EventRef, fields
from webapp.web.api.quote import Evidence, evidence
from webapp.web.head import absolute
from webapp.web.view import in_timeline

EFFECT = words("fulfils", "breaks", "renews")


class Card(EventRef):
    """An event as the timeline shows it."""

    summary: Prose
    """Its first paragraph."""
    place: str | None
    """Where it happened."""
    actors: tuple[Actor, ...]
    """The actors in it."""
    topics: tuple[Topic, ...]
    """What it is about."""
    quotes: tuple[Evidence, ...]
    """The quotes that it rests on."""

    @classmethod
    def card(cls, edition: Edition, card: rows.EventCard) -> Card:
        return cls(
            **fields(edition, card.ref),
            summary=Prose.of(edition, card.html),
            place=card.place,
            actors=tuple(Actor.of(edition, actor) for actor in card.actors),
            topics=tuple(map(Topic.of, card.topics)),
            quotes=evidence(edition, card.quotes),
        )


class Claim(Shape):
    """Something that quotes of its event prove."""

    text: str
    """It, in the author's words."""
    quotes: tuple[int, ...]
    """The numbers of the event's quotes that prove it."""


class Agreement(Claim):
    """What a round agreed, or did not."""

    reached: bool
    """Was it agreed?"""
    topic: Topic | None
    """What it is about."""

    @classmethod
    def of(cls, row: rows.Agreement) -> Agreement:
        claim = row.claim
        return cls(text=claim.text, quotes=claim.quotes, reached=row.reached, topic=Topic.maybe(row.topic))


class Settled(Shape):
    """What an event did to a commitment."""

    effect: Annotated[str, EFFECT]
    """Whether it fulfils, breaks or renews it."""
    event: EventRef
    """That event."""


class Commitment(Claim):
    """Something promised at an event."""

    id: str
    """Its id in the dossier."""
    by: Party
    """Who promised it."""
    to: Party | None
    """Whom it was promised to."""
    due: Date | None
    """When it is to be done by."""
    outcomes: tuple[Settled, ...]
    """What became of it, in order of time."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Commitment) -> Commitment:
        return cls(
            text=row.claim.text,
            quotes=row.claim.quotes,
            id=row.id,
            by=Party.of(edition, row.by),
            to=Party.maybe(edition, row.to),
            due=Date.maybe(edition, row.due),
            outcomes=tuple(
                Settled(effect=effect, event=EventRef.of(edition, event)) for effect, event in row.outcomes
            ),
        )


class Outcome(Shape):
    """What the event did to a commitment that was made before."""

    effect: Annotated[str, EFFECT]
    """Whether it fulfils, breaks or renews it."""
    text: str
    """The commitment."""
    event: EventRef
    """Where it was made."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Outcome) -> Outcome:
        return cls(effect=row.effect, text=row.text, event=EventRef.of(edition, row.event))


class Position(Claim):
    """What a party holds on a topic as of an event."""

    party: Party
    """Who holds it."""
    topic: Topic
    """What it is about."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Position) -> Position:
        return cls(
            text=row.claim.text,
            quotes=row.claim.quotes,
            party=Party.of(edition, row.party),
            topic=Topic.of(row.topic),
        )


class Known(Shape):
    """What was known of an event since a day."""

    known: Date
    """That day."""
    status: Annotated[str, STATUS]
    """Its status, as known then."""
    date: Date | None
    """Its date, as known then; null where it is the event's own."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Known) -> Known:
        return cls(known=Date.of(edition, row.known), status=row.status, date=Date.maybe(edition, row.date))


class Event(EventRef):
    """An event or round with all that belongs to it."""

    text: Prose
    """Its whole text, without the headline."""
    place: str | None
    """Where it happened."""
    known: Date
    """When the first of its sources was published."""
    actors: tuple[Actor, ...]
    """The actors in it."""
    topics: tuple[Topic, ...]
    """What it is about."""
    quotes: tuple[Evidence, ...]
    """The quotes that it rests on."""
    agreements: tuple[Agreement, ...]
    """Of a round, what was agreed and what was not."""
    commitments: tuple[Commitment, ...]
    """What was promised at it."""
    outcomes: tuple[Outcome, ...]
    """What it did to commitments that were made before."""
    positions: tuple[Position, ...]
    """Who held what on which topic."""
    history: tuple[Known, ...]
    """How it was known to stand, and since when, in order of time."""
    previous: EventRef | None
    """The event before it in the timeline."""
    next: EventRef | None
    """The event after it in the timeline."""
    in_timeline: Url
    """Its place in the timeline."""
    corrections: tuple[Correction, ...]
    """What its author has corrected."""

    @classmethod
    def page(cls, edition: Edition, row: rows.EventPage) -> Event:
        return cls(
            **fields(edition, row.ref),
            text=Prose.of(edition, row.html),
            place=row.place,
            known=Date.of(edition, row.known),
            actors=tuple(Actor.of(edition, actor) for actor in row.actors),
            topics=tuple(map(Topic.of, row.topics)),
            quotes=evidence(edition, row.quotes),
            agreements=tuple(map(Agreement.of, row.agreements)),
            commitments=tuple(Commitment.of(edition, each) for each in row.commitments),
            outcomes=tuple(Outcome.of(edition, each) for each in row.outcomes),
            positions=tuple(Position.of(edition, each) for each in row.positions),
            history=tuple(Known.of(edition, each) for each in row.history),
            previous=EventRef.maybe(edition, row.previous),
            next=EventRef.maybe(edition, row.next),
            in_timeline=absolute(in_timeline(edition, row.ref.key)),
            corrections=Correction.all(edition, row.corrections),
        )

"""Documents of one thing: an event, a round, two rounds, a source, a quote, an actor, a party."""

from __future__ import annotations

from webapp.web.api.base import Date, Shape, Url
from webapp.web.api.claims import Promise, RoundLine, Stance
from webapp.web.api.document import DossierDocument
from webapp.web.api.dossier import Actor, Correction, Party, Source, Topic
from webapp.web.api.event import Event
from webapp.web.api.eventref import EventRef
from webapp.web.api.quote import CitedQuote


class EventDocument(DossierDocument):
    """An event with the words it rests on."""

    event: Event
    """The event."""


class Near(Shape):
    """Events on one side of a round: those nearest to it."""

    events: tuple[EventRef, ...]
    """They, in order of time."""
    more: int
    """How many more there are."""
    in_timeline: Url | None
    """Where the timeline has the others; null where there are none."""


class RoundDocument(DossierDocument):
    """A round with the events around it."""

    round: Event
    """The round."""
    earlier: EventRef | None
    """The round before it."""
    later: EventRef | None
    """The round after it."""
    before: Near
    """What happened before it, since the round before; and what names it as its round."""
    during: Near
    """What happened within its dates."""
    after: Near
    """What happened after it, until the next round; and what names it as its round."""


class ComparedStances(Shape):
    """What a party held on a topic at two rounds."""

    topic: Topic
    """The topic."""
    party: Party
    """The party."""
    first: tuple[Stance, ...]
    """The latest that it held at the first round."""
    first_more: int
    """How many more there are."""
    second: tuple[Stance, ...]
    """The latest that it held at the second round."""
    second_more: int
    """How many more there are."""
    all: Url
    """The document that lists all that it holds and held on the topic."""


class ComparedPromises(Shape):
    """What a party promised at two rounds."""

    party: Party
    """The party."""
    first: tuple[Promise, ...]
    """The latest that it promised at the first round."""
    first_more: int
    """How many more there are."""
    second: tuple[Promise, ...]
    """The latest that it promised at the second round."""
    second_more: int
    """How many more there are."""
    all: Url
    """The document that lists all that it promised."""


class ComparisonDocument(DossierDocument):
    """Two rounds beside each other, with what was held and promised at them and at events that name them."""

    as_of: Date | None
    """The day of which it speaks: that of `known`, else that on which the newest source was published."""
    first: RoundLine
    """The round with the smaller number."""
    second: RoundLine
    """The other round."""
    positions: tuple[ComparedStances, ...]
    """What was held, by topic and party."""
    commitments: tuple[ComparedPromises, ...]
    """What was promised, by party."""


class Passage(Shape):
    """A part of a text."""

    start: int
    """Where it begins in the archived text, in Unicode code points from 0."""
    end: int
    """Where it ends: the first code point after it."""
    text: str
    """The words."""


class SourceDocument(DossierDocument):
    """A source with its archived text and every quote in it."""

    source: Source
    """The source."""
    text: str | None
    """Its whole archived text, in which a line `[…]` marks what was left out; null where the rights are
    `excerpts`, and where no text is archived."""
    passages: tuple[Passage, ...]
    """What the public may see of the text: one passage with all of it, or those around quotes. None
    where no text is archived."""
    intact: bool | None
    """Does the archived text still have its SHA-256? Null where no text is archived."""
    quotes: tuple[CitedQuote, ...]
    """Every quote of it, in order of the text."""
    corrections: tuple[Correction, ...]
    """What the dossier's author has corrected in it."""


class QuoteDocument(DossierDocument):
    """One quote."""

    quote: CitedQuote
    """The quote."""


class RecordDocument(DossierDocument):
    """What somebody said and took part in."""

    said: int
    """How many quotes there are of them in all."""
    unverified: int
    """How many of these are from sources that have no archived text."""
    quotes: tuple[CitedQuote, ...]
    """Those quotes, in order of time, or a part of them."""
    earlier: Url | None
    """The document with those before; null where there are none."""
    later: Url | None
    """The document with those after; null where there are none."""
    took_part: int
    """How many events they took part in."""
    events: tuple[EventRef, ...]
    """Those events, in order of time; none where there are too many for one document."""
    timeline: Url
    """The timeline of those events, as a document."""


class ActorDocument(RecordDocument):
    """Everything an actor said."""

    actor: Actor
    """The actor."""


class PartyDocument(RecordDocument):
    """Everything a party's actors said, and what it took part in."""

    party: Party
    """The party."""
    actors: tuple[Actor, ...]
    """Those who speak for it."""

"""The document of the timeline, whole or narrowed."""

from __future__ import annotations

from webapp.web.api.base import Date, Prose, Shape, Url
from webapp.web.api.document import DossierDocument, Window
from webapp.web.api.dossier import Actor, Correction, Party, Source
from webapp.web.api.event import Card
from webapp.web.api.eventref import EventRef


class Totals(Shape):
    """How much there is in all that the filters leave."""

    rounds: int
    """Rounds."""
    events: int
    """Other events."""
    quotes: int
    """Different quotes that they rest on."""
    verbatim: int
    """Those of them that match their source letter for letter."""
    unverified: int
    """Those of them whose source has no archived text in which they could be looked for."""


class Chosen(Shape):
    """A filter in use."""

    parameter: str
    """The parameter."""
    text: str
    """Its value in words."""
    without: Url
    """The document without it."""


class Choice(Shape):
    """A value to narrow to."""

    value: str
    """It, as the parameter takes it."""
    label: str
    """What it is called."""
    count: int
    """How many events there are once it is chosen, too; of a chosen one, how many there are now."""
    chosen: bool
    """Is it in use?"""


class Choices(Shape):
    """What some event has, in the dossier's own order."""

    party: tuple[Choice, ...]
    """Parties."""
    actor: tuple[Choice, ...]
    """Actors."""
    topic: tuple[Choice, ...]
    """Topics."""
    kind: tuple[Choice, ...]
    """Kinds."""
    status: tuple[Choice, ...]
    """Statuses."""
    round: tuple[Choice, ...]
    """Rounds, by number."""


class Loose(Shape):
    """A filter that could be given up."""

    text: str
    """The filter in words."""
    count: int
    """How many events there would be."""
    url: Url
    """The document without it."""


class Step(Shape):
    """A day on which knowledge changed."""

    day: Date
    """The day."""
    url: Url
    """This document as known on that day."""


class Steps(Shape):
    """The days on which knowledge changed that are nearest to that of the document."""

    before: Step | None
    """The day before it."""
    after: Step | None
    """The day after it."""
    newest: Date | None
    """The last day on which anything became known."""


class TimelineDocument(DossierDocument):
    """The timeline, whole or narrowed, at once or in windows."""

    introduction: Prose
    """What the dossier is about."""
    corrections: tuple[Correction, ...]
    """What the author has corrected in that, or in whom and what the dossier names."""
    totals: Totals
    """How much the filters leave, in this document and in those beside it."""
    size: int
    """How many rounds and events the dossier has as known then, filters or not."""
    archive: int
    """How many sources the dossier has as known then."""
    known: Date | None
    """When the newest of those sources was published."""
    filters: tuple[Chosen, ...]
    """What the document is narrowed to."""
    choices: Choices
    """What it can be narrowed to."""
    loose: tuple[Loose, ...]
    """Where the filters leave nothing: what giving one of them up would leave."""
    steps: Steps
    """The ways to other days of knowledge."""
    window: Window
    """Which of the events and rounds these are."""
    events: tuple[Card, ...]
    """Events and rounds, in order of time."""
    rounds: tuple[EventRef, ...]
    """All rounds of the dossier."""
    parties: tuple[Party, ...]
    """All parties of the dossier."""
    actors: tuple[Actor, ...]
    """All actors of the dossier."""
    sources: tuple[Source, ...]
    """All sources of the dossier, or where the document has but a part of the timeline those of this part."""

"""Documents that list: dossiers, sources, positions, commitments, rounds, and two rounds side by side."""

from __future__ import annotations

from typing import Annotated

from webapp.store import rows
from webapp.store.rows import Edition
from webapp.store.rows.claims import STATES
from webapp.web.api.base import Date, Linked, Prose, Shape, Url, words
from webapp.web.api.claims import Promise, RoundLine, Stance
from webapp.web.api.document import Document, DossierDocument, Window
from webapp.web.api.dossier import Party, Source, Topic
from webapp.web.api.eventref import STATUS
from webapp.web.head import absolute


class DossierCard(Linked):
    """A dossier in its newest revision, with counts."""

    id: str
    """Its id, the first part of its addresses."""
    title: str
    """What it is called."""
    introduction: Prose
    """What it is about."""
    language: str
    """The language of its own words, as a BCP 47 tag."""
    revision: int
    """The number of its newest revision."""
    rounds: int
    """How many rounds it has."""
    events: int
    """How many other events it has."""
    quotes: int
    """How many different quotes it has."""
    unverified: int
    """How many of these are from sources that have no archived text."""
    first_event: Date | None
    """The date of its first event."""
    last_event: Date | None
    """The date of its last event."""

    @classmethod
    def of(cls, card: rows.DossierCard) -> DossierCard:
        return cls(
            url=absolute(card.link()),
            permanent=absolute(f"/{card.id}@{card.revision}/"),
            id=card.id,
            title=card.title,
            introduction=Prose.of(card, card.html),
            language=card.language,
            revision=card.revision,
            rounds=card.rounds,
            events=card.events,
            quotes=card.quotes,
            unverified=card.unverified,
            first_event=Date.at(card.timezone, card.first) if card.first else None,
            last_event=Date.at(card.timezone, card.last) if card.last else None,
        )


class DossiersDocument(Document):
    """The dossiers."""

    dossiers: tuple[DossierCard, ...]
    """All of them, in order of their ids."""


class Check(Shape):
    """Something that is tested."""

    name: str
    """What it is called."""
    how: str
    """What is tested, and how."""
    test: str
    """The file in Parley's source code that does it."""


class AccessibilityDocument(Document):
    """What is done for the accessibility of the site."""

    target: str
    """What its pages aim at."""
    checks: tuple[Check, ...]
    """What is tested, and how."""
    limits: tuple[str, ...]
    """What is not."""


class Holding(Shape):
    """A source with how much rests on it."""

    source: Source
    """The source."""
    quotes: int
    """How many different quotes of it there are."""
    unverified: int
    """How many of these are unverified: all where no text of it is archived, else none."""
    events: int
    """How many events and rounds cite it."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Holding) -> Holding:
        return cls(
            source=Source.of(edition, row.source),
            quotes=row.quotes,
            unverified=0 if row.source.archived else row.quotes,
            events=row.events,
        )


class SourcesDocument(DossierDocument):
    """Sources in order of publication, with how much rests on each."""

    window: Window
    """Which of the sources these are."""
    sources: tuple[Holding, ...]
    """The sources."""


class Cell(Shape):
    """What a party held on a topic."""

    topic: Topic
    """The topic."""
    party: Party
    """The party."""
    stances: tuple[Stance, ...]
    """What it held, the newest first: the first few."""
    total: int
    """How many there are in all."""
    all: Url
    """The document that lists all of them."""


class PositionsDocument(DossierDocument):
    """Who holds what, by topic and party, and what they held before."""

    as_of: Date | None
    """The day of which it speaks: that of `known`, else that on which the newest source was published."""
    topics: tuple[Topic, ...]
    """The topics on which somebody holds something."""
    parties: tuple[Party, ...]
    """The parties that hold something, principals first."""
    positions: tuple[Cell, ...]
    """What they hold, by topic and party."""


class StateCount(Shape):
    """How many commitments are in a state."""

    state: Annotated[str, words(*STATES)]
    """The state."""
    count: int
    """How many, of the parties chosen."""


class PartyCount(Shape):
    """How many commitments a party made."""

    party: Party
    """The party."""
    count: int
    """How many, of the states chosen."""


class CommitmentsDocument(DossierDocument):
    """What was promised, and what became of it."""

    as_of: Date | None
    """The day of which it speaks: that of `known`, else that on which the newest source was published."""
    states: tuple[StateCount, ...]
    """How many there are of each state."""
    parties: tuple[PartyCount, ...]
    """How many there are of each party."""
    window: Window
    """Which of the commitments these are."""
    commitments: tuple[Promise, ...]
    """The commitments: by state, then by due date, then as they were made."""


class StatusCount(Shape):
    """How many rounds have a status."""

    status: Annotated[str, STATUS]
    """The status."""
    count: int
    """How many."""


class RoundsDocument(DossierDocument):
    """All rounds."""

    statuses: tuple[StatusCount, ...]
    """How many rounds have each status."""
    rounds: tuple[RoundLine, ...]
    """The rounds, by number."""

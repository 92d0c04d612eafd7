"""The document of what was known when."""

from __future__ import annotations

from typing import Literal

from webapp.store import rows
from webapp.store.rows import Edition
from webapp.web.api.base import Date, Shape, Url
from webapp.web.api.document import DossierDocument
from webapp.web.api.dossier import Source
from webapp.web.api.event import Outcome
from webapp.web.api.eventref import EventRef


class Growth(Shape):
    """How much became known."""

    sources: int
    """Sources that were published."""
    rounds: int
    """Rounds that became known."""
    events: int
    """Other events that became known."""
    changes: int
    """Events of which something else was known from then on."""

    @classmethod
    def of(cls, row: rows.Growth) -> Growth:
        return cls(sources=row.sources, rounds=row.rounds, events=row.events, changes=row.changes)


class Gain(Shape):
    """What quotes of an event prove."""

    what: Literal["agreed", "not agreed", "commitment", "position"]
    """What kind of thing it is."""
    text: str
    """What was agreed or not, promised, or held."""

    @classmethod
    def of(cls, row: rows.Gain) -> Gain:
        return cls(what=row.what, text=row.text)


class Change(Shape):
    """How an event was known to stand before a day, and how since."""

    before: EventRef
    """Before."""
    after: EventRef
    """Since."""
    quotes: int
    """How many more of its quotes were known from then on."""
    claims: tuple[Gain, ...]
    """What was known from then on to have been agreed or not, promised, or held."""

    @classmethod
    def of(cls, edition: Edition, row: rows.Change) -> Change:
        return cls(
            before=EventRef.of(edition, row.before),
            after=EventRef.of(edition, row.after),
            quotes=row.gained.quotes,
            claims=tuple(map(Gain.of, row.gained.claims)),
        )


class Fate(Outcome):
    """What became of a commitment by an event that is known to have been held; where it is known not to have
    been, what it no longer is."""

    by: EventRef
    """That event."""


class News(Shape):
    """What became known on a day."""

    sources: tuple[Source, ...]
    """The sources that were published, in order of publication."""
    first: tuple[EventRef, ...]
    """The events that became known, in order of time."""
    changes: tuple[Change, ...]
    """The events of which something else was known from then on."""
    outcomes: tuple[Fate, ...]
    """What became of commitments by the events listed here."""
    more: int
    """How much more became known."""

    @classmethod
    def of(cls, edition: Edition, row: rows.News, more: int) -> News:
        told = {ref.key: ref for ref in (*row.first, *(change.after for change in row.changes))}
        return cls(
            sources=tuple(Source.of(edition, source) for source in row.sources),
            first=EventRef.all(edition, row.first),
            changes=tuple(Change.of(edition, each) for each in row.changes),
            outcomes=tuple(
                Fate(**dict(Outcome.of(edition, each)), by=EventRef.of(edition, told[key]))
                for key, outcomes in row.outcomes.items()
                for each in outcomes
                if key in told
            ),
            more=more,
        )


class KnownDay(Shape):
    """A day on which knowledge changed."""

    day: Date | None
    """The day; null for what no certain day has made known."""
    growth: Growth
    """How much became known on it."""
    news: News | None
    """What became known; null where that is told for fewer days only."""
    timeline: Url
    """The timeline as known at its end, as a document."""


class Year(Shape):
    """A year of a long dossier."""

    label: str
    """The year, or “No certain day”."""
    days: int
    """On how many days of it knowledge changed."""
    url: Url | None
    """The document of that year; null for the one that is listed."""


class KnownDocument(DossierDocument):
    """The days on which knowledge changed, and what changed on each."""

    years: tuple[Year, ...]
    """All years, where the document has the days of but one; else none."""
    today: KnownDay | None
    """Where the days are listed without their news: that of `known`, else the newest, with its news."""
    days: tuple[KnownDay, ...]
    """The days, in order."""

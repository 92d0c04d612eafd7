"""What all shapes are made of: links, texts and dates."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from webapp import dates, markup
from webapp.store.rows import DossierCard, Edition
from webapp.web.head import absolute, plain

VERSION = "1"
FIRST_YEAR = "0001"  # of what RFC 3339 can write as a day, and calendars of programs know


def words(*values: str) -> WithJsonSchema:
    """The schema of a text that is one of these."""
    return WithJsonSchema({"type": "string", "enum": list(values)})


Url = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]


class Shape(BaseModel):
    """A part of a document. Every key is always there; what is not known is null."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Linked(Shape):
    """Something that has a page of its own."""

    url: Url
    """Its page, in the revision and as known on the day that the document is about."""
    permanent: Url
    """The same page in this revision for ever, whatever is imported later."""


def linked(edition: Edition, path: str) -> dict[str, str]:
    """The links of something whose page has this path below its dossier."""
    return {"url": absolute(edition.link(path)), "permanent": absolute(edition.permanent_link(path))}


class Prose(Shape):
    """A text by the dossier's authors."""

    html: str
    """As safe HTML: paragraphs, lists, quotations, links. A link of the class `cite` leads to a quote; what
    it shows is the `number` of that."""
    text: str
    """The same in one line without markup and citation marks."""

    @classmethod
    def of(cls, dossier: Edition | DossierCard, html: str) -> Prose:
        def link(path: str, fragment: str) -> str:
            return absolute(dossier.link(path, fragment))

        return cls(html=str(markup.at(html, link)), text=plain(html, len(html)))


class Date(Shape):
    """A date, no more precise than it was given."""

    edtf: str
    """In the Extended Date/Time Format (EDTF, ISO 8601-2): `2025-05-28`, `2025-05`, `2025-05-16~`,
    `2025-05-16/2025-05-28` …"""
    label: str
    """In English words, such as “about 16 May 2025”."""
    earliest: Day | None
    """The first day that it can mean, by the dossier's clocks. Null where that is open or not known, or not
    in the years 1 to 9999."""
    latest: Day | None
    """The last day that it can mean, as `earliest`."""
    approximate: bool
    """Is any part of it marked as approximate (`~` or `%`)?"""
    uncertain: bool
    """Is any part of it marked as uncertain (`?` or `%`)?"""
    precision: Annotated[str, words(*dates.Precision)]
    """The coarsest unit that any part of it is given in."""

    @classmethod
    def of(cls, edition: Edition, date: dates.Date) -> Date:
        return cls.at(edition.timezone, date)

    @classmethod
    def at(cls, zone: str, date: dates.Date) -> Date:
        """`zone` is that of the dossier's clocks."""
        return cls(
            edtf=date.text,
            label=date.label,
            earliest=_day(date.earliest, zone),
            latest=_day(date.latest, zone),
            approximate=date.approximate,
            uncertain=date.uncertain,
            precision=date.precision,
        )

    @classmethod
    def maybe(cls, edition: Edition, date: dates.Date | None) -> Date | None:
        return cls.of(edition, date) if date else None


def _day(second: int | None, zone: str) -> str | None:
    """The day in which the second lies, where it has four digits for its year."""
    if second is None:
        return None
    day = dates.day(second, zone)
    assert day.earliest is not None
    assert day.latest is not None
    return day.text if day.text >= FIRST_YEAR and day.earliest <= second <= day.latest else None

"""Quotes: the words of a source, where they stand in it, and who said them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from webapp import quotes
from webapp.store import rows
from webapp.store.rows import Edition
from webapp.web import words as shown
from webapp.web.api.base import Linked, Shape, Url, linked, words
from webapp.web.api.dossier import Actor, Source
from webapp.web.api.eventref import EventRef
from webapp.web.head import absolute


class Piece(Shape):
    """Words of the source, or the author's mark between them."""

    text: str
    """The words as they stand in the source, or the mark with the white space around it: a cut `[…]`, an
    insertion `[of the dam]`."""
    start: int | None
    """Where the words begin in the source's archived text, in Unicode code points from 0. Null for a mark."""
    end: int | None
    """Where they end: the first code point after them. Null for a mark."""


class Quote(Linked):
    """An exact span of a source's text."""

    id: str
    """Its id, which stays the same as long as its words stand in that source."""
    text: str
    """The words, with the author's marks: all pieces in a row."""
    pieces: tuple[Piece, ...]
    """The words in pieces, in order."""
    prefix: str
    """Up to 32 code points of the source before it, within the paragraph."""
    suffix: str
    """Up to 32 code points of the source after it, within the paragraph."""
    match: Annotated[str, words(*quotes.Match)]
    """How strictly it equals its source: `exact` is letter for letter; `typographic`, once the kinds of quote
    marks, dashes and white space, and the ways to write one letter, count as equal; `unverified` was not
    looked for, as no text of its source is archived."""
    page: str | None
    """The page of the source where it stands, if the author named one."""
    speaker: Actor | None
    """Who said it; null where the source reports in its own words."""
    source: Source
    """Where it stands."""
    in_source: Url
    """Its place on the page of its source."""
    in_original: str | None
    """Its place where the source was published, as a link with a text fragment; null without an address."""


class Evidence(Quote):
    """A quote that an event rests on."""

    number: int
    """Which of the event's quotes it is, from 1: what citation marks show, and claims name."""

    @classmethod
    def of(cls, edition: Edition, quote: rows.Quote) -> Evidence:
        return cls(**_quote(edition, quote), number=quote.number)


class CitedQuote(Quote):
    """A quote with the events that rest on it."""

    events: tuple[EventRef, ...]
    """Events and rounds, in order of time."""

    @classmethod
    def of(cls, edition: Edition, quote: rows.Quote, events: Iterable[rows.EventRef]) -> CitedQuote:
        return cls(**_quote(edition, quote), events=EventRef.all(edition, events))


def evidence(edition: Edition, found: Iterable[rows.Quote]) -> tuple[Evidence, ...]:
    return tuple(Evidence.of(edition, quote) for quote in found)


def cited(edition: Edition, found: Iterable[rows.CitedQuote]) -> tuple[CitedQuote, ...]:
    return tuple(CitedQuote.of(edition, each.quote, each.events) for each in found)


def _quote(edition: Edition, quote: rows.Quote) -> dict[str, Any]:
    words = shown.words(edition, quote)
    return {
        **linked(edition, f"quotes/{quote.id}"),
        "id": quote.id,
        "text": words.text,
        "pieces": tuple(Piece(text=each.text, start=each.start, end=each.end) for each in quote.pieces),
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "match": quote.match,
        "page": quote.page,
        "speaker": Actor.of(edition, quote.speaker) if quote.speaker else None,
        "source": Source.of(edition, quote.source),
        "in_source": absolute(words.place),
        "in_original": words.original,
    }

"""What of an event's text and claims could be written when only some of its quotes were known."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from webapp.markup.segments import as_known
from webapp.store.rows import Claim, Edition, Quote


def text(edition: Edition, html: str, quotes: Collection[Quote]) -> str:
    """The text without what rests on later quotes only; `quotes` are those that the edition has."""
    return as_known(html, {quote.number for quote in quotes}) if edition.known else html


def claim(said: str, citations: Sequence[int], numbers: Collection[int]) -> Claim | None:
    """The claim with those of its quotes that are known, if one of them is."""
    known = tuple(number for number in citations if number in numbers)
    return Claim(said, known) if known else None

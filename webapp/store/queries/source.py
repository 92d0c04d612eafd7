"""One source."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from webapp.store.models import Quote, Source
from webapp.store.prepared import Prepared
from webapp.store.queries import corrected, missing, sourced, sources
from webapp.store.queries.within import parameters, within
from webapp.store.rows import CitedQuote, Edition, Missing, SourcePage

_SOURCE = Prepared(select(*sources.REF, Source.text).where(within(Source), Source.key == bindparam("key")))
_QUOTES = sourced.Cited(Quote.source == bindparam("source"))


def source(connection: Connection, edition: Edition, id: str) -> SourcePage | Missing:
    """The source with its text, and its quotes in order of their place in it."""
    key = f"sources/{id}"
    if not missing.possible(key):
        return Missing(key)
    rows = _SOURCE.all(connection, parameters(edition, key=key))
    if not rows:
        return missing.key(connection, edition, Source, key)
    (row,) = rows
    found = _QUOTES.find(connection, edition, source=key)
    return SourcePage(
        ref=sources.ref(edition, row),
        text=row.text,
        quotes=tuple(sorted(found, key=_place)),
        corrections=corrected.corrections(connection, edition, key),
    )


def _place(cited: CitedQuote) -> tuple[int, int]:
    starts = [piece.start for piece in cited.quote.pieces if piece.start is not None]
    ends = [piece.end for piece in cited.quote.pieces if piece.end is not None]
    return min(starts, default=0), max(ends, default=0)

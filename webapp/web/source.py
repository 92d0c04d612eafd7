"""`/<dossier>/sources/<id>`: a source's archived text, every quote in place, and the events that cite it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response

from webapp import quotes
from webapp.store import queries
from webapp.store.rows import Edition, SourcePage, SourceRef
from webapp.web.citing import citation
from webapp.web.head import Head, head
from webapp.web.highlight import Paragraph, highlight
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import Words, words


@dataclass(frozen=True, slots=True)
class SourceContext:
    """`events` counts those that cite the source; `intact`: does the text still have its recorded hash?"""

    head: Head
    edition: Edition
    source: SourceRef
    paragraphs: tuple[Paragraph, ...]
    quotes: int
    events: int
    intact: bool
    excerpts: bool
    cite: str


def source(at: Address, id: str) -> Response:
    found = find(at, queries.source, id)
    context = arrange(found)
    return render("source.html", context)


def arrange(found: Found[SourcePage]) -> SourceContext:
    edition, row = found.edition, found.row
    ref = row.ref
    found_words = [words(edition, cited.quote, cited.events) for cited in row.quotes]
    excerpts = ref.rights == "excerpts"
    return SourceContext(
        head=head(found, ref.key, f"{ref.title} — {edition.title}", describe(ref), ref.published),
        edition=edition,
        source=ref,
        paragraphs=highlight(row.text, found_words, shown(row.text, found_words) if excerpts else None),
        quotes=len(row.quotes),
        events=len({event.key for each in found_words for event in each.events}),
        intact=hashlib.sha256(row.text.encode()).hexdigest() == ref.sha256,
        excerpts=excerpts,
        cite=citation(edition, ref.title, ref.key),
    )


def shown(text: str, found: Iterable[Words]) -> list[tuple[int, int]]:
    """What the public may see of a text of which only excerpts may be shown."""
    return quotes.passages(text, [span for each in found for span in each.spans])


def describe(ref: SourceRef) -> str:
    by = ", ".join(name for name in (ref.author, ref.publisher) if name)
    return (
        f"Archived text of “{ref.title}”{f' by {by}' if by else ''}, {ref.published.label}, with every quote."
    )

"""`/<dossier>/sources/<id>`: a source's archived text, every quote in place, and the events that cite it.

Where no text is archived, its quotes are listed without one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import Response

from webapp import quotes
from webapp.store import queries
from webapp.store.rows import Correction, Edition, SourcePage, SourceRef
from webapp.web import linked
from webapp.web.citing import citation
from webapp.web.formats import data
from webapp.web.head import Head, head
from webapp.web.highlight import Paragraph, highlight
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.subject import Subject
from webapp.web.words import Words, words
from webapp.web.works import source_work

BLACK = "█"


@dataclass(frozen=True, slots=True)
class SourceContext:
    """`events` counts those that cite the source; `intact`: does the text still have its recorded hash?

    `unverified` are its quotes where it has no text.
    """

    head: Head
    edition: Edition
    source: SourceRef
    paragraphs: tuple[Paragraph, ...]
    unverified: tuple[Words, ...]
    quotes: int
    events: int
    intact: bool
    excerpts: bool
    cite: str
    corrections: tuple[Correction, ...]


def source(at: Address, id: str) -> Response:
    found = find(at, queries.source, id)
    context = arrange(found)
    return render("source.html", context)


def source_text(at: Address, id: str) -> Response:
    """The archived text alone; what its rights withhold is blackened, so that offsets into it hold."""
    row = find(at, queries.source, id).row
    return data(public(row), "txt")


def public(row: SourcePage) -> str:
    """The text with BLACK for each code point that only the archive may see, up to the last that is shown."""
    if row.ref.rights != "excerpts":
        return row.text
    text = list(BLACK * len(row.text))
    for start, end in passages(row):
        text[start:end] = row.text[start:end]
    return "".join(text).rstrip(BLACK)


def passages(row: SourcePage) -> list[tuple[int, int]]:
    """What the public may see of a text of which only excerpts may be shown."""
    pieces = (piece for cited in row.quotes for piece in cited.quote.pieces)
    return quotes.passages(
        row.text, [(p.start, p.end) for p in pieces if p.start is not None and p.end is not None]
    )


def arrange(found: Found[SourcePage]) -> SourceContext:
    edition, row = found.edition, found.row
    ref = row.ref
    found_words = [words(edition, cited.quote, cited.events) for cited in row.quotes]
    excerpts = ref.rights == "excerpts"
    work = source_work(edition, ref)
    about = Subject(ref.title, linked.source(edition, ref), work, source=work)
    return SourceContext(
        head=head(found, ref.key, f"{ref.title} — {edition.title}", describe(ref), ref.published, about),
        edition=edition,
        source=ref,
        paragraphs=highlight(row.text, found_words, passages(row) if excerpts else None),
        unverified=tuple(each for each in found_words if not each.verified),
        quotes=len(row.quotes),
        events=len({event.key for each in found_words for event in each.events}),
        intact=hashlib.sha256(row.text.encode()).hexdigest() == ref.sha256,
        excerpts=excerpts,
        cite=citation(edition, ref.title, ref.key),
        corrections=row.corrections,
    )


def describe(ref: SourceRef) -> str:
    by = ", ".join(name for name in (ref.author, ref.publisher) if name)
    said = f"“{ref.title}”{f' by {by}' if by else ''}, {ref.published.label}"
    return (
        f"Archived text of {said}, with every quote." if ref.archived else f"Quotes from {said}, unverified."
    )

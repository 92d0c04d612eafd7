"""The passages of a source: its paragraphs, or what the public may see of them, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from webapp import quotes
from webapp.store.models import FOREVER
from webapp.store.passages.pieces import AROUND, Draft, Piece

LONGEST = 10_000  # code points of a paragraph that are found together

Span = tuple[int, int]


class Document(NamedTuple):
    """A source. `spans` are where the quotes of its dossier stand in it. `names` are its title and makers."""

    key: str
    text: str
    excerpts: bool
    names: tuple[str, ...]
    known_from: int
    sort: int
    spans: tuple[Span, ...]


def of_source(document: Document) -> Iterator[Draft]:
    def draft(place: str, pieces: list[Piece]) -> Draft:
        return Draft("source", document.key, place, None, document.known_from, FOREVER, document.sort, pieces)

    yield draft("", [["title", name] for name in document.names])
    shown = quotes.passages(document.text, document.spans) if document.excerpts else None
    for number, span in enumerate(quotes.paragraphs(document.text), start=1):
        if quotes.omitted(document.text[slice(*span)]):
            continue
        for some in _together(document.text, _public(span, shown)):
            pieces = [["source", str(number), document.text[start:end]] for start, end in some]
            yield draft(str(number), [*pieces, [AROUND, *document.names]])


def _public(paragraph: Span, shown: Sequence[Span] | None) -> list[Span]:
    """What may be shown of a paragraph."""
    if shown is None:
        return [paragraph]
    start, end = paragraph
    cut = ((max(start, first), min(end, last)) for first, last in shown)
    return [(first, last) for first, last in cut if first < last]


def _together(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """All of the spans, or each part of those that are too long to be found as one."""
    spans = [(start, end) for start, end in spans if text[start:end].strip()]
    if sum(end - start for start, end in spans) > LONGEST:
        yield from ([part] for span in spans for part in _parts(text, *span))
    elif spans:
        yield list(spans)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The span cut into parts, between words where there are spaces between them."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end

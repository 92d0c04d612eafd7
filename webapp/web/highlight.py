"""An archived text with every quote marked in place.

Quotes may overlap, so a paragraph becomes runs: each run lies wholly inside or wholly outside every quote.
All offsets are code points into the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from webapp.quotes import omitted, paragraphs
from webapp.web.words import Words

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote begins; `place` numbers the quotes of a paragraph from 1."""

    id: str
    place: int


@dataclass(frozen=True, slots=True)
class Run:
    """Text that lies in the quotes at `places` of its paragraph. Not `shown`: the rights withhold it."""

    text: str
    places: tuple[int, ...]
    anchors: tuple[Anchor, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The paragraph `number` (from 1) of the whole text.

    `omitted`: the archive leaves text out; `withheld`: the source's rights do. Neither has runs.
    `quotes` begin in this paragraph.
    """

    number: int
    runs: tuple[Run, ...]
    quotes: tuple[Words, ...] = ()
    omitted: bool = False
    withheld: bool = False


def highlight(text: str, quotes: Sequence[Words], shown: Sequence[Span] | None) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; of its words only the spans in `shown`, or all of them (None)."""
    spans = enumerate(paragraphs(text), start=1)
    found = (_paragraph(text, number, span, quotes, shown) for number, span in spans)
    merged: list[Paragraph] = []
    for withheld, group in groupby(found, key=lambda paragraph: paragraph.withheld):
        merged.extend(list(group)[: 1 if withheld else None])
    return tuple(merged)


def _paragraph(
    text: str, number: int, span: Span, quotes: Iterable[Words], shown: Sequence[Span] | None
) -> Paragraph:
    if omitted(text[slice(*span)]):
        return Paragraph(number, (), omitted=True)
    if shown is None:
        shown = [span]
    elif not any(_overlap(span, each) for each in shown):
        return Paragraph(number, (), withheld=True)
    here = [quote for quote in quotes if any(_overlap(span, each) for each in quote.spans)]
    starting = tuple(quote for quote in here if span[0] <= quote.spans[0][0] < span[1])
    return Paragraph(number, tuple(_runs(text, span, here, shown)), starting)


def _runs(text: str, span: Span, quotes: Sequence[Words], shown: Sequence[Span]) -> Iterator[Run]:
    """Cut the span wherever a quote or what may be shown begins or ends."""
    marked = [(place, quote.id, quote.spans) for place, quote in enumerate(quotes, start=1)]
    cuts = {edge for _, _, parts in marked for part in parts for edge in part} | {
        e for part in shown for e in part
    }
    edges = sorted({*span, *(edge for edge in cuts if span[0] < edge < span[1])})
    for start, end in pairwise(edges):
        yield Run(
            text=text[start:end],
            places=tuple(place for place, _, parts in marked if any(a <= start < b for a, b in parts)),
            anchors=tuple(Anchor(id, place) for place, id, parts in marked if parts[0][0] == start),
            shown=any(a <= start < b for a, b in shown),
        )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

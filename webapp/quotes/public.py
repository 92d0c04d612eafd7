"""A text of which only excerpts may be shown, as a text of its own: every quote stands in it as it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from webapp.quotes.edges import inside_word
from webapp.quotes.kept import passages
from webapp.quotes.model import Piece
from webapp.quotes.reading import cuts, readings
from webapp.quotes.search import Search
from webapp.quotes.source import SourceText

Span = tuple[int, int]
Cited = tuple[Sequence[Piece], int]  # a quote's pieces, and which occurrence of its words it is

OMITTED = "[…]"
# What a quote's own cut passes over. No quote may pass over a line that marks omitted text.
PASSED_OVER = " (…)\n(…) "


def excerpted(text: str, cited: Iterable[Cited], around: int = 200) -> str:
    """What the public may see of the text around these quotes, see `passages`, and a line `[…]` for the rest.

    Each quote is found in it by the same words and as the same occurrence, with the same letters. For that,
    the words of an earlier occurrence are there as well, which the quote's number tells of anyway.
    """
    quotes = list(cited)
    spans = [(p.start, p.end) for pieces, _ in quotes for p in pieces if p.start is not None and p.end]
    chains = [_runs(pieces) for pieces, _ in quotes]
    before = list(_earlier(text, quotes))
    kept = _merged(
        [*passages(text, spans, around), *(_whole(text, *run) for chain in before for run in chain)]
    )
    ties = _merged([(chain[0][0], chain[-1][1]) for chain in (*chains, *before)])
    return "".join(_parts(text, kept, ties)) or OMITTED


def _parts(text: str, kept: Sequence[Span], ties: Sequence[Span]) -> Iterator[str]:
    done = 0
    for start, end in kept:
        yield _between(text[done:start], done, any(a <= done and start <= b for a, b in ties))
        yield text[start:end]
        done = end
    if kept and text[done:].strip():
        yield f"\n{OMITTED}"


def _between(left_out: str, at: int, tied: bool) -> str:
    """What stands for text between two passages, or before the first."""
    if not left_out.strip():
        return left_out
    if at == 0:
        return f"{OMITTED}\n"
    return PASSED_OVER if tied else f"\n{OMITTED}\n"


def _runs(pieces: Sequence[Piece]) -> list[Span]:
    """Where the words between the cuts of a quote stand; an insertion does not part them."""
    runs: list[Span] = []
    parted = True
    for piece in pieces:
        if piece.start is None or piece.end is None:
            parted = parted or cuts(piece.text)
        elif parted:
            runs.append((piece.start, piece.end))
            parted = False
        else:
            runs[-1] = (runs[-1][0], piece.end)
    return runs


def _earlier(text: str, quotes: Iterable[Cited]) -> Iterator[list[Span]]:
    """The same for each place where the words of a quote stand before the one that it means."""
    later = {"".join(piece.text for piece in pieces): number for pieces, number in quotes if number > 1}
    source = SourceText(text) if later else None
    for words, number in later.items():
        assert source
        for reading in readings(words, source.folded.text):
            search = Search(reading, source)
            if places := search.places():
                yield from (_origins(place, search) for place in places[: number - 1])
                break


def _origins(place: Sequence[Span], search: Search) -> list[Span]:
    edges = [*search.firsts, len(place)]
    runs = [(place[a][0], place[b - 1][1]) for a, b in pairwise(edges)]
    return [where for run in runs if (where := search.source.folded.origin(*run))]


def _whole(text: str, start: int, end: int) -> Span:
    """The span with all of the words that it begins and ends in."""
    while inside_word(text, start):
        start -= 1
    while inside_word(text, end):
        end += 1
    return start, end


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order, with those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged

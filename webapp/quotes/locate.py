"""Locating a quote: strictly, or not at all."""

from __future__ import annotations

from webapp.quotes.model import Located, Match, Piece, Refused
from webapp.quotes.reading import Reading, readings
from webapp.quotes.search import Place, Search
from webapp.quotes.source import SourceText

CONTEXT = 32


def locate(words: str, source: SourceText, occurrence: int | None = None) -> Located | Refused:
    """Find the words of a quote, with the author's marks in them, in the source they are said to stand in.

    `words` is one line: the author's line breaks are already single spaces. `occurrence`, from 1, chooses
    among several places; without it, the words must stand in one place only. Never raises, whatever the strings.
    """
    for reading in readings(words, source.folded):
        if not any(char.isalnum() for span in reading.spans for char in span):
            return Refused("A quote must hold at least one word of the source.")
        if places := Search(reading, source).places():
            return _chosen(reading, source, places, occurrence)
    return Refused("These words do not stand in the source.")


def _chosen(
    reading: Reading, source: SourceText, places: list[Place], occurrence: int | None
) -> Located | Refused:
    if occurrence is None and len(places) > 1:
        return Refused(
            f"These words stand {len(places)} times in the source; add `, occurrence 2` or more words."
        )
    if occurrence is not None and not 1 <= occurrence <= len(places):
        return Refused(
            f"There is no occurrence {occurrence}: these words stand {len(places)} times in the source."
        )
    number = occurrence or 1
    return _located(reading, source, places[number - 1], number)


def _located(reading: Reading, source: SourceText, place: Place, occurrence: int) -> Located:
    spans = [source.original(start, end) for start, end in place]
    words = [Piece(source.text[start:end], start, end) for start, end in spans]
    exact = tuple(piece.text for piece in words) == reading.spans
    marks = [Piece(mark) for mark in reading.marks]
    mixed = [marks[0], *(piece for pair in zip(words, marks[1:], strict=True) for piece in pair)]
    start, end = spans[0][0], spans[-1][1]
    return Located(
        pieces=tuple(piece for piece in mixed if piece.text),
        match=Match.EXACT if exact else Match.TYPOGRAPHIC,
        occurrence=occurrence,
        prefix=source.text[max(0, start - CONTEXT) : start].rpartition("\n")[2],
        suffix=source.text[end : end + CONTEXT].partition("\n")[0],
    )

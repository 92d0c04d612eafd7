"""Locating a quote: strictly, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.quotes import reason
from webapp.quotes.fold import Folded
from webapp.quotes.letters import BLANK
from webapp.quotes.model import CONTEXT, Located, Match, Piece, Refused
from webapp.quotes.reading import Reading, as_typed, readings
from webapp.quotes.search import MOST, Place, Search
from webapp.quotes.source import SourceText
from webapp.timelimit import TimeLimit

_MARKS = 20  # cuts and insertions in one quote; each costs a search of the source


def locate(
    words: str, source: SourceText, occurrence: int | None = None, limit: TimeLimit | None = None
) -> Located | Refused:
    """Find the words of a quote, with the author's marks in them, in the source they are said to stand in.

    `words` is one line: the author's line breaks are already single spaces. `occurrence`, from 1, chooses
    among several places; without it, the words must stand in one place only. Whatever the strings, raises
    nothing but TookTooLongError, where it takes more time than the limit leaves.
    """
    if words.count("[") > _MARKS:
        return Refused(reason.too_many_marks(_MARKS))
    if occurrence is None and "[" not in words and (plain := _plainly(words.strip(BLANK), source)):
        return plain
    limit = limit or TimeLimit()
    first: Search | None = None
    for reading in readings(words, source.folded.text):
        if not any(char.isalnum() for span in reading.spans for char in span):
            return Refused(reason.no_words())
        search = Search(reading, source, limit)
        places = search.places()
        if search.crowded:
            return Refused(reason.too_common(MOST))
        if places:
            return _chosen(reading, source, places, occurrence)
        first = first or search
    assert first is not None
    return Refused(reason.unfound(first))


def unverified(words: str) -> Located | Refused:
    """The quote as the author typed it, where there is no text in which it could be looked for."""
    if words.count("[") > _MARKS:
        return Refused(reason.too_many_marks(_MARKS))
    reading = as_typed(words)
    if not any(char.isalnum() for span in reading.spans for char in span):
        return Refused(reason.no_words())
    pieces = _mixed([Piece(span) for span in reading.spans], reading)
    return Located(pieces, Match.UNVERIFIED, occurrence=1, prefix="", suffix="")


def _plainly(words: str, source: SourceText) -> Located | None:
    """Words without marks that stand in one place alone, as nearly all do; of others, it is not for here."""
    if not any(map(str.isalnum, words)):
        return None
    folded = words if _is_folded(words) else Folded(words).text
    start = source.folded.text.find(folded)
    end = start + len(folded)
    once = start >= 0 and source.folded.text.find(folded, start + 1) < 0
    if not once or not source.fits(start, end):
        return None
    return _located(Reading((words,), ("", "")), source, ((start, end),), 1)


def _is_folded(words: str) -> bool:
    """Whether folding would certainly change nothing."""
    return words.isascii() and words.isprintable() and "  " not in words


def _chosen(
    reading: Reading, source: SourceText, places: list[Place], occurrence: int | None
) -> Located | Refused:
    if occurrence is None and len(places) > 1:
        return Refused(reason.ambiguous(places, source))
    if occurrence is not None and not 1 <= occurrence <= len(places):
        return Refused(reason.no_occurrence(occurrence, places))
    number = occurrence or 1
    return _located(reading, source, places[number - 1], number)


def _located(reading: Reading, source: SourceText, place: Place, occurrence: int) -> Located:
    spans = [where for start, end in place if (where := source.folded.origin(start, end))]
    words = [Piece(source.text[start:end], start, end) for start, end in spans]
    start, end = spans[0][0], spans[-1][1]
    return Located(
        pieces=_mixed(words, reading),
        match=Match.EXACT if tuple(piece.text for piece in words) == reading.spans else Match.TYPOGRAPHIC,
        occurrence=occurrence,
        prefix=source.text[max(0, start - CONTEXT) : start].rpartition("\n")[2],
        suffix=source.text[end : end + CONTEXT].partition("\n")[0],
    )


def _mixed(words: Sequence[Piece], reading: Reading) -> tuple[Piece, ...]:
    """The words with the author's marks before, between and after them."""
    marks = [Piece(mark) for mark in reading.marks]
    mixed = [marks[0], *(piece for pair in zip(words, marks[1:], strict=True) for piece in pair)]
    return tuple(piece for piece in mixed if piece.text)

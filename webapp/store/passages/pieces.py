"""The pieces that passages are made of, and the words by which each passage is found.

A piece is kept as a list of strings whose first says what it is:

    headline, words                       of an event as known
    text, block, words                    of a block of its text; lines are segments that rest on other quotes
    quote, number, words, speaker, key    of one of its quotes; `key` is the source's, `speaker` may be empty
    source, paragraph, words              of a paragraph of a source: all of it, or what the public may see
    title, words                          of a source: what it is called, or who wrote or published it
    of, words …                           the same beside a paragraph, which they only help to find
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.store.passages.folding import GAP, fold

Piece = list[str]
HEADINGS = ("headline", "title")
AROUND = "of"
SAID = ("text", "quote", "source")


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage that is yet to be written, if it is not there already."""

    what: str
    key: str
    place: str
    event_id: int | None
    known_from: int
    known_until: int
    sort: int
    pieces: list[Piece]


class Words(NamedTuple):
    """Folded: a passage's heading, its other words, and those around it."""

    heading: str
    own: str
    around: str


def words(pieces: Sequence[Sequence[str]]) -> Words:
    """The words by which a passage of these pieces is found."""
    heading = [piece[1] for piece in pieces if piece[0] in HEADINGS]
    own = [text for piece in pieces if piece[0] not in HEADINGS for text in said(piece)]
    around = [text for piece in pieces if piece[0] == AROUND for text in piece[1:]]
    return Words(_folded(heading), _folded(own), _folded(around))


def said(piece: Sequence[str]) -> list[str]:
    """What a piece says by itself: its words, and of a quote also who said them."""
    match piece:
        case ["quote", _, words, speaker, _]:
            return [words, speaker]
        case ["text" | "source", _, words] | ["headline" | "title", words]:
            return [words]
        case _:
            return []


def _folded(texts: Iterable[str]) -> str:
    return f" {GAP} ".join(folded for text in texts if (folded := fold(text)))

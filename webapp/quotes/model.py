"""What a quote is: its pieces, how strictly it matched, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from webapp.quotes.letters import BLANK

CONTEXT = 32  # code points that are kept on either side of a quote
_MARK = re.compile(rf"(?:[{BLANK}]*\[(?=[^\[\]]*[^\[\]{BLANK}])[^\[\]]+\])+[{BLANK}]*")


class Match(StrEnum):
    """How strictly a quote equals its source.

    Exact: letter for letter. Typographic: equal once the kinds of quote marks, apostrophes, dashes and white
    space count as one, ligatures as their letters, invisible characters as absent, and canonically equivalent
    sequences as equal. Words that were looked for match in one of these ways or are refused. Unverified: the
    source has no archived text, so they were not looked for.
    """

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the source, or the author's mark between them.

    `start` and `end` are code points into the source's text, and `text` is what stands there. Both are None
    for an author's mark (a cut `[…]`, an insertion `[x]`), whose `text` includes the white space around it,
    and for unverified words, which are as the author typed them.
    """

    text: str
    start: int | None = None
    end: int | None = None

    @property
    def mark(self) -> bool:
        """Whether it is the author's mark."""
        return self.start is None and _MARK.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Located:
    """A quote found in its source, or (`match`) an unverified one, which has no place and nothing around it.

    `occurrence` counts from 1 the places where the words, typographically folded, could stand. `prefix` and
    `suffix` are up to CONTEXT code points of the source on either side, within the paragraph.
    """

    pieces: tuple[Piece, ...]
    match: Match
    occurrence: int
    prefix: str
    suffix: str

    @property
    def spans(self) -> tuple[Piece, ...]:
        """The source's words: the pieces that have offsets, in order of the text; none if unverified."""
        return tuple(piece for piece in self.pieces if piece.start is not None)

    @property
    def start(self) -> int:
        """Where the first words begin, in code points; 0 if unverified."""
        return min((piece.start for piece in self.pieces if piece.start is not None), default=0)

    @property
    def end(self) -> int:
        """Where the last words end, in code points; 0 if unverified."""
        return max((piece.end for piece in self.pieces if piece.end is not None), default=0)

    @property
    def words(self) -> str:
        """The quote as shown: the source's own letters with the author's marks between them."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Refused:
    """A quote that does not stand in its source, or not clearly. `reason` says why, with the mend."""

    reason: str

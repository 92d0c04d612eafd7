"""A source's text, folded once and searched many times."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.quotes.edges import inside_number, inside_word
from webapp.quotes.fold import Folded

_LONGEST_WORD = 100


class SourceText:
    """An archived text. `text` is the original; `folded` is what is searched, with its omissions set apart.

    Folding takes some 10 ms per megabyte, once; finding words in it takes microseconds.
    """

    __slots__ = ("folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = Folded(text, omissions=True)

    def find(self, folded_words: str) -> Iterator[int]:
        """Every place in the folded text where these words stand, overlapping or not, fitting or not."""
        at = self.folded.text.find(folded_words)
        while at >= 0:
            yield at
            at = self.folded.text.find(folded_words, at + 1)

    def fits(self, start: int, end: int, glued_before: bool = False, glued_after: bool = False) -> bool:
        """Whether this slice of the folded text begins and ends at a word's edge.

        On a glued side it may lie inside a word, but not inside a number, a ligature or a combining sequence.
        """
        where = self.folded.origin(start, end)
        if where is None:
            return False
        before, after = (inside_number if glued else inside_word for glued in (glued_before, glued_after))
        return not before(self.text, where[0]) and not after(self.text, where[1])

    def word_end(self, at: int) -> int:
        """Where the word ends that a cut at this place of the folded text falls inside; `at` if in none."""
        last = min(at + _LONGEST_WORD, len(self.folded.text))
        return next((end for end in range(at, last) if not self._inside_word(end)), last)

    def _inside_word(self, at: int) -> bool:
        where = self.folded.origin(at, at + 1)
        return where is None or inside_word(self.text, where[0])

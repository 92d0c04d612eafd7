"""A source's text, folded once and searched many times."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.quotes.fold import Folded
from webapp.quotes.letters import extends, inside_word

_LONGEST_WORD = 100


class SourceText:
    """An archived text. `text` is the original; `folded` is what is searched, its omission lines set apart.

    Folding takes some 10 ms per megabyte, once; finding a quote in it takes microseconds.
    """

    __slots__ = ("_origin", "folded", "text")

    def __init__(self, text: str) -> None:
        folded = Folded(text, omissions=True)
        self.text = text
        self.folded = folded.text
        self._origin = folded.origin

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where folded[start:end] stands in `text`; it must be a place that `fits`."""
        where = self._origin(start, end)
        assert where is not None
        return where

    def find(self, folded_words: str) -> Iterator[int]:
        """Every place in `folded` where these words stand, overlapping ones too, whether or not they fit."""
        at = self.folded.find(folded_words)
        while at >= 0:
            yield at
            at = self.folded.find(folded_words, at + 1)

    def fits(self, start: int, end: int, glued_before: bool = False, glued_after: bool = False) -> bool:
        """Whether folded[start:end] begins and ends at a word's edge.

        On a glued side it may lie inside a word, but never inside a ligature or before a combining mark.
        """
        where = self._origin(start, end)
        return where is not None and self._edge(where[0], glued_before) and self._edge(where[1], glued_after)

    def word_end(self, at: int) -> int:
        """Where the word ends that folded[at] lies inside of; `at` itself if it lies at a word's edge."""
        for end in range(at, min(at + _LONGEST_WORD, len(self.folded))):
            where = self._origin(end, end + 1)
            if where is not None and not inside_word(self.text, where[0]):
                return end
        return min(at + _LONGEST_WORD, len(self.folded))

    def _edge(self, at: int, glued: bool) -> bool:
        if glued:
            return not extends(self.text[at : at + 1] or " ")
        return not inside_word(self.text, at)

"""Folding for search: words in which neither case nor accents count, cut alike for every database.

A word is a run of letters and digits; everything else stands between words. Scripts that put no spaces
between words have a word in each character, so that what is looked for in them is found as a phrase. Nothing
is left in a folded text that a database could read as anything but words with one space between them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

LONGEST = 100  # characters of a word that count: databases keep no endless ones
GAP = "¶"  # stands between pieces of a text as a word that nobody can look for: no phrase goes across it

# Letters that are others with a stroke or joined, though Unicode has no decomposition for them.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
     "ƀ": "b", "ɖ": "d", "ǥ": "g", "ɨ": "i", "ƶ": "z"}
)  # fmt: skip
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_KANA_MARKS = "\u3099\u309a"  # a stroke that makes another letter, as in か and が
_APOSTROPHES = "\u02bb\u02bc"  # of the kinds that Unicode calls letters
# Letters that stand for no sound a searcher would type, and marks that only say how to draw.
_SILENT = frozenset(
    "\u0640\u034f" + "".join(map(chr, (*range(0x2B9, 0x2BB), *range(0x2BD, 0x2E0), *range(0xFE00, 0xFE10))))
)
_BREAK = "\u200b"
_SUPERSCRIPTS = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")  # a note's number is no part of the word before it
_ENDLESS = re.compile(rf"[^ ]{{{LONGEST + 1},}}")


class _Table(dict[int, str]):
    """What becomes of each character; filled as characters come."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


_TABLE = _Table()


@lru_cache(2_000)  # a quote is found by itself and in its event, a speaker in many
def fold(text: str) -> str:
    """The text's words, with one space between them."""
    folded = " ".join(text.translate(_TABLE).split())
    return folded if len(folded) <= LONGEST else _ENDLESS.sub(lambda word: word[0][:LONGEST], folded)


class Folded:
    """A text whose words are folded, as long as they are, with spaces between them; and where they stand."""

    def __init__(self, text: str) -> None:
        self._of = text
        self.text = text.translate(_TABLE)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """What in the text itself, in code points, the words from `start` to `end` are.

        A character that makes several words stands for each of them; an accent belongs to its letter.
        """
        if (ends := self._ends) is None:
            return start, end
        return bisect_right(ends, start), max(bisect_left(ends, end) + 1, bisect_right(ends, end))

    @cached_property
    def _ends(self) -> list[int] | None:
        """Where what each character makes ends; None where each makes one, which is the rule."""
        if self._of.isascii() or all(len(_TABLE[ord(char)]) == 1 for char in set(self._of)):
            return None
        return list(accumulate(len(_TABLE[ord(char)]) for char in self._of))


def _folded(char: str) -> str:
    """The letters and digits that it stands for, "" for an accent, " " for what stands between words."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(_part(each) for each in bare) if char not in _SUPERSCRIPTS else f" {bare} "


def _part(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if char in _KANA_MARKS or _SPACELESS.match(char):
        return f" {char} " if category[0] in "LMN" else " "
    if char in _SILENT:
        return ""
    if char in _APOSTROPHES:
        return " "
    if category[0] in "LN":
        return char.translate(_LETTERS)
    if category[0] == "M":  # the vowels of Indic scripts are no accents
        return "" if unicodedata.combining(char) or category == "Me" else char
    return "" if category == "Cf" and char != _BREAK else " "  # soft hyphens, joiners, marks of direction

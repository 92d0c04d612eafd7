"""Folding for search: words in which neither case nor accents count, cut alike for every database.

A word is a run of letters and digits; everything else stands between words. Scripts that put no spaces
between words have a word in each character, so that what is looked for in them is found as a phrase. Nothing
is left in a folded text that a database could read as anything but words with one space between them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text, in code points."""

    text: str
    start: int
    end: int


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


def words(text: str) -> list[Word]:
    """The same words, and where they stand. A character that makes several words stands for each of them."""
    found: list[Word] = []
    open_ = False
    for at, char in enumerate(text):
        folded = _TABLE[ord(char)]
        parts = folded.split(" ")
        for n, part in enumerate(parts):
            if n:
                open_ = False
            if part and open_:
                found[-1] = Word(found[-1].text + part, found[-1].start, at + 1)
            elif part:
                found.append(Word(part, at, at + 1))
                open_ = True
        if not folded and open_:  # an accent belongs to its letter
            found[-1] = Word(found[-1].text, found[-1].start, at + 1)
    return [Word(word.text[:LONGEST], word.start, word.end) for word in found]


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

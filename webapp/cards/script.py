"""Texts made fit to be drawn: bounded, on one line, without what has no shape."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 1_500  # code points: more than any card has room for
MOST_MARKS = 4  # combining marks on one letter; pointed Hebrew and Arabic have up to three
LOST = "\uffff"  # no font has it, and never will: it is drawn as an empty box
JOINERS = "\u200c\u200d\u200e\u200f\u061c"  # they shape or order the letters around them
VARIANTS = "".join(map(chr, range(0xFE00, 0xFE10)))  # they choose among shapes that the fonts do not have
RTL = ("R", "AL", "AN")


@dataclass(frozen=True, slots=True)
class Clean:
    """`legible`: could most of the letters be kept?"""

    words: str
    legible: bool


def clean(words: str, has: Callable[[str], bool]) -> Clean:
    """The words with single spaces; each run of characters that `has` no glyph becomes one LOST.

    Control characters are left out, and those of bidirectional text that reach beyond a letter too.
    """
    kept: list[str] = []
    letters = lost = marks = 0
    for character in words[:LONGEST]:
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Zl", "Zp", "Zs") and character not in "\u00a0\u202f":
            _space(kept)
        elif (
            (category in ("Cc", "Cf") and character not in JOINERS)
            or marks > MOST_MARKS
            or character in VARIANTS
        ):
            continue
        elif has(character):
            kept.append(character)
            letters += category[0] in "LN"
        else:
            lost += category[0] in "LN"
            _lose(kept)
    return Clean("".join(kept).strip(" "), 3 * lost <= letters)


def _space(kept: list[str]) -> None:
    if kept and kept[-1] != " ":
        kept.append(" ")


def _lose(kept: list[str]) -> None:
    if not kept or kept[-1] != LOST:
        kept.append(LOST)


def rtl_letters(character: str) -> bool:
    """Is it written from right to left?"""
    return unicodedata.bidirectional(character) in RTL


def arabic(words: str) -> bool:
    """Does it have Arabic letters?"""
    return any("\u0600" <= each <= "\u08ff" or "\ufb50" <= each <= "\ufefc" for each in words)


MARKS = {
    **dict.fromkeys(("ar", "be", "el", "fa", "fr", "hy", "it", "ru", "uk", "ur"), "«»"),
    **dict.fromkeys(("bg", "cs", "de", "is", "ka", "lt", "sk", "sl", "sr"), "„“"),
    **dict.fromkeys(("bs", "hr", "hu", "pl", "ro"), "„”"),
}


def quote_marks(language: str) -> tuple[str, str]:
    """The marks that a language puts before and after a quote."""
    marks = MARKS.get(language.lower().split("-")[0], "“”")
    return marks[0], marks[1]

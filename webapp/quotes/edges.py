"""Where a word ends: the rules of Unicode (UAX 29), with four differences.

A hyphen between letters holds words together (`non-violent`). Numbers hold together more strictly (`12:30`,
`1/2`, `−5`, `21 000` with a no-break space). A word may begin after an elision (`l’accord`), though not
within a contraction (`won’t`). Scripts without spaces may be cut anywhere.
Invisible characters count as absent.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import NamedTuple

from webapp.quotes.letters import INVISIBLE, SINGLE

_JOINERS = "\u200c\u200d"
_SPACELESS = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_HYPHENS = "-‐‑﹣－"
_SIGNS = "-−–﹣－"
_SEPARATORS = ".,:/·٫٬⁄" + SINGLE
_TYING = "0123456789_-'"  # of ASCII: what can hold together with what is no letter
_GROUP = re.compile(r"(?<!\d{4})[\xa0\u2007\u2009\u202f]\d{3}(?!\d)")
_CLITIC = re.compile(r"(?:[stdm]|ll|re|ve)(?!\w)", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z\xc0-\u024f]")


class _Cut(NamedTuple):
    """The two visible characters on either side of a cut, "" where there is none."""

    further: str
    before: str
    after: str
    beyond: str


def inside_word(text: str, at: int) -> bool:
    """Whether a cut before text[at] would fall inside a word, a number or a combining sequence."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    if before.isascii() and after.isascii():  # almost always, and ten times faster
        if before in " \n" or after in " \n":
            return False
        if before not in _TYING and after not in _TYING:
            return before.isalpha() and after.isalpha()
    cut = _cut(text, at)
    if _inside_number(cut, text, at):
        return True
    if not cut.before or not cut.after:
        return False
    if _wordlike(cut.before) and _wordlike(cut.after):
        return not _SPACELESS.search(cut.before + cut.after)
    if cut.before == "\u200d":
        return unicodedata.category(cut.after) == "So"
    return _inside_compound(cut) or _inside_contraction(cut, text, at)


def inside_number(text: str, at: int) -> bool:
    """Whether a cut before text[at] would fall inside a number or a combining sequence."""
    return _inside_number(_cut(text, at), text, at)


def _cut(text: str, at: int) -> _Cut:
    before, further = _visible(text, range(at - 1, -1, -1))
    after, beyond = _visible(text, range(at, len(text)))
    return _Cut(further, before, after, beyond)


def _visible(text: str, positions: range) -> list[str]:
    return [*islice((text[i] for i in positions if text[i] not in INVISIBLE), 2), "", ""][:2]


def _inside_number(cut: _Cut, text: str, at: int) -> bool:
    further, before, after, beyond = cut
    if not after or not before:
        return after != "" and _extends(after)
    return (
        _extends(after)
        or (before.isdecimal() and after.isnumeric())
        or (after.isdecimal() and before in _SIGNS and not further.isalnum())
        or (before.isdecimal() and after in _SEPARATORS and beyond.isdecimal())
        or (further.isdecimal() and before in _SEPARATORS and after.isdecimal())
        or (before.isdecimal() and _GROUP.match(text, at) is not None)
        or (further.isdecimal() and _GROUP.match(text, at - 1) is not None)
    )


def _inside_compound(cut: _Cut) -> bool:
    if cut.after in _HYPHENS:
        return cut.before.isalpha() and cut.beyond.isalpha()
    return cut.before in _HYPHENS and cut.further.isalpha() and cut.after.isalpha()


def _inside_contraction(cut: _Cut, text: str, at: int) -> bool:
    if _SPACELESS.search("".join(cut)):
        return False
    if cut.after in SINGLE:
        return cut.before.isalpha() and cut.beyond.isalpha()
    elided = _LATIN.match(cut.further) and not _CLITIC.match(text, at)
    return cut.before in SINGLE and cut.further.isalpha() and cut.after.isalpha() and not elided


def _wordlike(char: str) -> bool:
    return char.isalpha() or char.isdecimal() or char == "_" or _extends(char)


def _extends(char: str) -> bool:
    """Whether the character belongs to the one before it: a combining mark, a joiner, a skin tone."""
    return unicodedata.category(char)[0] == "M" or char in _JOINERS or "\U0001f3fb" <= char <= "\U0001f3ff"

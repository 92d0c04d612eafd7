"""Which characters count as one, and where a word ends. Unicode only; nothing here knows about quotes."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

DOUBLE = '"“”„‟«»〝〞〟＂⹂'
SINGLE = "'‘’‚‛‹›ʼ＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
BLANK = SPACES + INVISIBLE

_JOINERS = "\u200c\u200d"
_SPACELESS = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_SEPARATORS = ".,:/·٫٬⁄" + SINGLE
_GROUP = re.compile(
    r"[\xa0\u2007\u2009\u202f]\d{3}(?!\d)"
)  # a narrow or no-break space groups digits by three
_CLITIC = re.compile(r"(?:[stdm]|ll|re|ve)(?!\w)", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z\xc0-\u024f]")


def extends(char: str) -> bool:
    """Whether the character belongs to the one before it: a combining mark, a joiner, a skin tone."""
    return unicodedata.category(char)[0] == "M" or char in _JOINERS or "\U0001f3fb" <= char <= "\U0001f3ff"


def inside_word(text: str, at: int) -> bool:
    """Whether a cut before text[at] would fall inside a word, a number or a combining sequence.

    Words end where Unicode (UAX 29) ends them, with three differences: numbers hold together more strictly
    (`12:30`, `1/2`, `21 000` with a no-break space), a word may begin after an elision (`l’accord`), and
    scripts without spaces may be cut between any two characters. Invisible characters count as absent.
    """
    before, further = _visible(text, range(at - 1, -1, -1))
    after, beyond = _visible(text, range(at, len(text)))
    if after and extends(after):
        return True
    if not before or not after:
        return False
    if _wordlike(before) and _wordlike(after):
        return (before.isdecimal() and after.isdecimal()) or not _SPACELESS.search(before + after)
    if before == "\u200d":
        return unicodedata.category(after) == "So"
    return (
        _inside_number(further, before, after, beyond)
        or _inside_contraction(further, before, after, beyond, _CLITIC.match(text, at) is not None)
        or _inside_group(text, at)
        or _inside_group(text, at - 1)
    )


def _visible(text: str, positions: range) -> list[str]:
    """The first two visible characters at these positions; "" where there is none."""
    return [*islice((text[i] for i in positions if text[i] not in INVISIBLE), 2), "", ""][:2]


def _wordlike(char: str) -> bool:
    return char.isalpha() or char.isdecimal() or char == "_" or extends(char)


def _inside_number(further: str, before: str, after: str, beyond: str) -> bool:
    if before.isdecimal():
        return after.isnumeric() or (after in _SEPARATORS and beyond.isdecimal())
    return further.isdecimal() and before in _SEPARATORS and after.isdecimal()


def _inside_contraction(further: str, before: str, after: str, beyond: str, clitic: bool) -> bool:
    if _SPACELESS.search(further + before + after + beyond):
        return False
    if after in SINGLE:
        return before.isalpha() and beyond.isalpha()
    elided = _LATIN.match(further) is not None and not clitic
    return before in SINGLE and further.isalpha() and after.isalpha() and not elided


def _inside_group(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdecimal() and _GROUP.match(text, at) is not None

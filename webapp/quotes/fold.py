"""Folding: a text in which everything that counts as typography is written one way, and the way back.

Only what `letters` lists is folded, and the result canonically composed (NFC). Nothing else: case, accents,
spelling and punctuation stay. A line `[…]` of a source marks omitted text; it becomes OMISSION, which no
words contain.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby

from webapp.quotes.letters import BLANK, DASHES, DOUBLE, INVISIBLE, LIGATURES, SINGLE, SPACES

OMISSION = "\x1f"  # white space, so that folding a text never leaves one that stood there before

_OMITTED = re.compile(rf"\[(?:…|\.\.\.)\](?=[{BLANK.replace(chr(10), '')}]*(?:\n|\Z))")
_RUN = INVISIBLE + OMISSION
_SQUEEZE = re.compile(f"[{_RUN}{''.join(LIGATURES)}](?:(?<=[{_RUN}])[{_RUN} ]*)?")
# What is written in another way here, or might be.
_OTHER = re.compile(f"[{OMISSION}{''.join((DOUBLE[1:], SINGLE[1:], DASHES[1:], SPACES.replace(' ', '')))}]")
_SEQUENCE = 30  # marks that are composed with one base; Unicode's stream-safe limit keeps hostile text linear


class Folded:
    """A text folded once: `text` is what to search in, `origin` leads back to `original`."""

    __slots__ = ("_rewritings", "original", "text")

    def __init__(self, original: str, omissions: bool = False) -> None:
        """Fold `original`; with `omissions`, each of its lines `[…]` becomes an OMISSION."""
        self.original = original
        squeezed = _Rewriting(_same_length(original, omissions), _SQUEEZE, _squeezed)
        self._rewritings = [squeezed]
        if not unicodedata.is_normalized("NFC", squeezed.text):
            self._rewritings.append(_Rewriting(squeezed.text, _sequences(), _composed))
        self.text = self._rewritings[-1].text

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """Where text[start:end], not empty, stands in `original`; None if it cuts what was folded as one."""
        for rewriting in reversed(self._rewritings):
            begin, stop = rewriting.begin(start), rewriting.stop(end)
            if begin is None or stop is None:
                return None
            start, end = begin, stop
        return start, end


class _Rewriting:
    """A text with every match of a pattern replaced, keeping only where that changed something."""

    __slots__ = ("_new_ends", "_new_starts", "_old_ends", "_old_starts", "text")

    def __init__(self, old: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> None:
        self._new_starts: list[int] = []
        self._new_ends: list[int] = []
        self._old_starts: list[int] = []
        self._old_ends: list[int] = []
        parts: list[str] = []
        length = done = 0
        for match in pattern.finditer(old):
            new = replace(match)
            if new == match[0]:
                continue
            start, end = match.span()
            parts += old[done:start], new
            length += start - done
            self._new_starts.append(length)
            length += len(new)
            self._new_ends.append(length)
            self._old_starts.append(start)
            self._old_ends.append(end)
            done = end
        self.text = "".join([*parts, old[done:]])

    def begin(self, at: int) -> int | None:
        """Where the character at `at` begins in the old text; None within a replacement."""
        last = bisect_right(self._new_starts, at) - 1
        if last < 0:
            return at
        if at >= self._new_ends[last]:
            return self._old_ends[last] + at - self._new_ends[last]
        return self._old_starts[last] if at == self._new_starts[last] else None

    def stop(self, at: int) -> int | None:
        """Where the character before `at` ends in the old text; None within a replacement."""
        last = bisect_left(self._new_starts, at) - 1
        if last < 0:
            return at
        if at >= self._new_ends[last]:
            return self._old_ends[last] + at - self._new_ends[last]
        return None


def _same_length(text: str, omissions: bool) -> str:
    text = text.replace(OMISSION, " ")
    if omissions and "[" in text:
        text = _OMITTED.sub(_omission, text)
    folds = ((DOUBLE, '"'), (SINGLE, "'"), (DASHES, "-"), (SPACES.replace(OMISSION, ""), " "))
    for kinds, one in folds if _OTHER.search(text) else ():
        for kind in kinds:  # many times faster than str.translate
            text = text.replace(kind, one)
    return text.replace("  ", " \u200b")  # the second of two spaces is as good as invisible


def _omission(match: re.Match[str]) -> str:
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return match[0] if line.strip(BLANK) else OMISSION * len(match[0])


def _squeezed(match: re.Match[str]) -> str:
    if match[0] in LIGATURES:
        return LIGATURES[match[0]]
    if OMISSION in match[0]:
        return OMISSION
    before = match.string[match.start() - 1 : match.start()]
    return " " if " " in match[0] and before != " " else ""


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


@cache
def _sequences() -> re.Pattern[str]:
    """What composing can change: a character with the marks or Hangul letters after it, or one by itself.

    Takes some 50 ms to make, needed only for a text that is not composed already. Combining marks are no word
    characters to `re`, and asking that first spares most letters the search through a long class.
    """
    chars = [chr(code) for code in range(0x300, 0x30000)]
    marks = _ranges(unicodedata.category(char)[0] == "M" for char in chars)
    alone = _ranges(not unicodedata.is_normalized("NFC", char) for char in chars)
    return re.compile(f"(?s:.)(?:(?=\\W)[{marks}]|[\u1161-\u1175\u11a8-\u11c2]){{1,{_SEQUENCE}}}|[{alone}]")


def _ranges(members: Iterable[bool]) -> str:
    runs = groupby(enumerate(members, 0x300), lambda item: item[1])
    codes = [[code for code, _ in run] for member, run in runs if member]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in codes)

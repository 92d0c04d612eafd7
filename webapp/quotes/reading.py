"""The author's words, read: which of them are the source's, and which are the author's own marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, product

from webapp.quotes.fold import Folded
from webapp.quotes.letters import BLANK

_BRACKETS = re.compile(r"\[[^\[\]]+\]")
_CUT = re.compile(r"\[(?:…|\.\.\.)\]")
_NEIGHBOURS = 12  # characters on either side that tell brackets of the source from the author's
_READINGS = 64


@dataclass(frozen=True, slots=True)
class Reading:
    """`spans` are words of the source; `marks[i]` stands before span i, and marks[-1] after the last.

    A mark is all that the author put there, with the white space around it; "" where there is nothing.
    """

    spans: tuple[str, ...]
    marks: tuple[str, ...]


def cuts(mark: str) -> bool:
    """Whether something of the source may be left out where this mark is."""
    return _CUT.search(mark) is not None


def glued_before(mark: str) -> bool:
    """Whether the mark is an insertion that touches the words before it."""
    return mark.startswith("[") and not _CUT.match(mark)


def glued_after(mark: str) -> bool:
    """Whether the mark is an insertion that touches the words after it."""
    return mark.endswith("]") and not mark.endswith(("[…]", "[...]"))


def glued_within(mark: str) -> bool:
    """Whether the mark is an insertion inside one word."""
    return glued_before(mark) and glued_after(mark) and not cuts(mark) and not re.search(r"\]\s+\[", mark)


def readings(words: str, folded_source: str) -> Iterator[Reading]:
    """Every way to read the words, the likeliest first: brackets that the source has are its own."""
    words = words.strip(BLANK)
    marks = _brackets(words)
    if not marks:
        yield _read(words, [])
        return
    own = [(False, True) if stands else (True,) for stands in _standing(Folded(words).text, folded_source)]
    likely = islice(product(*own), _READINGS)
    for choice in chain(likely, [(True,) * len(marks)]):
        yield _read(words, [mark for mark, is_own in zip(marks, choice, strict=True) if is_own])


def as_typed(words: str) -> Reading:
    """The words with all their brackets taken for the author's."""
    words = words.strip(BLANK)
    return _read(words, _brackets(words))


def _brackets(words: str) -> list[tuple[int, int]]:
    return [match.span() for match in _BRACKETS.finditer(words) if match[0][1:-1].strip(BLANK)]


def _standing(words: str, source: str) -> Iterator[bool]:
    """For each of the brackets, whether it occurs in the source with what stands beside it; all folded."""
    marks = [(0, 0), *_brackets(words), (len(words), len(words))]
    for (_, after), (start, end), (before, _) in zip(marks, marks[1:], marks[2:], strict=False):
        beside = words[max(after, start - _NEIGHBOURS) : min(before, end + _NEIGHBOURS)]
        yield beside.strip(" ") in source  # a space may be the author's, beside a mark


def _read(words: str, own: list[tuple[int, int]]) -> Reading:
    spans: list[str] = []
    marks = [""]
    done = 0
    for start, end in [*own, (len(words), len(words))]:
        between = words[done:start]
        if core := between.strip(BLANK):
            at = between.index(core)
            marks[-1] += between[:at]
            spans.append(core)
            marks.append(between[at + len(core) :])
        else:
            marks[-1] += between
        marks[-1] += words[start:end]
        done = end
    return Reading(tuple(spans), tuple(marks))

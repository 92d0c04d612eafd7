"""A snippet: the sentences around what was looked for, cut out of a text and never going beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from webapp.store.passages.folding import LONGEST, Folded
from webapp.store.passages.terms import Term

ENOUGH, MOST = 100, 260  # code points: a snippet goes on by whole sentences until it has enough
BESIDE = 90  # code points kept before what was found in a sentence that is too long

_END = re.compile(r"(?:(?<=[.!?…])[\"”’»)\]]*\s+(?=[^\W_a-z]|[\"“‘«„(\[])|(?<=[。！？])[”’」』]*)")

_WHOLE, _ON = "(?![^ ])", "[^ ]*"  # how a word ends; of the longest only the beginning is known

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a term (by its number among those looked for) stands in a text."""

    term: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """text[start:end]; `sentence` is the one that holds what was found."""

    start: int
    end: int
    sentence: Span


def matches(text: str, wanted: Sequence[Term]) -> list[Match]:
    """Every place of every term, in order of the text."""
    folded = Folded(text)
    found = sorted(
        (place.start(), number, place.end(1))
        for number, term in enumerate(wanted)
        if term.words[0] in folded.text
        for place in _standing(term).finditer(folded.text)
    )
    return [Match(number, *folded.span(start, end)) for start, number, end in found]


@lru_cache(1_000)
def _standing(term: Term) -> re.Pattern[str]:
    """Where the term stands in a folded text: places may overlap."""
    *others, last = (re.escape(word) + (_ON if len(word) == LONGEST else _WHOLE) for word in term.words)
    end = re.escape(term.words[-1]) + _ON if term.prefix else last
    return re.compile(f"(?<![^ ])(?=({' +'.join([*others, end])}))")


def cut(text: str, found: Sequence[Match]) -> Cut:
    """The sentence that holds most of the terms, the first of its like, with some of what follows it."""
    sentences = list(_sentences(text))
    best = max(range(len(sentences)), key=lambda n: (len(_held(sentences[n], found)), -n))
    start, end = sentences[best]
    if end - start > MOST:
        first = next((match.start for match in found if start <= match.start < end), start)
        return Cut(*_narrowed(text, start, end, first), sentences[best])
    for _, later in sentences[best + 1 :]:
        if end - start >= ENOUGH or later - start > MOST:
            break
        end = later
    for earlier, _ in reversed(sentences[:best]):
        if end - start >= ENOUGH or end - earlier > MOST:
            break
        start = earlier
    return Cut(start, end, sentences[best])


def marked(text: str, span: Span, found: Iterable[Match]) -> Iterator[tuple[str, bool]]:
    """The span's text in pieces, each with whether it was looked for."""
    start, end = span
    for match in found:
        first, last = max(match.start, start), min(match.end, end)
        if first < last:
            if first > start:
                yield text[start:first], False
            yield text[first:last], True
            start = last
    if start < end:
        yield text[start:end], False


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for boundary in _END.finditer(text):
        if text[start : boundary.end()].strip():
            yield _stripped(text, start, boundary.end())
            start = boundary.end()
    if text[start:].strip() or not start:
        yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Span:
    some = text[start:end]
    first = start + len(some) - len(some.lstrip())
    return first, first + len(some.strip())


def _held(span: Span, found: Iterable[Match]) -> set[int]:
    return {match.term for match in found if span[0] <= match.start and match.end <= span[1]}


def _narrowed(text: str, start: int, end: int, at: int) -> Span:
    """Part of a long sentence: some words before `at`, and what follows."""
    first = start if at - start <= BESIDE else _word(text, at - BESIDE, at)
    last = min(end, first + MOST)
    if last < end:
        space = text.rfind(" ", at + 1, last)
        last = space if space > 0 else last
    return first, last


def _word(text: str, at: int, end: int) -> int:
    """Where the next word begins, or `at` where there are no spaces before `end`."""
    space = text.find(" ", at, end)
    return at if space < 0 else space + 1

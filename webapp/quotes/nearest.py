"""The passage of a source that is most like some words. For messages only: nothing is accepted by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from rapidfuzz import fuzz, process

from webapp.quotes.source import SourceText

IDEOGRAPHIC = "\u0e00-\u109f\u1780-\u17ff\u3040-\U0003ffff"  # a class of `re`: no spaces tell words apart

_WORD = re.compile(rf"[^\W{IDEOGRAPHIC}]+|[{IDEOGRAPHIC}]{{1,4}}")
_LENGTH = 1000  # code points of the words that are compared
_ANCHORS = 24  # the longest pieces of the words lead to the passages that are compared …
_PLACES = 100  # … by at most so many places of each …
_CANDIDATES = 16  # … and so many passages
_ALIKE = 60  # per cent
_VOCABULARY = 2_000_000  # code points that are searched for a word like one that occurs nowhere


def nearest(words: str, source: SourceText) -> tuple[int, int] | None:
    """Where in `source.folded.text` the passage stands that is most like these folded words; None if none is.

    Takes about a second at most, even for a text of 10 MB.
    """
    words = words[:_LENGTH]
    best: tuple[int, int] | None = None
    score = float(_ALIKE)
    for start, end in _candidates(words, source):
        found = fuzz.partial_ratio_alignment(words, source.folded.text[start:end], score_cutoff=score)
        if found and (best is None or found.score > score):
            best, score = (start + found.dest_start, start + found.dest_end), found.score
    return best


def _candidates(words: str, source: SourceText) -> Iterator[tuple[int, int]]:
    """The passages that share most, and the rarest, of the longest words."""
    size = len(words) + 32
    votes: Counter[int] = Counter()
    for word, offset in _anchors(words, source):
        places = list(islice(source.find(word), _PLACES))
        for place in places:
            votes[max(0, place - offset) // size] += 100 * len(word) // len(places)
    for page, _ in votes.most_common(_CANDIDATES):
        yield max(0, page - 1) * size, (page + 2) * size


def _anchors(words: str, source: SourceText) -> list[tuple[str, int]]:
    """What leads to passages, with its offset in the words: three in a row that the source has, or one.

    If it has none at all, its word that is most like the longest of them.
    """
    found = [match.span() for match in _WORD.finditer(words)]
    for row in (3, 1):
        rows = [(first[0], last[1]) for first, last in zip(found, found[row - 1 :], strict=False)]
        longest = sorted(rows, key=lambda where: where[0] - where[1])[:_ANCHORS]
        if present := [(words[i:j], i) for i, j in longest if words[i:j] in source.folded.text]:
            return present
    longest_word = max((words[i:j] for i, j in found), key=len, default="")
    vocabulary = dict.fromkeys(_WORD.findall(source.folded.text[:_VOCABULARY]))
    like = process.extractOne(longest_word, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return [(like[0], words.index(longest_word))] if like else []

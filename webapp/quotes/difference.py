"""The first thing in which some words and a passage that is like them differ. For messages only."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from webapp.quotes.nearest import IDEOGRAPHIC

Slice = tuple[int, int]

_TOKEN = re.compile(f"(?s:[^\\W{IDEOGRAPHIC}]+|.)")
_SLACK = 300  # code points on either side of the passage that may belong to it
_SKIPPED = 120  # tokens that the two may have different before they go on alike
_ALIKE = 4  # tokens that show that they do
_NEAR = 3  # tokens by which the beginning of the passage may be wrong


def first_difference(words: str, text: str, passage: Slice) -> tuple[Slice, Slice]:
    """The slices of `words` and of `text` that first differ, near text[start:end]; either may be empty.

    What the text has before and after the words is no difference.
    """
    first, last = max(0, passage[0] - _SLACK), passage[0] + len(words) + _SLACK
    mine, theirs = list(_TOKEN.finditer(words)), list(_TOKEN.finditer(text, first, last))
    a, b = [token[0] for token in mine], [token[0] for token in theirs]
    same, at = _longest_beginning(a, b, sum(token.start() < passage[0] for token in theirs))
    more, further = _until_alike(a[same:], b[at + same :])
    return (
        _slice(mine, same, same + more, len(words)),
        _slice(theirs, at + same, at + same + further, min(last, len(text))),
    )


def _longest_beginning(a: list[str], b: list[str], near: int) -> tuple[int, int]:
    """How many tokens of a's beginning stand together in b, and where; if none, where the first should."""
    runs = ((same, -abs(at - near), at) for at, same in enumerate(_beginnings(a, b)))
    likely = (run for run in runs if run[0] >= _ALIKE or -run[1] <= _NEAR)
    same, _, at = max(likely, default=(0, 0, 0))
    if same == 0:
        places = range(max(0, near - _NEAR), min(len(b), near + _NEAR + 1))
        at = max(places, key=lambda place: fuzz.ratio(a[0], b[place]), default=0)
    return same, at


def _beginnings(a: list[str], b: list[str]) -> list[int]:
    """How many tokens of a's beginning stand at each place of b: the Z-algorithm, linear whatever repeats."""
    both = [*a, "", *b]  # no token is empty
    same = [0] * len(both)
    first = last = 0  # the run of a's beginning, of those found so far, that reaches furthest
    for at in range(1, len(both)):
        size = min(same[at - first], last - at) if at < last else 0
        while at + size < len(both) and both[size] == both[at + size]:
            size += 1
        same[at] = size
        if at + size > last:
            first, last = at, at + size
    return same[len(a) + 1 :]


def _until_alike(a: list[str], b: list[str]) -> tuple[int, int]:
    """How many tokens of a and of b to skip, the fewest, until they go on alike; one if they never do."""
    for both in range(1, _SKIPPED):
        for more in range(min(both, len(a)) + 1):
            rest = a[more : more + _ALIKE]
            if rest == b[both - more : both - more + len(rest)] and any(token.isalnum() for token in rest):
                return more, both - more
    return min(1, len(a)), min(1, len(b))


def _slice(tokens: list[re.Match[str]], start: int, end: int, last: int) -> Slice:
    if start >= len(tokens):
        return last, last
    return tokens[start].start(), tokens[end - 1].end() if end > start else tokens[start].start()

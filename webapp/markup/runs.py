"""Runs of citation marks: marks with no words between them, of whose quotes one known is enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from webapp.markup.atoms import MARK, plain

Run = tuple[int, ...]


def runs(html: str) -> Iterator[Run]:
    """The numbers of the marks in a piece of HTML, those together that no words part."""
    together: list[int] = []
    end = 0
    for mark in MARK.finditer(html):
        if together and not _only_punctuation(plain(html[end : mark.start()])):
            yield tuple(dict.fromkeys(together))
            together = []
        together.append(int(mark[1]))
        end = mark.end()
    if together:
        yield tuple(dict.fromkeys(together))


def known(runs: Collection[Run], numbers: Collection[int]) -> bool:
    """Could the words with these runs be written when only the quotes of these numbers were known?"""
    return all(any(number in numbers for number in run) for run in runs)


def _only_punctuation(text: str) -> bool:
    return all(letter == " " or unicodedata.category(letter).startswith("P") for letter in text)

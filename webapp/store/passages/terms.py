"""What somebody looks for: words, "phrases", prefix*; and how each database is asked for it.

Whatever is typed can be looked for, and all of it must match. Both databases get folded words in quotes of
their own and nothing else, so that no sign in them means anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.store.passages.folding import fold

LONGEST = 1_000  # code points of a query that are read
MOST = 16  # terms that are looked for
WORDS = 32  # words of a term that are looked for

_QUOTED = re.compile(r'["“”„‟«»〝〞〟＂]')


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand side by side; with `prefix`, the last may go on. `typed` is how it came."""

    words: tuple[str, ...]
    prefix: bool
    typed: str


def terms(text: str) -> tuple[Term, ...]:
    """The terms of a query, each once, in its order. What stands in quote marks is one term."""
    found: dict[tuple[tuple[str, ...], bool], Term] = {}
    for n, part in enumerate(_QUOTED.split(text[:LONGEST])):
        for typed in [part.strip()] if n % 2 else part.split():
            words = tuple(fold(typed).split()[:WORDS])
            prefix = typed.endswith("*") and len(typed) > 1 and typed[-2] not in " *"
            if words:
                found.setdefault((words, prefix), Term(words, prefix, f"“{typed}”" if n % 2 else typed))
    return tuple(found.values())[:MOST]


def fts5(wanted: Sequence[Term]) -> str:
    """All terms, at least one of them in a passage's own words, for FTS5's MATCH; no terms match nothing."""
    if not wanted:
        return '""'
    each = [_fts5(term) for term in wanted]
    return f"{' AND '.join(each)} AND {{heading own}} : ({' OR '.join(each)})"


def fts5_headings(wanted: Sequence[Term]) -> str:
    """Any of the terms in a heading."""
    if not wanted:
        return '""'
    return f"{{heading}} : ({' OR '.join(_fts5(term) for term in wanted)})"


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def tsquery(wanted: Sequence[Term]) -> str:
    """The same for PostgreSQL, to be cast to `tsquery`. Own words have the weights A and D."""
    if not wanted:
        return ""
    every, any_ = (" & ".join(_each(wanted, "")), " | ".join(_each(wanted, "AD")))
    return f"{every} & ({any_})"


def _each(wanted: Iterable[Term], weights: str) -> list[str]:
    return [_tsquery(term, weights) for term in wanted]


def _tsquery(term: Term, weights: str) -> str:
    *others, last = (f"'{word}'" for word in term.words)
    after = ("*" if term.prefix else "") + weights
    words = [f"{word}:{weights}" if weights else word for word in others]
    return f"({' <-> '.join([*words, f'{last}:{after}' if after else last])})"

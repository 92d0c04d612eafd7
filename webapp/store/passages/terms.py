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


class Fts5:
    """SQLite's language for what is looked for; the columns are those of `passage_words`."""

    nothing = '""'
    and_, or_ = " AND ", " OR "
    anywhere, heading, own = "", "{heading} : ", "{heading own} : "

    def term(self, term: Term, where: str) -> str:
        return f'({where}"{" ".join(term.words)}"{" *" if term.prefix else ""})'


class Tsquery:
    """PostgreSQL's, to be cast to `tsquery`. Headings have the weight A, other words of a passage's own D."""

    nothing = ""
    and_, or_ = " & ", " | "
    anywhere, heading, own = "", "A", "AD"

    def term(self, term: Term, where: str) -> str:
        *others, last = (f"'{word}'" for word in term.words)
        after = ("*" if term.prefix else "") + where
        words = [f"{word}:{where}" if where else word for word in others]
        return f"({' <-> '.join([*words, f'{last}:{after}' if after else last])})"


Language = Fts5 | Tsquery
FTS5, TSQUERY = Fts5(), Tsquery()


def matching(wanted: Sequence[Term], language: Language) -> str:
    """All terms, at least one of them in a passage's own words; no terms match nothing."""
    if not wanted:
        return language.nothing
    every = _each(wanted, language, language.anywhere)
    some = _each(wanted, language, language.own)
    return f"{language.and_.join(every)}{language.and_}({language.or_.join(some)})"


def in_heading(wanted: Sequence[Term], language: Language) -> str:
    """All terms in the heading."""
    return language.and_.join(_each(wanted, language, language.heading)) or language.nothing


def some_in_heading(wanted: Sequence[Term], language: Language) -> str:
    """Any of the terms in the heading."""
    return language.or_.join(_each(wanted, language, language.heading)) or language.nothing


def in_own(wanted: Sequence[Term], language: Language) -> str:
    """All terms in the heading or in other words of the passage's own."""
    return language.and_.join(_each(wanted, language, language.own)) or language.nothing


def side_by_side(wanted: Sequence[Term], language: Language) -> str:
    """All terms as one phrase among the passage's own words; only the last of a phrase can be a prefix."""
    if not wanted or any(term.prefix for term in wanted[:-1]):
        return language.nothing
    words = tuple(word for term in wanted for word in term.words)
    return language.term(Term(words, wanted[-1].prefix, ""), language.own)


def _each(wanted: Iterable[Term], language: Language, where: str) -> list[str]:
    return [language.term(term, where) for term in wanted]

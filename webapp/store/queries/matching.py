"""Which passages match the words that somebody looks for, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, Text, bindparam, column, select, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean

from webapp.store.models import Passage
from webapp.store.passages import terms
from webapp.store.passages.terms import Term
from webapp.store.queries.within import within

FTS5: BindParameter[str] = bindparam("fts5", type_=Text())
TSQUERY: BindParameter[str] = bindparam("tsquery", type_=Text())

# The database's own index: a passage's words by its id.
WORDS = table("passage_words", column("rowid", Integer()))


class Matched(FunctionElement[bool]):
    """Whether a row of WORDS matches the parameters of `match_parameters`.

    A function to SQLAlchemy, whose statements are compiled once: those with other elements are every time.
    """

    type = Boolean()
    _is_implicitly_boolean = True  # SQLite must not ask whether MATCH is 1: it is no function
    inherit_cache = True


@compiles(Matched, "sqlite")
def _matched_sqlite(_: Matched, compiler: SQLCompiler, **options: Any) -> str:
    return f"passage_words MATCH {compiler.process(FTS5, **options)}"


@compiles(Matched)
def _matched(_: Matched, compiler: SQLCompiler, **options: Any) -> str:
    return f"passage_words.words @@ CAST({compiler.process(TSQUERY, **options)} AS tsquery)"


# Ids of event versions; the parameters are those of `within.parameters` and of `match_parameters`.
events_matching: Select[int] = (
    select(Passage.event_id)  # type: ignore[assignment]  # an event's passage has one
    .join(WORDS, WORDS.c.rowid == Passage.id)
    .where(Matched(), Passage.what == "event", within(Passage))
)


def match_parameters(text: str) -> dict[str, str]:
    """What to look for: words, "phrases", prefix*. Whatever is typed may be; it may match nothing."""
    return parameters_of(terms.terms(text))


def parameters_of(wanted: Sequence[Term]) -> dict[str, str]:
    """The same for terms."""
    return {
        "fts5": terms.matching(wanted, terms.FTS5),
        "tsquery": terms.matching(wanted, terms.TSQUERY),
    }

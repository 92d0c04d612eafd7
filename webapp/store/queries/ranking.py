"""How well passages match, by where the words stand in them: alike on both databases, and for ever.

A passage's rank follows from itself alone, so that it is the same in every revision that has it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, TextClause, text

from webapp.store.passages import terms
from webapp.store.passages.terms import Term

# What counts, the weightiest first: each counts more than all after it.
_SIGNS = {
    f"sign{n}": sign
    for n, sign in enumerate(
        (terms.in_heading, terms.side_by_side, terms.some_in_heading, terms.in_own),
    )
}

# FTS5 looks for one thing at a time, and among these passages only: those of events stand together, and
# those of sources.
_SPANS = 2


def ranks(connection: Connection, ids: Sequence[int], wanted: Sequence[Term]) -> dict[int, int]:
    """The ranks of passages that match the terms, by their ids: the more, the better; 0 is left out."""
    if not ids:
        return {}
    # Whatever matches a single term has it among its own words, and so side by side with no other.
    counting = [(name, sign) for name, sign in _SIGNS.items() if len(wanted) > 1 or sign is terms.in_heading]
    statement = _statement(connection.dialect.name, tuple(name for name, _ in counting))
    if connection.dialect.name == "sqlite":
        signs = {name: sign(wanted, terms.FTS5) for name, sign in counting}
        given: dict[str, object] = {"ids": json.dumps(list(ids))}
        for number, (first, last) in enumerate(_spans(ids)):
            given |= {f"first{number}": first, f"last{number}": last}
        rows = connection.execute(statement, signs | given)
    else:
        signs = {name: sign(wanted, terms.TSQUERY) for name, sign in counting}
        rows = connection.execute(statement, {**signs, "ids": list(ids)})
    return dict(map(tuple, rows))


@cache
def _statement(dialect: str, signs: tuple[str, ...]) -> TextClause:
    weights = {sign: 1 << (len(signs) - 1 - n) for n, sign in enumerate(signs)}
    if dialect != "sqlite":
        total = " + ".join(
            f"{weight} * CAST(words @@ CAST(:{sign} AS tsquery) AS integer)"
            for sign, weight in weights.items()
        )
        return text(
            f"SELECT rowid, {total} AS rank FROM passage_words WHERE rowid = ANY(CAST(:ids AS integer[]))"
        )
    each = " UNION ALL ".join(
        f"SELECT rowid, {weight} AS weight FROM passage_words "
        f"WHERE passage_words MATCH :{sign} AND rowid BETWEEN :first{span} AND :last{span}"
        for sign, weight in weights.items()
        for span in range(_SPANS)
    )
    return text(
        f"SELECT rowid, SUM(weight) AS rank FROM ({each}) "
        "WHERE rowid IN (SELECT value FROM json_each(:ids)) GROUP BY rowid"
    )


def _spans(ids: Sequence[int]) -> list[tuple[int, int]]:
    """The two spans of ids with the most between them that is in neither."""
    ordered = sorted(ids)
    cut = max(range(len(ordered)), key=lambda after: ordered[after] - ordered[after - 1] if after else 0)
    return [(ordered[0], ordered[cut - 1]) if cut else (0, -1), (ordered[cut], ordered[-1])]

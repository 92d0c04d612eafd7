"""The databases' own indexes of the words of passages: FTS5 on SQLite, `tsvector` on PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, text

from webapp.store.passages.folding import GAP
from webapp.store.passages.pieces import Words

_FTS5 = "INSERT INTO passage_words (rowid, heading, own, around) VALUES (?, ?, ?, ?)"
_TSVECTOR = text(
    "INSERT INTO passage_words (rowid, words) SELECT made.rowid, CAST(made.words AS tsvector) "
    "FROM unnest(CAST(:rowids AS integer[]), CAST(:words AS text[])) AS made (rowid, words)"
)


def write(connection: Connection, passages: Sequence[tuple[int, Words]]) -> None:
    """Let new passages, each by its id, be found by their words."""
    if not passages:
        return
    if connection.dialect.name == "sqlite":
        rows = [(id, *words) for id, words in passages]
        connection.exec_driver_sql(_FTS5, rows)  # many at once, straight to the driver
    else:
        made = [tsvector(words) for _, words in passages]
        connection.execute(_TSVECTOR, {"rowids": [id for id, _ in passages], "words": made})


def tsvector(words: Words) -> str:
    """PostgreSQL's way to write the places of words, with the weights A (heading), D (own), C (around).

    A word may have no more than 255 places, and a place no higher number than 16,383, which is the database's
    to care for: it only means that a phrase in very long text may not be found.
    """
    places = defaultdict[str, list[str]](list)
    at = 0
    for folded, weight in ((words.heading, "A"), (words.own, ""), (words.around, "C")):
        for word in folded.split(" "):
            at += 1
            if word and word != GAP:
                places[word].append(f"{at}{weight}")
        at += 1  # no phrase goes from one into the other
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())

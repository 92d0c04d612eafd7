"""Passages made of what the store says of events and sources: all that needs no store itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from webapp.store.database import to_json
from webapp.store.passages.of_event import Saying, Stage, of_event
from webapp.store.passages.of_source import Document, of_source
from webapp.store.passages.pieces import Draft, Words, words

# The columns of a passage but for its id and life, in the order of the table.
NAMES = ("known_from", "known_until", "what", "event_id", "key", "place", "sort", "pieces")


class Happening(NamedTuple):
    """An event version; see `of_event`."""

    key: str
    id: int
    html: str
    stages: list[Stage]
    sayings: list[Saying]


class Made(NamedTuple):
    """A passage: its columns, in the order of NAMES and as a database's driver takes them, and its words."""

    columns: tuple[Any, ...]
    words: Words


Given = Sequence[Happening] | Sequence[Document]


def make(given: Given) -> list[Made]:
    """The passages of events, or of sources, in their order."""
    return [_made(draft) for each in given for draft in _drafts(each)]


def _drafts(given: Happening | Document) -> Iterable[Draft]:
    return of_event(*given) if isinstance(given, Happening) else of_source(given)


def _made(draft: Draft) -> Made:
    own = (draft.known_from, draft.known_until, draft.what, draft.event_id)
    columns = (*own, draft.key, draft.place, draft.sort, to_json(draft.pieces))
    return Made(columns, words(draft.pieces))

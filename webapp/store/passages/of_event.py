"""The passages of an event version: what it says in each stretch of knowledge, and each of its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from webapp.markup.segments import Segment, segments
from webapp.store.models import FOREVER
from webapp.store.passages.pieces import Draft, Piece


class Stage(NamedTuple):
    """What an event's headline and place in time are, from the second `known_from` on."""

    known_from: int
    title: str
    sort: int


class Saying(NamedTuple):
    """A quote: its id, its number in the event, its words, who said them or "", its source's key."""

    id: str
    number: int
    words: str
    speaker: str
    source: str
    known_from: int


def of_event(
    key: str, id: int, html: str, stages: Sequence[Stage], sayings: Sequence[Saying]
) -> Iterator[Draft]:
    """`stages` are in order of knowledge, `sayings` in order of number."""
    text = segments(html)
    first = stages[0].known_from
    turns = sorted(
        {stage.known_from for stage in stages} | {s.known_from for s in sayings if s.known_from > first}
    )
    told: list[Draft] = []
    for begin, end in pairwise([*turns, FOREVER]):
        stage = next(stage for stage in reversed(stages) if stage.known_from <= begin)
        known = [saying for saying in sayings if saying.known_from <= begin]
        pieces = [["headline", stage.title], *_text(text, {saying.number for saying in known})]
        pieces += (_piece(saying) for saying in known)
        told.append(Draft("event", key, "", id, begin, end, stage.sort, pieces))
    yield from _merged(told)
    for saying in {saying.id: saying for saying in reversed(sayings)}.values():
        begin = max(saying.known_from, first)
        yield Draft("quote", key, saying.id, id, begin, FOREVER, stages[-1].sort, [_piece(saying)])


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """With one draft for neighbouring stretches of knowledge that differ in nothing else."""
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if last and (last.pieces, last.sort) == (draft.pieces, draft.sort):
            merged[-1] = replace(last, known_until=draft.known_until)
        else:
            merged.append(draft)
    return merged


def _piece(saying: Saying) -> Piece:
    return ["quote", str(saying.number), saying.words, saying.speaker, saying.source]


def _text(text: Sequence[Segment], numbers: set[int]) -> list[Piece]:
    """The segments that are known, those that stand side by side in a block together."""
    found: list[Piece] = []
    open_ = False
    for segment in text:
        known = segment.known(numbers)
        if known and open_ and found[-1][1] == str(segment.block):
            found[-1][2] += f"\n{segment.text}"
        elif known and segment.text:
            found.append(["text", str(segment.block), segment.text])
        open_ = known and bool(found)
    return found

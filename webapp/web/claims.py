"""Claims as pages show them: what is agreed, held or promised, in the words that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from webapp.store.rows import Edition, EventRef, Promise, Quote, Stance
from webapp.web.words import Words, words

FEW = 2  # quotes of an event that settles a commitment; its own page has them all


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a commitment at an event: the first of its words, and how many more it has."""

    effect: str
    event: EventRef
    words: tuple[Words, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment with the words in which it was made, and those that tell what became of it."""

    promise: Promise
    words: tuple[Words, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A stance with its words."""

    stance: Stance
    words: tuple[Words, ...]


def spoken(edition: Edition, quotes: Iterable[Quote]) -> tuple[Words, ...]:
    return tuple(words(edition, quote) for quote in quotes)


def held(edition: Edition, stance: Stance) -> Held:
    return Held(stance, spoken(edition, stance.quotes))


def pledge(edition: Edition, promise: Promise) -> Pledge:
    turns = (turn(edition, each.effect, each.event, each.quotes) for each in promise.outcomes)
    return Pledge(promise, spoken(edition, promise.quotes), tuple(turns))


def turn(edition: Edition, effect: str, event: EventRef, quotes: Sequence[Quote]) -> Turn:
    return Turn(effect, event, spoken(edition, quotes[:FEW]), max(len(quotes) - FEW, 0))

"""The timeline laid out like a negotiating table: phases, and in each phase rows of one or two events.

Reading row by row, and each row half by half, is reading in order of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from webapp.store.rows import Edition, EventCard, EventRef, Party
from webapp.web.words import Words, words


@dataclass(frozen=True, slots=True)
class Card:
    """An event on the table: the party that acts, those it acts `with`, and the first of its words."""

    event: EventCard
    anchor: str
    actors: tuple[Party, ...]
    others: tuple[Party, ...]
    words: Words | None
    more: int  # how many more quotes the event's own page shows

    @property
    def tone(self) -> str:
        return tone(self.event.ref)


@dataclass(frozen=True, slots=True)
class Half:
    """What one side of the table holds of a row ("joint" lies across it); a `quiet` half shows no dates."""

    side: str
    cards: tuple[Card, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One event, two of different dates on opposite sides, or (`together`) all of one date, by side."""

    halves: tuple[Half, ...]
    together: bool = False

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for half in self.halves for card in half.cards)


@dataclass(frozen=True, slots=True)
class Phase:
    """A round with what belongs to it, or the time before, between or after rounds, which has but a name."""

    name: str
    anchor: str
    round: Card | None
    rows: tuple[Row, ...]


def phases(edition: Edition, cards: Iterable[EventCard]) -> tuple[Phase, ...]:
    """The cards, which are in order of time, by phase. Without rounds there is one phase without a name."""
    parts = _split(card(edition, each) for each in cards)
    numbers = [part[0].event.ref.number for part in parts if _is_round(part[0])]
    result: list[Phase] = []
    for part in parts:
        first = part[0]
        if _is_round(first):
            result.append(Phase(f"Round {first.event.ref.number}", first.anchor, first, rows(part[1:])))
        else:
            past = sum(phase.round is not None for phase in result)
            name = _between(numbers[:past], numbers[past:])
            result.append(Phase(name, f"before-{first.anchor}", None, rows(part)))
    return tuple(result)


def card(edition: Edition, event: EventCard) -> Card:
    ref = event.ref
    acting = len(ref.parties) if ref.side == "joint" else 1
    return Card(
        event=event,
        anchor=anchor(ref.key),
        actors=ref.parties[:acting],
        others=ref.parties[acting:],
        words=words(edition, event.quotes[0]) if event.quotes else None,
        more=len(event.quotes) - 1,
    )


def anchor(key: str) -> str:
    """Where the timeline shows the event or round of this key."""
    return key.replace("/", "-")


def tone(ref: EventRef) -> str:
    """The colour of an event: "a" or "b" for a side's own, "ab" for both principals', "m" for others'."""
    if ref.side != "joint":
        return ref.side
    return "ab" if {"a", "b"} <= {party.side for party in ref.parties} else "m"


def rows(cards: Iterable[Card]) -> tuple[Row, ...]:
    """Events of one date share a row if they stand on both sides; so do two that face each other."""
    result: list[Row] = []
    for row in _moments(cards):
        if result and _facing(result[-1], row):
            result[-1] = Row((*result[-1].halves, *row.halves))
        else:
            result.append(row)
    return tuple(result)


def _moments(cards: Iterable[Card]) -> Iterator[Row]:
    """Neighbours of one date in one row if they stand on both sides, all others in rows of their own."""
    for _, group in groupby(
        cards, key=lambda card: (card.event.ref.side == "joint", card.event.ref.date.label)
    ):
        halves = _halves(list(group))
        if len(halves) == 2:
            quiet = int(len(halves[1].cards) <= len(halves[0].cards))
            yield Row(tuple(replace(half, quiet=n == quiet) for n, half in enumerate(halves)), together=True)
        else:
            yield from (Row((Half(half.side, (card,)),)) for half in halves for card in half.cards)


def _halves(cards: Sequence[Card]) -> list[Half]:
    sides = dict.fromkeys(card.event.ref.side for card in cards)
    return [Half(side, tuple(card for card in cards if card.event.ref.side == side)) for side in sides]


def _facing(above: Row, below: Row) -> bool:
    if len(above.cards) != 1 or len(below.cards) != 1:
        return False
    return {above.halves[0].side, below.halves[0].side} == {"a", "b"}


def within(event: Card, round_: Card) -> bool:
    """Does the event belong to the round, by name or because its whole date lies within the round's?"""
    number = event.event.ref.round
    if number is not None:
        return number == round_.event.ref.number
    return event.event.ref.date.within(round_.event.ref.date)


def _is_round(card: Card) -> bool:
    return card.event.ref.number is not None


def _split(cards: Iterable[Card]) -> list[list[Card]]:
    """Cut before each round, and after the events that belong to it."""
    parts: list[list[Card]] = []
    for each in cards:
        first = parts[-1][0] if parts else None
        if first is None or _is_round(each) or (_is_round(first) and not within(each, first)):
            parts.append([])
        parts[-1].append(each)
    return parts


def _between(past: list[int | None], ahead: list[int | None]) -> str:
    if past and ahead:
        return f"Between rounds {past[-1]} and {ahead[0]}"
    if past:
        return f"After round {past[-1]}"
    return f"Before round {ahead[0]}" if ahead else ""

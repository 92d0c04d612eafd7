"""The timeline laid out like a negotiating table: phases, and in each phase rows of one or two events.

Reading row by row, and each row half by half, is reading in order of time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from webapp.store.rows import Edition, EventCard, EventRef, Party, in_time
from webapp.web.words import Words, words


@dataclass(frozen=True, slots=True)
class Card:
    """An event on the table: the party that acts, and those it acts with."""

    edition: Edition
    event: EventCard
    anchor: str
    actors: tuple[Party, ...]
    others: tuple[Party, ...]

    @property
    def words(self) -> Words | None:
        """The first of the words that it rests on."""
        quotes = self.event.quotes
        return words(self.edition, quotes[0]) if quotes else None

    @property
    def more(self) -> int:
        """How many more quotes the event's own page shows."""
        return len(self.event.quotes) - 1 + self.event.more

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
    """A round with what belongs to it, or the time before, between or after rounds, which has but a name.

    `about` is the round, `card` its card unless that is not among those shown.
    """

    name: str
    anchor: str
    about: EventRef | None
    card: Card | None
    rows: tuple[Row, ...]


def phases(edition: Edition, cards: Iterable[EventCard], rounds: Sequence[EventRef]) -> tuple[Phase, ...]:
    """The cards by phase; they, and all rounds of the edition, are in order of time.

    Without rounds there is one phase without a name.
    """
    return tuple(_phase(part, rounds) for part in _parts((card(edition, each) for each in cards), rounds))


def card(edition: Edition, event: EventCard) -> Card:
    ref = event.ref
    acting = len(ref.parties) if ref.side == "joint" else 1
    return Card(
        edition=edition,
        event=event,
        anchor=anchor(ref.key),
        actors=ref.parties[:acting],
        others=ref.parties[acting:],
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
        first, *others = group
        if not others:
            yield Row((Half(first.event.ref.side, (first,)),))
            continue
        halves = _halves([first, *others])
        if len(halves) == 2:
            quiet = int(len(halves[1].cards) <= len(halves[0].cards))
            yield Row(tuple(replace(half, quiet=n == quiet) for n, half in enumerate(halves)), together=True)
        else:
            yield from (Row((Half(half.side, (card,)),)) for half in halves for card in half.cards)


def _halves(cards: Sequence[Card]) -> list[Half]:
    sides = dict.fromkeys(card.event.ref.side for card in cards)
    return [Half(side, tuple(card for card in cards if card.event.ref.side == side)) for side in sides]


def _facing(above: Row, below: Row) -> bool:
    if len(above.halves) != 1 or len(below.halves) != 1:
        return False
    return above.halves[0].side + below.halves[0].side in ("ab", "ba")


def within(event: EventRef, round_: EventRef) -> bool:
    """Does the event belong to the round, by name or because its whole date lies within the round's?"""
    if event.round is not None:
        return event.round == round_.number
    return event.date.within(round_.date)


@dataclass(slots=True)
class _Part:
    """Cards of one phase: after so many rounds, and `about` the last of these, or not."""

    past: int
    about: EventRef | None
    cards: list[Card]


def _parts(cards: Iterable[Card], rounds: Sequence[EventRef]) -> list[_Part]:
    """Cut before each round, and after the events that belong to it."""
    places = [_place(each) for each in rounds]
    parts: list[_Part] = []
    for each in cards:
        ref = each.event.ref
        past = bisect_right(places, _place(ref))
        last = parts[-1] if parts and parts[-1].past == past else None
        about = rounds[past - 1] if past else None
        if about and ref.number is None and (not within(ref, about) or (last and last.about is None)):
            about = None
        if last and last.about is about:
            last.cards.append(each)
        else:
            parts.append(_Part(past, about, [each]))
    return parts


def _phase(part: _Part, rounds: Sequence[EventRef]) -> Phase:
    first, about = part.cards[0], part.about
    if first.event.ref.number is not None:
        return Phase(f"Round {first.event.ref.number}", first.anchor, about, first, rows(part.cards[1:]))
    numbers = [each.number for each in rounds]
    name = f"Round {about.number}" if about else _between(numbers[: part.past], numbers[part.past :])
    return Phase(name, f"before-{first.anchor}", about, None, rows(part.cards))


def _place(ref: EventRef) -> tuple[int, int, str]:
    return (*in_time(ref.date, ref.number), ref.key)


def _between(past: list[int | None], ahead: list[int | None]) -> str:
    if past and ahead:
        return f"Between rounds {past[-1]} and {ahead[0]}"
    if past:
        return f"After round {past[-1]}"
    return f"Before round {ahead[0]}" if ahead else ""

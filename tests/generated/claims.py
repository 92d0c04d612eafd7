"""What is agreed, held and promised, and what becomes of promises."""

from __future__ import annotations

from datetime import date, timedelta
from heapq import heappop, heappush
from random import Random

from tests.generated import grammar
from tests.generated.cast import PARTIES, PRINCIPALS, TOPICS_BY_ID, plain
from tests.generated.grammar import Subject, say
from tests.generated.story import Happening

Item = dict[str, object]


class Claims:
    """Adds to each event, in order of time, what it claims; remembers positions and promises."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._stances: dict[tuple[str, str], int] = {}
        self._pending: list[tuple[date, str, str]] = []
        self._made = 0

    def add(self, one: Happening, about: Subject) -> None:
        if one.status != "held":
            return
        if one.number:
            one.front["agreed"] = self._agreements(one, about)
            one.front["not_agreed"] = self._agreements(one, about)
        self._settle(one)
        if one.number or self._draw.random() < 0.03:
            one.front["commitments"] = [self._promise(one, about)]
        if one.number:
            one.front["positions"] = self._positions(one, about)
        elif about.kind in ("statement", "proposal", "interview") and self._draw.random() < 0.2:
            one.front["positions"] = [self._position(one, about, about.parties[0], about.topic.id)]

    def _proof(self, one: Happening) -> list[str]:
        return [self._draw.choice(one.footnotes).label]

    def _agreements(self, one: Happening, about: Subject) -> list[Item]:
        topics = one.front["topics"]
        assert isinstance(topics, list)
        return [
            {
                "text": say(grammar.AGREEMENTS, about, self._draw),
                "topic": self._draw.choice([*topics, None]),
                "quotes": self._proof(one),
            }
            for _ in range(self._draw.randint(1, 3))
        ]

    def _positions(self, one: Happening, about: Subject) -> list[Item]:
        """What the principals hold on the topics of a round, and one of the others on one of them."""
        topics = one.front["topics"]
        assert isinstance(topics, list)
        other = self._draw.choice(PARTIES[2:]).id
        pairs = [(party, topic) for topic in topics[:2] for party in PRINCIPALS] + [(other, topics[0])]
        return [self._position(one, about, party, topic) for party, topic in pairs]

    def _position(self, one: Happening, about: Subject, party: str, topic: str) -> Item:
        """A stance softens more often than it hardens."""
        last = len(grammar.STANCES) - 1
        step = self._draw.choices((-1, 0, 1), (2, 3, 4))[0]
        level = min(max(self._stances.get((party, topic), self._draw.randint(0, 1)) + step, 0), last)
        self._stances[party, topic] = level
        subject = Subject(about.kind, about.day, about.place, [party], about.speaker, TOPICS_BY_ID[topic])
        stance = say((grammar.STANCES[level],), subject, self._draw)
        return {"party": party, "topic": topic, "stance": stance, "quotes": self._proof(one)}

    def _promise(self, one: Happening, about: Subject) -> Item:
        draw = self._draw
        self._made += 1
        by, to = draw.sample(PRINCIPALS, 2) if draw.random() < 0.8 else (about.parties[0], None)
        text = say(grammar.PROMISES, about, draw)
        id = f"{plain(text)[:40].strip('-')}-{self._made}"
        due = one.day + timedelta(days=draw.randint(10, 200))
        text_due = draw.choice((due.isoformat(), due.isoformat(), due.isoformat()[:7], None))
        self._wait(id, one.day)
        return {"id": id, "text": text, "by": by, "to": to, "due": text_due, "quotes": self._proof(one)}

    def _wait(self, id: str, day: date) -> None:
        """Decide what becomes of a promise, if anything: some day an event settles it."""
        draw = self._draw
        effect = draw.choices(("fulfils", "breaks", "renews", ""), (45, 18, 15, 22))[0]
        if effect:
            heappush(self._pending, (day + timedelta(days=draw.randint(5, 220)), id, effect))

    def _settle(self, one: Happening) -> None:
        if self._pending and self._pending[0][0] < one.day and one.exact and one.number is None:
            _, id, effect = heappop(self._pending)
            one.front[effect] = [id]
            one.paragraphs.append(f"This {effect} what was promised.")
            if effect == "renews":
                self._wait(id, one.day)

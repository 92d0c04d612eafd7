"""The generated sources: what was published on which day, and the words that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.generated.cast import Actor, plain
from tests.generated.vocabulary import FOREIGN, MATTERS, PUBLISHERS, REVIEWERS

LAGS = (0, 1, 1, 1, 1, 2, 2, 3, 5, 21)  # days from an event to its report


@dataclass(slots=True)
class Source:
    """A source while it is written. By the end of `day` it was published, if it says when."""

    id: str
    title: str
    publisher: str
    published: str
    day: date
    language: str = "en"
    rights: str = "full"
    author: str | None = None
    lines: list[str] = field(default_factory=list)
    quotable: list[str] = field(default_factory=list)

    def has_room(self, words: str, line: str) -> bool:
        """Whether the words, and all that are quoted already, will stand in the text once only."""
        return not any(words in one for one in self.lines) and not any(one in line for one in self.quotable)

    def add(self, words: str, line: str) -> None:
        self.lines.append(line)
        self.quotable.append(words)


class Archive:
    """All sources. Every source has a first line that nobody quotes."""

    def __init__(self, today: date, draw: Random) -> None:
        self._today, self._draw = today, draw
        self._taken: Counter[str] = Counter()
        self.sources: list[Source] = []
        self._papers: list[Source] = []

    def report(self, last: date) -> Source:
        """A report of what happened until `last`, published on that day or soon after."""
        day = min(last + timedelta(days=self._draw.choice(LAGS)), self._today)
        source = self._source(PUBLISHERS.draw(self._draw), day, f"Notes of {day:%A}")
        published, source.day = _published(day, self._draw)
        source.published = published
        source.rights = "excerpts" if self._draw.random() < 0.15 else "full"
        source.author = "A. Correspondent" if self._draw.random() < 0.5 else None
        return source

    def review(self, day: date) -> Source:
        """What is published years after the events that it tells of."""
        return self._source(REVIEWERS.draw(self._draw), min(day, self._today), "What was not told")

    def elsewhere(self, day: date) -> Source:
        """A few lines in another language."""
        language = self._draw.choice(list(FOREIGN))
        publisher, _ = FOREIGN[language]
        source = self._source(publisher, day, publisher)
        source.language = language
        return source

    def sort(self) -> None:
        """Make the sources so far those that can announce something."""
        self._papers = sorted(
            (source for source in self.sources if source.language == "en"), key=lambda source: source.day
        )

    def announcing(self, day: date) -> Source | None:
        """A source that was published in the weeks before `day`, if there is one."""
        start = bisect_left(self._papers, day - timedelta(days=50), key=lambda source: source.day)
        end = bisect_right(self._papers, day - timedelta(days=3), key=lambda source: source.day)
        fit = [source for source in self._papers[max(start, end - 8) : end] if source.published[-2:] != ".."]
        return self._draw.choice(fit) if fit else None

    def _source(self, publisher: str, day: date, title: str) -> Source:
        name = f"{plain(publisher)}-{day}" if publisher.isascii() else f"paper-{day}"
        self._taken[name] += 1
        id = name if self._taken[name] == 1 else f"{name}-{self._taken[name]}"
        lead = f"{publisher}. {title}: {MATTERS.draw(self._draw)}."
        source = Source(
            id, f"{title}: {MATTERS.draw(self._draw)}", publisher, day.isoformat(), day, lines=[lead]
        )
        self.sources.append(source)
        return source


def _published(day: date, draw: Random) -> tuple[str, date]:
    """The publication date as the archive has it, and the last day that it can mean."""
    chance, month = draw.random(), day.isoformat()[:7]
    if chance < 0.05:
        return month, (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if chance < 0.055:
        return f"{day}/..", day
    if chance < 0.06:
        return str(day.year), date(day.year, 12, 31)
    return (f"{day}~" if chance < 0.07 else day.isoformat()), day


def foreign_words(source: Source, draw: Random) -> str:
    return FOREIGN[source.language][1].format(n=draw.randint(2, 99999))


def said(words: str, speaker: Actor, party: str) -> str:
    """A line of a source in which somebody says the words."""
    return f"“{words},” said {speaker.name}, {speaker.role} of {party}."

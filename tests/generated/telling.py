"""The words of each event: who took part, what the sources say of it, headline and text."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from tests.generated import grammar
from tests.generated.archive import Archive, Source, foreign_words, said
from tests.generated.cast import ACTORS_OF, PARTIES, PLACES, PRINCIPALS, TOPICS, plain
from tests.generated.grammar import Subject, say
from tests.generated.story import Entry, Footnote, Happening
from tests.generated.vocabulary import KINDS

ANNOUNCED = ("{first} and {others} are expected to take up {thing} in {place} on {day}",
             "{name} of {first} announced for {day} what it called {matter}")  # fmt: skip
AHEAD = ("{first} and {others} are to meet on {thing}", "{name} is to speak in {place}")
_IDS = [party.id for party in PARTIES]
_WEIGHTS = [party.weight for party in PARTIES]


class Teller:
    """Tells the events one after the other, in order of time."""

    def __init__(self, archive: Archive, draw: Random) -> None:
        self._archive, self._draw = archive, draw
        self._taken: Counter[str] = Counter()
        self._before: Happening | None = None

    def tell(self, one: Happening) -> Subject:
        """Gives the event its sources, quotes, headline and text."""
        about = self._subject(one)
        announced = one.status != "held" or one.number or self._draw.random() < 0.08
        if announced:
            self._announce(one, about)
        self._report(one, about)
        one.title = say(grammar.HEADLINES[about.kind], about, self._draw)
        one.key = f"rounds/{one.number}" if one.number else self._key(one)
        self._write(one, about)
        self._before = one
        return about

    def _subject(self, one: Happening) -> Subject:
        draw = self._draw
        kind = "round" if one.number else KINDS.draw(draw)
        parties = self._parties(kind)
        speaker = draw.choice(ACTORS_OF[parties[0]])
        about = Subject(kind, one.day, draw.choice(PLACES), parties, speaker, draw.choice(TOPICS))
        actors = [speaker.id, *(draw.choice(ACTORS_OF[party]).id for party in parties[1:])]
        one.front |= {
            "kind": None if one.number else kind,
            "parties": parties,
            "actors": actors if draw.random() < 0.9 or one.number else [],
            "topics": list(dict.fromkeys([about.topic.id, *self._other_topics(one)])),
            "place": about.place if draw.random() < 0.5 or one.number else None,
        }
        return about

    def _parties(self, kind: str) -> list[str]:
        """The first acts; at a round both principals sit at the table."""
        draw = self._draw
        first = draw.choices(_IDS, _WEIGHTS)[0]
        if kind == "round":
            around = draw.sample(_IDS[2:], draw.randint(1, 3))
            return [*draw.sample(PRINCIPALS, 2), *around]
        if kind in ("statement", "interview", "vote", "incident"):
            return [first]
        others = [other for other in dict.fromkeys(draw.choices(_IDS, _WEIGHTS, k=3)) if other != first]
        return [first, *(others[: draw.randint(1, 2)] or [next(id for id in PRINCIPALS if id != first)])]

    def _other_topics(self, one: Happening) -> list[str]:
        most = 4 if one.number else self._draw.choice((0, 0, 0, 1, 2))
        return [topic.id for topic in self._draw.sample(TOPICS, most)]

    def _announce(self, one: Happening, about: Subject) -> None:
        """What was known beforehand, from a source of the weeks before, where there is one."""
        source = self._archive.announcing(one.day)
        if source is None:
            if one.status == "planned":
                one.status = "held"
            return
        self._quote(one, about, source, direct=False, forms=ANNOUNCED)
        moved = f"{one.day + timedelta(days=self._draw.randint(-2, 20))}"
        title = say(AHEAD, about, self._draw) if self._draw.random() < 0.3 else None
        planned = Entry(source.day, "planned", moved if self._draw.random() < 0.3 else one.date, title)
        if one.status == "planned":
            one.report = None
            one.history = [Entry(source.day, "planned", one.date)] if self._draw.random() < 0.7 else []
        elif one.report and source.day < one.report.day:
            one.history = [
                planned,
                *self._between(source.day, one),
                Entry(one.report.day, one.status, one.date),
            ]

    def _between(self, day: date, one: Happening) -> list[Entry]:
        """Now and then it is put off before it takes place."""
        late = one.report and (one.report.day - day).days > 4 and self._draw.random() < 0.2
        return [Entry(day + timedelta(days=2), "postponed")] if late else []

    def _report(self, one: Happening, about: Subject) -> None:
        draw = self._draw
        if one.report:
            for n in range(draw.choices((1, 2, 3, 4, 6), (55, 28, 12, 4, 1))[0]):
                self._quote(one, about, one.report, direct=(draw.random() < 0.6) == (n % 2 == 0))
        if one.review:
            self._quote(one, about, one.review, direct=draw.random() < 0.5)
        if one.elsewhere and one.report:
            self._quote_foreign(one, about, one.elsewhere)
        before = self._before
        if before and one.report and before.report is one.report and draw.random() < 0.05:
            shared = before.footnotes[-1]
            one.footnotes.append(Footnote("", shared.words, shared.speaker, shared.source))

    def _quote(
        self, one: Happening, about: Subject, source: Source, *, direct: bool, forms: tuple[str, ...] = ()
    ) -> None:
        """Put a sentence into the source, and quote it."""
        forms = forms or (grammar.DIRECT if direct else grammar.REPORTED)
        while True:
            words = say(forms, about, self._draw)
            line = said(words, about.speaker, about.first) if direct else f"{words}."
            if source.has_room(words, line):
                break
        source.add(words, f"{line} {say(grammar.FURTHER, about, self._draw)}." if len(line) < 120 else line)
        one.footnotes.append(Footnote("", words, about.speaker.id if direct else None, source))

    def _quote_foreign(self, one: Happening, about: Subject, source: Source) -> None:
        words = foreign_words(source, self._draw)
        if source.has_room(words, f"{words}."):
            source.add(words, f"{words}.")
            one.footnotes.append(Footnote("", words, about.speaker.id, source))

    def _key(self, one: Happening) -> str:
        name = f"{one.day}-{plain(one.title)[:60].strip('-')}"
        self._taken[name] += 1
        return f"events/{name}" if self._taken[name] == 1 else f"events/{name}-{self._taken[name]}"

    def _write(self, one: Happening, about: Subject) -> None:
        """Text around the marks of its footnotes: one sentence for each, some without any."""
        draw, sentences = self._draw, []
        for number, footnote in enumerate(one.footnotes, 1):
            footnote.label = str(number)
            forms = grammar.SUMMARIES if number == 1 else grammar.FURTHER
            sentences.append(f"{say(forms, about, draw)}.[^{number}]")
            if draw.random() < 0.25:
                sentences.append(f"{say(grammar.FURTHER, about, draw)}.")
        if self._before and self._before.key.startswith("events/") and draw.random() < 0.1:
            path = self._before.key if one.number is None else f"../{self._before.key}"
            sentences.append(f"It followed [what came before]({path.removeprefix('events/')}.md).")
        split = draw.randint(1, len(sentences))
        one.paragraphs = [" ".join(part) for part in (sentences[:split], sentences[split:]) if part]

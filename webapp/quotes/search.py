"""Where the spans of a quote stand in the folded source, one after another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf

from webapp.quotes.fold import OMISSION, Folded
from webapp.quotes.reading import Reading, cuts, glued_after, glued_before, glued_within
from webapp.quotes.source import SourceText
from webapp.timelimit import TimeLimit

MOST = 20_000
Place = tuple[tuple[int, int], ...]  # start and end of each span, in the folded source


class Search:
    """The search for one reading in one source.

    Spans with only an insertion between them must follow one another at once: they form a run. After a cut
    comes the nearest place of the next run, with no omission in between. Every place that is looked at asks
    for the time, if that is limited.
    """

    def __init__(self, reading: Reading, source: SourceText, limit: TimeLimit | None = None) -> None:
        self.reading = reading
        self.source = source
        self.limit = limit or TimeLimit(inf)
        self.needles = [Folded(span).text for span in reading.spans]
        self.crowded = False  # some words stand in more than MOST places, which nobody looks through
        self.firsts = [i for i in range(len(self.needles)) if i == 0 or cuts(reading.marks[i])]

    def places(self) -> list[Place]:
        """Every place of the whole quote, in order of its first span."""
        whole = self.runs(0)
        for i in self.firsts[1:]:
            whole = whole and self._chained(whole, self.runs(i))
        return whole

    def runs(self, first: int) -> list[Place]:
        """Every place of the run that begins with span `first`."""
        found = list(islice(self.stand(first), MOST + 1))
        self.crowded = self.crowded or len(found) > MOST
        if self.crowded:
            return []
        return [place for start in found if (place := self._run(first, start))]

    def stand(self, i: int) -> Iterator[int]:
        """Every place where the letters of span i stand, fitting or not."""
        for at in self.source.find(self.needles[i]):
            self.limit.check()
            yield at

    def _chained(self, whole: list[Place], runs: list[Place]) -> list[Place]:
        """The places of `whole`, each with the nearest of `runs` after it, where there is one."""
        starts = [run[0][0] for run in runs]
        chained = []
        for place in whole:
            self.limit.check()
            end = place[-1][1]
            nearest = bisect_left(starts, end)
            if nearest < len(starts) and OMISSION not in self.source.folded.text[end : starts[nearest]]:
                chained.append(place + runs[nearest])
        return chained

    def fits(self, i: int, at: int) -> bool:
        """Whether span i stands at this place, by whole words."""
        needle, before, after = self.needles[i], *self.reading.marks[i : i + 2]
        return self.source.folded.text.startswith(needle, at) and self.source.fits(
            at, at + len(needle), glued_after(before), glued_before(after)
        )

    def follower(self, i: int, end: int) -> int | None:
        """Where span i stands if the span before it ends at `end`, with only an insertion between them."""
        return next((at for at in self._followers(i, end) if self.fits(i, at)), None)

    def _run(self, first: int, start: int) -> Place | None:
        self.limit.check()
        if not self.fits(first, start):
            return None
        place = [(start, start + len(self.needles[first]))]
        for i in range(first + 1, len(self.needles)):
            if i in self.firsts:
                break
            at = self.follower(i, place[-1][1])
            if at is None:
                return None
            place.append((at, at + len(self.needles[i])))
        return tuple(place)

    def _followers(self, i: int, end: int) -> Iterable[int]:
        """A glued insertion stands for the rest of the word that it touches, or for a part within it."""
        mark = self.reading.marks[i]
        word_end, folded = self.source.word_end, self.source.folded.text
        if glued_within(mark):
            return range(end, word_end(end + 1))
        at = word_end(end) if glued_before(mark) else end
        at += folded.startswith(" ", at)
        return range(at, word_end(at + 1)) if glued_after(mark) else (at,)

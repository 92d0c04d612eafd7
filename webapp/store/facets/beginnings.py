"""When selected events begin, and in which lanes of the overview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from webapp.store.facets.model import Facets
from webapp.store.facets.places import Selection
from webapp.timeline.counts import Count
from webapp.timeline.items import Lane
from webapp.timeline.lanes import drawn
from webapp.timeline.overall import Overall
from webapp.timeline.scale import Span

ALONE = ""  # what stands for no party


def overall(facets: Facets, selected: Selection, lanes: Sequence[Lane]) -> Overall:
    """What the overview of the selected events, one or more, is drawn from; `lanes` are all parties'."""
    parties = facets.values["party"]
    busy = {party: number for party, places in parties.items() if (number := selected.count(places))}
    astray = not busy.keys() <= {lane.id for lane in lanes}
    shown, numbers = drawn(lanes, busy, astray)
    members = [list[str]() for _ in shown]
    for party in busy:
        members[numbers.get(party, len(shown) - 1)].append(party)
    return Overall(shown, Beginnings(facets, selected, members))


class Beginnings:
    """How many of the selected events begin in any stretch of time; of each lane those of its parties."""

    def __init__(self, facets: Facets, selected: Selection, lanes: Iterable[Iterable[str]]) -> None:
        self._facets = facets
        self._selected = selected
        held = facets.having("status", ["held"])
        self._lanes = [
            (number, Selection(events, facets.length), Selection(events & ~held, facets.length))
            for number, parties in enumerate(lanes)
            if (events := selected.bits & facets.having("party", parties))
        ]

    @property
    def first(self) -> int:
        return self.days[0][0]

    @property
    def last(self) -> int:
        return self.days[-1][1]

    @cached_property
    def days(self) -> list[Span]:
        times = self._facets.times
        ends = (self._selected.ends(first, end) for first, end in self._facets.days)
        return [(times[each[0]], times[each[1]]) for each in ends if each]

    def before(self, time: int) -> tuple[int, int]:
        """How many begin before that time, and that time."""
        return self._selected.before(self._facets.place(time)), time

    def between(self, cuts: Sequence[int]) -> list[Count]:
        """What begins from each of the times to before the next."""
        places = [self._facets.place(cut) for cut in cuts]
        counts = [Count(number) for number in _between(self._selected, places)]
        for lane, events, rest in self._lanes:
            of_lane, not_held = _between(events, places), _between(rest, places)
            for count, number, others in zip(counts, of_lane, not_held, strict=True):
                if number:
                    count.lanes[lane] = number, others
        return counts

    def cut(self, begin: int, end: int) -> tuple[Span, list[Span]] | None:
        """When the first and the last begin of those from `begin` to before `end`, and their days."""
        facets = self._facets
        ends = self._selected.ends(facets.place(begin), facets.place(end)) if begin < end else None
        if ends is None:
            return None
        span = facets.times[ends[0]], facets.times[ends[1]]
        if begin <= self.first and self.last < end:
            return span, self.days
        days = [(max(first, begin), min(last, end - 1)) for first, last in self.days]
        return span, [(first, last) for first, last in days if first <= last]


def _between(selected: Selection, places: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise(map(selected.before, places))]

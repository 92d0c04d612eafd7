"""The facets of a revision, as they are held in memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import compress
from operator import or_
from sys import getsizeof

from webapp.store.facets.places import Placed, Places, Selection, bits, span

DAY = 86_400


@dataclass(frozen=True)
class Cited:
    """Which events cite how many different quotes.

    The nth of `sole` are those that cite more than n that no other event cites. Each of `shared` is a quote
    (a number) that the event at the same position of `sharing` cites, and not that one only.
    """

    sole: Sequence[Places]
    sharing: array[int]
    shared: array[int]

    def count(self, selected: Selection) -> int:
        """How many different quotes those cite."""
        flags = selected.flags
        shared = set(compress(self.shared, map(flags.__getitem__, self.sharing))) if self.shared else ()
        return sum(map(selected.count, self.sole)) + len(shared)


@dataclass(frozen=True)
class Facets:
    """By their places: the ids of the event versions, and the second at which each begins.

    `values` are the places by filter and value, and of `number` those of rounds, of `party` "" those of
    events without any. `cited` are all "quotes", the "loose" that do not match to the byte, and the
    "unverified".
    """

    ids: array[int]
    times: array[int]
    values: Mapping[str, Mapping[str, Places]]
    cited: Mapping[str, Cited]

    @property
    def length(self) -> int:
        return len(self.ids)

    @property
    def size(self) -> int:
        """About how many bytes they take."""
        sets = [each for values in self.values.values() for each in values.values()]
        sets += [each for cited in self.cited.values() for each in (*cited.sole, cited.sharing, cited.shared)]
        return sum(map(getsizeof, (self.ids, self.times, *sets))) + Placed.size(self.ids)

    def having(self, name: str, values: Iterable[str]) -> int:
        """The places of the events that have any of the values, as bits."""
        known = self.values[name]
        return reduce(or_, (bits(known[value]) for value in values if value in known), 0)

    def place(self, time: int) -> int:
        """How many events begin before that second."""
        return bisect_left(self.times, time)

    def begun(self, first: int, last: int) -> int:
        """The places of the events that begin from one second to another, as bits."""
        return span(self.place(first), self.place(last + 1))

    @cached_property
    def placed(self) -> Placed:
        return Placed(self.ids)

    @cached_property
    def days(self) -> Sequence[tuple[int, int]]:
        """From which place to before which each day goes that has any."""
        found, start = list[tuple[int, int]](), 0
        while start < self.length:
            end = bisect_left(self.times, (self.times[start] // DAY + 1) * DAY, start)
            found.append((start, end))
            start = end
        return found

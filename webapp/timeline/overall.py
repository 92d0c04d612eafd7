"""What the overview of very many events is drawn from, counted once: by days, or by months.

Pictures count in steps of at least so many days where events lie on so many, so that a count by the second
would draw the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, chain, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from webapp.timeline.counts import Begun, Counts, Sums, counts
from webapp.timeline.items import Lane, Tally
from webapp.timeline.lanes import Parties, arrange
from webapp.timeline.steps import Grid, Step

# Of a picture's bars there is room for fewer than 200: so many hours or weeks are over before these days are.
LEAST_DAYS, MOST_DAYS = 30, 4000


@dataclass(frozen=True, slots=True)
class Overall:
    """The lanes to draw, and how many events begin when in each."""

    lanes: Sequence[Lane]
    sums: Begun

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Overall:
        """What `tell` has told."""
        lanes = [Lane(**{**lane, "members": tuple(lane["members"])}) for lane in told["lanes"]]
        ends = list(accumulate(told["days"]))
        days = list(zip(ends[::2], ends[1::2], strict=True))
        return cls(lanes, Sums(Counts(list(accumulate(told["times"])), days, told["events"], told["counts"])))


def tell(
    lanes: Sequence[Lane], busy: Mapping[Parties, int], tallies: Iterable[Tally], zone: str
) -> dict[str, Any] | None:
    """What to keep, as JSON can hold it, of tallies in order of time; None of those of a few days.

    `busy` says how many events those parties have together.
    """
    clocks = ZoneInfo(zone)
    drawn, touched = arrange(lanes, busy)
    found = counts(tallies, touched, Grid(Step("day"), clocks))
    if len(found.times) < LEAST_DAYS:
        return None
    if len(found.times) > MOST_DAYS:
        found = found.coarser(Grid(Step("month"), clocks))
    return {
        "lanes": [asdict(lane) for lane in drawn],
        "times": _steps(found.times),
        "days": _steps(chain(*found.days)),
        "events": found.events,
        "counts": found.lanes,
    }


def _steps(times: Iterable[int]) -> list[int]:
    """From each time to the next, which is shorter to write."""
    return [after - before for before, after in pairwise(chain((0,), times))]

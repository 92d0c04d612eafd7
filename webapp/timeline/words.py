"""The overview's times and sums in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from webapp.dates import together
from webapp.dates.clock import civil, wall
from webapp.dates.labels import year as year_text
from webapp.dates.mends import MONTHS
from webapp.timeline.items import Item, Lane, Round
from webapp.timeline.steps import DAY, Grid, Step

MOST = 8  # names in a list


def listed(parts: Sequence[str]) -> str:
    """The parts as English lists them: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def many(count: int, thing: str) -> str:
    """The number with its noun: "1 event", "2,000 events"."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


def _parts(shown: int) -> tuple[str, str, str, str]:
    """Hour with minute, day, month and year of a clock's reading."""
    year, month, day = civil(shown // DAY)
    return f"{shown % DAY // 3600:02}:{shown % 3600 // 60:02}", str(day), MONTHS[month - 1], year_text(year)


def tick(grid: Grid, number: int) -> tuple[str, str]:
    """What stands below a tick, and what that belongs to: ("14:00", "28 May 2025"), ("28 May", "2025")."""
    hour, day, month, year = _parts(grid.shown(number))
    match grid.step.unit:
        case "hour":
            return hour, f"{day} {month} {year}"
        case "day" | "week":
            return f"{day} {month}", year
        case "month":
            return month, year
    return year, ""


@lru_cache(maxsize=4096)
def period(grid: Grid, number: int) -> str:
    """A step by its full name: "28 May 2025, 14:00", "week of 26 May 2025", "May 2025", "1990 to 1999"."""
    small, large = tick(grid, number)
    match grid.step.unit:
        case "hour":
            return f"{large}, {small}"
        case "week":
            return f"week of {small} {large}"
    if grid.step.unit == "year" and grid.step.size > 1:
        return f"{small} to {_parts(grid.shown(number + 1) - DAY)[3]}"
    return f"{small} {large}".rstrip()


def pace(step: Step) -> str:
    """The unit that bars count in: "hour", "week", "decade"."""
    return {1: step.unit, 10: "decade", 100: "century"}.get(step.size, f"{step.size:,} years")


def between(start: int, end: int, step: Step, zone: ZoneInfo) -> str:
    """From when to when, no finer than the step of an axis: "from 16 May to 2 June 2025", "in 1990"."""
    (hour, *first), (until, *last) = _parts(wall(start, zone)), _parts(wall(end, zone))
    if step.unit == "hour":
        if first == last:
            return f"on {' '.join(last)} " + (f"at {hour}" if hour == until else f"from {hour} to {until}")
        return f"from {' '.join(first)}, {hour} to {' '.join(last)}, {until}"
    if step.unit == "year":
        del first[:-1], last[:-1]
    if first == last:
        return f"{'in' if step.unit == 'year' else 'on'} {' '.join(last)}"
    shared = next(n for n in range(3) if first[-n - 1] != last[-n - 1])
    return f"from {' '.join(first[: len(first) - shared])} to {' '.join(last)}"


def aside(status: str) -> str:
    """The status where it is news: nothing for what was held."""
    return "" if status == "held" else f", {status}"


def lane_name(lane: Lane) -> str:
    """A lane with who shares it, if they are not too many to be listed: "Mediators (Austria and Oman)"."""
    if not lane.members:
        return lane.label
    members = listed(lane.members) if len(lane.members) <= MOST else f"{len(lane.members)} parties"
    return f"{lane.label} ({members})"


def round_name(round_: Round) -> str:
    return f"Round {round_.number}{aside(round_.status)}: {round_.label}"


def rounds_name(rounds: Sequence[Round]) -> str:
    """Several rounds by their numbers, with how many of them were not held, and from when to when."""
    rest = sum(round_.status != "held" for round_ in rounds)
    numbers = numbered([round_.number for round_ in rounds])
    return f"Rounds {numbers}{f' ({rest} not held)' * bool(rest)}: {together([each.date for each in rounds])}"


def numbered(numbers: Iterable[int]) -> str:
    """Numbers in ascending order, those that follow each other as one: "3, 5–8"."""
    runs = groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0])
    parts = [[number for _, number in run] for _, run in runs]
    return ", ".join(str(first) if not more else f"{first}–{more[-1]}" for first, *more in parts)


def item_name(item: Item) -> str:
    return f"{item.label}{aside(item.status)}: {item.title}"


def bin_name(when: str, events: int, lanes: Sequence[tuple[str, int, int]]) -> str:
    """What a bar stands for: each lane with how many events it has there, and how many of those not held."""
    parts = [f"{name} {count}{f' ({rest} not held)' * bool(rest)}" for name, count, rest in lanes]
    return f"{when}: {many(events, 'event')}. {listed(parts)}"


def summary(
    events: int, rounds: Sequence[Round], lanes: Sequence[Lane], when: str, notes: Sequence[str]
) -> str:
    """What is to be seen, for those who do not see it."""
    names = listed([lane_name(lane) for lane in lanes])
    drawn = f"{many(events, 'event')} in {many(len(lanes), 'lane')} ({names}) {when}"
    told = [round_name(each) for each in rounds] if len(rounds) <= 4 else [many(len(rounds), "round")]
    return ". ".join((drawn, *told, *notes)) + "."

"""When things happen: busy weeks around rounds, quiet months, stretches in which nothing is heard."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.generated.size import FIRST_DAY, Size

AHEAD = 45  # days that lie in the future of the newest source
BUSY = ((2, 9.0), (6, 4.0), (12, 1.5), (30, 0.4), (75, 0.12))  # up to so many days from a round: how busy


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round: its number, its first and last day, what became of it."""

    number: int
    first: date
    last: date
    status: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """`days` has the day of each event, in order; what comes after `today` is only planned."""

    today: date
    rounds: tuple[Meeting, ...]
    days: tuple[date, ...]

    def nearest(self, day: date) -> Meeting | None:
        """The round that a day belongs to, if it lies within two weeks of one."""
        around = [(_distance(meeting, day), meeting.number, meeting) for meeting in self.rounds]
        distance, _, meeting = min(around, default=(99, 0, None))
        return meeting if distance <= 14 else None


def calendar(size: Size, draw: Random) -> Calendar:
    length = size.years * 365
    end = FIRST_DAY + timedelta(days=length)
    today = end - timedelta(days=AHEAD)
    rounds = tuple(_rounds(size.rounds, today, draw))
    all_days = [FIRST_DAY + timedelta(days=n) for n in range(length)]
    weights = _weights(all_days, rounds, today)
    return Calendar(today, rounds, tuple(sorted(draw.choices(all_days, weights, k=size.events))))


def _rounds(number: int, today: date, draw: Random) -> list[Meeting]:
    """All but the last two lie in the past, in three series with long silences between them."""
    past = max(number - 2, 0)
    gaps = [12 + draw.expovariate(1 / 20) for _ in range(past)]
    for silence, factor in ((past // 3, 9.0), (past * 2 // 3, 5.0)):
        if past > 3:
            gaps[silence] *= factor
    scale = ((today - FIRST_DAY).days - 20) / (sum(gaps) or 1)
    meetings, at = [], 0.0
    for n, gap in enumerate(gaps, 1):
        at += gap * scale
        first = FIRST_DAY + timedelta(days=int(at))
        status = "cancelled" if n % 11 == 7 else "postponed" if n % 13 == 9 else "held"
        meetings.append(Meeting(n, first, first + timedelta(days=draw.choice((0, 0, 1, 2, 4))), status))
    for n in range(past + 1, number + 1):
        first = today + timedelta(days=(n - past) * 16 - 5)
        meetings.append(Meeting(n, first, first, "planned"))
    return meetings


def _weights(days: list[date], rounds: tuple[Meeting, ...], today: date) -> list[float]:
    firsts = [meeting.first for meeting in rounds]
    weights = []
    for day in days:
        after = bisect_left(firsts, day)
        near = min((_distance(meeting, day) for meeting in rounds[max(after - 1, 0) : after + 1]), default=0)
        busy = next((weight for most, weight in BUSY if near <= most), 0.0)
        rest = 0.4 if day.weekday() >= 5 else 1.0
        weights.append(busy * rest * (0.1 if day > today else 1.0))
    return weights


def _distance(meeting: Meeting, day: date) -> int:
    return max((meeting.first - day).days, (day - meeting.last).days, 0)


def dated(day: date, draw: Random) -> str:
    """An EDTF date that includes the day: a day mostly, now and then something less or more precise."""
    month, chance = day.isoformat()[:7], draw.random()
    later = (day + timedelta(days=draw.randint(1, 12))).isoformat()
    if chance < 0.08:
        return f"{day}T{draw.randint(8, 19):02}:{draw.choice((0, 15, 30, 45)):02}"
    for most, text in (
        (0.11, month),
        (0.15, f"{day}/{later}"),
        (0.18, f"{day}~"),
        (0.20, f"{day}?"),
        (0.21, f"{day}%"),
        (0.215, f"../{day}"),
        (0.225, f"{day}/.."),
        (0.229, f"{day}/"),
        (0.233, f"[{day},{later}]"),
        (0.237, f"{{{day},{later}}}"),
        (0.242, f"{month}~"),
        (0.245, f"{day.year}"),
        (0.247, _season(day)),
        (0.25, f"{month}/{later[:7]}"),
    ):
        if chance < most:
            return text
    return day.isoformat()


def _season(day: date) -> str:
    """Its spring, summer or autumn; of a winter, which lies in two years, its month."""
    return f"{day.year}-{20 + day.month // 3}" if 3 <= day.month <= 11 else day.isoformat()[:7]

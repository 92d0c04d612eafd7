"""What happens in the generated negotiation: every event and round with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.generated.archive import Archive, Source
from tests.generated.calendar import Calendar, calendar, dated
from tests.generated.size import Size

YEARS_LATER = timedelta(days=700)


@dataclass(slots=True)
class Footnote:
    """A quote: words that stand in the source once. No speaker: the source's own words."""

    label: str
    words: str
    speaker: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """What was known from a day on."""

    known: date
    status: str
    date: str | None = None
    title: str | None = None


@dataclass(slots=True)
class Happening:
    """An event, or a round where it has a `number`, on its way to a file; `front` is the rest of its keys."""

    day: date
    date: str
    status: str
    number: int | None = None
    round: int | None = None
    report: Source | None = None
    review: Source | None = None
    elsewhere: Source | None = None
    key: str = ""
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    front: dict[str, object] = field(default_factory=dict)
    history: list[Entry] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        return self.date == self.day.isoformat()


def happenings(times: Calendar, draw: Random) -> list[Happening]:
    """Everything that is to be told, in order of time, as yet without words."""
    found = [_event(times, day, draw) for day in times.days]
    for meeting in times.rounds:
        text = meeting.first.isoformat()
        if meeting.last > meeting.first:
            text = f"{text}/{meeting.last}"
        found.append(Happening(meeting.last, text, meeting.status, meeting.number))
    return sorted(found, key=lambda one: (one.day, one.number or 0))


def _event(times: Calendar, day: date, draw: Random) -> Happening:
    chance, near = draw.random(), times.nearest(day)
    status = "cancelled" if chance < 0.02 else "postponed" if chance < 0.035 else "held"
    if day > times.today or chance > 0.99:
        status = "planned"
    number = near.number if near and draw.random() < 0.7 else None
    return Happening(day, dated(day, draw), status, round=number)


def cover(told: list[Happening], times: Calendar, draw: Random) -> Archive:
    """Give every event that has happened the source that reports it: one for about five events."""
    archive = Archive(times.today, draw)
    past = [one for one in told if one.day <= times.today]
    for batch in _batches([one for one in past if not _is_late(one, times, draw)], draw):
        report = archive.report(batch[-1].day)
        elsewhere = archive.elsewhere(report.day) if draw.random() < 0.04 else None
        for n, one in enumerate(batch):
            one.report = report
            one.elsewhere = elsewhere if n < 2 else None
    archive.sort()
    _review([one for one in past if one.report is None], [one for one in past if one.report], archive, draw)
    return archive


def _is_late(one: Happening, times: Calendar, draw: Random) -> bool:
    """Whether nobody hears of it for years."""
    early = one.day + YEARS_LATER + timedelta(days=100) < times.today
    return early and one.status == "held" and one.number is None and draw.random() < 0.006


def _batches(told: list[Happening], draw: Random) -> list[list[Happening]]:
    batches: list[list[Happening]] = [told[:1]] if told else []
    most = 5
    for before, one in pairwise(told):
        if len(batches[-1]) >= most or (one.day - before.day).days > 5:
            batches.append([])
            most = draw.randint(3, 8)
        batches[-1].append(one)
    return batches


def _review(late: list[Happening], told: list[Happening], archive: Archive, draw: Random) -> None:
    """Memoirs and papers that tell of early events years later; of some of them nothing else does."""
    for start in range(0, len(late), 4):
        some = late[start : start + 4]
        review = archive.review(some[-1].day + YEARS_LATER + timedelta(days=draw.randint(0, 99)))
        known = [one for one in told if some[0].day <= one.day <= some[-1].day]
        for one in some:
            one.review = review
        for one in draw.sample(known, min(3, len(known))):
            one.review = review


def plan(size: Size, draw: Random) -> tuple[list[Happening], Archive]:
    times = calendar(size, draw)
    told = happenings(times, draw)
    return told, cover(told, times, draw)

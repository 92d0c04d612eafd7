"""What was known when: the status and history of an event held against the days of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from webapp.dates import Date
from webapp.dossier.model import Status
from webapp.dossier.problems import Report, brief
from webapp.dossier.shapes import EventShape, RoundShape
from webapp.dossier.tree import Keys, place

_SAME = "make them the same, or add an entry"


def certainly_before(one: Date, other: Date) -> bool:
    """Whether all that `one` can mean lies before all that `other` can; never so where one is vague."""
    if one.latest is None or other.earliest is None:
        return False
    vague = one.approximate or one.uncertain or other.approximate or other.uncertain
    return not vague and one.latest < other.earliest


def check(
    shape: EventShape | RoundShape,
    headline: str | None,
    published: Sequence[Date],
    matter: Keys,
    report: Report,
) -> None:
    """`published` are the days of the sources cited: all of them, or none where some could not be read.

    `headline` is None, or empty, where it could not be read.
    """
    if published:
        _check_held(shape, published, matter, report)
        _check_known(shape, min(published, key=lambda date: date.sort), matter, report)
    _check_order(shape, matter, report)
    _check_last(shape, matter, report)
    if headline:
        _check_title(shape, headline, matter, report)


def _check_held(
    shape: EventShape | RoundShape, published: Sequence[Date], matter: Keys, report: Report
) -> None:
    if shape.status is Status.HELD and all(certainly_before(date, shape.date) for date in published):
        newest = max(published, key=lambda date: date.sort)
        report.add(
            place(matter, ("status",) if "status" in matter.nodes else ("date",)),
            f"what was published by {newest.label} cannot report {shape.date.label} as held: "
            "write `status: planned`, cite a later source, or correct the date",
        )


def _check_known(shape: EventShape | RoundShape, first: Date, matter: Keys, report: Report) -> None:
    for n, entry in enumerate(shape.history):
        if certainly_before(entry.known, first):
            report.add(
                place(matter, ("history", n, "known")),
                f"nothing was known on {entry.known.label}: the earliest source cited is of {first.label}; "
                "cite an earlier one, or correct `known`",
            )


def _check_order(shape: EventShape | RoundShape, matter: Keys, report: Report) -> None:
    for n, (above, entry) in enumerate(pairwise(shape.history), 1):
        if entry.known.sort <= above.known.sort:
            report.add(
                place(matter, ("history", n, "known")),
                f"`known` is not later than in the entry above ({above.known.label}): "
                "put the entries in order of time, one for a day",
            )


def _check_last(shape: EventShape | RoundShape, matter: Keys, report: Report) -> None:
    if not shape.history:
        return
    last, n = shape.history[-1], len(shape.history) - 1
    if last.status is not shape.status:
        report.add(
            place(matter, ("history", n, "status")),
            f"the last entry says {last.status}, and the status is {shape.status}: {_SAME}",
        )
    if last.date and last.date.text != shape.date.text:
        report.add(
            place(matter, ("history", n, "date")),
            f"the last entry says {last.date.text}, and the date is {shape.date.text}: {_SAME}",
        )


def _check_title(shape: EventShape | RoundShape, headline: str, matter: Keys, report: Report) -> None:
    title = shape.history[-1].title if shape.history else None
    if title and title != headline:
        report.add(
            place(matter, ("history", len(shape.history) - 1, "title")),
            f"the last entry says “{brief(title)}”, and the headline is “{brief(headline)}”: "
            "make them the same, or leave this title out",
        )

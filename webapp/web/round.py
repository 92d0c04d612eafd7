"""`/<dossier>/rounds/<n>`: a round, what it agreed, and the events before, during and after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import Edition, EventRef, RoundPage
from webapp.web.event import Account, account, described, subject
from webapp.web.head import Head, head
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.view import in_timeline

NEAR = 100  # events before, during or after a round that its page lists


@dataclass(frozen=True, slots=True)
class Around:
    """The events nearest to the round on one side of it, and how many `more` the timeline has, `there`."""

    name: str
    refs: tuple[EventRef, ...]
    more: int
    there: str


@dataclass(frozen=True, slots=True)
class RoundContext:
    head: Head
    account: Account
    round: RoundPage
    around: tuple[Around, ...]


def round_(at: Address, number: int) -> Response:
    found = find(at, queries.round_, number)
    context = arrange(found)
    return render("round.html", context)


def arrange(found: Found[RoundPage]) -> RoundContext:
    edition, row = found.edition, found.row
    ref = row.page.ref
    told = account(edition, row.page)
    return RoundContext(
        head=head(
            found,
            ref.key,
            f"{ref.title} — {edition.title}",
            described(row.page),
            row.page.known,
            subject(told),
        ),
        account=told,
        round=row,
        around=tuple(around(edition, row)),
    )


def around(edition: Edition, row: RoundPage) -> Iterator[Around]:
    """What there is before, during and after the round."""
    for name, refs in ("Before", row.before), ("During", row.during), ("After", row.after):
        if refs:
            near = refs[-NEAR:] if name == "Before" else refs[:NEAR]
            edge = near[0] if name == "Before" else near[-1]
            yield Around(name, near, len(refs) - len(near), in_timeline(edition, edge.key))

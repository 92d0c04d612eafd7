"""`/<dossier>/positions`: who holds what on which topic, as of the view's date, and what they held before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request

from webapp.dates import Date
from webapp.store import queries
from webapp.store.rows import Edition, Party, PositionsPage, Topic
from webapp.web.claims import Held, held
from webapp.web.head import Head, head
from webapp.web.narrowing import check, narrowed
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import count

NARROWING = ("party", "topic")
PARAMETERS = (*NARROWING, "known")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a party holds now, and what it held `before`, newest first; `all` has the `more` left out here."""

    party: Party
    now: Held
    before: tuple[Held, ...]
    more: int
    all: str


@dataclass(frozen=True, slots=True)
class Line:
    """A topic's cells, one for each party; `here` is the page of this topic alone."""

    topic: Topic
    here: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`here` is the page of this party alone."""

    party: Party
    here: str


@dataclass(frozen=True, slots=True)
class PositionsContext:
    """`whole` is the page that is narrowed to nothing, or None where this is it."""

    head: Head
    edition: Edition
    as_of: Date | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    stated: int
    whole: str | None


@takes(*PARAMETERS, several=NARROWING)
def positions(at: Address) -> Response:
    return render("positions.html", arrange(asked(at), any(name in request.args for name in NARROWING)))


def asked(at: Address) -> Found[PositionsPage]:
    """The positions that the request asks for. Raises Refused."""
    found = find(at, queries.positions, *(request.args.getlist(name) for name in NARROWING))
    check(found.edition, "party", found.edition.parties)
    check(found.edition, "topic", found.edition.topics)
    return found


def arrange(found: Found[PositionsPage], is_narrow: bool) -> PositionsContext:
    edition, page = found.edition, found.row
    title = f"Positions — {edition.title}"
    described = f"Who holds what on {count(len(page.topics), 'topic')}, each in the words that prove it."
    return PositionsContext(
        head=head(found, "positions", title, described),
        edition=edition,
        as_of=page.as_of,
        columns=tuple(Column(each, _here(edition)(party=[each.id])) for each in page.parties),
        lines=tuple(
            Line(
                topic=topic,
                here=_here(edition)(topic=[topic.id]),
                cells=tuple(_cell(edition, page, topic, party) for party in page.parties),
            )
            for topic in page.topics
        ),
        stated=sum(cell.total for cell in page.cells.values()),
        whole=_here(edition)() if is_narrow else None,
    )


def _here(edition: Edition) -> Callable[..., str]:
    return lambda **values: narrowed(edition, "positions", PARAMETERS, **values)


def _cell(edition: Edition, page: PositionsPage, topic: Topic, party: Party) -> Cell | None:
    cell = page.cells.get((topic.id, party.id))
    if cell is None:
        return None
    now, *before = (held(edition, stance) for stance in cell.stances)
    return Cell(
        party=party,
        now=now,
        before=tuple(before),
        more=cell.total - len(cell.stances),
        all=_here(edition)(party=[party.id], topic=[topic.id]),
    )

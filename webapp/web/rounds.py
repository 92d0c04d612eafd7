"""`/<dossier>/rounds`: all rounds in a table, of which two can be chosen to be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Response, request

from webapp.store import queries
from webapp.store.rows import Edition, RoundLine
from webapp.web.faults import lacking
from webapp.web.head import Head, head
from webapp.web.parameters import Refused, takes
from webapp.web.paths import Address, moved
from webapp.web.people import Delegation, delegations
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import count


@dataclass(frozen=True, slots=True)
class Row:
    """A round with those who took part in it."""

    line: RoundLine
    delegations: tuple[Delegation, ...]


@dataclass(frozen=True, slots=True)
class RoundsContext:
    """`statuses` counts the rounds of each status, the most frequent first."""

    head: Head
    edition: Edition
    statuses: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]


@takes("compare", "known", several=("compare",))
def rounds(at: Address) -> Response:
    found = find(at, queries.rounds)
    if asked := request.args.getlist("compare"):
        return moved(*compared(found, asked))
    return render("rounds.html", arrange(found))


def arrange(found: Found[tuple[RoundLine, ...]]) -> RoundsContext:
    edition = found.edition
    rows = tuple(Row(line, delegations(line.ref.parties, line.actors)) for line in found.row)
    described = f"{count(len(rows), 'round')} of {edition.title}: who met, what was agreed and what was not."
    return RoundsContext(
        head=head(found, "rounds", f"Rounds — {edition.title}", described),
        edition=edition,
        statuses=tuple(Counter(line.ref.status for line in found.row).most_common()),
        rows=rows,
    )


def compared(found: Found[tuple[RoundLine, ...]], asked: list[str]) -> tuple[str, str]:
    """The path and query of the comparison of these rounds. Raises Refused unless they are two that exist."""
    edition, numbers = found.edition, {str(line.ref.number) for line in found.row}
    back = [(edition.link("rounds"), "All rounds")]
    if unknown := [text[:40] for text in asked if text not in numbers]:
        raise Refused([lacking(edition, "round", "” or “".join(unknown[:5]))], back)
    if len(asked) != 2:
        which = f"Round {asked[0]} alone is chosen" if len(asked) == 1 else f"{len(asked)} rounds are chosen"
        raise Refused([f"A comparison takes exactly two rounds. {which}."], back)
    first, second = sorted(asked, key=int)
    path, _, query = edition.link(f"rounds/{first}..{second}").partition("?")
    return path, query

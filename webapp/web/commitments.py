"""`/<dossier>/commitments`: what was promised, and what became of it as of the view's date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import Response, request

from webapp.dates import Date
from webapp.store import queries
from webapp.store.rows import CommitmentsPage, Edition, Missing, Party
from webapp.store.rows.claims import STATES
from webapp.web.claims import Pledge, pledge
from webapp.web.faults import nowhere, refusal
from webapp.web.head import Head, head
from webapp.web.narrowing import check, narrowed
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import Found, connection, open_edition
from webapp.web.rendering import render
from webapp.web.words import count

PARAMETERS = ("state", "party", "known", "after")


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments of one state that the page lists."""

    state: str
    pledges: tuple[Pledge, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A state or a `party` that the list can be narrowed to, `there`; a `chosen` one leads back."""

    name: str
    count: int
    chosen: bool
    there: str
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class CommitmentsContext:
    """`total` counts what is chosen, of which this page lists those from the `first` to the `last`."""

    head: Head
    edition: Edition
    as_of: Date | None
    states: tuple[Choice, ...]
    parties: tuple[Choice, ...]
    groups: tuple[Group, ...]
    total: int
    first: int
    last: int
    earlier: str | None
    later: str | None
    whole: str | None


@takes(*PARAMETERS, several=("state", "party"))
def commitments(at: Address) -> Response:
    return render("commitments.html", asked(at))


def asked(at: Address) -> CommitmentsContext:
    """The commitments that the request asks for. Raises Refused."""
    edition = open_edition(at)
    check(edition, "state", STATES)
    check(edition, "party", edition.parties)
    chosen = {name: request.args.getlist(name) for name in ("state", "party")}
    after = request.args.get("after", "")
    found = queries.commitments(connection(), edition, chosen["state"], chosen["party"], after)
    if isinstance(found, Missing):
        raise refusal([nowhere(edition, "after", after, None, "commitment that fits")])
    return arrange(Found(edition, found), chosen)


def arrange(found: Found[CommitmentsPage], chosen: dict[str, list[str]]) -> CommitmentsContext:
    edition, page = found.edition, found.row
    pledges = [pledge(edition, promise) for promise in page.commitments]
    described = f"{count(page.total, 'commitment')}, with what became of each, proven by quotes."
    return CommitmentsContext(
        head=head(found, "commitments", f"Commitments — {edition.title}", described),
        edition=edition,
        as_of=page.as_of,
        states=tuple(
            Choice(state, number, state in chosen["state"], _toggled(edition, chosen, "state", state))
            for state, number in page.states.items()
            if number or state in chosen["state"]
        ),
        parties=tuple(
            Choice(
                edition.parties[id].name,
                number,
                id in chosen["party"],
                _toggled(edition, chosen, "party", id),
                edition.parties[id],
            )
            for id, number in page.parties.items()
            if number or id in chosen["party"]
        ),
        groups=tuple(
            Group(state, tuple(group))
            for state, group in groupby(pledges, key=lambda each: each.promise.state)
        ),
        total=page.total,
        first=page.first + 1,
        last=page.first + len(pledges),
        earlier=_window(edition, chosen, page.earlier),
        later=_window(edition, chosen, page.later),
        whole=_address(edition, {}) if any(chosen.values()) else None,
    )


def _toggled(edition: Edition, chosen: dict[str, list[str]], name: str, value: str) -> str:
    values = [each for each in chosen[name] if each != value]
    return _address(edition, {**chosen, name: values if value in chosen[name] else [*values, value]})


def _window(edition: Edition, chosen: dict[str, list[str]], after: str | None) -> str | None:
    return None if after is None else _address(edition, chosen, [after])


def _address(edition: Edition, chosen: dict[str, list[str]], after: Iterable[str] = ()) -> str:
    given: dict[str, Collection[str]] = {**chosen, "after": [each for each in after if each]}
    return narrowed(edition, "commitments", PARAMETERS, **given)

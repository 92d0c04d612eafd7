"""`/<dossier>/parties/<id>`: everything a party's actors said, and what it took part in, in order of time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.queries.filters import Filters
from webapp.store.rows import Actor, Edition, Party, PartyPage
from webapp.web.head import Head, head
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.record import PARAMETERS, Shown, place, shown
from webapp.web.rendering import render
from webapp.web.words import count


@dataclass(frozen=True, slots=True)
class PartyContext:
    head: Head
    edition: Edition
    party: Party
    actors: tuple[Actor, ...]
    record: Shown


@takes(*PARAMETERS)
def party(at: Address, id: str) -> Response:
    found = find(at, queries.party, id, place())
    context = arrange(found)
    return render("party.html", context)


def arrange(found: Found[PartyPage]) -> PartyContext:
    edition, row = found.edition, found.row
    name = row.party.name
    path = f"parties/{row.party.id}"
    said = f"{name} ({row.party.role}) in {edition.title}: {count(row.record.said, 'quote')}"
    return PartyContext(
        head=head(found, path, f"{name} — {edition.title}", f"{said} of its actors."),
        edition=edition,
        party=row.party,
        actors=row.actors,
        record=shown(edition, path, row.record, Filters(party=(row.party.id,))),
    )

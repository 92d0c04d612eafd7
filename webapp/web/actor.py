"""`/<dossier>/actors/<id>`: everything an actor said, in order of time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.queries.filters import Filters
from webapp.store.rows import Actor, ActorPage, Edition
from webapp.web.head import Head, head
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.record import PARAMETERS, Shown, place, shown
from webapp.web.rendering import render
from webapp.web.words import count


@dataclass(frozen=True, slots=True)
class ActorContext:
    head: Head
    edition: Edition
    actor: Actor
    record: Shown


@takes(*PARAMETERS)
def actor(at: Address, id: str) -> Response:
    found = find(at, queries.actor, id, place())
    context = arrange(found)
    return render("actor.html", context)


def arrange(found: Found[ActorPage]) -> ActorContext:
    edition, row = found.edition, found.row
    person = row.actor
    path = f"actors/{person.id}"
    said = f"{person.name}, {person.role}, for {person.party.name}: {count(row.record.said, 'quote')}"
    return ActorContext(
        head=head(found, path, f"{person.name} — {edition.title}", f"{said} in {edition.title}."),
        edition=edition,
        actor=person,
        record=shown(edition, path, row.record, Filters(actor=(person.id,))),
    )

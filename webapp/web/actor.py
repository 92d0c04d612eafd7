"""`/<dossier>/actors/<id>`: everything an actor said, in order of time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import Actor, ActorPage, Edition, EventRef
from webapp.web.head import Head, head
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import Words, count, words


@dataclass(frozen=True, slots=True)
class ActorContext:
    head: Head
    edition: Edition
    actor: Actor
    words: tuple[Words, ...]
    events: tuple[EventRef, ...]


def actor(at: Address, id: str) -> Response:
    found = find(at, queries.actor, id)
    context = arrange(found)
    return render("actor.html", context)


def arrange(found: Found[ActorPage]) -> ActorContext:
    edition, row = found.edition, found.row
    person = row.actor
    said = f"{person.name}, {person.role}, for {person.party.name}: {count(len(row.quotes), 'quote')}"
    return ActorContext(
        head=head(
            found, f"actors/{person.id}", f"{person.name} — {edition.title}", f"{said} in {edition.title}."
        ),
        edition=edition,
        actor=person,
        words=tuple(words(edition, each.quote, each.events) for each in row.quotes),
        events=row.events,
    )

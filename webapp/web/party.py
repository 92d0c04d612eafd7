"""`/<dossier>/parties/<id>`: everything a party's actors said, and what it took part in, in order of time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import Actor, Edition, EventRef, Party, PartyPage
from webapp.web.head import Head, head
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import Words, count, words


@dataclass(frozen=True, slots=True)
class PartyContext:
    head: Head
    edition: Edition
    party: Party
    actors: tuple[Actor, ...]
    words: tuple[Words, ...]
    events: tuple[EventRef, ...]


def party(at: Address, id: str) -> Response:
    found = find(at, queries.party, id)
    context = arrange(found)
    return render("party.html", context)


def arrange(found: Found[PartyPage]) -> PartyContext:
    edition, row = found.edition, found.row
    name = row.party.name
    said = f"{name} ({row.party.role}) in {edition.title}: {count(len(row.quotes), 'quote')}"
    return PartyContext(
        head=head(found, f"parties/{row.party.id}", f"{name} — {edition.title}", f"{said} of its actors."),
        edition=edition,
        party=row.party,
        actors=row.actors,
        words=tuple(words(edition, each.quote, each.events) for each in row.quotes),
        events=row.events,
    )

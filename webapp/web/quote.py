"""`/<dossier>/quotes/<id>`: one quote, made to be shared."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import CitedQuote, Edition
from webapp.web.citing import citation
from webapp.web.head import Head, head
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.words import Words, words


@dataclass(frozen=True, slots=True)
class QuoteContext:
    head: Head
    edition: Edition
    words: Words
    cite: str


def quote(at: Address, id: str) -> Response:
    found = find(at, queries.quote, id)
    context = arrange(found)
    return render("quote.html", context)


def arrange(found: Found[CitedQuote]) -> QuoteContext:
    edition = found.edition
    shown = words(edition, found.row.quote, found.row.events)
    who = shown.speaker.name if shown.speaker else shown.source.title
    path = f"quotes/{shown.id}"
    title, about = f"{who}: “{shown.snippet}” — {edition.title}", f"“{shown.text}” — {who}"
    return QuoteContext(
        head=head(found, path, title, about, shown.source.published),
        edition=edition,
        words=shown,
        cite=citation(edition, f"{who}: {shown.snippet}", path),
    )

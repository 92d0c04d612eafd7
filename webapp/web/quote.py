"""`/<dossier>/quotes/<id>`: one quote, made to be shared."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from webapp.store import queries
from webapp.store.rows import CitedQuote, Edition
from webapp.web import linked
from webapp.web.citing import citation
from webapp.web.head import Head, head
from webapp.web.paths import Address
from webapp.web.reading import Found, find
from webapp.web.rendering import render
from webapp.web.subject import Subject
from webapp.web.words import Words, words
from webapp.web.works import passage, quote_work, who


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
    name, work = who(shown), quote_work(edition, shown)
    about = Subject(
        title=work.title,
        node=linked.quotation(edition, shown),
        work=work,
        passage=passage(edition, shown),
        wordy=True,
    )
    path = f"quotes/{shown.id}"
    described = shown.told(name)
    return QuoteContext(
        head=head(found, path, title(edition, shown), described, shown.source.published, about),
        edition=edition,
        words=shown,
        cite=citation(edition, f"{name}: {shown.snippet}{shown.tag}", path),
    )


def title(edition: Edition, shown: Words) -> str:
    return f"{quote_work(edition, shown).title} — {edition.title}"

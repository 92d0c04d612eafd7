"""`…/embed`: a dossier, an event or a quote as a small page that other sites may frame.

It has a template of its own: no masthead, no scripts, and every link opens a window of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response
from markupsafe import Markup

from webapp.store import queries
from webapp.store.rows import Edition, EventRef, Timeline, Totals
from webapp.web import event, quote, timeline
from webapp.web.figure import figure
from webapp.web.head import Head, absolute, plain
from webapp.web.keeping import kept
from webapp.web.paths import Address
from webapp.web.picture import draw
from webapp.web.reading import connection, find, open_edition
from webapp.web.rendering import render
from webapp.web.view import View
from webapp.web.words import Words, words

FEW = 3  # quotes of an event


@dataclass(frozen=True, slots=True)
class DossierEmbed:
    """`full` is the address of the page that an embed stands for."""

    head: Head
    edition: Edition
    full: str
    lede: str
    totals: Totals
    overview: Markup


@dataclass(frozen=True, slots=True)
class EventEmbed:
    """`words` are the first of its quotes; there are `more`."""

    head: Head
    edition: Edition
    full: str
    event: EventRef
    place: str | None
    lede: str
    words: tuple[Words, ...]
    more: int


@dataclass(frozen=True, slots=True)
class QuoteEmbed:
    head: Head
    edition: Edition
    full: str
    words: Words


def dossier_embed(at: Address) -> Response:
    here = View(open_edition(at))
    found = queries.timeline(connection(), here.edition, here.filters, here.place)
    assert isinstance(found, Timeline)  # it begins at its start
    context = DossierEmbed(
        head=timeline.heading(here, found),
        edition=here.edition,
        full=absolute(here.edition.link()),
        lede=plain(found.introduction),
        totals=found.totals,
        overview=kept(here.edition, "embedded overview", lambda: overview(here, found)),
    )
    return render("embed_dossier.html", context)


def overview(here: View, timeline: Timeline) -> Markup:
    """The picture of all there is, each mark a link to its own page."""
    found = queries.overview(connection(), here.edition, here.filters)
    drawn = draw(here, timeline, found, lambda ref: here.edition.link(ref.key))
    return figure(drawn, outside=True).showing(None)


def event_embed(at: Address, id: str) -> Response:
    found = find(at, queries.event, f"events/{id}")
    row = found.row
    context = EventEmbed(
        head=event.arrange(found).head,
        edition=found.edition,
        full=absolute(found.edition.link(row.ref.key)),
        event=row.ref,
        place=row.place,
        lede=plain(row.html),
        words=tuple(words(found.edition, each) for each in row.quotes[:FEW]),
        more=max(0, len(row.quotes) - FEW),
    )
    return render("embed_event.html", context)


def quote_embed(at: Address, id: str) -> Response:
    found = find(at, queries.quote, id)
    shown = quote.arrange(found)
    context = QuoteEmbed(shown.head, shown.edition, absolute(shown.words.here), shown.words)
    return render("embed_quote.html", context)

"""`/<dossier>.atom`: what is new in a timeline, whole or narrowed."""

from __future__ import annotations

from flask import Response

from webapp.store import queries
from webapp.store.rows import Edition, Recent
from webapp.web.atom import MOST, Entry, Feed, atom
from webapp.web.choices import in_words
from webapp.web.head import absolute, plain
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.told import told
from webapp.web.view import NARROWING, SEVERAL, view


@takes(*NARROWING, several=SEVERAL)
def timeline_feed(at: Address) -> Response:
    here = view(open_edition(at))
    edition = here.edition
    found = queries.recent(connection(), edition, here.filters, MOST)
    return atom(
        Feed(
            title=titled(edition, ", ".join(in_words(here).values())),
            subtitle=plain(edition.html),
            href=absolute(here.url()),
            language=edition.language,
            author=authors(edition),
            author_href=absolute(f"/{edition.id}/"),
            entries=tuple(entry(edition, each) for each in found),
            otherwise=edition.imported,
        )
    )


def titled(edition: Edition, said: str) -> str:
    """The dossier's title, and what of it a feed or calendar has."""
    known = f", as known on {edition.known.label}" if edition.known else ""
    return edition.title + (f": {said}" if said else "") + known


def authors(edition: Edition) -> str:
    """Who wrote what the entries tell. Who they are, a dossier does not say."""
    return f"The authors of “{edition.title}”"


def entry(edition: Edition, new: Recent) -> Entry:
    """An event that is new; its id is the address of its page."""
    ref = new.card.ref
    page = absolute(edition.link(ref.key))
    return Entry(
        id=page,
        title=ref.title,
        href=page,
        updated=new.changed,
        html=told(edition, new.card),
        language=edition.language,
        published=new.known,
        categories=(ref.kind, *(topic.name for topic in new.card.topics)),
    )

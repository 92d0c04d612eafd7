"""`.atom` of a timeline, whole or narrowed, and of a search: what is new in it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, current_app, request

from webapp.store import queries
from webapp.store.rows import Edition, Recent, RecentHit
from webapp.web.atom import MOST, Entry, Feed, atom
from webapp.web.choices import in_words
from webapp.web.head import absolute, plain
from webapp.web.parameters import address, takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.search import asked, result, title_of
from webapp.web.told import told
from webapp.web.view import NARROWING, SEVERAL, view

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


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
        known=new.known,
        categories=(ref.kind, *(topic.name for topic in new.card.topics)),
    )


@takes("q", "known")
def search_feed(at: Address) -> Response:
    edition = open_edition(at)
    page = edition.link("search").partition("?")[0]
    feed = Feed(
        title=titled(edition, title_of(asked())),
        subtitle="",
        href=absolute(address(page, list(request.args.items(multi=True)))),
        language=edition.language,
        author=authors(edition),
        author_href=absolute(f"/{edition.id}/"),
        entries=hits(edition),
        otherwise=edition.imported,
    )
    return atom(feed)


@takes("q")
def search_all_feed() -> Response:
    entries = hits(None)
    # Without an entry, it was last changed when there was last anything to be found.
    imported = [] if entries else [card.imported for card in queries.dossiers(connection())]
    feed = Feed(
        title=f"{title_of(asked())} — Parley",
        subtitle="",
        href=absolute(address("/search", list(request.args.items(multi=True)))),
        language="en",
        author="Parley",
        author_href=absolute("/"),
        entries=entries,
        otherwise=max(imported, default=NEVER),
    )
    return atom(feed)


def hits(edition: Edition | None) -> tuple[Entry, ...]:
    return tuple(found(new) for new in queries.recent_hits(connection(), edition, asked(), MOST))


def found(new: RecentHit) -> Entry:
    """An event or source that matches, with the passages that do."""
    shown = result(new.hit, None)
    page = absolute(shown.href)
    passages = [(absolute(each.href), each) for each in shown.passages]
    html = current_app.jinja_env.get_template("found.html").render(passages=passages)
    return Entry(
        id=page,
        title="".join(part.text for part in shown.title),
        href=page,
        updated=new.changed,
        html=html,
        language=shown.language,
        known=new.known,
        categories=("source",) if shown.source else (shown.event.kind,) if shown.event else (),
    )

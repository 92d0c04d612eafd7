"""`/<dossier>/known.atom`: the events that became known last."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from webapp import dates
from webapp.store import queries
from webapp.store.rows import Edition, Recent
from webapp.web.atom import MOST, Entry, Feed, atom
from webapp.web.feeds import authors, entry, titled
from webapp.web.head import absolute, plain
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition


@takes()
def known_feed(at: Address) -> Response:
    """Each on the day from which on it certainly was known, the last first."""
    edition = open_edition(at)
    found = queries.first_known(connection(), edition, MOST)
    return atom(
        Feed(
            title=titled(edition, "newly known"),
            subtitle=plain(edition.html),
            href=absolute(edition.link("known")),
            language=edition.language,
            author=authors(edition),
            author_href=absolute(f"/{edition.id}/"),
            entries=tuple(newly(edition, each) for each in found),
            otherwise=edition.imported,
        )
    )


def newly(edition: Edition, new: Recent) -> Entry:
    """An event when it became known; its id is the address of its page as known on that day."""
    assert new.known
    day = replace(edition, known=dates.day(int(new.known.timestamp()), edition.timezone))
    id = absolute(day.link(new.card.ref.key))
    told = entry(edition, new)
    return replace(told, id=id, updated=told.published or told.updated)

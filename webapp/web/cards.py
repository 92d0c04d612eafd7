"""Cards as pictures: `/index.png`, `/<dossier>.png`, `/<dossier>/events/<id>.png` …"""

from __future__ import annotations

import hashlib

from flask import Response, request

from webapp import __version__, cards
from webapp.store import queries
from webapp.store.queries.filters import EVERYTHING
from webapp.store.rows import Edition
from webapp.web.assets import YEAR
from webapp.web.carding import of_dossier, of_event, of_quote, of_round, of_site
from webapp.web.costs import PICTURE, charge
from webapp.web.formats import data
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, dossiers, find, open_edition


@takes()
def site() -> Response:
    return picture(of_site(dossiers()), None)


@takes("known")
def dossier(at: Address) -> Response:
    edition = open_edition(at)
    found = queries.timeline(connection(), edition)
    return picture(of_dossier(edition, found, queries.moments(connection(), edition, EVERYTHING)), edition)


def round_(at: Address, number: int) -> Response:
    found = find(at, queries.round_, number)
    return picture(of_round(found.edition, found.row.page), found.edition)


def event(at: Address, id: str) -> Response:
    found = find(at, queries.event, f"events/{id}")
    return picture(of_event(found.edition, found.row), found.edition)


def quote(at: Address, id: str) -> Response:
    found = find(at, queries.quote, id)
    return picture(of_quote(found.edition, found.row), found.edition)


def picture(card: cards.Card, edition: Edition | None) -> Response:
    """The card as an image that others may keep: for good if it is pinned, else until it has another tag."""
    tag = hashlib.sha256(f"{__version__} {card}".encode()).hexdigest()[:20]
    response = data(b"", "png")
    response.set_etag(tag)
    response.cache_control.public = True
    if edition and edition.pinned:
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    if request.method != "HEAD" and tag not in request.if_none_match:
        charge(PICTURE)
        response.set_data(cards.png(card))
    response.make_conditional(request)
    return response

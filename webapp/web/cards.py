"""Cards as pictures: `/index.png`, `/<dossier>.png`, `/<dossier>/events/<id>.png` …"""

from __future__ import annotations

from flask import Response, request

from webapp import cards
from webapp.store import queries
from webapp.store.queries.filters import EVERYTHING
from webapp.web.carding import of_dossier, of_event, of_quote, of_round, of_site
from webapp.web.costs import PICTURE, charge
from webapp.web.formats import data
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import connection, dossiers, find, open_edition


@takes()
def site() -> Response:
    return picture(of_site(dossiers()))


@takes("known")
def dossier(at: Address) -> Response:
    edition = open_edition(at)
    found = queries.timeline(connection(), edition)
    return picture(of_dossier(edition, found, queries.moments(connection(), edition, EVERYTHING)))


def round_(at: Address, number: int) -> Response:
    found = find(at, queries.round_, number)
    return picture(of_round(found.edition, found.row.page))


def event(at: Address, id: str) -> Response:
    found = find(at, queries.event, f"events/{id}")
    return picture(of_event(found.edition, found.row))


def quote(at: Address, id: str) -> Response:
    found = find(at, queries.quote, id)
    return picture(of_quote(found.edition, found.row))


def picture(card: cards.Card) -> Response:
    """The card as an image; whoever only asks for its headers has it not drawn."""
    if request.method == "HEAD":
        return data(b"", "png")
    charge(PICTURE)
    return data(cards.png(card), "png")

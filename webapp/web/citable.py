"""Citations of a dossier, an event, a source and a quote, as files: `.bib`, `.ris`, `.csl.json`."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from webapp.citation import Work
from webapp.citation.files import FILES
from webapp.store import queries
from webapp.web.formats import data
from webapp.web.parameters import takes
from webapp.web.paths import Address
from webapp.web.reading import find, open_edition
from webapp.web.words import words
from webapp.web.works import dossier_work, event_work, quote_work, source_work

View = Callable[..., Response]


def cited(work: Callable[..., Work]) -> dict[str, View]:
    """The view of each file for the page that `work` finds the work of, by the page's arguments."""
    return {suffix: _view(work, suffix) for suffix in FILES}


def _view(work: Callable[..., Work], suffix: str) -> View:
    @takes("known")
    def view(at: Address, **of: object) -> Response:
        return data(FILES[suffix](work(at, **of)), suffix)

    return view


def dossier(at: Address) -> Work:
    return dossier_work(open_edition(at))


def event(at: Address, id: str) -> Work:
    found = find(at, queries.event, f"events/{id}")
    return event_work(found.edition, found.row.ref)


def round_(at: Address, number: int) -> Work:
    found = find(at, queries.event, f"rounds/{number}")
    return event_work(found.edition, found.row.ref)


def source(at: Address, id: str) -> Work:
    found = find(at, queries.source, id)
    return source_work(found.edition, found.row.ref)


def quote(at: Address, id: str) -> Work:
    found = find(at, queries.quote, id)
    return quote_work(found.edition, words(found.edition, found.row.quote))

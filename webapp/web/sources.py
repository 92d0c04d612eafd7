"""`/<dossier>/sources`: all sources, with how much rests on each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Response, request

from webapp.store import queries
from webapp.store.queries.place import After, Before, Start
from webapp.store.rows import Archive, Edition, Holding, Missing
from webapp.web.faults import Fault, nowhere, refusal, shortened
from webapp.web.head import Head, head
from webapp.web.parameters import address, canonical, takes
from webapp.web.paths import ID, Address
from webapp.web.reading import Found, connection, open_edition
from webapp.web.rendering import render
from webapp.web.view import placed
from webapp.web.words import count

PARAMETERS = ("known", "after", "before")
SOURCE = re.compile(f"sources/{ID}")


@dataclass(frozen=True, slots=True)
class SourcesContext:
    """The page lists those from the `first` to the `last` of `total`; the others are where the links lead."""

    head: Head
    edition: Edition
    holdings: tuple[Holding, ...]
    total: int
    first: int
    last: int
    earlier: str | None
    later: str | None


@takes(*PARAMETERS)
def sources(at: Address) -> Response:
    return render("sources.html", arrange(asked(at)))


def asked(at: Address) -> Found[Archive]:
    """The sources that the request asks for. Raises Refused."""
    edition, here = open_edition(at), place()
    found = queries.archive(connection(), edition, here)
    if isinstance(found, Missing):
        ((name, key),) = placed(here)
        raise refusal([nowhere(edition, name, key, found.nearest, "source")])
    return Found(edition, found)


def place() -> Start | After | Before:
    """Where the request's window stands. Raises Refused."""
    given = [(name, request.args[name]) for name in ("after", "before") if name in request.args]
    if len(given) > 1:
        text = "“after” and “before”: only one can say where the window stands."
        raise refusal([Fault(name, value, text * (name == "after")) for name, value in given])
    for name, value in given:
        if not SOURCE.fullmatch(value):
            text = f"“{shortened(value)}” is no source: write it as sources/…."
            raise refusal([Fault(name, value, text)])
        return After(value) if name == "after" else Before(value)
    return Start()


def arrange(found: Found[Archive]) -> SourcesContext:
    edition, row = found.edition, found.row
    first, last = row.first + 1, row.first + len(row.holdings)
    title = f"Sources — {edition.title}"
    if len(row.holdings) < row.total:
        title += f": {first:,} to {last:,} of {row.total:,}"
    described = f"{count(row.total, 'source')}, with how many quotes and events rest on each."
    return SourcesContext(
        head=head(found, "sources", title, described),
        edition=edition,
        holdings=row.holdings,
        total=row.total,
        first=first,
        last=last,
        earlier=_window(edition, "before", row.earlier),
        later=_window(edition, "after", row.later),
    )


def _window(edition: Edition, name: str, key: str | None) -> str | None:
    known = [("known", edition.known.text)] if edition.known else []
    return key and address(f"{edition.base}/sources", canonical([*known, (name, key)], PARAMETERS))

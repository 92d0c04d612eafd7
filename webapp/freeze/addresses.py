"""Which addresses of the site a copy has, and what it has in place of others.

What differs by a day, by filters or by a place in a list is without end; a copy has what the pages lead to by
themselves:

- each window of a list, one after the other from its start;
- timelines narrowed by one value, lists narrowed by one value of a parameter;
- the timeline as known on each day on which knowledge changed, where one page holds it.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qsl

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from webapp.freeze.timelines import Timelines
from webapp.store import queries
from webapp.store.queries.windows import LONG
from webapp.store.rows import Edition
from webapp.web import formats, known
from webapp.web.frozen import Frozen
from webapp.web.parameters import Pairs, address
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.view import SEVERAL, view

REMEMBERED = 10_000  # links of which it is remembered where they lead
# Endpoints of what only a server can answer, and of what tells of it.
ASKING = (
    "search",
    "search_all",
    "since",
    "oembed",
    "search_dossier",
    "search_site",
    "manifest",
    "description",
)


class Addresses:
    """Of the copy of a site. `stands` gives what a link of a page leads to in the copy."""

    def __init__(self, app: Flask, copy: Frozen) -> None:
        self._app = app
        self._copy = copy
        self._routes = app.url_map.bind("")
        with app.test_request_context("/"):
            self._timelines = Timelines(connection())
        self._timeline = lru_cache(maxsize=REMEMBERED)(self._find_timeline)
        self._days = lru_cache(maxsize=REMEMBERED)(self._find_days)

    def stands(self, page: str, link: str) -> str | None:
        """The address in the copy, with its fragment, that a link of the page at this address leads to.

        None where the copy has nothing for it.
        """
        where, mark, fragment = link.partition("#")
        path, _, query = where.partition("?")
        try:
            endpoint, values = self._routes.match(path, method="GET")
        except HTTPException:
            return None
        name, _, suffix = endpoint.partition(":")
        if name in ASKING:
            return None
        at = values.get("at")
        if isinstance(at, Address):
            here = self._copy.revisions.get(at.dossier)
            if here is None or at.revision not in (None, here):
                return None
            path = path.replace(f"/{at}", f"/{at.dossier}", 1)
            given = parse_qsl(page.partition("?")[2])
            found = self._within(name, at.dossier, path, _one(parse_qsl(query), given), fragment)
            if found is None or ("?" in found and suffix not in ("", "json")):
                return None
            return found
        return path + mark + fragment

    def _within(self, name: str, dossier: str, path: str, pairs: Pairs | None, fragment: str) -> str | None:
        """Of a page of a dossier, or a format of it, with one value for each parameter."""
        if pairs is None:
            return None
        if name == "timeline" and pairs:
            return self._timeline(path, tuple(pairs), fragment)
        day = dict(pairs).get("known")
        if name == "known" and day:
            return _address(path, self._days(dossier, day), fragment)
        return _address(path, [(key, value) for key, value in pairs if key != "known"], fragment)

    def _find_timeline(self, path: str, pairs: tuple[tuple[str, str], ...], fragment: str) -> str | None:
        names = {key for key, _ in pairs}
        narrow = names.intersection(SEVERAL)
        if "q" in names or len(narrow) > 1 or ("known" in names and narrow):
            return None
        with self._app.test_request_context(address("/", list(pairs))):
            dossier = formats.bare(path).strip("/")
            edition = open_edition(Address(dossier))
            if edition.known and edition.size > LONG:
                return None
            here, fragment = self._timelines.place(view(edition), fragment)
            return _address(path, here.pairs, fragment)

    def _find_days(self, dossier: str, day: str) -> Pairs:
        """The parameters of the page of the days that tells of that day."""
        with self._app.test_request_context("/"):
            edition: Edition = open_edition(Address(dossier))
            days = queries.knowledge(connection(), edition)
        short = sum(each.growth.total for each in days) <= known.SHORT
        return [] if short else [("year", day.rsplit("-", 2)[0])]


def _one(pairs: Pairs, given: Pairs) -> Pairs | None:
    """One value for each parameter; of several that which is not `given` yet. None where there is not one."""
    found = []
    for name, values in MultiDict(pairs).lists():
        new = values if len(values) == 1 else [each for each in values if (name, each) not in given]
        if len(new) != 1:
            return None
        found.append((name, new[0]))
    return found


def _address(path: str, pairs: Pairs, fragment: str) -> str:
    return address(path, pairs) + (f"#{fragment}" if fragment else "")

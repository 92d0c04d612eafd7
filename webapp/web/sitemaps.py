"""`/sitemap.xml` and the sitemaps it names (sitemaps.org): every canonical page, and when it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask import Response, abort, current_app

from webapp.store import queries
from webapp.store.rows import Edition
from webapp.web.head import absolute
from webapp.web.paths import Address
from webapp.web.reading import connection, extents, open_edition
from webapp.web.streaming import sent

MOST = 50_000  # addresses in one sitemap
SECTIONS = ("", "changes", "commitments", "known", "positions", "rounds", "sources")


@dataclass(frozen=True, slots=True)
class Place:
    """An address with the site, and when the file of what is there was last written, if it has one."""

    address: str
    changed: datetime | None = None

    @property
    def stamp(self) -> str | None:
        """The time as W3C has it."""
        return self.changed.isoformat(timespec="seconds") if self.changed else None


def index() -> Response:
    """The sitemaps: one of the site's own pages, and of each dossier as many as it needs."""
    found = [Place(absolute("/sitemap.home.xml"))]
    for extent in extents():
        paths = [f"/sitemap-{extent.id}.xml"]
        paths += [f"/sitemap-{extent.id}.{part}.xml" for part in range(1, parts(extent.things) + 1)]
        found += [Place(absolute(path), extent.imported) for path in paths]
    return written("sitemaps.xml", found)


def parts(things: int) -> int:
    """How many sitemaps it takes for so many things."""
    return -(-things // MOST)


def site() -> Response:
    return written("sitemap.xml", [Place(absolute(path)) for path in ("/", "/accessibility")])


def general(dossier: str) -> Response:
    """The pages of a dossier that are about more than one thing, and of those who take part."""
    edition = open_edition(Address(dossier))
    people = [f"parties/{id}" for id in edition.parties] + [f"actors/{id}" for id in edition.actors]
    places = [_place(edition, path, edition.imported) for path in (*SECTIONS, *people)]
    return written("sitemap.xml", places)


def part(dossier: str, part: int) -> Response:
    """The pages of its events, rounds, sources and quotes."""
    edition = open_edition(Address(dossier))
    found = queries.things(connection(), edition, (part - 1) * MOST, MOST)
    if not found:
        abort(404)
    return written("sitemap.xml", [_place(edition, each.path, each.changed) for each in found])


def _place(edition: Edition, path: str, changed: datetime) -> Place:
    return Place(absolute(f"/{edition.id}/{path}"), changed)


def written(template: str, places: Iterable[Place]) -> Response:
    """As XML, of which at most MOST places. Raises TooManyRequests as `sent` does."""
    body = current_app.jinja_env.get_template(template).generate(places=islice(places, MOST))
    return sent((each.encode() for each in body), "application/xml; charset=utf-8")

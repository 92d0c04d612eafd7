"""Where a copy begins: the address of each page, and of each file that no page leads to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from flask import Flask

from webapp.shipped import shipped
from webapp.store import queries
from webapp.store.rows import Edition
from webapp.web import sitemaps
from webapp.web.frozen import Frozen
from webapp.web.paths import Address
from webapp.web.reading import connection, extents, open_edition

EMBEDDED = ("events", "quotes")  # folders of things that have an embed of their own
AT_ONCE = 1_000


def roots(app: Flask, copy: Frozen) -> Iterator[str]:
    """In a settled order; pages that only other pages know of are not among them."""
    yield "/"
    yield from (f"/static/{path}" for path in _static())
    if copy.public:
        yield from ("/robots.txt", "/sitemap.xml", "/sitemap.home.xml")
    for dossier in sorted(copy.revisions):
        with app.test_request_context("/"):
            yield from _dossier(open_edition(Address(dossier)))
            if copy.public:
                yield from _sitemaps(dossier)


def _static() -> list[str]:
    folder = shipped("static")
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _dossier(edition: Edition) -> Iterator[str]:
    yield from (edition.link(path) for path in (*sitemaps.SECTIONS, "embed"))
    yield from (edition.link(f"parties/{id}") for id in edition.parties)
    yield from (edition.link(f"actors/{id}") for id in edition.actors)
    for first in count(0, AT_ONCE):
        things = queries.things(connection(), edition, first, AT_ONCE)
        for each in things:
            yield edition.link(each.path)
            if each.path.startswith(EMBEDDED):
                yield edition.link(f"{each.path}/embed")
        if len(things) < AT_ONCE:
            return


def _sitemaps(dossier: str) -> Iterator[str]:
    [things] = [each.things for each in extents() if each.id == dossier]
    yield f"/sitemap-{dossier}.xml"
    yield from (f"/sitemap-{dossier}.{part}.xml" for part in range(1, sitemaps.parts(things) + 1))

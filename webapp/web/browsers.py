"""What browsers read beside pages: the site's manifest, and how to search from the address bar."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Response, current_app, make_response

from webapp.web.head import absolute
from webapp.web.home import DESCRIPTION
from webapp.web.paths import Address
from webapp.web.reading import open_edition

SHORT, LONG = 16, 48  # the longest names that OpenSearch 1.1 has room for
PAPER = "#fbfaf7"


@dataclass(frozen=True, slots=True)
class Description:
    """A search; the address `template` has `{searchTerms}` where the words go."""

    short: str
    long: str
    about: str
    icon: str
    template: str


def manifest() -> Response:
    """The Web Application Manifest (W3C)."""
    icons = [
        ("192.png", "192x192", "any"),
        ("512.png", "512x512", "any"),
        ("512-full.png", "512x512", "maskable"),
    ]
    found = {
        "name": "Parley",
        "short_name": "Parley",
        "description": DESCRIPTION,
        "lang": "en",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",  # addresses are what people share: they have to be at hand
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": _icon(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in icons
        ],
    }
    body = json.dumps(found, ensure_ascii=False, indent=1)
    return make_response(body, {"Content-Type": "application/manifest+json"})


def search_site() -> Response:
    template = absolute("/search?q={searchTerms}")
    return described(
        "Parley", "Parley", "Events, quotes and sources of all dossiers by their words.", template
    )


def search_dossier(at: Address) -> Response:
    edition = open_edition(at)
    known = f"&known={edition.known.text}" if edition.known else ""
    template = absolute(f"{edition.base}/search?q={{searchTerms}}{known}")
    about = f"Events, quotes and sources of “{edition.title}” by their words."
    return described(_cut(edition.title, SHORT), _cut(f"Parley: {edition.title}", LONG), about, template)


def described(short: str, long: str, about: str, template: str) -> Response:
    page = Description(short, long, about, absolute(_icon("192.png")), template)
    body = current_app.jinja_env.get_template("opensearch.xml").render(page=page)
    return make_response(body, {"Content-Type": "application/opensearchdescription+xml"})


def _icon(name: str) -> str:
    url: str = current_app.jinja_env.globals["asset"](f"icons/{name}").url  # type: ignore[operator]
    return url


def _cut(text: str, most: int) -> str:
    """At most so many letters, cut at a word where that leaves something."""
    if len(text) <= most:
        return text
    start = text[: most - 1]
    return (start.rsplit(" ", 1)[0].rstrip(" ,;:") or start) + "…"

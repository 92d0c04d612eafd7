"""Whether a client still has what it would get (`ETag`, 304), and how long caches may keep it.

An answer follows from three things alone: the revision that it shows, its address, and this Parley. So its
tag is known before anything is read but the edition. What is not of one dossier follows from the whole store.
"""

from __future__ import annotations

import hashlib
from functools import cache

from flask import Flask, Response, request

from webapp.shipped import ROOT, shipped
from webapp.store.rows import Edition, Missing
from webapp.web.health import PROBES
from webapp.web.hosts import origin
from webapp.web.paths import Address
from webapp.web.reading import edition, state

# A year, which is as long as caches are asked to keep anything.
FOR_EVER = "public, max-age=31536000, immutable"
# Browsers ask each time whether it is still the same. Caches that many share need not for ten seconds, may
# give it ten more while they ask, and for a day where they get no answer (RFC 9111, RFC 5861).
FRESH = "public, max-age=0, s-maxage=10, stale-while-revalidate=10, stale-if-error=86400"
UNTAGGED = (None, "static", *PROBES)  # a file has a tag of its own
UNREAD = ("robots", "manifest", "search_site", "description")  # endpoints that read nothing
TAG, STORE = "parley.tag", "parley.store"  # in the WSGI environment


def check() -> Response | None:
    """Before each request: 304 if the client has what it asks for."""
    if request.endpoint in UNTAGGED or request.method not in ("GET", "HEAD"):
        return None
    tag = _tag()
    request.environ[TAG] = tag
    asked = request.if_none_match
    if tag and not asked.star_tag and asked.contains_weak(tag):
        return fresh(Response(status=304), tag)
    return None


def _tag() -> str | None:
    """The tag of what this request asks for, if there is such a thing; None where there certainly is not."""
    at = (request.view_args or {}).get("at")
    shows = ""
    if isinstance(at, Address):
        found = edition(at)
        if isinstance(found, Missing):
            return None
        shows = _revision(found)
    if request.endpoint not in UNREAD:
        request.environ[STORE] = state()
        shows = shows or state()
    asked = "\n".join((_build(), origin(), request.full_path, shows))
    return hashlib.sha256(asked.encode()).hexdigest()[:32]


def _revision(edition: Edition) -> str:
    return f"{edition.revision} {edition.digest} {edition.imported.isoformat()}"


@cache
def _build() -> str:
    """What tells this Parley from every other: a digest of its own files, as they are when it starts."""
    digest = hashlib.sha256()
    for folder, pattern in ((ROOT, "*.py"), (shipped("templates"), "*"), (shipped("static"), "*")):
        for path in sorted(path for path in folder.rglob(pattern) if path.is_file()):
            digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def pinned() -> bool:
    """Does the request name a revision?"""
    at = (request.view_args or {}).get("at")
    return isinstance(at, Address) and at.revision is not None


def fresh(response: Response, tag: str) -> Response:
    response.headers["ETag"] = f'W/"{tag}"'  # weak: as it is, or compressed
    response.headers["Cache-Control"] = FOR_EVER if pinned() else FRESH
    response.vary.add("Accept-Encoding")  # which is for whoever compresses it
    return response


def add(response: Response) -> Response:
    tag = request.environ.get(TAG)
    return fresh(response, tag) if response.status_code == 200 and tag else response


def install(app: Flask) -> None:
    app.before_request(check)
    app.after_request(add)

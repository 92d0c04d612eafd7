"""`/oembed`: how another site shows what a link of this one leads to (https://oembed.com, version 1.0).

A link to a dossier, an event or a quote, pinned or not and as known on a day or not, gives a frame with its
embed. Programs of others ask here, so what is refused is said in plain text, and every site may read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote_plus, unquote, urlsplit
from xml.etree import ElementTree

from flask import Flask, Response, current_app, make_response, request
from werkzeug.exceptions import HTTPException, NotFound

from webapp.cards import SIZE
from webapp.store import queries
from webapp.store.rows import Edition, Missing
from webapp.web import event, quote
from webapp.web.formats import OPEN
from webapp.web.head import Head, absolute, card
from webapp.web.logs import reference, refused
from webapp.web.parameters import Pairs, address, clean, takes
from webapp.web.paths import Address
from webapp.web.reading import connection, edition_at
from webapp.web.words import words

WIDTH = 600  # CSS pixels, if nobody asks for less
HEIGHTS = {"timeline": 520, "event": 420, "quote": 300}  # by the endpoint of the page
TYPES = {"json": "application/json", "xml": "text/xml"}
HOUR, YEAR = 3600, 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame for an embed; `width` and `height` are in CSS pixels."""

    src: str
    title: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: `path` is of its page, `author` a quote's speaker with their page."""

    endpoint: str
    edition: Edition
    path: str
    title: str
    author: tuple[str, str] | None = None


class _RefusedError(Exception):
    """The request cannot be answered: with this status, for this reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@takes("url", "maxwidth", "maxheight", "format", lenient=True)
def oembed() -> Response:
    try:
        kind = request.args.get("format", "json")
        if kind not in TYPES:
            raise _RefusedError(501, "The formats are “json” and “xml”.")
        most = _most("maxwidth"), _most("maxheight")
        target = _target(request.args.get("url", ""))
        return _answer(_described(target, *most), kind)
    except _RefusedError as error:
        refused(error.status, str(error))
        told = f"Reference {reference()}\n" if reference() else ""
        return make_response(
            f"{error}\n{told}", error.status, {"Content-Type": "text/plain; charset=utf-8", **OPEN}
        )


def _most(name: str) -> int | None:
    """The largest width or height that is asked for."""
    text = request.args.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text)):
        raise _RefusedError(400, f"“{name}” is a number of pixels, such as 400.")
    return int(text)


def _target(url: str) -> Target:
    path, pairs = _here(url) or ("", [])
    known = dict(pairs).get("known", "")
    target = None
    if pairs in ([], [("known", known)]):  # a narrowed timeline has no embed
        with suppress(HTTPException):  # no such page, dossier or day
            endpoint, at, values = _page(path)
            target = _FINDERS[endpoint](edition_at(at, known), **values)
    if target is None:
        raise _RefusedError(404, "This site shows no dossier, event or quote at that address.")
    return target


def _page(path: str) -> tuple[str, Address, dict[str, str]]:
    """Which page stands there, with or without a slash at its end. Raises NotFound for one without embed."""
    adapter = current_app.url_map.bind("")
    for spelling in (path, f"{path}/"):
        with suppress(HTTPException):
            endpoint, values = adapter.match(spelling, method="GET")
            if endpoint in _FINDERS:
                return endpoint, values["at"], {name: id for name, id in values.items() if name != "at"}
    raise NotFound


def _here(url: str) -> tuple[str, Pairs] | None:
    """The path and the parameters of an address of this site; None of any other's, and of none."""
    try:
        asked, own = _split(url), urlsplit(absolute(""))
        ours = asked.scheme in ("http", "https", "") and _host(asked) == _host(own)
        pairs = clean(parse_qsl(asked.query, keep_blank_values=True, strict_parsing=bool(asked.query)))
    except ValueError:
        return None
    if not ours or not asked.path.startswith(f"{own.path}/"):
        return None
    return unquote(asked.path).removeprefix(own.path).rstrip("/").removesuffix("/embed"), pairs


def _split(url: str) -> SplitResult:
    """Of an address that may lack its scheme."""
    return urlsplit(url if "://" in url else f"//{url.removeprefix('//')}")


def _host(parts: SplitResult) -> tuple[str, int | None]:
    """Name and port, of which http's and https's own count as none. Raises ValueError."""
    if "@" in parts.netloc:
        raise ValueError("an address with a user")
    return parts.hostname or "", None if parts.port in (80, 443) else parts.port


def _dossier(edition: Edition) -> Target:
    return Target("timeline", edition, "", edition.title)


def _event(edition: Edition, id: str) -> Target | None:
    row = queries.event(connection(), edition, f"events/{id}")
    if isinstance(row, Missing):
        return None
    return Target("event", edition, row.ref.key, event.title(edition, row.ref))


def _quote(edition: Edition, id: str) -> Target | None:
    row = queries.quote(connection(), edition, id)
    if isinstance(row, Missing):
        return None
    speaker = row.quote.speaker
    author = (speaker.name, absolute(edition.link(f"actors/{speaker.id}"))) if speaker else None
    return Target("quote", edition, f"quotes/{id}", quote.title(edition, words(edition, row.quote)), author)


_FINDERS: dict[str, Callable[..., Target | None]] = {"timeline": _dossier, "event": _event, "quote": _quote}


def _described(target: Target, width: int | None, height: int | None) -> dict[str, str | int]:
    """The response's parameters, in the order of the specification."""
    edition = target.edition
    title = target.title + (f", as known on {edition.known.label}" if edition.known else "")
    found = frame(target.endpoint, absolute(edition.link(target.path)), title, width, height)
    template = current_app.jinja_env.get_template("components/embed.html")
    author = dict(zip(("author_name", "author_url"), target.author or (), strict=False))
    return {
        "type": "rich",
        "version": "1.0",
        "title": title,
        **author,
        "provider_name": "Parley",
        "provider_url": absolute("/"),
        "cache_age": YEAR if edition.pinned else HOUR,
        "html": str(template.module.frame(found)),  # type: ignore[attr-defined]
        "width": found.width,
        "height": found.height,
        **_thumbnail(target, width, height),
    }


def _thumbnail(target: Target, width: int | None, height: int | None) -> dict[str, str | int]:
    """The card of the page; nothing where it is larger than asked for, as a thumbnail must not be."""
    across, down = SIZE
    if (width or across) < across or (height or down) < down:
        return {}
    picture = absolute(card(target.edition, target.path))
    return {"thumbnail_url": picture, "thumbnail_width": across, "thumbnail_height": down}


def frame(endpoint: str, page: str, title: str, width: int | None = None, height: int | None = None) -> Frame:
    """The frame for the embed of the page at this address, no larger than asked for."""
    path, _, query = page.partition("?")
    src = f"{path.removesuffix('/')}/embed" + (f"?{query}" if query else "")
    return Frame(src, title, min(WIDTH, width or WIDTH), min(HEIGHTS[endpoint], height or HEIGHTS[endpoint]))


def _answer(described: dict[str, str | int], kind: str) -> Response:
    if kind == "json":
        body = json.dumps(described, ensure_ascii=False).encode()
    else:
        root = ElementTree.Element("oembed")
        for name, value in described.items():
            ElementTree.SubElement(root, name).text = str(value)
        declared = b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        body = declared + ElementTree.tostring(root, encoding="unicode").encode()
    headers = {"Content-Type": f"{TYPES[kind]}; charset=utf-8", **OPEN}
    return make_response(body, 200, headers)


def embedded(head: Head) -> Frame | None:
    """The frame for the page of this request as it stands in this revision, if there is one that shows it."""
    if request.endpoint not in HEIGHTS or set(request.args) - {"known"}:
        return None
    return frame(request.endpoint, head.permanent, head.title)


def discovery() -> list[tuple[str, str]]:
    """Type and address of what tells programs how to embed the page of this request."""
    if request.endpoint not in HEIGHTS or set(request.args) - {"known"}:
        return []
    page = quote_plus(absolute(address(request.path, list(request.args.items()))))
    return [(f"{type}+oembed", absolute(f"/oembed?url={page}&format={kind}")) for kind, type in TYPES.items()]


def install(app: Flask) -> None:
    app.jinja_env.globals.update(embedded=embedded, discovery=discovery)

"""How URLs name things: `<at:…>` a dossier, perhaps pinned, `<id:…>` a thing in it, `<number:…>` a round.

Only canonical spellings match; anything else falls through to the 404 page, which guesses what was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from flask import Flask, Response, current_app, redirect, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, RequestRedirect, ValidationError

from webapp.web.hosts import origin

ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_ID = 100
PATH_SAFE = "/!$&'()*+,;=:@~"  # RFC 3986, section 3.3
QUERY_SAFE = PATH_SAFE + "?%"


@dataclass(frozen=True, slots=True)
class Address:
    """A dossier's id as asked for, pinned to a revision or (None) the newest."""

    dossier: str
    revision: int | None = None

    @classmethod
    def parse(cls, text: str) -> Address:
        dossier, _, revision = text.partition("@")
        return cls(dossier, int(revision) if revision else None)

    def __str__(self) -> str:
        return self.dossier if self.revision is None else f"{self.dossier}@{self.revision}"


class AddressConverter(BaseConverter):
    """`<dossier>` or `<dossier>@<revision>`; a revision has no leading zeros and up to nine digits."""

    regex = f"{ID}(?:@[1-9][0-9]{{0,8}})?"

    def to_python(self, value: str) -> Address:
        address = Address.parse(value)
        if len(address.dossier) > LONGEST_ID:
            raise ValidationError
        return address


class IdConverter(BaseConverter):
    """The id of a thing in a dossier."""

    regex = ID

    def to_python(self, value: str) -> str:
        if len(value) > LONGEST_ID:
            raise ValidationError
        return value


class NumberConverter(BaseConverter):
    """A round's number: no leading zeros, up to nine digits (any database's integer holds that)."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)


def absolute(path: str) -> str:
    """A path with the address of the site before it."""
    return origin() + path


def without_slash() -> Response | None:
    """Before each request: redirect from `…/events/x/` to the page that has no slash at its end.

    Also from what Werkzeug would redirect by itself, to an address that names the host that was asked for.
    """
    if isinstance(request.routing_exception, RequestRedirect):
        there = urlsplit(request.routing_exception.new_url).path
        return moved(f"/{unquote(there).lstrip('/')}", quote(request.query_string, safe=QUERY_SAFE))
    adapter = request_ctx.url_adapter
    if (
        not isinstance(request.routing_exception, NotFound)
        or not request.path.endswith("/")
        or adapter is None
    ):
        return None
    path = request.path.rstrip("/")
    try:
        adapter.match(path, method="GET")
    except HTTPException:
        return None
    return moved(path, quote(request.query_string, safe=QUERY_SAFE))


def one_slash() -> Response | None:
    """Before each request: redirect from `//lume/`, which is read as `/lume/`, to that, on this site."""
    if not request.environ["PATH_INFO"].startswith("//"):
        return None
    if request.routing_exception is not None:
        raise request.routing_exception
    return moved(request.path, quote(request.query_string, safe=QUERY_SAFE))


def moved(path: str, query: str = "") -> Response:
    """A permanent redirect to another spelling; `path` is as `request.path` gives it, `query` is encoded."""
    target = quote(path, safe=PATH_SAFE)
    response: Response = current_app.make_response(
        redirect(f"{target}?{query}" if query else target, code=308)
    )
    return response


def install(app: Flask) -> None:
    app.url_map.converters.update(at=AddressConverter, id=IdConverter, number=NumberConverter)
    app.before_request(without_slash)
    app.before_request(one_slash)

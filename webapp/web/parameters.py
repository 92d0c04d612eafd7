"""Query parameters: a view names those it takes (`@takes("party", "from")`); every other one is an error.

Parameters that networks and newsletters append to shared links are dropped by a redirect to the clean URL.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

from webapp.web.paths import moved

View = TypeVar("View", bound=Callable[..., object])

UNENCODED = re.compile(rb"[^\x21-\x7e]")
TRACKING = re.compile(
    r"utm_\w+|_hs\w+|mkt_\w+|pk_\w+|mtm_\w+|mc_[ce]id|[gd]clid|[gw]braid|_gl|_ga|fbclid|msclkid|twclid|ttclid|yclid"
    r"|li_fat_id|igshid?|ref_src|ref_url|s_cid|vero_id|__twitter_impression|at_(?:medium|campaign)"
)


class UnknownParameters(BadRequest):
    """The page takes none of `names`; `nearest` maps the first few to the known one that is like them."""

    def __init__(self, names: list[str], known: tuple[str, ...]) -> None:
        super().__init__()
        self.names = names
        self.known = known
        self.nearest = {
            name: like[0] for name in names[:5] if (like := difflib.get_close_matches(name[:50], known, n=1))
        }


def takes(*names: str) -> Callable[[View], View]:
    """Declare the query parameters of a view."""

    def declare(view: View) -> View:
        view.parameters = names  # type: ignore[attr-defined]
        return view

    return declare


def clean(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parameters without those that only say where a visitor came from."""
    return [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]


def check() -> Response | None:
    """Before each request: redirect to the clean URL, refuse what the view does not take, or go on (None)."""
    if UNENCODED.search(request.query_string):
        raise BadRequest("What follows the ? in an address has to be percent-encoded.")
    if request.endpoint is None:
        return None  # no such page: the 404 says so
    pairs = list(request.args.items(multi=True))
    kept = clean(pairs)
    known: tuple[str, ...] = getattr(current_app.view_functions[request.endpoint], "parameters", ())
    if unknown := [name for name, _ in kept if name not in known]:
        raise UnknownParameters(sorted(set(unknown)), known)
    if len(kept) < len(pairs):
        return moved(request.path, urlencode(kept))
    return None


def install(app: Flask) -> None:
    app.before_request(check)

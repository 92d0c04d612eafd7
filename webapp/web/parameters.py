"""Query parameters: a view names those it takes (`@takes("party", "from")`); every other one is an error.

Equal views have equal URLs: parameters stand in the order in which their view names them, the values of one
that has several in `order`, each once and without needless white space or zeros. Empty ones, which forms
send, are left out, and so are those that networks and newsletters append to shared links. Any other spelling
is redirected, unless to an error: that is answered at once. No parameter has more than MOST values. Every
page of a dossier takes `known`, unless it is `timeless`.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar
from urllib.parse import quote_plus

from flask import Flask, Response, current_app, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest

from webapp.web.paths import moved

View = TypeVar("View", bound=Callable[..., object])

Pairs = list[tuple[str, str]]

MOST = 50  # values of a parameter that has several
ALIKE = 0.65  # how much of two names is the same where one may be meant for the other: parties, party
READABLE = "/:,*"  # what a query may hold as it is, and readers of a link like to see so
NUMBERS = ("round", "compare")
ZEROS = re.compile("^0+(?=[1-9][0-9]*$)")
SPACE = re.compile(r"[\s\x00-\x20\x7f]+")
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
            name: like[0]
            for name in names[:5]
            if (like := difflib.get_close_matches(name[:50], known, n=1, cutoff=ALIKE))
        }


class Refused(BadRequest):
    """Parameters have values that cannot be: `text` says what is wrong, `links` (path, label) lead on."""

    def __init__(self, text: Iterable[str], links: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.text = tuple(text)
        self.links = tuple(links)


class Taken(NamedTuple):
    """The parameters of a view, in canonical order; those in `several` may have more than one value.

    `timeless`: it is of a dossier and does not take `known`, and this is why. `lenient`: programs of others
    make its address, so any spelling will do, and what it does not take is passed over.
    """

    names: tuple[str, ...] = ()
    several: frozenset[str] = frozenset()
    timeless: str = ""
    lenient: bool = False


def takes(
    *names: str, several: Iterable[str] = (), timeless: str = "", lenient: bool = False
) -> Callable[[View], View]:
    """Declare the query parameters of a view, see `Taken`."""

    def declare(view: View) -> View:
        view.parameters = Taken(names, frozenset(several), timeless, lenient)  # type: ignore[attr-defined]
        return view

    return declare


def taken() -> Taken:
    """What the view of this request takes."""
    return taken_by(request.endpoint or "")


def taken_by(endpoint: str) -> Taken:
    """What a view takes where this request is: within a dossier or not."""
    return declared(endpoint, "at" in (request.view_args or {}))


def declared(endpoint: str, within: bool) -> Taken:
    """What a view takes: a format takes what it declares itself, else what its page takes.

    `within`: is it about a dossier?
    """
    views = current_app.view_functions
    page = views[endpoint.partition(":")[0]]
    named: Taken = getattr(views[endpoint], "parameters", getattr(page, "parameters", Taken()))
    if within and not named.timeless and "known" not in named.names:
        return named._replace(names=(*named.names, "known"))
    return named


def clean(pairs: Pairs) -> Pairs:
    """The parameters without those that only say where a visitor came from."""
    return [(name, value) for name, value in pairs if not TRACKING.fullmatch(name)]


def order(values: Iterable[str]) -> list[str]:
    """Each value once: numbers first and by their size, then the others in order of the alphabet."""
    return sorted(set(values), key=lambda value: (*_number(value), value))


def _number(value: str) -> tuple[bool, int, str]:
    """Numbers of any length compare by their digits: nobody reads a million of them for the sake of order."""
    digits = value.lstrip("0") if value.isascii() and value.isdigit() else ""
    return not digits, len(digits), digits


def canonical(pairs: Pairs, names: Iterable[str]) -> Pairs:
    """The parameters of these names as the one URL of their view has them."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if folded := _fold(name, value):
            given.setdefault(name, []).append(folded)
    return [(name, value) for name in names if name in given for value in order(given[name])]


def _fold(name: str, value: str) -> str:
    spaced = SPACE.sub(" ", value).strip(" ")
    return ZEROS.sub("", spaced) if name in NUMBERS else spaced


def query(pairs: Pairs) -> str:
    """The parameters as a URL has them after its `?`, as readable as may be."""
    return "&".join(f"{name}={_spelt(value)}" for name, value in pairs)


@lru_cache(maxsize=1024)
def _spelt(value: str) -> str:
    return quote_plus(value, READABLE)


def address(path: str, pairs: Pairs) -> str:
    return f"{path}?{query(pairs)}" if pairs else path


def check() -> None:
    """Before each request: refuse what the view does not take."""
    if not request.query_string:
        return
    if UNENCODED.search(request.query_string):
        raise BadRequest("What follows the ? in an address has to be percent-encoded.")
    if not _strict():
        return
    names, several, timeless, _ = taken()
    given = clean(list(request.args.items(multi=True)))
    unknown = {name for name, _ in given if name not in names}
    if timeless and "known" in unknown:
        rest = [(name, value) for name, value in given if name in names]
        raise Refused([timeless], [(address(request.path, canonical(rest, names)), "The same without a day")])
    if unknown:
        raise UnknownParameters(sorted(unknown), names)
    _check_number(canonical(given, names), several)


def respell() -> Response | None:
    """Before each request: redirect to the canonical URL; where that is an error, be that error at once."""
    if not request.query_string or not _strict():
        return None
    pairs = canonical(clean(list(request.args.items(multi=True))), taken().names)
    spelling = query(pairs)
    if spelling.encode() == request.query_string:
        return None
    request.args = ImmutableMultiDict(pairs)
    request.query_string = spelling.encode()
    current_app.make_response(current_app.dispatch_request()).close()
    return moved(request.path, spelling)


def _strict() -> bool:
    """Does the request ask for a page that minds its parameters? Where there is none, the 404 says so."""
    return request.endpoint is not None and not taken().lenient


def _check_number(pairs: Pairs, several: frozenset[str]) -> None:
    """Refuse two values for a parameter that has one, and more than MOST for one that has several."""
    given = Counter(name for name, _ in pairs)
    if much := [name for name, number in given.items() if number > (MOST if name in several else 1)]:
        takes = {name: f"at most {MOST}" if name in several else "one" for name in much}
        text = [f"“{name}” is given {given[name]:,} values and takes {takes[name]}." for name in much]
        rest = [(name, value) for name, value in pairs if name not in much]
        raise Refused(text, [(address(request.path, rest), "The page without " + " and ".join(much))])


def install(app: Flask) -> None:
    app.before_request(check)

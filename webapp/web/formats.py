"""The same page for a program: its address with `.json`, `.csv` … after it, read from any site.

`routes.FORMATS` says which page has which. A format takes the parameters of its page, unless it declares its
own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, Response, current_app, make_response, request
from flask.globals import request_ctx

from webapp.web.frozen import frozen
from webapp.web.parameters import Pairs, address, taken_by

# Names of top-level addresses: no dossier can be called so.
HOME = "index"
# Anybody's page may read data; it holds nothing that is not public.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is what its addresses end with, `label` what a reader calls it."""

    suffix: str
    type: str
    label: str


KNOWN = {
    format.suffix: format
    for format in (
        Format("json", "application/json", "JSON"),
        Format("csv", "text/csv; charset=utf-8; header=present", "CSV"),
        Format("atom", "application/atom+xml; charset=utf-8", "Feed"),
        Format("ics", "text/calendar; charset=utf-8", "Calendar"),
        Format("bib", "application/x-bibtex; charset=utf-8", "BibTeX"),
        Format("ris", "application/x-research-info-systems; charset=utf-8", "RIS"),
        Format("csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", "CSL-JSON"),
        Format("txt", "text/plain; charset=utf-8", "Text"),
        Format("jsonld", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "Annotations"),
        Format("timelinejs.json", "application/json", "TimelineJS JSON"),
        Format("timelinejs.csv", "text/csv; charset=utf-8; header=present", "TimelineJS CSV"),
        Format("zip", "application/zip", "Zip"),
        Format("png", "image/png", "Picture"),
    )
}
OWN = ("/static/", "/robots.txt")  # files that are no format of a page, whatever their names end with
LONGEST_FIRST = sorted(KNOWN, key=len, reverse=True)  # `x.csl.json` is not the JSON of `x.csl`


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page of this request in another format."""

    format: Format
    href: str


def rule(page: str, suffix: str) -> str:
    """The address of a format of the page at this rule or path: the home page is called `index`."""
    return f"{page.rstrip('/') or f'/{HOME}'}.{suffix}"


def within(page: str, suffix: str) -> str:
    """The address of a format of the page at this address; that of a format is left as it is."""
    path, mark, query = page.partition("#")[0].partition("?")
    return page if of(path) else f"{rule(path, suffix)}{mark}{query}"


def of(path: str) -> Format | None:
    """The format that an address with this path asks for; None of a page, or of a file of the site's own."""
    if path.startswith(OWN):
        return None
    return next((KNOWN[suffix] for suffix in LONGEST_FIRST if path.endswith(f".{suffix}")), None)


def asked() -> Format | None:
    """The format that this request asks for, whether there is such a page or not."""
    return of(request.path)


def bare(path: str) -> str:
    """The path of a page, from that of a format of it."""
    format = of(path)
    page = path.removesuffix(f".{format.suffix}") if format else path
    return "/" if page == f"/{HOME}" else page


def alike(page: str) -> str:
    """The page at this address in the format that this request asks for, where it has that."""
    format, adapter = asked(), request_ctx.url_adapter
    if format is None or adapter is None:
        return page
    address = within(page, format.suffix)
    return address if adapter.test(address.partition("?")[0], method="GET") else page


def data(body: str | bytes | Iterable[bytes], suffix: str) -> Response:
    """A response in that format, which any site may read."""
    response = make_response(body)
    response.content_type = KNOWN[suffix].type
    response.headers.update(OPEN)
    return response


def alternates() -> tuple[Alternate, ...]:
    """The formats that the page of this request has, each with the parameters that it takes.

    A page as known on a day has none that also hold what was known later; in a frozen copy, what has
    parameters is there as JSON alone.
    """
    path = request.path
    if not request.query_string:
        return tuple([Alternate(KNOWN[suffix], rule(path, suffix)) for suffix in _formats()])
    return tuple(
        Alternate(KNOWN[suffix], address(rule(path, suffix), _kept(endpoint)))
        for suffix, endpoint in _formats().items()
        if not (taken_by(endpoint).timeless and "known" in request.args)
        if not (frozen() and request.args and suffix != "json")
    )


def _formats() -> dict[str, str]:
    """The suffixes of the formats of this request's page, and their endpoints."""
    formats: dict[str, dict[str, str]] = current_app.extensions["parley.formats"]
    return formats.get(request.endpoint or "", {})


def _kept(endpoint: str) -> Pairs:
    names = taken_by(endpoint).names
    return [(name, value) for name, value in request.args.items(multi=True) if name in names]


def _open(response: Response) -> Response:
    """Errors and redirects of data are open like the data: else a program would not learn of them."""
    if asked():
        response.headers.update(OPEN)
    return response


def install(app: Flask) -> None:
    app.after_request(_open)

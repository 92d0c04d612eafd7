"""The same page for a program: its address with `.json`, `.csv` … after it, read from any site.

`routes.FORMATS` says which page has which. A format takes the parameters of its page, unless it declares its
own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, Response, current_app, make_response, request

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


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page of this request in another format."""

    format: Format
    href: str


def rule(page: str, suffix: str) -> str:
    """The address of a format of the page at this rule or path: the home page is called `index`."""
    return f"{page.rstrip('/') or f'/{HOME}'}.{suffix}"


def data(body: str | bytes | Iterable[bytes], suffix: str) -> Response:
    """A response in that format, which any site may read."""
    response = make_response(body)
    response.content_type = KNOWN[suffix].type
    response.headers.update(OPEN)
    return response


def alternates() -> tuple[Alternate, ...]:
    """The formats that the page of this request has, each with the parameters that it takes.

    A page as known on a day has none that also hold what was known later.
    """
    return tuple(
        Alternate(KNOWN[suffix], address(rule(request.path, suffix), _kept(endpoint)))
        for suffix, endpoint in _formats().items()
        if not (taken_by(endpoint).timeless and "known" in request.args)
    )


def alternate(suffix: str) -> Alternate | None:
    """The page of this request in that format, if it has it."""
    return next((each for each in alternates() if each.format.suffix == suffix), None)


def _formats() -> dict[str, str]:
    """The suffixes of the formats of this request's page, and their endpoints."""
    formats: dict[str, dict[str, str]] = current_app.extensions["parley.formats"]
    return formats.get(request.endpoint or "", {})


def _kept(endpoint: str) -> Pairs:
    names = taken_by(endpoint).names
    return [(name, value) for name, value in request.args.items(multi=True) if name in names]


def install(app: Flask) -> None:
    app.jinja_env.globals["alternates"] = alternates

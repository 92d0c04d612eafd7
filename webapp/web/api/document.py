"""Documents: what a JSON address answers with, and how a view answers with one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar

from flask import Response, request, url_for

from webapp.store.rows import Edition
from webapp.web import formats
from webapp.web.api.base import VERSION, Shape, Url
from webapp.web.api.dossier import Dossier
from webapp.web.head import absolute
from webapp.web.parameters import query as spelt
from webapp.web.paths import Address

P = ParamSpec("P")
D = TypeVar("D", bound="Document")
JSON = "json"


class Document(Shape):
    """What every document begins with."""

    parley: Literal["1"]
    """The version of the shapes. Within one, keys are only added."""
    url: Url
    """The page that shows the same to readers."""


class DossierDocument(Document):
    """What every document about one dossier begins with."""

    permanent: Url
    """The same page in this revision for ever, whatever is imported later."""
    dossier: Dossier
    """The dossier that it is about."""


class Window(Shape):
    """A part of a list, and the ways to the parts beside it."""

    total: int
    """How many there are in all."""
    first: int
    """The number, from 1, of the first of those that the document lists."""
    last: int
    """The number of the last of them; less than `first` where there is none."""
    earlier: Url | None
    """The document with those before; null where there are none."""
    later: Url | None
    """The document with those after; null where there are none."""


def answers(shape: type[D]) -> Callable[[Callable[P, D | Response]], Callable[P, Response]]:
    """Make of a function that gives documents of this shape, or redirects, a view that answers with them."""

    def declare(make: Callable[P, D | Response]) -> Callable[P, Response]:
        @wraps(make)
        def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
            made = make(*args, **kwargs)
            return made if isinstance(made, Response) else formats.data(made.model_dump_json(), JSON)

        answer.shape = shape  # type: ignore[attr-defined]
        return answer

    return declare


def beginning() -> dict[str, Any]:
    """What a document begins with: of the page that this request, for a format of it, is about."""
    return {"parley": VERSION, "url": absolute(_page() + _query())}


def beginning_of(edition: Edition) -> dict[str, Any]:
    """What a document about this edition begins with."""
    pinned = _page(at=Address(edition.id, edition.revision))
    return {
        **beginning(),
        "permanent": absolute(pinned + _query()),
        "dossier": Dossier.of(edition),
    }


def _page(**names: object) -> str:
    endpoint = (request.endpoint or "").partition(":")[0]
    return url_for(endpoint, **{**(request.view_args or {}), **names})


def _query() -> str:
    pairs = list(request.args.items(multi=True))
    return f"?{spelt(pairs)}" if pairs else ""


def data(page: str) -> str:
    """The JSON document of the page at this path, as an absolute address."""
    return absolute(formats.within(page, JSON))


def data_maybe(page: str | None) -> str | None:
    return data(page) if page else None

"""Errors for programs: `application/problem+json` (RFC 9457), in the words of the error pages."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Literal

from flask import Response, make_response

from webapp.web.api.base import Shape, Url
from webapp.web.formats import alike
from webapp.web.guess import Link
from webapp.web.head import absolute
from webapp.web.logs import reference

TYPE = "application/problem+json"


class Way(Shape):
    """A way on from a problem."""

    url: Url
    """Where it leads: in the format that was asked for, where there is such a document."""
    label: str
    """What is there."""


class Problem(Shape):
    """Why there is no document (RFC 9457)."""

    type: Literal["about:blank"]
    """All there is to know of the kind of problem is its status."""
    title: str
    """What the status is called."""
    status: int
    """The status of the answer."""
    heading: str
    """What is wrong, in short."""
    detail: str
    """What is wrong and how to mend it, one sentence or paragraph a line."""
    links: tuple[Way, ...]
    """Where to go from here, the likeliest first."""
    reference: str | None
    """The number under which the site's log tells of it; null of what is merely not there."""


def problem(code: int, heading: str, text: Sequence[str], links: Sequence[Link]) -> Response:
    """The answer with that status; `text` is one paragraph a line."""
    found = Problem(
        type="about:blank",
        title=HTTPStatus(code).phrase,
        status=code,
        heading=heading,
        detail="\n".join(text),
        links=tuple(Way(url=absolute(alike(link.path)), label=link.label) for link in links),
        reference=reference(),
    )
    return make_response(found.model_dump_json(), code, {"Content-Type": TYPE})

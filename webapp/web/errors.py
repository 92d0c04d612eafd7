"""Error pages: what went wrong, in plain words, and where to go from here."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from functools import singledispatch

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    NotFound,
    ServiceUnavailable,
)

from webapp.store import Store, StoreError, queries
from webapp.store.rows import Edition, Missing
from webapp.web import formats, logs
from webapp.web.guess import Link, dossier, guess, nearest
from webapp.web.head import Head, elsewhen
from webapp.web.headers import embedded
from webapp.web.parameters import Refused, UnknownParameters, address
from webapp.web.paths import LONGEST_ID, Address, AddressConverter
from webapp.web.problem import problem
from webapp.web.reading import NoDay, NoDossier, NoLonger, NoThing, NotYetKnown, asked_day, connection, day
from webapp.web.rendering import render

_TELLING = ("Allow", "Retry-After")  # headers of errors that an answer keeps
_SOON = 5  # seconds after which a database that did not answer may do so
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEADINGS = {
    400: "This cannot be read",
    413: "Nothing can be sent here",
    414: "Address too long",
    421: "Not known by this name",
    429: "Too much at once",
    431: "Headers too long",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """`text` is one paragraph a line."""

    heading: str
    text: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """`reference` is the number under which the log tells of it, where the text does not say that."""

    head: Head
    code: int
    trouble: Trouble
    reference: str | None = None


def answer(error: HTTPException) -> Response:
    """The page for an error, or where data was asked for a problem in the same words, with its status."""
    try:
        what = trouble(error)
    except (StoreError, SQLAlchemyError) as failed:  # it asks the store what may have been meant
        return unavailable(failed)
    code = error.code or 500
    if code < 500:
        logs.refused(code, " ".join((f"{what.heading}:", *what.text)))
    response = problem(code, what.heading, what.text, what.links) if formats.asked() else page(code, what)
    response.headers.extend((name, value) for name, value in error.get_headers() if name in _TELLING)
    return response


def unavailable(error: StoreError | SQLAlchemyError) -> Response:
    """The answer where the database does not give what it is asked for; what is our own fault fails."""
    store: Store = current_app.extensions["parley.store"]
    reported = error if isinstance(error, StoreError) else store.explained(error)
    if reported is None:
        raise error
    logs.write(logging.ERROR, 503, str(reported))
    return answer(ServiceUnavailable(retry_after=_SOON))


def page(code: int, what: Trouble) -> Response:
    head = Head(f"{what.heading} — Parley", what.text[0], edition=within(code))
    template = "embed_error.html" if embedded() else "error.html"
    return render(template, ErrorContext(head, code, what, logs.reference() if code < 500 else None), code)


def within(code: int) -> Edition | None:
    """The dossier that the address names, for the page to stay in it; None where none can be had."""
    if code >= 500:
        return None  # the store may be what failed
    try:
        return _named(request.path.split("/", 2)[1])
    except (StoreError, SQLAlchemyError):
        known = {"reference": logs.reference()}
        logs.LOG.warning("A page for an error goes without its dossier", exc_info=True, extra=known)
        return None


def _named(text: str) -> Edition | None:
    """The edition of an address's first part, as known on the day that is asked for, if it is one."""
    if len(text) > 2 * LONGEST_ID or not re.fullmatch(AddressConverter.regex, text):
        return None
    at = Address.parse(text)
    found = queries.edition(connection(), at.dossier, at.revision)
    if isinstance(found, Missing) and found.last:
        found = queries.edition(connection(), at.dossier, None)
    if isinstance(found, Missing):
        return None
    try:
        return replace(found, known=day(found, known)) if (known := asked_day()) else found
    except NoDay:
        return found


@singledispatch
def trouble(error: HTTPException) -> Trouble:
    heading = _HEADINGS.get(error.code or 500, error.name)
    return Trouble(heading, (error.description or "The request cannot be answered.",))


@trouble.register
def _(error: NotFound) -> Trouble:
    links = tuple(guess(formats.bare(request.path)))
    text = "There is no page at this address." + (" Perhaps one of these is meant:" if links else "")
    return Trouble("Not found", (text,), links)


@trouble.register
def _(error: NoDossier) -> Trouble:
    asked, missing = error.at, error.missing
    if asked.revision is not None and missing.last is not None:
        return _no_revision(asked, missing.last)
    links = tuple(guess(asked.dossier))
    return Trouble("No such dossier", (f"There is no dossier called “{asked.dossier}”.",), links)


def _no_revision(asked: Address, last: int) -> Trouble:
    has = "one revision" if last == 1 else f"{last} revisions"
    return Trouble(
        "No such revision",
        (f"The dossier “{asked.dossier}” has {has}; there is no revision {asked.revision}.",),
        (
            Link(_then(f"/{asked.dossier}@{last}/"), f"Revision {last}"),
            Link(_then(f"/{asked.dossier}/"), "The current timeline"),
        ),
    )


@trouble.register
def _(error: NoThing) -> Trouble:
    edition, missing = error.edition, error.missing
    links = [dossier(edition)]
    if missing.nearest:
        links.insert(0, nearest(edition, missing.nearest))
    if missing.last:
        links.insert(0, _in_revision(edition, missing.last))
    which = f"Revision {edition.revision} of “{edition.title}”" if edition.pinned else f"“{edition.title}”"
    near = " Perhaps you are looking for:" if len(links) > 1 else ""
    return Trouble("Not found", (f"{which} has no {missing.what}.{near}",), tuple(links))


def _in_revision(edition: Edition, number: int) -> Link:
    path = request.path.split("/", 2)[2]
    return Link(_then(f"/{edition.id}@{number}/{path}"), f"This page in revision {number}")


def _then(path: str) -> str:
    """The page as known on the day that is asked for, if it is one."""
    known = asked_day()
    return address(path, [("known", known)] if _DAY.fullmatch(known) else [])


@trouble.register
def _(error: NoLonger) -> Trouble:
    edition, last = error.edition, error.last
    link = _in_revision(edition, last)
    text = f"“{edition.title}” had this page until revision {last}, and it still stands there."
    return Trouble("No longer part of the dossier", (text,), (link, dossier(edition)))


@trouble.register
def _(error: NotYetKnown) -> Trouble:
    edition = error.edition
    assert edition.known
    folder, _, id = error.missing.what.partition("/")
    what = f"round {id}" if folder == "rounds" else "this"
    since = queries.known_since(connection(), error.present, error.missing.what)
    text = (
        f"Nothing of {what} was known by the end of {edition.known.label}.",
        f"It became known on {since.label}." if since else "No certain day has made it known.",
    )
    then = [Link(elsewhen(since), f"This page as known on {since.label}")] if since else []
    links = (*then, Link(elsewhen(None), "This page at present"), dossier(edition))
    return Trouble("Not known on that day", text, links)


@trouble.register
def _(error: NoDay) -> Trouble:
    why = f" {error.__cause__}." if error.__cause__ else ""
    text = f"“{error.text[:40]}” is no day on which something can be known.{why}"
    days = Link(error.edition.link("known"), "What was known when")
    mend = "Write a day of the calendar, as in known=2025-05-29."
    return Trouble("Not a day", (text, mend), (Link(elsewhen(None), "This page at present"), days))


@trouble.register
def _(error: UnknownParameters) -> Trouble:
    text = [f"This page does not know {_listed(error.names)}."]
    text += [f"Perhaps “{name}” should be “{like}”." for name, like in error.nearest.items()]
    page = request.path if "known" in error.names else _then(request.path)
    link = Link(page, "The page without parameters")
    if "known" in error.names:
        text.append("What was known on a day belongs to one dossier: its pages and its search take “known”.")
    text.append(f"It takes {_listed(list(error.known))}." if error.known else "It takes no parameters.")
    return Trouble("Unknown parameter", tuple(text), (link,))


@trouble.register
def _(error: Refused) -> Trouble:
    return Trouble("This cannot be shown", error.text, tuple(Link(*link) for link in error.links))


@trouble.register
def _(error: MethodNotAllowed) -> Trouble:
    return Trouble("Method not allowed", ("Pages can be read, and nothing else: use GET or HEAD.",))


@trouble.register
def _(error: ServiceUnavailable) -> Trouble:
    text = "The site cannot read what it has just now. Please try again in a moment; if it stays so, tell the"
    text += f" people who run it, with this number: {logs.reference()}."
    return Trouble("Not available just now", (text,))


@trouble.register
def _(error: InternalServerError) -> Trouble:
    text = "The site failed to make this page. Please try again; if it stays so, tell the people who run it"
    return Trouble("Something went wrong", (f"{text}, with this number: {logs.reference()}.",))


def log(failure: logs.ExcInfo) -> None:
    """Log what made a request fail, with its traceback."""
    logs.write(logging.ERROR, 500, f"failed with {getattr(failure[0], '__name__', 'an error')}", failure)


def _listed(names: list[str]) -> str:
    """At most five names, each cut short."""
    shown = [f"“{name[:40]}{'…' if len(name) > 40 else ''}”" for name in names[:5]]
    return ", ".join(shown) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(StoreError, unavailable)
    app.register_error_handler(SQLAlchemyError, unavailable)

"""What a view asks for: one edition and one thing in it, read in one transaction, or an error that helps."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from flask import Flask, current_app, g
from sqlalchemy import Connection
from werkzeug.exceptions import Gone, HTTPException, NotFound

from webapp.store import Store, queries
from webapp.store.rows import Edition, Missing
from webapp.web.paths import Address

T = TypeVar("T")
P = ParamSpec("P")
Query = Callable[Concatenate[Connection, Edition, P], T | Missing]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A thing as of an edition. `current`: does the newest revision still have it?"""

    edition: Edition
    row: T
    current: bool


class NoDossier(NotFound):
    """There is no dossier, or no revision of it, at this address."""

    def __init__(self, at: Address, missing: Missing) -> None:
        super().__init__()
        self.at = at
        self.missing = missing


class NoThing(NotFound):
    """The edition has no such thing and never had one; `missing.last` is a later revision that has it."""

    def __init__(self, edition: Edition, missing: Missing) -> None:
        super().__init__()
        self.edition = edition
        self.missing = missing


class NoLonger(Gone):
    """The edition has no such thing any more; revision `last` was the last that had it."""

    def __init__(self, edition: Edition, last: int) -> None:
        super().__init__()
        self.edition = edition
        self.last = last


def connection() -> Connection:
    """The request's one read transaction, begun at first use and ended with the request."""
    if "reading" not in g:
        store: Store = current_app.extensions["parley.store"]
        g.reading = ExitStack()
        g.connection = g.reading.enter_context(store.read())
    return g.connection  # type: ignore[no-any-return]


def find(at: Address, query: Query[P, T], *names: P.args, **_: P.kwargs) -> Found[T]:
    """The edition at this address and what the query finds in it.

    Raises NoDossier, NoThing or NoLonger, which the error pages turn into help.
    """
    edition = open_edition(at)
    row = query(connection(), edition, *names, **_)
    if isinstance(row, Missing):
        raise absent(edition, row)
    current = edition.revision == edition.latest or _still(edition, query, *names, **_)
    return Found(edition, row, current)


def open_edition(at: Address) -> Edition:
    edition = queries.edition(connection(), at.dossier, at.revision)
    if isinstance(edition, Missing):
        raise NoDossier(at, edition)
    return edition


def absent(edition: Edition, missing: Missing) -> HTTPException:
    """A revision before this one that had it makes it gone; a revision after this one does not."""
    if missing.last is None or missing.last > edition.revision:
        return NoThing(edition, missing)
    return NoLonger(edition, missing.last)


def _still(edition: Edition, query: Query[P, T], *names: P.args, **_: P.kwargs) -> bool:
    newest = queries.edition(connection(), edition.id, None)
    return not isinstance(newest, Missing) and not isinstance(
        query(connection(), newest, *names, **_), Missing
    )


def _close(_: BaseException | None) -> None:
    if reading := g.pop("reading", None):
        reading.close()


def install(app: Flask, store: Store) -> None:
    app.extensions["parley.store"] = store
    app.teardown_appcontext(_close)

"""What a view asks for: one edition and one thing in it, read in one transaction, or an error that helps.

`?known=2025-05-29` makes it the edition as known at the end of that day, on every page of a dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Concatenate, Generic, ParamSpec, TypeVar

from flask import Flask, current_app, g, request
from sqlalchemy import Connection
from werkzeug.exceptions import BadRequest, Gone, HTTPException, NotFound

from webapp import dates
from webapp.bounded import Bounded
from webapp.dates import Date, Precision
from webapp.store import Store, ledger, queries
from webapp.store.rows import DossierCard, Edition, Extent, Missing
from webapp.web.frozen import frozen
from webapp.web.paths import Address

T = TypeVar("T")
P = ParamSpec("P")
ROOM = 4_000_000  # characters of editions that are kept, about
FEW = 1000  # answers about whole editions that are kept; a list is one for each twenty things in it
PATIENCE = 1  # seconds that a page waits for a database that does not answer
Query = Callable[Concatenate[Connection, Edition, P], T | Missing]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A thing as of an edition."""

    edition: Edition
    row: T


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


class NotYetKnown(NotFound):
    """What the present edition has, but had not as known on the day of `edition`."""

    def __init__(self, edition: Edition, present: Edition, missing: Missing) -> None:
        super().__init__()
        self.edition = edition
        self.present = present
        self.missing = missing


class NoDay(BadRequest):
    """What stands in `known` is not a day; `edition` is the present one."""

    def __init__(self, edition: Edition, text: str) -> None:
        super().__init__()
        self.edition = edition
        self.text = text


def connection() -> Connection:
    """The request's one read transaction, begun at first use and ended with the request."""
    if "reading" not in g:
        store: Store = current_app.extensions["parley.store"]
        g.reading = ExitStack()
        g.connection = g.reading.enter_context(store.read())
    return g.connection  # type: ignore[no-any-return]


def keep() -> ExitStack:
    """The request's transaction, which then does not end with the request: whoever has it closes it."""
    reading: ExitStack = g.pop("reading", ExitStack())
    return reading


def find(at: Address, query: Query[P, T], *names: P.args, **_: P.kwargs) -> Found[T]:
    """The edition at this address and what the query finds in it.

    Raises NoDossier, NoDay, NotYetKnown, NoThing or NoLonger, which the error pages turn into help.
    """
    present = _present(at)
    edition = as_asked(present)
    row = query(connection(), edition, *names, **_)
    if isinstance(row, Missing):
        if edition.known and not isinstance(query(connection(), present, *names, **_), Missing):
            raise NotYetKnown(edition, present, row)
        raise absent(edition, row)
    return Found(edition, row)


def open_edition(at: Address) -> Edition:
    """The edition at this address, as known on the day that the request asks for.

    Raises NoDossier or NoDay.
    """
    return as_asked(_present(at))


def edition_at(at: Address, known: str) -> Edition:
    """The edition at this address as known on that day, "" for the present. Raises NoDossier or NoDay."""
    present = _present(at)
    return queries.as_known(connection(), present, day(present, known)) if known else present


def as_asked(edition: Edition) -> Edition:
    """The edition as known on the day that the request asks for, if it asks for one. Raises NoDay."""
    known = asked_day()
    return queries.as_known(connection(), edition, day(edition, known)) if known else edition


def asked_day() -> str:
    """What the request gives as the day, "" where it gives none that can be read."""
    try:
        return request.args.get("known", "")
    except UnicodeDecodeError:
        return ""


def state() -> str:
    """What tells the state of the store that this request reads from every other."""
    if "state" not in g:
        g.state = ledger.digest(connection())
    return g.state  # type: ignore[no-any-return]


def edition(at: Address) -> Edition | Missing:
    """The edition at this address, at present; kept, as in one state of the store it is always the same."""
    kept: Bounded[Edition] = current_app.extensions["parley.editions"]
    found = kept.get((state(), at)) or _edition(at)
    if isinstance(found, Edition):
        kept.put((state(), at), found)
    return found


def _edition(at: Address) -> Edition | Missing:
    copy = frozen()
    newest = copy.revisions.get(at.dossier) if copy and at.revision is None else None
    found = queries.edition(connection(), at.dossier, newest or at.revision)
    if newest and isinstance(found, Edition):
        return replace(found, pinned=False, base=f"/{found.id}", latest=newest)
    return found


def _present(at: Address) -> Edition:
    found = edition(at)
    if isinstance(found, Missing):
        raise NoDossier(at, found)
    return found


def once(query: Callable[[Connection, Edition], T], edition: Edition) -> T:
    """What the query finds in the whole edition; kept like that, for all of its pages and views."""
    kept: Bounded[T] = current_app.extensions["parley.once"]
    key = state(), edition.id, edition.revision, edition.known, query.__name__
    found = kept.get(key)
    if found is None:
        found = query(connection(), edition)
        kept.put(key, found)
    return found


def dossiers() -> list[DossierCard]:
    """Every dossier as of its newest revision, in order of their ids; in a frozen copy, those that it has."""
    copy = frozen()
    return queries.dossiers(connection(), copy.revisions if copy else None)


def extents() -> list[Extent]:
    """How many things with a page each of them has."""
    copy = frozen()
    return queries.extents(connection(), copy.revisions if copy else None)


def day(edition: Edition, text: str) -> Date:
    """A calendar day by the dossier's clocks. Raises NoDay."""
    try:
        found = dates.parse(text, edition.timezone)
    except dates.DateError as error:
        raise NoDay(edition, text) from error
    if found.precision is not Precision.DAY or found.text != text or not found.weekday:
        raise NoDay(edition, text)
    return found


def absent(edition: Edition, missing: Missing) -> HTTPException:
    """A revision before this one that had it makes it gone; a revision after this one does not."""
    if missing.last is None or missing.last > edition.revision:
        return NoThing(edition, missing)
    return NoLonger(edition, missing.last)


def _close(_: BaseException | None) -> None:
    if reading := g.pop("reading", None):
        reading.close()


def _size(edition: Edition) -> int:
    named = len(edition.parties) + len(edition.actors) + len(edition.topics)
    return len(edition.html) + 500 * (1 + named)


def _weight(found: object) -> int:
    """Of a list, the more the longer it is."""
    return 1 + len(found) // 20 if isinstance(found, tuple) else 1


def install(app: Flask, store: Store) -> None:
    app.extensions["parley.store"] = store
    app.extensions["parley.editions"] = Bounded(ROOM, _size)
    app.extensions["parley.once"] = Bounded(FEW, _weight)
    app.teardown_appcontext(_close)

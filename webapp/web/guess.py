"""What a mistyped address may have meant: pages that exist, nearest first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from webapp.store import queries
from webapp.store.rows import Edition, Missing
from webapp.web.paths import LONGEST_ID
from webapp.web.reading import NoDay, as_asked, connection

Finder = Callable[[Connection, Edition, str], object]

FINDERS: dict[str, Finder] = {
    "events": lambda c, edition, id: queries.event(c, edition, f"events/{id}"),
    "rounds": lambda c, edition, id: queries.round_(c, edition, int(id)),
    "sources": queries.source,
    "quotes": queries.quote,
    "actors": queries.actor,
    "parties": queries.party,
}


@dataclass(frozen=True, slots=True)
class Link:
    path: str
    label: str


def dossier(edition: Edition) -> Link:
    return Link(edition.link(), edition.title)


def guess(path: str) -> Iterator[Link]:
    """The pages that may be meant by a path that no page has: in another case, or misspelt."""
    first, *rest = path.strip("/").split("/")
    edition = _edition(slug(first.partition("@")[0]))
    if edition is None:
        return
    if len(rest) == 2 and (like := difflib.get_close_matches(slug(rest[0]), FINDERS, n=1)):
        yield from _thing(edition, like[0], rest[1])
    yield dossier(edition)


def slug(text: str) -> str:
    """The id that an author would have made of this."""
    return re.sub("[^a-z0-9]+", "-", text[: 2 * LONGEST_ID].lower())[:LONGEST_ID].strip("-")


def number(text: str) -> str:
    """The first number in this, as rounds are numbered; "0" where there is none."""
    digits = re.search("[1-9][0-9]{0,8}", text)
    return digits[0] if digits else "0"


def _edition(dossier: str) -> Edition | None:
    found = queries.edition(connection(), dossier, None)
    if isinstance(found, Missing) and found.nearest:
        found = queries.edition(connection(), found.nearest, None)
    if isinstance(found, Missing):
        return None
    try:
        return as_asked(found)
    except NoDay:
        return found


def _thing(edition: Edition, collection: str, text: str) -> Iterator[Link]:
    id = number(text) if collection == "rounds" else slug(text)
    found = FINDERS[collection](connection(), edition, id)
    if not isinstance(found, Missing):
        yield Link(edition.link(f"{collection}/{id}"), f"{collection}/{id}")
    elif found.nearest:
        yield nearest(edition, found.nearest)


def nearest(edition: Edition, key: str) -> Link:
    """The thing that the store found nearest to what was asked for."""
    return Link(edition.link(key), key)

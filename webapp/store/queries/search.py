"""Search: in one edition, or in the newest revisions of all dossiers."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from webapp.store.passages import terms
from webapp.store.queries.asking import Asking, Group, editions_of
from webapp.store.queries.hits import RANKED
from webapp.store.rows import Edition, Hits, Tallied

GROUPS = 30  # events and sources on a page


def search(connection: Connection, edition: Edition, text: str, after: str = "") -> Hits:
    """What in the edition matches the text. `after` is that of the page before."""
    return _search(connection, edition, text, after)


def search_all(connection: Connection, text: str, after: str = "") -> Hits:
    """What in the newest revisions of all dossiers matches the text. `after` is that of the page before."""
    return _search(connection, None, text, after)


def _search(connection: Connection, edition: Edition | None, text: str, after: str) -> Hits:
    wanted = terms.terms(text)
    asking = Asking(connection, edition, wanted)
    tallies = asking.tallies() if wanted else {}
    groups = asking.groups() if any(tallies.values()) else []
    found = editions_of(connection, edition, groups)
    ending = (
        number for number, group in enumerate(groups, 1) if after and _name(group, found, edition) == after
    )
    first = next(ending, 0)
    last = min(first + GROUPS, len(groups))
    return Hits(
        terms=tuple(term.typed for term in wanted),
        hits=asking.hits(groups[first:last], found),
        events=_tallied(tallies, "event"),
        quotes=_tallied(tallies, "quote"),
        sources=_tallied(tallies, "source"),
        after=_name(groups[last - 1], found, edition) if last < len(groups) else None,
        absent=() if groups or len(wanted) < 2 else asking.absent(),
    )


def _name(group: Group, found: Mapping[int, Edition], here: Edition | None) -> str:
    """What the next page comes after."""
    dossier, key = group.of
    return key if here else f"{found[dossier].id}/{key}"


def _tallied(tallies: Mapping[str, int], what: str) -> Tallied:
    number = tallies.get(what, 0)
    return Tallied(min(number, RANKED), number > RANKED)

"""Search: in one edition, or in the newest revisions of all dossiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, Text, bindparam, select

from webapp.store.models import CURRENT, PRESENT, Passage, Revision, Source, State
from webapp.store.passages import terms
from webapp.store.passages.pieces import Piece
from webapp.store.passages.terms import Term
from webapp.store.queries import editions, events, snippets, sources
from webapp.store.queries.hits import EVERYWHERE, HERE, RANKED
from webapp.store.queries.matching import parameters_of
from webapp.store.queries.within import alive, instant, parameters
from webapp.store.rows import Edition, EventRef, Hit, Hits, RecentHit, SourceRef, Tallied

GROUPS = 30  # events and sources on a page
BATCH = 100  # that are found at once where all are listed

Of = tuple[int, str]  # a dossier's id and a key in it
AnyRow = Row[*tuple[Any, ...]]

_IDS = bindparam("ids", type_=Integer(), expanding=True)
_DOSSIERS = bindparam("dossiers", type_=Integer(), expanding=True)
_KEYS = bindparam("keys", type_=Text(), expanding=True)
# With these, `alive` is what every dossier's newest revision has, as known in the present.
_NEWEST = {"revision": CURRENT - 1, "known": PRESENT}

_PIECES = select(Passage.id, Passage.pieces).where(Passage.id.in_(_IDS))
_EVENTS = select(*events.REF, State.dossier_id).where(State.event_id.in_(_IDS), alive(State))
_SOURCES = select(*sources.REF, Source.dossier_id).where(
    Source.dossier_id.in_(_DOSSIERS), Source.key.in_(_KEYS), alive(Source)
)
_REVISIONS = select(Revision.dossier_id, Revision.number, Revision.imported_at).where(
    Revision.dossier_id.in_(_DOSSIERS), Revision.number.in_(_IDS)
)


@dataclass(frozen=True, slots=True)
class _Group:
    """An event (its version's id) or source that matches, with its passages that do, the best first.

    Revision `since` brought it as it is now; `known_from` is the second from which on it was known so.
    """

    of: Of
    event_id: int | None
    passages: tuple[int, ...]
    since: int
    known_from: int


def search(connection: Connection, edition: Edition, text: str, after: str = "") -> Hits:
    """What in the edition matches the text. `after` is that of the page before."""
    return _search(connection, edition, text, after)


def search_all(connection: Connection, text: str, after: str = "") -> Hits:
    """What in the newest revisions of all dossiers matches the text. `after` is that of the page before."""
    return _search(connection, None, text, after)


def finds(connection: Connection, edition: Edition | None, text: str) -> Iterator[tuple[Hit, ...]]:
    """All that is ranked, the best first: in the edition, or (None) in all dossiers; BATCH at once.

    Each batch takes as many statements as any other.
    """
    asking, groups = _asked(connection, edition, text)
    found = _editions(connection, edition, groups)
    for first in range(0, len(groups), BATCH):
        yield asking.hits(groups[first : first + BATCH], found)


def recent_hits(
    connection: Connection, edition: Edition | None, text: str, most: int
) -> tuple[RecentHit, ...]:
    """Of what is ranked, the newest: first what was imported last, of that what became known last."""
    asking, groups = _asked(connection, edition, text)
    imported = _imported(connection, groups)

    def when(group: _Group) -> datetime:
        return imported[group.of[0], group.since]

    newest = sorted(groups, key=lambda group: (when(group), group.known_from), reverse=True)[:most]
    hits = asking.hits(newest, _editions(connection, edition, newest))
    return tuple(
        RecentHit(hit, when(group), instant(group.known_from))
        for group, hit in zip(newest, hits, strict=True)
    )


def _asked(connection: Connection, edition: Edition | None, text: str) -> tuple[_Asking, list[_Group]]:
    wanted = terms.terms(text)
    asking = _Asking(connection, edition, wanted)
    return asking, asking.groups() if wanted else []


def _imported(connection: Connection, groups: Sequence[_Group]) -> dict[tuple[int, int], datetime]:
    """When the revisions that brought the groups were imported, by dossier and number."""
    these = {"dossiers": {group.of[0] for group in groups}, "ids": {group.since for group in groups}}
    rows = connection.execute(_REVISIONS, these) if groups else ()
    return {(row.dossier_id, row.number): row.imported_at for row in rows}


def _search(connection: Connection, edition: Edition | None, text: str, after: str) -> Hits:
    wanted = terms.terms(text)
    asking = _Asking(connection, edition, wanted)
    tallies = asking.tallies() if wanted else {}
    groups = asking.groups() if any(tallies.values()) else []
    found = _editions(connection, edition, groups)
    names = [group.of[1] if edition else f"{found[group.of[0]].id}/{group.of[1]}" for group in groups]
    first = names.index(after) + 1 if after in names else 0
    last = min(first + GROUPS, len(groups))
    return Hits(
        terms=tuple(term.typed for term in wanted),
        hits=asking.hits(groups[first:last], found),
        events=_tallied(tallies, "event"),
        quotes=_tallied(tallies, "quote"),
        sources=_tallied(tallies, "source"),
        after=names[last - 1] if last < len(groups) else None,
        absent=() if groups or len(wanted) < 2 else asking.absent(),
    )


def _editions(
    connection: Connection, edition: Edition | None, groups: Sequence[_Group]
) -> dict[int, Edition]:
    if edition or not groups:
        return {edition.dossier_id: edition} if edition else {}
    return editions.newest(connection, {group.of[0] for group in groups})


def _tallied(tallies: Mapping[str, int], what: str) -> Tallied:
    number = tallies.get(what, 0)
    return Tallied(min(number, RANKED), number > RANKED)


class _Asking:
    """The statements of a search."""

    def __init__(self, connection: Connection, edition: Edition | None, wanted: Sequence[Term]) -> None:
        self._connection = connection
        self._asked = HERE if edition else EVERYWHERE
        self._at = parameters(edition) if edition else _NEWEST
        self._wanted = wanted
        self._matching = {**self._at, **parameters_of(wanted)}

    def tallies(self) -> dict[str, int]:
        """How many passages of each kind match."""
        return {row.what: row.number for row in self._find(self._asked.tallies, self._matching)}

    def groups(self) -> list[_Group]:
        """Events and sources that match, the best first."""
        found = defaultdict[Of, list[AnyRow]](list)
        rows = self._find(self._asked.ranked, self._matching)
        for row in sorted(rows, key=lambda row: (row.rank, -row.sort, row.dossier_id, row.key, row.id)):
            found[row.dossier_id, row.key].append(row)
        return [
            _Group(
                of,
                rows[0].event_id,
                tuple(row.id for row in rows[: snippets.MOST]),
                max(row.since for row in rows),
                max(row.known_from for row in rows),
            )
            for of, rows in found.items()
        ]

    def absent(self) -> tuple[str, ...]:
        """The terms that match nothing."""
        return tuple(
            term.typed
            for term in self._wanted
            if not self._find(self._asked.any, {**self._at, **parameters_of([term])})
        )

    def hits(self, groups: Sequence[_Group], found: Mapping[int, Edition]) -> tuple[Hit, ...]:
        """The groups as a page shows them."""
        if not groups:
            return ()
        pieces = {row.id: row.pieces for row in self._find(_PIECES, {"ids": _ids(groups)})}
        said = {group.of: [piece for id in group.passages for piece in pieces[id]] for group in groups}
        refs = self._refs([group.event_id for group in groups if group.event_id], found)
        archive = self._archive(said, found)
        return tuple(self._hit(found[group.of[0]], group, said[group.of], refs, archive) for group in groups)

    def _hit(
        self,
        edition: Edition,
        group: _Group,
        pieces: Sequence[Piece],
        refs: Mapping[Of, EventRef],
        archive: Mapping[Of, SourceRef],
    ) -> Hit:
        event, source = refs.get(group.of), archive.get(group.of)
        cited = {key: ref for (where, key), ref in archive.items() if where == edition.dossier_id}
        title = event.title if event else source.title if source else ""
        return Hit(
            edition=edition,
            title=snippets.title(title, self._wanted),
            snippets=snippets.snippets(pieces, self._wanted, cited),
            event=event,
            source=source,
        )

    def _refs(self, ids: Sequence[int], found: Mapping[int, Edition]) -> dict[Of, EventRef]:
        rows = self._find(_EVENTS, {**self._at, "ids": ids})
        return {(row.dossier_id, row.key): events.ref(found[row.dossier_id], row) for row in rows}

    def _archive(
        self, said: Mapping[Of, Sequence[Piece]], found: Mapping[int, Edition]
    ) -> dict[Of, SourceRef]:
        """The sources that match, and those of the quotes in events that do."""
        quoted = {(of[0], piece[4]) for of, pieces in said.items() for piece in pieces if piece[0] == "quote"}
        keys = quoted | {of for of in said if of[1].startswith("sources/")}
        every = {"dossiers": [of[0] for of in keys], "keys": [of[1] for of in keys]}
        rows = self._find(_SOURCES, {**self._at, **every})
        return {(row.dossier_id, row.key): sources.ref(found[row.dossier_id], row) for row in rows}

    def _find(self, statement: Any, values: Mapping[str, object]) -> Sequence[AnyRow]:
        return self._connection.execute(statement, values).all()


def _ids(groups: Sequence[_Group]) -> list[int]:
    return [id for group in groups for id in group.passages]

"""What a search asks of the store: in one edition, or in the newest revisions of all dossiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Row, Text, bindparam, select

from webapp.store.models import CURRENT, PRESENT, Passage, Source, State
from webapp.store.passages.pieces import Piece
from webapp.store.passages.terms import Term
from webapp.store.queries import editions, events, snippets, sources
from webapp.store.queries.hits import asked
from webapp.store.queries.matching import parameters_of
from webapp.store.queries.ranking import ranks
from webapp.store.queries.within import alive, parameters
from webapp.store.rows import Edition, EventRef, Hit, SourceRef

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


@dataclass(slots=True)
class Group:
    """An event (its version's id) or source that matches, with its passages that do, the best first."""

    of: Of
    _rows: list[AnyRow]

    @property
    def event_id(self) -> int | None:
        return self._rows[0].event_id  # type: ignore[no-any-return]

    @property
    def passages(self) -> list[int]:
        return [row.id for row in self._rows[: snippets.MOST]]

    @property
    def since(self) -> int:
        """The revision that brought it as it is now."""
        since: int = max(row.since for row in self._rows)
        return since

    @property
    def known_from(self) -> int:
        """The second from which on it was known so."""
        known_from: int = max(row.known_from for row in self._rows)
        return known_from


def editions_of(
    connection: Connection, edition: Edition | None, groups: Sequence[Group]
) -> dict[int, Edition]:
    """The editions that the groups stand in, by their dossiers' ids."""
    if edition or not groups:
        return {edition.dossier_id: edition} if edition else {}
    return editions.newest(connection, {group.of[0] for group in groups})


class Asking:
    """The statements of a search for the terms; in `edition`, or (None) everywhere."""

    def __init__(self, connection: Connection, edition: Edition | None, wanted: Sequence[Term]) -> None:
        self._connection = connection
        self._at = parameters(edition) if edition else _NEWEST
        self._wanted = wanted
        values = {**self._at, **parameters_of(wanted)}
        self._asked, self._matching = asked(connection, edition is not None, values)

    def tallies(self) -> dict[str, int]:
        """How many passages of each kind match."""
        return {row.what: row.number for row in self._find(self._asked.tallies, self._matching)}

    def groups(self) -> list[Group]:
        """Events and sources that match, the best first, of equally good ones the newest."""
        rows = self._find(self._asked.ranked, self._matching)
        ranked = ranks(self._connection, [id for id, *_ in rows], self._wanted)
        found = defaultdict[Of, list[AnyRow]](list)
        for row in sorted(rows, key=lambda row: -ranked.get(row[0], 0)):
            found[row[1], row[3]].append(row)
        return [Group(of, rows) for of, rows in found.items()]

    def absent(self) -> tuple[str, ...]:
        """The terms that match nothing."""
        return tuple(
            term.typed
            for term in self._wanted
            if not self._find(self._asked.any, {**self._matching, **parameters_of([term])})
        )

    def hits(self, groups: Sequence[Group], found: Mapping[int, Edition]) -> tuple[Hit, ...]:
        """The groups as a page shows them."""
        if not groups:
            return ()
        pieces = {row.id: row.pieces for row in self._find(_PIECES, {"ids": _ids(groups)})}
        said = {group.of: [piece for id in group.passages for piece in pieces[id]] for group in groups}
        refs = self._refs([group.event_id for group in groups if group.event_id], found)
        archive = self._archive(said, found)
        cited = defaultdict[int, dict[str, SourceRef]](dict)
        for (dossier, key), ref in archive.items():
            cited[dossier][key] = ref
        return tuple(
            Hit(
                edition=found[group.of[0]],
                title=snippets.title(_title(event, source), self._wanted),
                snippets=snippets.snippets(said[group.of], self._wanted, cited[group.of[0]]),
                event=event,
                source=source,
            )
            for group in groups
            for event, source in [(refs.get(group.of), archive.get(group.of))]
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


def _ids(groups: Sequence[Group]) -> list[int]:
    return [id for group in groups for id in group.passages]


def _title(event: EventRef | None, source: SourceRef | None) -> str:
    return event.title if event else source.title if source else ""

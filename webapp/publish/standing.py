"""The newest revision of a dossier, for readers that do not check again what it says already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, union_all

from webapp import __version__
from webapp.store.models import CURRENT, Commitment, Cover, Dossier, Event, Outcome, Quote, Revision, Source

AT_ONCE = 500  # lines or keys at a time
VERSIONS = (Cover, Source, Event)
Version = type[Cover] | type[Source] | type[Event]


@dataclass(frozen=True, slots=True)
class Standing:
    """See `webapp.dossier.lines.Standing`; the connection's transaction sees one state of the store."""

    connection: Connection
    dossier_id: int
    revision: int

    def lines(self) -> Iterator[tuple[str, str | None]]:
        lines = union_all(*(self._current(table, table.line) for table in VERSIONS)).order_by("key")
        with self.connection.execute(lines.execution_options(yield_per=AT_ONCE)) as rows:
            yield from ((key, line) for key, line in rows)

    def files(self, keys: Sequence[str]) -> dict[str, str]:
        files = union_all(
            *(self._current(table, table.file).where(table.key.in_(keys)) for table in VERSIONS)
        )
        return {row.key: row.file for row in self.connection.execute(files)}

    def citing(self, sources: Collection[str]) -> set[str]:
        quoting = select(Event.key).join(Quote, Quote.event_id == Event.id)
        return self._found(quoting.where(Quote.dossier_id == self.dossier_id), Quote.source, sources)

    def settling(self, events: Collection[str]) -> set[str]:
        made = select(Commitment.commitment).join(Event, Event.id == Commitment.event_id)
        settled = select(Event.key).join(Outcome, Outcome.event_id == Event.id)
        settled = settled.where(Outcome.dossier_id == self.dossier_id)
        return self._found(settled, Outcome.commitment, self._found(made, Event.key, events))

    def speakers(self, quote: str) -> list[tuple[str, str | None]]:
        citing = select(Event.key, Quote.speaker).join(Quote, Quote.event_id == Event.id)
        of_quote = (Quote.dossier_id == self.dossier_id, Quote.quote == quote, Event.until == CURRENT)
        return [(key, speaker) for key, speaker in self.connection.execute(citing.where(*of_quote))]

    def _current(self, table: Version, column: Any) -> Select[str, Any]:
        """The keys of its current versions, each with that column."""
        return select(table.key, column).where(table.dossier_id == self.dossier_id, table.until == CURRENT)

    def _found(self, statement: Select[str], column: Any, wanted: Collection[str]) -> set[str]:
        """What the statement finds in current events where the column has one of these values."""
        current = statement.where(Event.dossier_id == self.dossier_id, Event.until == CURRENT)
        values, found = sorted(wanted), set[str]()
        for start in range(0, len(values), AT_ONCE):
            some = column.in_(values[start : start + AT_ONCE])
            found.update(self.connection.scalars(current.where(some)))
        return found


def standing(connection: Connection, dossier: str) -> Standing | None:
    """The newest revision of that dossier; None where there is none, or another version of Parley made it,
    whose checks may have been others.
    """
    newest = (
        select(Revision.dossier_id, Revision.number, Revision.parley)
        .join(Dossier, Dossier.id == Revision.dossier_id)
        .where(Dossier.name == dossier)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    for dossier_id, number, parley in connection.execute(newest):
        if parley == __version__:
            return Standing(connection, dossier_id, number)
    return None

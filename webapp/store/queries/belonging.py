"""What belongs to an event version beside its quotes: what it names, what was claimed, known and corrected.

One statement reads it all, in rows that say `what` each is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from webapp.store.models import (
    PRESENT,
    Agreement,
    Correction,
    Event,
    EventActor,
    EventTopic,
    Known,
    Position,
)
from webapp.store.prepared import Prepared
from webapp.store.queries import corrected, wording
from webapp.store.queries.within import KNOWN, date, maybe, parameters
from webapp.store.rows import Actor, Claim, Edition, Topic
from webapp.store.rows import Agreement as AgreementRow
from webapp.store.rows import Correction as CorrectionRow
from webapp.store.rows import Known as KnownRow
from webapp.store.rows import Position as PositionRow

_EVENT = bindparam("event", type_=Integer())
_NONE, _NO_NUMBERS = cast(null(), Text), cast(null(), JSON)


def _rows(
    what: str | ColumnElement[str],
    table: Any,
    *where: ColumnElement[bool],
    one: Any = _NONE,
    other: Any = _NONE,
    said: Any = _NONE,
    citations: Any = _NO_NUMBERS,
    date: Any = _NONE,
) -> Select[*tuple[Any, ...]]:
    kind = literal(what, Text) if isinstance(what, str) else what
    shown = {"one": one, "other": other, "said": said, "citations": citations, "date": date}
    return select(
        kind.label("what"), table.position, *(column.label(name) for name, column in shown.items())
    ).where(*where or (table.event_id == _EVENT,))


_STATEMENT = Prepared(
    union_all(
        _rows("actor", EventActor, one=EventActor.actor),
        _rows("topic", EventTopic, one=EventTopic.topic),
        _rows(
            case((Agreement.reached, literal("reached", Text)), else_=literal("open", Text)),
            Agreement,
            one=Agreement.topic,
            said=Agreement.text,
            citations=Agreement.citations,
        ),
        _rows(
            "position",
            Position,
            one=Position.party,
            other=Position.topic,
            said=Position.stance,
            citations=Position.citations,
        ),
        _rows(
            "known",
            Known,
            Known.event_id == _EVENT,
            func.coalesce(Known.known_latest, PRESENT) <= KNOWN,
            one=Known.status,
            said=Known.known,
            date=Known.date,
        ),
        _rows("correction", Correction, corrected.listed(Event), said=Correction.note, date=Correction.date),
    ).order_by("position")
)


class Belonging:
    """What belongs to a version of the event of that key, in the author's order.

    Claims do so if a quote of `numbers` proves them.
    """

    def __init__(
        self, connection: Connection, edition: Edition, event: int, key: str, numbers: Collection[int]
    ) -> None:
        self._edition = edition
        self._numbers = numbers
        self._rows = defaultdict[str, list[Any]](list)
        for row in _STATEMENT.all(connection, parameters(edition, event=event, key=key)):
            self._rows["agreement" if row.what in ("reached", "open") else row.what].append(row)

    @property
    def actors(self) -> tuple[Actor, ...]:
        return tuple(self._edition.actors[row.one] for row in self._rows["actor"])

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(self._edition.topics[row.one] for row in self._rows["topic"])

    @property
    def agreements(self) -> tuple[AgreementRow, ...]:
        topics = self._edition.topics
        return tuple(
            AgreementRow(claim, row.what == "reached", topics[row.one] if row.one else None)
            for row, claim in self._claims("agreement")
        )

    @property
    def positions(self) -> tuple[PositionRow, ...]:
        parties, topics = self._edition.parties, self._edition.topics
        return tuple(
            PositionRow(claim, parties[row.one], topics[row.other]) for row, claim in self._claims("position")
        )

    def _claims(self, what: str) -> Iterator[tuple[Any, Claim]]:
        for row in self._rows[what]:
            if claim := wording.claim(row.said, row.citations, self._numbers):
                yield row, claim

    @property
    def history(self) -> tuple[KnownRow, ...]:
        """What was known of it from days on that have come."""
        zone = self._edition.timezone
        return tuple(
            KnownRow(date(row.said, zone), row.one, maybe(row.date, zone)) for row in self._rows["known"]
        )

    @property
    def corrections(self) -> tuple[CorrectionRow, ...]:
        zone = self._edition.timezone
        found = (CorrectionRow(date(row.date, zone), row.said) for row in self._rows["correction"])
        return tuple(each for each in found if corrected.made(self._edition, each))

"""Every stored quote held against the stored text that it was found in, in every revision."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Row, Text, and_, bindparam, case, cast, exists, func, select

from webapp.quotes import Match, Piece, faults
from webapp.store import Store, digests
from webapp.store.models import CURRENT, Dossier, Event, Quote, Source
from webapp.store.queries.missing import nearest
from webapp.store.rows import Missing

AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was imported: `what` says how it differs.

    It is so in the revisions `first` to `last` (None: and ever since) of the dossier. `key` is a source's, or
    that of an event, with `number` and `quote` (its id) of a quote that it cites.
    """

    dossier: str
    first: int
    last: int | None
    key: str
    number: int | None
    quote: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many quotes and sources were checked, every version of them counting, and what was found.

    `unverified` counts those of the quotes whose source has no archived text in which they could stand.
    """

    quotes: int
    unverified: int
    sources: int
    findings: tuple[Finding, ...]


# The columns that a quote's digest is over, beside its pieces.
_SEALED = (
    Quote.number,
    Quote.quote,
    Quote.source,
    Quote.source_sha256,
    Quote.speaker,
    Quote.start,
    Quote.occurrence,
    Quote.match,
    Quote.page,
    Quote.prefix,
    Quote.suffix,
)
_CITES = and_(
    Source.dossier_id == Event.dossier_id,
    Source.key == Quote.source,
    Source.since < Event.until,
    Source.until > Event.since,
)
_DOSSIERS = bindparam("dossiers", type_=Integer(), expanding=True)
_SOURCES = (
    select(Source.id, Dossier.name)
    .join(Dossier)
    .where(Source.dossier_id.in_(_DOSSIERS))
    .order_by(Dossier.name, Source.key, Source.since)
)
_SOURCE = select(Source.key, Source.since, Source.until, Source.sha256, Source.text).where(
    Source.id == bindparam("source")
)
_QUOTES = (
    select(
        *_SEALED, Quote.digest, cast(Quote.pieces, Text).label("pieces"), Event.key, Event.since, Event.until
    )
    .join(Event, Event.id == Quote.event_id)
    .join(Source, _CITES)
    .where(Source.id == bindparam("source"))
    .order_by(Event.key, Event.since, Quote.number)
)
_ORPHANS = (
    select(Dossier.name, Quote.number, Quote.quote, Quote.source, Event.key, Event.since, Event.until)
    .join(Event, Event.id == Quote.event_id)
    .join(Dossier, Dossier.id == Event.dossier_id)
    .where(Event.dossier_id.in_(_DOSSIERS), ~exists(select(Source.id).where(_CITES)))
    .order_by(Dossier.name, Event.key, Event.since, Quote.number)
)
_COUNT = select(
    func.count().label("quotes"), func.count(case((Quote.match == Match.UNVERIFIED, 1))).label("unverified")
).where(Quote.dossier_id.in_(_DOSSIERS))


def verify(
    store: Store, dossier: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Verification | Missing:
    """Check the dossier, or every one: all revisions there are.

    A text must have its SHA-256, a quote must be as it was imported, and its words must stand in the text
    letter for letter. Of an unverified quote only the first two hold. `progress` is told how many sources are
    done, of how many. Raises StoreError if the database cannot be used.
    """
    with store.read(damaged=True) as connection:
        chosen = _chosen(connection, dossier)
        if isinstance(chosen, Missing):
            return chosen
        findings = list(_orphans(connection, chosen))
        sources = connection.execute(_SOURCES, {"dossiers": chosen}).all()
        for done, (source, name) in enumerate(sources, start=1):
            findings += _source(connection, source, name)
            if progress:
                progress(done, len(sources))
        count = connection.execute(_COUNT, {"dossiers": chosen}).one()
    return Verification(count.quotes, count.unverified, len(sources), tuple(findings))


def _chosen(connection: Connection, name: str | None) -> list[int] | Missing:
    ids = {row.name: row.id for row in connection.execute(select(Dossier.name, Dossier.id))}
    if name is None:
        return list(ids.values())
    return [ids[name]] if name in ids else Missing(name, nearest=nearest(name, ids))


def _orphans(connection: Connection, dossiers: list[int]) -> Iterator[Finding]:
    for row in connection.execute(_ORPHANS, {"dossiers": dossiers}):
        what = f"its source, {row.source}, is not in the store"
        yield Finding(row.name, row.since, _last(row.until), row.key, row.number, row.quote, what)


def _source(connection: Connection, id: int, name: str) -> Iterator[Finding]:
    source = connection.execute(_SOURCE, {"source": id}).one()
    digest = digests.of_text(source.text)
    if digest != source.sha256:
        what = f"its text has the SHA-256 {digest}, not {source.sha256}"
        yield Finding(name, source.since, _last(source.until), source.key, None, None, what)
    for row in connection.execute(_QUOTES, {"source": id}):
        first, last = max(row.since, source.since), _last(min(row.until, source.until))
        for what in _differences(row, source):
            yield Finding(name, first, last, row.key, row.number, row.quote, what)


def _last(until: int) -> int | None:
    return None if until == CURRENT else until - 1


def _differences(quote: AnyRow, source: AnyRow) -> list[str]:
    """What of the quote is not as it was imported, or does not stand in the source."""
    if quote.source_sha256 != source.sha256:
        return [f"it was found in a text with the SHA-256 {quote.source_sha256}, not {source.sha256}"]
    pieces = _pieces(quote.pieces)
    if pieces is None:
        return [f"its pieces cannot be read: {quote.pieces}"]
    columns = {column.key: getattr(quote, column.key) for column in _SEALED}
    triples = [(piece.text, piece.start, piece.end) for piece in pieces]
    intact = digests.of_quote(pieces=triples, **columns) == quote.digest
    wrong = [] if intact else ["its row is not as it was imported"]
    if quote.match == Match.UNVERIFIED:
        return ["it is unverified, and its source has a text"] if source.text else wrong
    return faults(pieces, source.text) or wrong


def _pieces(text: str) -> tuple[Piece, ...] | None:
    try:
        listed = json.loads(text)
        pieces = tuple(Piece(*entry) for entry in listed)
    except (ValueError, TypeError):
        return None
    typed = all(
        isinstance(piece.text, str) and type(piece.start) is type(piece.end) in (int, type(None))
        for piece in pieces
    )
    return pieces if typed else None

"""The files of an edition: the author's own, or what the public may have of them."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from webapp import quotes
from webapp.bundle import Content
from webapp.store.models import Correction, Cover, Event, Quote, Source
from webapp.store.queries.within import DOSSIER, REVISION, parameters
from webapp.store.rows import Edition

_AT_A_TIME = 100


def _of(table: type[Cover] | type[Event] | type[Source]) -> Any:
    """Whatever the revision has of it, known or not."""
    return and_(table.dossier_id == DOSSIER, table.since <= REVISION, table.until > REVISION)


_FRONT = ("title", "author", "publisher", "published", "url", "archive_url", "language", "rights")
_COVER = select(Cover.key, Cover.file).where(_of(Cover))
_EVENTS = select(Event.key, Event.file).where(_of(Event)).order_by(Event.key)
_SOURCES = (
    select(Source.key, Source.file, Source.text, *(getattr(Source, name) for name in _FRONT))
    .where(_of(Source))
    .order_by(Source.key)
)
# Of the sources of which only excerpts may be shown.
_QUOTES = (
    select(Quote.source, Quote.pieces, Quote.occurrence)
    .join(Event, Event.id == Quote.event_id)
    .join(Source, and_(Source.key == Quote.source, _of(Source)))
    .where(_of(Event), Source.rights == "excerpts")
    .order_by(Quote.source, Quote.start, Event.key, Quote.number)
)
_CORRECTIONS = (
    select(Correction.key.label("source"), Correction.date, Correction.note)
    .join(Source, and_(Source.key == Correction.key, Source.since == Correction.since, _of(Source)))
    .where(Correction.dossier_id == DOSSIER, Source.rights == "excerpts")
    .order_by(Correction.key, Correction.position)
)


def files(connection: Connection, edition: Edition) -> Generator[Content]:
    """Every file of the author's, byte for byte, in order of path; at no time are all of them held."""
    for statement in (_COVER, _EVENTS, _SOURCES):
        for row in _rows(connection, edition, statement):
            yield Content(f"{row.key}.md", row.file.encode())


def public_files(connection: Connection, edition: Edition) -> Generator[Content]:
    """The same, but of a source whose rights are `excerpts` only what its page shows.

    Every quote of the dossier stands in it as it does in the whole text.
    """
    for statement in (_COVER, _EVENTS):
        for row in _rows(connection, edition, statement):
            yield Content(f"{row.key}.md", row.file.encode())
    cited, corrected = (_Along(_rows(connection, edition, each)) for each in (_QUOTES, _CORRECTIONS))
    for row in _rows(connection, edition, _SOURCES):
        found = [(quote.pieces, quote.occurrence) for quote in cited.of(row.key)]
        made = [{"date": each.date, "note": each.note} for each in corrected.of(row.key)]
        excerpts = row.rights == "excerpts" and row.text != ""
        file = _excerpt(row, quotes.excerpted(row.text, found), made) if excerpts else row.file
        yield Content(f"{row.key}.md", file.encode(), excerpts)


class _Along:
    """Rows of sources, for those who come along the sources in the same order."""

    def __init__(self, rows: Iterator[Row[*tuple[Any, ...]]]) -> None:
        self._grouped = groupby(rows, key=lambda row: row.source)
        self._following = next(self._grouped, None)

    def of(self, source: str) -> list[Row[*tuple[Any, ...]]]:
        if self._following is None or self._following[0] != source:
            return []
        found = list(self._following[1])
        self._following = next(self._grouped, None)
        return found


def _rows(
    connection: Connection, edition: Edition, statement: Select[*tuple[Any, ...]]
) -> Iterator[Row[*tuple[Any, ...]]]:
    streamed = statement.execution_options(yield_per=_AT_A_TIME)
    with connection.execute(streamed, parameters(edition)) as rows:
        yield from rows


def _excerpt(row: Row[*tuple[Any, ...]], text: str, corrections: list[dict[str, str]]) -> str:
    """A source's file with that text; its front matter says what pages say, without the author's comments."""
    front = {name: value for name in _FRONT if (value := getattr(row, name)) is not None}
    front |= {"corrections": corrections} if corrections else {}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items()]
    return f"---\n{''.join(lines)}---\n{text}\n"

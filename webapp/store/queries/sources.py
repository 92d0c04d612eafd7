"""Sources, and one with its text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, select

from webapp.store.models import Source
from webapp.store.queries.within import date, parameters, within
from webapp.store.rows import Edition, SourceRef

REF = (
    Source.key,
    Source.title,
    Source.author,
    Source.publisher,
    Source.published,
    Source.url,
    Source.archive_url,
    Source.language,
    Source.rights,
    Source.sha256,
)


class Refs:
    """The sources with these keys, or all, without their text."""

    def __init__(self, keys: Select[str] | BindParameter[str] | None = None) -> None:
        sources = select(*REF).where(within(Source))
        if keys is not None:
            sources = sources.where(Source.key.in_(keys))
        self._statement = sources.order_by(Source.published_sort, Source.published_tie, Source.key)

    def find(self, connection: Connection, edition: Edition, **values: object) -> dict[str, SourceRef]:
        """By key, in order of publication."""
        rows = connection.execute(self._statement, parameters(edition, **values)).all()
        return {row.key: ref(edition, row) for row in rows}


def ref(edition: Edition, row: Row[*tuple[Any, ...]]) -> SourceRef:
    """A source from a row that has the columns REF."""
    return SourceRef(
        key=row.key,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        published=date(row.published, edition.timezone),
        url=row.url,
        archive_url=row.archive_url,
        language=row.language,
        rights=row.rights,
        sha256=row.sha256,
    )

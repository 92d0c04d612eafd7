"""Views of searches as JSON."""

from __future__ import annotations

from webapp.store import queries
from webapp.store.rows import Edition, Hits
from webapp.store.rows import Hit as HitRow
from webapp.store.rows import Snippet as SnippetRow
from webapp.web.api.document import answers, beginning, beginning_of, data, data_maybe
from webapp.web.api.dossier import Dossier, Source
from webapp.web.api.eventref import EventRef
from webapp.web.api.search import (
    Findings,
    Hit,
    Other,
    SearchAllDocument,
    SearchDocument,
    Snippet,
    Tallied,
    parts,
)
from webapp.web.head import absolute
from webapp.web.paths import Address
from webapp.web.reading import connection, open_edition
from webapp.web.search import after, asked, others, place, url
from webapp.web.words import caution


@answers(SearchDocument)
def search(at: Address) -> SearchDocument:
    edition = open_edition(at)
    found = queries.search(connection(), edition, asked(), after())
    return SearchDocument(**beginning_of(edition), findings=findings(found, edition))


@answers(SearchAllDocument)
def search_all() -> SearchAllDocument:
    found = queries.search_all(connection(), asked(), after())
    return SearchAllDocument(**beginning(), findings=findings(found, None))


def findings(found: Hits, edition: Edition | None) -> Findings:
    links = () if found.hits or not found.terms else others(found, edition)
    return Findings(
        q=asked(),
        terms=found.terms,
        absent=found.absent,
        events=Tallied.of(found.events),
        quotes=Tallied.of(found.quotes),
        sources=Tallied.of(found.sources),
        hits=tuple(hit(each) for each in found.hits),
        later=data_maybe(url(asked(), found.after) if found.after else None),
        others=tuple(Other(label=each.label, url=data(each.href)) for each in links),
    )


def hit(row: HitRow) -> Hit:
    return Hit(
        dossier=Dossier.of(row.edition),
        title=parts(row.title),
        event=EventRef.maybe(row.edition, row.event),
        source=Source.of(row.edition, row.source) if row.source else None,
        snippets=tuple(snippet(row, each) for each in row.snippets),
    )


def snippet(row: HitRow, found: SnippetRow) -> Snippet:
    return Snippet(
        what=found.what,
        parts=parts(found.parts),
        opened=found.opened,
        closed=found.closed,
        speaker=parts(found.speaker),
        source=Source.of(row.edition, found.source) if found.source else None,
        unverified=caution(found.source) is not None,
        url=absolute(place(row, found)),
    )

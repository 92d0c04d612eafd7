"""Views of revisions, and of what differs between them, as JSON."""

from __future__ import annotations

from flask import Response, request

from webapp.store import queries
from webapp.web import changes as changes_page
from webapp.web import difference as difference_page
from webapp.web.api.document import answers, beginning_of, data_maybe
from webapp.web.api.revisions import (
    ChangedFile,
    ChangesDocument,
    DifferenceDocument,
    Revision,
    SinceDocument,
)
from webapp.web.formats import within
from webapp.web.head import absolute
from webapp.web.parameters import takes
from webapp.web.paths import Address, moved
from webapp.web.reading import connection, open_edition


@answers(ChangesDocument)
def changes(at: Address) -> ChangesDocument:
    edition = open_edition(at)
    page = changes_page.arrange(edition, queries.revisions(connection(), edition, changes_page.before()))
    return ChangesDocument(
        **beginning_of(edition),
        revisions=tuple(Revision.of(edition, line) for line in page.lines),
        earlier=data_maybe(page.earlier),
    )


@answers(DifferenceDocument)
def difference(at: Address, a: int, b: int) -> DifferenceDocument | Response:
    if a > b:
        return moved(within(f"/{at}/changes/{b}..{a}", "json"), request.query_string.decode())
    edition = open_edition(at)
    found = difference_page.differing(edition, a, b)
    return DifferenceDocument(
        **beginning_of(edition),
        first=a,
        last=b,
        of=found.of or None,
        added=found.changes.added,
        changed=found.changes.changed,
        removed=found.changes.removed,
        files=tuple(ChangedFile.of(edition, thing) for thing in found.things),
        later=data_maybe(difference_page.later(edition, found, f"changes/{a}..{b}")),
    )


@takes("of", timeless=changes_page.TIMELESS)
@answers(SinceDocument)
def since(at: Address, a: int) -> SinceDocument:
    edition = open_edition(at)
    found = difference_page.compare(edition, a, edition.revision)
    path = f"changes/since/{a}" if found.last is None else f"changes/{a}..{found.last}"
    return SinceDocument(
        **beginning_of(edition),
        since=a,
        of=found.of or None,
        changed=found.changed,
        last=found.last,
        difference=absolute(difference_page.address_of(edition, path, found.of)),
    )

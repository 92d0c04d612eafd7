"""`/<dossier>/changes/<a>..<b>` and `/changes/since/<a>`: what differs between two revisions.

`of=events/x` narrows it to what one page shows of it; `webapp.web.lens` says what that is. `since` compares
with the newest revision, or with the one that the address pins: a pinned page links to it, and asks its JSON
whether the page has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, request

from webapp.store import queries
from webapp.store.rows import Changes, Edition, Missing
from webapp.web.changes import TIMELESS
from webapp.web.compared import Thing, things
from webapp.web.faults import Fault, refusal, shortened
from webapp.web.head import Head, head
from webapp.web.lens import Lens
from webapp.web.parameters import Refused, address, canonical, takes
from webapp.web.paths import ID, Address, moved
from webapp.web.reading import Found, NoDossier, NoThing, connection, open_edition
from webapp.web.rendering import render

PARAMETERS = ("of", "after")
PAGE = re.compile(f"(?:events|sources|quotes|actors|parties)/{ID}|rounds/[1-9][0-9]{{0,8}}")
FILE = re.compile(f"dossier|(?:events|sources)/{ID}|rounds/[1-9][0-9]{{0,8}}")


@dataclass(frozen=True, slots=True)
class DifferenceContext:
    """`things` are what differs, as far as the page shows it that the request asks for.

    `changed`: does anything differ, in this window or the next? `later` leads to that, `whole` from a page's
    difference to that of the dossier, `pages` to the page itself as either revision has it.
    """

    head: Head
    edition: Edition
    changes: Changes
    things: tuple[Thing, ...]
    changed: bool
    later: str | None
    whole: str | None
    pages: tuple[tuple[int, str], ...]
    since: bool


@takes(*PARAMETERS, timeless=TIMELESS)
def difference(at: Address, a: int, b: int) -> Response:
    if a > b:
        return moved(f"/{at}/changes/{b}..{a}", request.query_string.decode())
    edition = open_edition(at)
    found = differing(edition, a, b)
    return render("difference.html", arrange(edition, found, f"changes/{a}..{b}", since=False))


@takes(*PARAMETERS, timeless=TIMELESS)
def since(at: Address, a: int) -> Response:
    edition = open_edition(at)
    found = compare(edition, a, edition.revision)
    return render("difference.html", arrange(edition, found, f"changes/since/{a}", since=True))


def changed_by(found: Changes) -> int | None:
    """The newest revision that wrote a file that differs on the page, None where none does."""
    if not found.page:
        return found.turn
    seen = things(found.pairs, found.first, found.last, Lens.of(found))
    return max((thing.turn for thing in seen), default=found.turn if found.later else None)


def differing(edition: Edition, a: int, b: int) -> Changes:
    """The difference of two revisions, of which `a` is not the later one. Raises what `compare` does."""
    if a == b:
        links = [(edition.link("changes"), "All revisions")]
        raise Refused([f"Revision {a} does not differ from itself."], links)
    return compare(edition, a, b)


def compare(edition: Edition, a: int, b: int) -> Changes:
    """The difference of revisions `a` and `b` that the request asks for.

    Raises Refused, NoDossier where there is no such revision, NoThing where a later one has it.
    """
    page, after = _asked("of", PAGE), _asked("after", FILE)
    first, last = _revision(edition, a), _revision(edition, b)
    found = queries.changes(connection(), first, last, page, after)
    if isinstance(found, Missing):
        text = f"Neither revision {a} nor revision {b} has a page {found.what}."
        raise refusal([Fault("of", page, text)])
    return found


def _asked(name: str, shape: re.Pattern[str]) -> str:
    text = request.args.get(name, "")
    if text and not shape.fullmatch(text):
        fault = f"“{shortened(text)}” is no page of a thing: write it as in its address, such as events/…."
        raise refusal([Fault(name, text, fault)])
    return text


def _revision(edition: Edition, number: int) -> Edition:
    """That revision of the dossier, which the edition must not be older than."""
    if number > edition.latest:
        raise NoDossier(Address(edition.id, number), Missing(f"{edition.id}@{number}", last=edition.latest))
    if number > edition.revision:
        raise NoThing(edition, Missing(f"revision {number} to compare", last=number))
    found = queries.edition(connection(), edition.id, number)
    assert isinstance(found, Edition)  # revisions have no gaps, and none is ever removed
    return found


def arrange(edition: Edition, found: Changes, path: str, since: bool) -> DifferenceContext:
    a, b = found.first.revision, found.last.revision
    seen = things(found.pairs, found.first, found.last, Lens.of(found))
    of = f" on {found.title}" if found.title else ""
    title = f"What has changed{of} since revision {a}" if since else f"What revision {b} changed{of}"
    if not since and b - a > 1:
        title = f"What changed{of} between revisions {a} and {b}"
    described = f"{title}: the differences, word by word."
    return DifferenceContext(
        head=head(Found(edition, found), path, f"{title} — {edition.title}", described),
        edition=edition,
        changes=found,
        things=tuple(seen),
        changed=bool(seen or found.later),
        later=later(edition, found, path),
        whole=address_of(edition, path, "") if found.page else None,
        pages=tuple(_pages(found, seen)),
        since=since,
    )


def _pages(found: Changes, seen: Iterable[Thing]) -> Iterable[tuple[int, str]]:
    """The page as each of the revisions has it, where that is certain."""
    how = next((thing.how for thing in seen if thing.key == found.page), "changed")
    folder, _, id = found.page.partition("/")
    for edition, lacking in ((found.first, "added"), (found.last, "removed")):
        has = id in getattr(edition, folder) if folder in ("actors", "parties") else how != lacking
        if found.page and folder != "quotes" and has:
            yield edition.revision, edition.link(found.page)


def later(edition: Edition, found: Changes, path: str) -> str | None:
    """The next window of the difference at this path."""
    return address_of(edition, path, found.page, found.later) if found.later else None


def address_of(edition: Edition, path: str, page: str, after: str | None = None) -> str:
    """The page of a difference, of what one page shows of it or (with "") of all."""
    given = [("of", page), ("after", after or "")]
    return address(f"{edition.base}/{path}", canonical(given, PARAMETERS))

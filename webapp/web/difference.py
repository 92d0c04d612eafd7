"""`/<dossier>/changes/<a>..<b>` and `/changes/since/<a>`: what differs between two revisions.

`of=events/x` narrows it to one page: whether that has changed is told by what it shows in both revisions, see
`webapp.web.shown`, and what of it by `webapp.web.lens`; of a page that shows many things this is all that
differs in the dossier. `since` compares with the newest revision, or with the one that the address pins: a
pinned page links to it, and asks its JSON whether the page has changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Response, request

from webapp.store import queries
from webapp.store.rows import Changes, Edition, Missing
from webapp.web import shown
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
FILE = re.compile(f"dossier|(?:events|sources)/{ID}|rounds/[1-9][0-9]{{0,8}}")


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs, as far as it concerns the page `of` ("": the whole dossier), in a window.

    `changed`: does anything, in this window or another one? `things` are what differs; of a page that is the
    same to its readers nothing does. `pages` are the numbers of the revisions that have the page, with its
    addresses.
    """

    changes: Changes
    of: str
    changed: bool
    things: tuple[Thing, ...]
    pages: tuple[tuple[int, str], ...]

    @property
    def later(self) -> str | None:
        """The file after which the next window begins, if there is more."""
        return self.changes.later if self.changed else None

    @property
    def last(self) -> int | None:
        """The newest revision that wrote a file that differs on the page; None where it has not changed.

        From this revision on the page is as it is in the later one.
        """
        if not self.changed:
            return None
        if not self.changes.page or self.changes.later:
            return self.changes.turn or self.changes.last.revision
        return max((thing.turn for thing in self.things), default=self.changes.last.revision)


@dataclass(frozen=True, slots=True)
class DifferenceContext:
    """`later` leads to the next window, `whole` from a page's difference to that of the dossier."""

    head: Head
    edition: Edition
    compared: Compared
    later: str | None
    whole: str | None
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


def differing(edition: Edition, a: int, b: int) -> Compared:
    """The difference of two revisions, of which `a` is not the later one. Raises what `compare` does."""
    if a == b:
        links = [(edition.link("changes"), "All revisions")]
        raise Refused([f"Revision {a} does not differ from itself."], links)
    return compare(edition, a, b)


def compare(edition: Edition, a: int, b: int) -> Compared:
    """The difference of revisions `a` and `b` that the request asks for.

    Raises Refused, NoDossier where there is no such revision, NoThing where a later one has it.
    """
    of = request.args.get("of", "")
    path = of.partition("?")[0]
    thing = path if shown.THING.fullmatch(path) else ""
    if of and not thing and not shown.LIST.fullmatch(path):
        raise _strange("of", of)
    after = request.args.get("after", "")
    if after and not FILE.fullmatch(after):
        raise _strange("after", after)
    first, last = _revision(edition, a), _revision(edition, b)
    found = queries.changes(connection(), first, last, thing, after)
    if isinstance(found, Missing):
        raise _nowhere(of, a, b)
    return _compared(found, of)


def _compared(found: Changes, of: str) -> Compared:
    if not of:
        seen = things(found.pairs, found.first, found.last, Lens())
        return Compared(found, of, bool(seen or found.later), tuple(seen), ())
    editions = {edition.revision: edition for edition in (found.first, found.last)}
    pages = {number: shown.shown(edition, of) for number, edition in editions.items()}
    there = [(number, shown.address(editions[number], of)) for number in pages if pages[number] is not None]
    if not there:
        raise _nowhere(of, found.first.revision, found.last.revision)
    changed = pages[found.first.revision] != pages[found.last.revision]
    seen = things(found.pairs, found.first, found.last, Lens.of(found)) if changed else []
    return Compared(found, of, changed, tuple(seen), tuple(there))


def _strange(name: str, text: str) -> Refused:
    fault = f"“{shortened(text)}” is no page of a thing: write it as in its address, such as events/…."
    return refusal([Fault(name, text, fault)])


def _nowhere(of: str, a: int, b: int) -> Refused:
    text = f"Neither revision {a} nor revision {b} has a page {shortened(of)}."
    return refusal([Fault("of", of, text)])


def _revision(edition: Edition, number: int) -> Edition:
    """That revision of the dossier, which the edition must not be older than."""
    if number > edition.latest:
        raise NoDossier(Address(edition.id, number), Missing(f"{edition.id}@{number}", last=edition.latest))
    if number > edition.revision:
        raise NoThing(edition, Missing(f"revision {number} to compare", last=number))
    found = queries.edition(connection(), edition.id, number)
    assert isinstance(found, Edition)  # revisions have no gaps, and none is ever removed
    return found


def arrange(edition: Edition, found: Compared, path: str, since: bool) -> DifferenceContext:
    changes = found.changes
    a, b = changes.first.revision, changes.last.revision
    of = f" on {changes.title}" if changes.title else ""
    title = f"What has changed{of} since revision {a}" if since else f"What revision {b} changed{of}"
    if not since and b - a > 1:
        title = f"What changed{of} between revisions {a} and {b}"
    described = f"{title}: the differences, word by word."
    return DifferenceContext(
        head=head(Found(edition, found), path, f"{title} — {edition.title}", described),
        edition=edition,
        compared=found,
        later=later(edition, found, path),
        whole=address_of(edition, path, "") if found.of else None,
        since=since,
    )


def later(edition: Edition, found: Compared, path: str) -> str | None:
    """The next window of the difference at this path."""
    return address_of(edition, path, found.of, found.later) if found.later else None


def address_of(edition: Edition, path: str, of: str, after: str | None = None) -> str:
    """The page of a difference, of what one page shows of it or (with "") of all."""
    given = [("of", of), ("after", after or "")]
    return address(f"{edition.base}/{path}", canonical(given, PARAMETERS))

"""`/<dossier>/changes`: what each revision changed, newest first, as a page and as a feed.

What could be known on a day is no matter of revisions: these tell when something was written. So none of the
pages of changes takes `known`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Response, current_app, request

from webapp.store import queries
from webapp.store.rows import Edition, RevisionLine, Revisions, Summary
from webapp.web.atom import MOST, Entry, Feed, atom
from webapp.web.faults import Fault, refusal, shortened
from webapp.web.feeds import authors, titled
from webapp.web.head import Head, absolute, head, plain
from webapp.web.parameters import address, takes
from webapp.web.paths import Address
from webapp.web.reading import Found, connection, open_edition
from webapp.web.rendering import render
from webapp.web.words import count

# Why no page of changes takes `known`.
TIMELESS = "Revisions tell when something was written, not when it could be known."
NUMBER = re.compile("[1-9][0-9]{0,8}")
NAMES = {"dossier": "dossier.md"}


@dataclass(frozen=True, slots=True)
class Line:
    """A revision: `grown` says in numbers what it changed, `difference` is the page that shows it."""

    revision: RevisionLine
    grown: str
    difference: str | None
    there: str

    def page(self, key: str, removed: bool = False) -> str:
        """The page of a thing in this revision, or of what it removed, in the one before."""
        base = self.there.rpartition("@")[0]
        return f"{base}@{self.revision.number - removed}/{'' if key == 'dossier' else key}"


@dataclass(frozen=True, slots=True)
class ChangesContext:
    head: Head
    edition: Edition
    lines: tuple[Line, ...]
    earlier: str | None


@takes("before", timeless=TIMELESS)
def changes(at: Address) -> Response:
    edition = open_edition(at)
    found = queries.revisions(connection(), edition, before())
    return render("changes.html", arrange(edition, found))


def before() -> int | None:
    """The revision that the window ends before. Raises Refused."""
    text = request.args.get("before")
    if text is None:
        return None
    if not NUMBER.fullmatch(text):
        raise refusal([Fault("before", text, f"“{shortened(text)}” is no revision: write its number.")])
    return int(text)


def arrange(edition: Edition, found: Revisions) -> ChangesContext:
    lines = tuple(told(edition, found.lines))
    described = f"What each of the revisions of “{edition.title}” added, changed, removed and corrected."
    earlier = None
    if found.earlier:
        earlier = address(f"{edition.base}/changes", [("before", str(lines[-1].revision.number))])
    return ChangesContext(
        head=head(Found(edition, found), "changes", f"Changes — {edition.title}", described),
        edition=edition,
        lines=lines,
        earlier=earlier,
    )


def told(edition: Edition, lines: Iterable[RevisionLine]) -> Iterator[Line]:
    for line in lines:
        number = line.number
        difference = f"{edition.base}/changes/{number - 1}..{number}" if number > 1 else None
        yield Line(line, grown(line.summaries), difference, f"/{edition.id}@{number}/")


def grown(summaries: Iterable[Summary]) -> str:
    """What a revision changed, in numbers: "added one event and 3 quotes; changed 2 sources"."""
    given = list(summaries)
    parts = []
    for how in ("added", "changed", "removed"):
        numbers = [(each.what, getattr(each, how)) for each in given]
        said = [NAMES.get(what) or count(number, what) for what, number in numbers if number]
        if said:
            parts.append(f"{how} {listed(said)}")
    return "; ".join(parts)


def listed(said: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


@takes(timeless=TIMELESS)
def changes_feed(at: Address) -> Response:
    """An entry for each revision, which never changes."""
    edition = open_edition(at)
    found = queries.revisions(connection(), edition)
    return atom(
        Feed(
            title=titled(edition, "changes"),
            subtitle=plain(edition.html),
            href=absolute(f"{edition.base}/changes"),
            language=edition.language,
            author=authors(edition),
            author_href=absolute(f"/{edition.id}/"),
            entries=tuple(entry(edition, line) for line in told(edition, found.lines[:MOST])),
            otherwise=edition.imported,
        )
    )


def entry(edition: Edition, line: Line) -> Entry:
    template = current_app.jinja_env.get_template("revision.html")
    return Entry(
        id=absolute(line.there),
        title=f"Revision {line.revision.number}: {line.grown}",
        href=absolute(line.difference or line.there),
        updated=line.revision.imported,
        html=template.render(line=line, edition=edition, absolute=absolute),
        language="en",
        known=line.revision.imported,
    )

"""Atom feeds (RFC 4287): the one place that writes them.

A view finds what is new, makes a Feed of it, and returns `atom(feed)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, current_app, request

from webapp.web.formats import data
from webapp.web.head import absolute

MOST = 50  # entries of a feed

# What no XML 1.0 document may hold, however it is escaped.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """`id` is an IRI that is no other entry's and never changes; `href` the page that the entry tells of.

    Both are absolute. `updated` is when the site got it as it is now, `known` when it became known, None if
    at no certain time. `html` is sound on its own: its links are absolute, and it has no scripts.
    """

    id: str
    title: str
    href: str
    updated: datetime
    html: str
    language: str
    known: datetime | None = None
    categories: tuple[str, ...] = ()

    @property
    def published(self) -> datetime | None:
        """When it became known, at the latest when the site had it: days and intervals may end after that."""
        return self.known and min(self.known, self.updated)


@dataclass(frozen=True, slots=True)
class Feed:
    """`href` is the page that shows the same, absolute. `author` has written what the entries tell.

    `otherwise` is when the feed was last changed if it has no entries.
    """

    title: str
    subtitle: str
    href: str
    language: str
    author: str
    author_href: str
    entries: tuple[Entry, ...]
    otherwise: datetime

    @property
    def updated(self) -> datetime:
        """When its newest entry was changed."""
        return max((entry.updated for entry in self.entries), default=self.otherwise)

    @property
    def here(self) -> str:
        """The address of the feed itself, which is its id too."""
        query = request.query_string.decode()
        return absolute(f"{request.path}?{query}" if query else request.path)


def atom(feed: Feed) -> Response:
    """The feed, as any site may read it."""
    text = current_app.jinja_env.get_template("feed.xml").render(feed=feed)
    return data(legal(text).encode(), "atom")


def legal(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return ILLEGAL.sub("\ufffd", text)


def instant(moment: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return f"{moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"

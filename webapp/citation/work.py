"""What is cited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.dates import Date


class Kind(StrEnum):
    NEWS = "news"  # an article in a newspaper, a magazine, an agency's report
    WEB = "web"  # a page of a website


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to cite.

    `key` names it in files: letters, digits and hyphens. `container` is the larger work that it is a part of,
    `version` says which state of it, as in "revision 1". `publisher` is the newspaper, site or body that
    published it on `date`. `url` is where it stands, `archive` where a copy of it does; both are absolute.
    `language` is a BCP 47 tag. `note` is what else has to be known of it, in English.
    """

    kind: Kind
    key: str
    title: str
    date: Date
    language: str
    author: str | None = None
    container: str | None = None
    version: str | None = None
    publisher: str | None = None
    url: str | None = None
    archive: str | None = None
    note: str | None = None


def line(text: str) -> str:
    """The text on one line: no field can be ended, and none begun, from within."""
    return " ".join(text.split())

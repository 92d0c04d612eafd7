"""A page of the site as a page among files: the same text but for where its links lead.

Everything else is copied letter for letter: the parser only says where tags are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate

LINK = re.compile(r'(\s(?:href|src))="([^"]*)"')
OF_LINKS = re.compile(r'\s(?:rel|target|type)="[^"]*"')  # what an `a` has only with an address
PUBLIC = ("latest-version", "bookmark", "canonical")  # links that name the address where it was published

Lead = Callable[[str], str | None]


class _Links(HTMLParser):
    """Finds the tags with links in HTML of our own, in which every value stands between double quotes."""

    def __init__(self, html: str, root: str, nowhere: bool, lead: Lead) -> None:
        super().__init__(convert_charrefs=False)
        self.changes: list[tuple[int, int, str]] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._root, self._nowhere, self._lead = root, nowhere, lead
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        given = dict(attrs)
        if tag in ("link", "meta") and self._nowhere and self._names_nowhere(given):
            self._put(raw, "")
        elif given.get("rel") not in PUBLIC and ("href" in given or "src" in given):
            self._put(raw, self._led(tag, raw))

    handle_startendtag = handle_starttag

    def _names_nowhere(self, given: dict[str, str | None]) -> bool:
        return any((given.get(name) or "").startswith(self._root) for name in ("href", "content"))

    def _led(self, tag: str, raw: str) -> str:
        lost = False

        def led(found: re.Match[str]) -> str:
            nonlocal lost
            link = unescape(found[2])
            if link.startswith(self._root + "/"):
                link = link.removeprefix(self._root)
            if not link.startswith("/") or link.startswith("//"):
                return found[0]
            there = self._lead(link)
            lost = there is None
            return "" if there is None else f'{found[1]}="{escape(there)}"'

        changed = LINK.sub(led, raw)
        if not lost:
            return changed
        return "" if tag == "link" else OF_LINKS.sub("", changed)

    def _put(self, raw: str, text: str) -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        self.changes.append((start, start + len(raw), text))


def rewritten(html: str, root: str, nowhere: bool, lead: Lead) -> str:
    """The page with each link to the site in place of which stands what `lead` gives for its path.

    Where that gives None, the words stay and lead nowhere. Absolute addresses of the site begin with `root`;
    `nowhere`: there is no such site, and what names it in the head is left out.
    """
    pieces, end = list[str](), 0
    for start, stop, text in _Links(html, root, nowhere, lead).changes:
        pieces += [html[end:start], text]
        end = stop
    return "".join([*pieces, html[end:]])

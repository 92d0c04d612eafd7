"""What a page shows of its own in a revision: where two revisions of it show the same, it has not changed.

A page is rendered and held against its other self, so that nothing that readers see can be forgotten. Left
out is what marks itself as `data-beside`: how to share and to cite the page, which its revision is, and its
neighbours. Links count as those to the newest revision.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from webapp.store.rows import Edition
from webapp.web.paths import ID, QUERY_SAFE

TIMELINE = "timeline"  # what the page at the dossier's own address is called
BESIDE = "data-beside"
NO_PAGE = (400, 404, 410)
LIST = re.compile(f"{TIMELINE}|known|rounds(?:/[0-9]+[.][.][0-9]+)?|positions|commitments|search|sources")
THING = re.compile(f"(?:events|sources|quotes|actors|parties)/{ID}|rounds/[1-9][0-9]{{0,8}}")


def address(edition: Edition, page: str) -> str:
    """The address of the page in this revision; `page` is its path below the dossier, with its parameters."""
    path, mark, query = page.partition("?")
    encoded = quote(query, safe=QUERY_SAFE)
    return f"/{edition.id}@{edition.revision}/{'' if path == TIMELINE else path}{mark}{encoded}"


def shown(edition: Edition, page: str) -> list[object] | None:
    """What the page shows in this revision, None where the revision has no such page."""
    path, _, query = address(edition, page).partition("?")
    asked = {**request.environ, "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    with current_app.request_context(asked):
        try:
            answer = current_app.make_response(
                current_app.preprocess_request() or current_app.dispatch_request()
            )
        except HTTPException as error:
            if error.code not in NO_PAGE:
                raise  # such as that the client has asked for too much: then nothing is known of the page
            return None
        if answer.status_code != 200:
            return None
        own = _Own(re.compile(f"/{edition.id}@{edition.revision}/"))
        own.feed(answer.get_data(as_text=True))
        return own.found


class _Own(HTMLParser):
    """Collects the elements and texts of a page's `main`, but for what is `beside`."""

    def __init__(self, pinned: re.Pattern[str]) -> None:
        super().__init__()
        self.found: list[object] = []
        self._pinned = pinned
        self._inside = False
        self._passed = ""  # the element that is passed over, and how many of its name are open
        self._open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._passed:
            self._open += tag == self._passed
        elif (BESIDE, None) in attrs:
            self._passed, self._open = tag, 1
        elif self._inside:
            self.found.append((tag, [(name, self._pinned.sub("/", value or "")) for name, value in attrs]))
        self._inside = self._inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        if self._passed:
            self._open -= tag == self._passed
            self._passed = self._passed if self._open else ""
        elif self._inside:
            self._inside = tag != "main"
            self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if self._inside and not self._passed and data.strip():
            self.found.append(data)

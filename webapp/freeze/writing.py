"""Writing the copy: each page as the site itself renders it, and all that it leads to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from flask import Flask

from webapp import atomic
from webapp.app import create_app
from webapp.freeze.addresses import Addresses
from webapp.freeze.files import file, link
from webapp.freeze.moment import Moment
from webapp.freeze.pinned import EMBED, moved, pinned
from webapp.freeze.rewriting import rewritten
from webapp.freeze.roots import roots
from webapp.settings import Settings
from webapp.store import Store, queries
from webapp.store.rows import Missing
from webapp.web.frozen import Frozen
from webapp.web.paths import Address

HTML = "text/html"

Progress = Callable[[int, int], None]


class FreezeError(Exception):
    """Nothing was written; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Written:
    """Which revision of each dossier is in the copy, and how many files it has."""

    revisions: dict[str, int]
    files: int


def freeze(
    settings: Settings, target: Path, asked: Iterable[Address] = (), progress: Progress | None = None
) -> Written | Missing:
    """Write the site, or these dossiers of it, to a folder that is empty or does not exist yet.

    All is as it was at one moment; a dossier is written as of its newest revision or of the one asked for,
    and the same revisions make the same bytes. The folder appears whole or not at all. Raises FreezeError
    where it cannot be written, StoreError if the database cannot be used.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FreezeError(f"{target} is not empty; give a folder that is, or that does not exist yet.")
    with closing(Moment(settings.database_url)) as store:
        store.check()
        revisions = _revisions(store, asked)
        if isinstance(revisions, Missing):
            return revisions
        copy = _Copy(settings, store, revisions, progress)
        try:
            atomic.write(target.absolute(), copy.write)
        except OSError as error:
            raise FreezeError(f"{target} cannot be written: {error.strerror}.") from error
        return Written(revisions, copy.files)


def _revisions(store: Store, asked: Iterable[Address]) -> dict[str, int] | Missing:
    with store.read() as connection:
        found = {}
        for each in asked:
            edition = queries.edition(connection, each.dossier, each.revision)
            if isinstance(edition, Missing):
                return edition
            found[edition.id] = edition.revision
        return found or {each.id: each.revision for each in queries.dossiers(connection)}


class _Copy:
    """A copy that is being written. `files` counts those that are."""

    def __init__(
        self, settings: Settings, store: Store, revisions: dict[str, int], progress: Progress | None
    ) -> None:
        self._frozen = Frozen(revisions, settings.public_url)
        self._app: Flask = create_app(replace(settings, allowance=0), store, self._frozen)
        self._addresses = Addresses(self._app, self._frozen)
        self._client = self._app.test_client()
        self._progress = progress
        self.files = 0

    def write(self, folder: Path) -> None:
        self._waiting = deque(roots(self._app, self._frozen))
        self._found = set(self._waiting)
        for done in count(1):
            if not self._waiting:
                return
            self._answer(folder, self._waiting.popleft())
            if self._progress and done % 20 == 0:
                self._progress(done, len(self._found))

    def _answer(self, folder: Path, address: str) -> None:
        with closing(self._client.get(address)) as response:
            if response.status_code != 200:
                raise FreezeError(f"{address} answers {response.status_code}; nothing was written.")
            if response.mimetype == HTML:
                self._pages(folder, address, response.get_data(as_text=True))
            else:
                self._put(folder, file(address), response.iter_encoded())

    def _pages(self, folder: Path, address: str, html: str) -> None:
        """The page, and what stands at its pinned address, where that has been public."""
        here = file(address)
        self._put(folder, here, [self._page(address, html, here).encode()])
        there = pinned(self._frozen, here) if self._frozen.public else None
        if there:
            page = self._page(address, html, there) if there.endswith(EMBED) else moved(there, here)
            self._put(folder, there, [page.encode()])

    def _put(self, folder: Path, name: str, pieces: Iterable[bytes]) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            out.writelines(pieces)
        self.files += 1

    def _page(self, address: str, html: str, here: str) -> str:
        """The page as the file `here`; what it leads to is still to be written."""

        def lead(to: str) -> str | None:
            there = self._addresses.stands(address, to)
            if there is None:
                return f"{self._frozen.public}{to}" if self._frozen.public else None
            where, mark, fragment = there.partition("#")
            if where not in self._found:
                self._found.add(where)
                self._waiting.append(where)
            return link(here, file(where)) + mark + fragment

        root, nowhere = self._frozen.root, self._frozen.public is None
        return rewritten(html, root, nowhere, lead)

"""Pages that were asked for lately, compressed, in front of the application: most readers want the same few.

A WSGI application around another (PEP 3333). It keeps what that one says any cache may keep, and gives it to
whoever asks for the very same: host, address and query. What is of the store is given only while the store is
in the state that it is of, or does not say in which it is.

Answers are made one at a time: pages wait for nothing but a database near by, so that more at a time would
only lengthen the tail, and whoever waits for a page that is being made gets that. What is kept waits for
nobody, nor does what tells how the server is, or that the store cannot be read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication

from webapp.pagecache import encoding
from webapp.pagecache.answers import HIT, STORED, Answer, lengthless
from webapp.pagecache.encoding import Headers, wanted
from webapp.pagecache.pages import Kept, Pages
from webapp.web import limits
from webapp.web.freshness import STORE
from webapp.web.health import PATHS as PROBES
from webapp.web.hosts import WELL_FORMED
from webapp.web.limits import Environ

__all__ = ["PageCache"]

MEGABYTE = 1 << 20
SOON = 0.5  # seconds for which one waits for a turn without asking why
FILES = "/static/"  # of which parts can be asked for; a page is given whole


class PageCache:
    """`digest` says in which state the store is, None where it does not say so at once; `look` says so only
    where whoever reads the store would not wait in vain, either.

    At most `megabytes` are kept; 0: nothing is, but answers are compressed all the same. `public`: pages are
    the same whatever host they are asked of.
    """

    def __init__(
        self,
        app: WSGIApplication,
        digest: Callable[[], str | None],
        look: Callable[[], str | None],
        megabytes: int,
        public: bool,
    ) -> None:
        self._app = app
        self._digest = digest
        self._look = look
        self._public = public
        self._turn = threading.Lock()
        # Anybody can make up filters and searches: they never drive out the pages themselves.
        self._plain = Pages(megabytes * MEGABYTE * 3 // 4)
        self._asked = Pages(megabytes * MEGABYTE // 4)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self._key(environ)
        if found := self._found(environ, key):
            return found.give(environ, start_response, HIT)
        if environ.get("PATH_INFO") in PROBES or not self._has_turn():
            return self._made(environ, start_response, None)
        try:
            # Whoever had the turn before may have made it.
            if found := self._found(environ, key):
                return found.give(environ, start_response, HIT)
            return self._made(environ, start_response, key)
        finally:
            self._turn.release()

    def _has_turn(self) -> bool:
        """Wait for it; False where the store does not answer: then who has it may wait, too, and in vain."""
        while not self._turn.acquire(timeout=SOON):
            if self._look() is None:
                return False
        return True

    def _found(self, environ: Environ, key: tuple[str, ...] | None) -> Answer | None:
        """What is kept for the request, and not of a state that the store is no longer in."""
        if key is None:
            return None
        pages = self._pages(environ)
        kept = pages.get(key)
        if kept is None:
            return None
        if kept.store is not None and self._digest() not in (None, kept.store):
            pages.discard(key)
            return None
        if kept.answer.lacks(encoding := wanted(environ)):
            kept = Kept(kept.answer.also(encoding), kept.store)
            pages.put(key, kept) or pages.put(key, Kept(kept.answer.only(encoding), kept.store))
        return kept.answer

    def __len__(self) -> int:
        """How many pages are kept."""
        return len(self._plain) + len(self._asked)

    def _pages(self, environ: Environ) -> Pages:
        return self._asked if environ.get("QUERY_STRING") else self._plain

    def _key(self, environ: Environ) -> tuple[str, ...] | None:
        """What an answer is kept under, None for a request that the cache has nothing to do with."""
        host = environ.get("HTTP_HOST", "")
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or ("HTTP_RANGE" in environ and environ.get("PATH_INFO", "").startswith(FILES))
            or not WELL_FORMED.fullmatch(host)
            or limits.found(environ)
        ):
            return None
        return (
            environ["wsgi.url_scheme"],
            "" if self._public else host,
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
        )

    def _made(self, environ: Environ, start: StartResponse, key: tuple[str, ...] | None) -> Iterable[bytes]:
        """The answer of the application, compressed, and kept where it may be."""
        told: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, _: object = None, /) -> Callable[[bytes], object]:
            told[:] = [(status, headers)]
            return _write

        body = self._app(environ, note)
        ((status, headers),) = told
        if environ["REQUEST_METHOD"] == "HEAD":
            start(status, lengthless(headers, environ))
            return body
        if not encoding.may_change(status):
            start(status, headers)
            return body
        if not encoding.is_whole(headers):
            return encoding.stream(status, headers, body, environ, start)
        is_file = environ.get("PATH_INFO", "").startswith(FILES) and status.startswith("200")
        made = Answer.of(status, headers, _whole(body), wanted(environ), is_file)
        state = STORED if key and self._keep(environ, key, made) else ""
        return made.give(environ, start, state)

    def _keep(self, environ: Environ, key: tuple[str, ...], answer: Answer) -> bool:
        return answer.keepable and self._pages(environ).put(key, Kept(answer, environ.get(STORE)))


def _write(_: bytes) -> None:
    raise NotImplementedError("Flask returns what it has to say.")


def _whole(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if close := getattr(body, "close", None):
            close()

"""Answers that are sent while they are being written: the longest takes no more memory than others.

What is not that long is written first, and sent when it is whole: then it does not matter how slowly somebody
reads it. The others hold a thread and a transaction as long as they are read, so a worker has few at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from threading import BoundedSemaphore

from flask import Flask, Response, current_app, stream_with_context
from werkzeug.exceptions import TooManyRequests

from webapp.web.formats import KNOWN, OPEN
from webapp.web.reading import keep

PIECE = 64 * 1024  # characters that are sent at once
WHOLE = 1024 * 1024  # bytes that are written before any is sent
STREAMS = 4  # longer answers that a worker sends at a time
WAIT = 30  # seconds after which whoever asks for one more may try again


def stream(pieces: Iterable[str], suffix: str) -> Response:
    """The text in that format, as any site may read it. See `stream_bytes`."""
    return stream_bytes(_encoded(pieces), suffix)


def stream_bytes(pieces: Iterable[bytes], suffix: str) -> Response:
    """The bytes in that format, as any site may read them. See `sent`."""
    response = sent(pieces, KNOWN[suffix].type)
    response.headers.update(OPEN)
    return response


def sent(pieces: Iterable[bytes], type: str) -> Response:
    """The bytes as that type.

    The first of them are made at once, so that what fails by then is answered by an error. Raises
    TooManyRequests where too many others are being sent.
    """
    pieces = iter(pieces)
    begun, size = list[bytes](), 0
    for piece in pieces:
        begun.append(piece)
        size += len(piece)
        if size >= WHOLE:
            return _long(chain(begun, pieces), type)
    return Response(b"".join(begun), content_type=type)


def _long(pieces: Iterator[bytes], type: str) -> Response:
    under_way: BoundedSemaphore = current_app.extensions["parley.streams"]
    if not under_way.acquire(blocking=False):
        raise TooManyRequests(
            "As many long files are being sent as this site can send at a time. Please try again in "
            f"{WAIT} seconds.",
            retry_after=WAIT,
        )
    response = Response(stream_with_context(pieces), content_type=type)
    response.call_on_close(keep().close)
    response.call_on_close(under_way.release)
    return response


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts as UTF-8, joined to pieces that are worth sending."""
    held, size = list[str](), 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def install(app: Flask) -> None:
    app.extensions["parley.streams"] = BoundedSemaphore(STREAMS)

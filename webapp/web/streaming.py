"""Answers that are sent while they are being written: the longest takes no more memory than others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response, stream_with_context

from webapp.web.formats import data
from webapp.web.reading import keep

PIECE = 64 * 1024  # characters that are sent at once


def stream(pieces: Iterable[str], suffix: str) -> Response:
    """The text in that format, as any site may read it. See `stream_bytes`."""
    return stream_bytes(_encoded(pieces), suffix)


def stream_bytes(pieces: Iterable[bytes], suffix: str) -> Response:
    """The bytes in that format, as any site may read them.

    Their first piece is made at once, so that what fails by then is answered by an error.
    """
    pieces = iter(pieces)
    first = next(pieces, b"")
    response = data(stream_with_context(chain([first], pieces)), suffix)
    response.call_on_close(keep().close)
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

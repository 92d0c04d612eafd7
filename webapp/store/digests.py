"""Digests of versions and revisions, over what they are made of: an unchanged folder keeps its digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable


def of_text(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex. Of a damaged text, the bytes count."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def of_cover(file: str) -> str:
    return _of("cover", file)


def of_source(file: str, language: str, timezone: str) -> str:
    """`language` and `timezone` are the dossier's: a source may take them over."""
    return _of("source", file, language, timezone)


def of_event(file: str, timezone: str, sources: Iterable[tuple[str, str, str]]) -> str:
    """`sources` are those it cites, in any order: key, digest of the text, and when published (EDTF)."""
    return _of("event", file, timezone, sorted(set(sources)))


def of_quote(*, pieces: object, **columns: object) -> str:
    """Of a quote's row: its columns, with its pieces as they are in JSON."""
    return _of("quote", pieces, sorted(columns.items()))


def of_revision(digests: Iterable[tuple[str, str]]) -> str:
    """Of a revision, from its versions' keys and digests, in order of the keys."""
    whole = hashlib.sha256(b'["revision", [')
    for number, (key, digest) in enumerate(digests):
        whole.update(f'{", " if number else ""}["{key}", "{digest}"]'.encode())  # JSON: both are plain
    whole.update(b"]]")
    return whole.hexdigest()


def of_import(*inputs: object) -> str:
    """Of the store, from its digest before an import, and what tells the revision that was imported."""
    return _of("import", *inputs)


def _of(*inputs: object) -> str:
    return of_text(json.dumps(inputs))

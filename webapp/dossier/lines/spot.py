"""Where in a line of JSON a value stands."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in typeshed, and in every Python

from webapp.dossier.tree import Path

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def spot(text: str, path: Path) -> int:
    """The offset of the value at `path` in valid JSON; where there is none, of the nearest one around it."""
    at = _skip(text, 0)
    for step in path:
        found = _member(text, at, str(step)) if text[at] == "{" else _item(text, at, step)
        if found is None:
            break
        at = found
    return at


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere


def _member(text: str, at: int, wanted: str) -> int | None:
    at = _skip(text, at + 1)
    while text[at] == '"':
        key, at = scanstring(text, at + 1)
        at = _skip(text, _skip(text, at) + 1)
        if key == wanted:
            return at
        at = _next(text, at)
    return None


def _item(text: str, at: int, wanted: str | int) -> int | None:
    if text[at] != "[" or not isinstance(wanted, int):
        return None
    at = _skip(text, at + 1)
    for _ in range(wanted):
        if text[at] == "]":
            return None
        at = _next(text, at)
    return at


def _next(text: str, at: int) -> int:
    """Where what follows the value at this offset begins, after its comma."""
    end = _skip(text, _DECODER.raw_decode(text, at)[1])
    return _skip(text, end + 1) if text[end] == "," else end

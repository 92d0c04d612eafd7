"""Front matter as its reader would find it in the YAML that a line of JSON becomes.

It is what `frontmatter.split` makes of the manuscript, but for columns, which no message about a line needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from webapp.dossier.frontmatter import INVISIBLE
from webapp.dossier.problems import Place
from webapp.dossier.tree import Items, Keys, Node, Scalar

DEPTH, VALUES = 4, 1_000  # of what is this plain; the reader judges what has more
_KEY = re.compile("[a-z][a-z0-9_-]{0,99}")


class _OtherError(Exception):
    """The reader may find something else in it."""


def matter(front: Mapping[str, Any], line: int) -> Keys | None:
    """The front matter that begins in this line; None where the reader may have something to say of it."""
    if not front:
        return None
    written = _Matter(line)
    try:
        found = written.block(front)
    except _OtherError:
        return None
    return None if INVISIBLE.search("".join(written.scalars)) else found


class _Matter:
    """`place` is the line that is being written."""

    def __init__(self, line: int) -> None:
        self.place = Place(line, 1)
        self.scalars: list[str] = []
        self._count = 0  # of keys and values, or more

    def block(self, values: Mapping[str, Any]) -> Keys:
        """Keys, each in its line; those of a value that has keys below it."""
        keys = Keys(self.place)
        for key, value in values.items():
            self._add()
            keys.keys[_key(key)] = self.place
            if isinstance(value, dict) and value:
                self._next()
                node = self._entries(value)
            elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
                self._next()
                node = Items(self.place)
                for item in value:
                    node.nodes.append(self.flow(item, 1))
                    self._next()
            else:
                node = self.flow(value, 1)
                self._next()
            keys.nodes[key] = node
        return keys

    def _entries(self, values: Mapping[str, Any]) -> Node:
        keys = Keys(self.place)
        for key, value in values.items():
            keys.keys[_key(key)] = self.place
            keys.nodes[key] = self.flow(value, 1)
            self._next()
        return keys

    def flow(self, value: Any, depth: int) -> Node:
        """A value in one line."""
        self._add()
        if isinstance(value, str):
            self.scalars.append(value)
            return Scalar(self.place, value)
        if depth == DEPTH:
            raise _OtherError
        if isinstance(value, list):
            return Items(self.place, [self.flow(item, depth + 1) for item in value])
        if isinstance(value, dict):
            places = {_key(key): self.place for key in value}
            return Keys(self.place, places, {key: self.flow(it, depth + 1) for key, it in value.items()})
        raise _OtherError  # true, false or null: as text

    def _add(self) -> None:
        """Count a value with its key; what may be too many is for the reader to count."""
        self._count += 2
        if self._count > VALUES:
            raise _OtherError

    def _next(self) -> None:
        self.place = Place(self.place.line + 1, 1)


@lru_cache(1_000)
def _key(key: str) -> str:
    if _KEY.fullmatch(key):
        return key
    raise _OtherError

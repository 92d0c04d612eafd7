"""A line of JSON as the file that an author would write: front matter in YAML, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from webapp.dossier.frontmatter import Page
from webapp.dossier.lines.matter import matter
from webapp.dossier.problems import Place
from webapp.dossier.tree import Path

# What YAML reads as these very letters without quote marks, also within brackets.
_PLAIN = re.compile(r"[^\W_](?:[\w ./~-]*[\w~])?")
_BREAK = re.compile(r"[ \t]*(\r\n|\r|\n)\s*")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file, `head` letters of which are front matter. Body blocks have the paths of their values."""

    text: str
    head: int
    front: Mapping[str, Any]
    body: Sequence[tuple[Path, str]]

    @property
    def origins(self) -> list[Path]:
        """Of each line of the text, which value of the JSON it comes from."""
        paths: list[Path] = [(), *_paths(self.front), ()]
        for number, (path, block) in enumerate(self.body):
            paths += [()] if number else []
            paths += [path] * (block.count("\n") + 1)
        return paths

    @property
    def page(self) -> Page | None:
        """The file taken apart; None where its reader may have something to say of it."""
        known = matter(self.front, 2)
        first = self.text.count("\n", 0, self.head) + 1
        return None if known is None else Page(known, self.text[self.head :], first)

    def origin(self, place: Place) -> Path:
        """Which value of the JSON stands at a place in the text."""
        origins = self.origins
        return origins[min(place.line, len(origins)) - 1]


def write(front: Mapping[str, Any], body: Sequence[tuple[Path, str]]) -> Manuscript:
    """The file with this front matter, and a body of these blocks, each with the path of its value."""
    head = "\n".join(["---", *_front(front), "---", ""])
    below = "\n\n".join([block for _, block in body])
    return Manuscript(f"{head}{below}\n" if body else head, len(head), front, body)


def note(label: str, quote: Mapping[str, str]) -> str:
    """The footnote that a quote becomes."""
    parts = [quote.get("speaker"), quote.get("source")]
    if "occurrence" in quote:
        parts.append(f"occurrence {quote['occurrence']}")
    if "page" in quote:
        parts.append(f"p. {quote['page']}")
    origin = ", ".join(one_line(part) for part in parts if part is not None)
    return f'[^{label}]: "{one_line(quote.get("words", ""))}" — {origin}'.rstrip()


def one_line(text: str) -> str:
    """A line break counts as a space."""
    return _BREAK.sub(" ", text) if "\n" in text or "\r" in text else text


def _front(front: Mapping[str, Any]) -> Iterator[str]:
    for key, value in front.items():
        if isinstance(value, str):
            yield f"{_word(key)}: {_flow(value)}"
        elif isinstance(value, dict) and value:
            yield f"{_word(key)}:"
            yield from (f"  {_word(one)}: {_flow(it)}" for one, it in value.items())
        elif _is_block(value):
            yield f"{_word(key)}:"
            yield from (f"  - {_flow(item)}" for item in value)
        else:
            yield f"{_word(key)}: {_flow(value)}"


def _paths(front: Mapping[str, Any]) -> Iterator[Path]:
    """What each line of the front matter is about."""
    for key, value in front.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, one) for one in value)
        elif _is_block(value):
            yield from ((key, n) for n in range(len(value)))


def _is_block(value: Any) -> bool:
    """Whether it is a list with an item in each line."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _word(key: str) -> str:
    """A key; most lines have the same ones."""
    return _kept(key) if len(key) <= 100 else _flow(key)


@lru_cache(1_000)
def _kept(key: str) -> str:
    return _flow(key)


def _flow(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else encode_basestring(value)
    if isinstance(value, dict):
        return "{" + ", ".join([f"{_word(key)}: {_flow(item)}" for key, item in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return '""' if value is None else str(value).lower()

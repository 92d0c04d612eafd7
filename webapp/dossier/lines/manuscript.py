"""A line of JSON as the file that an author would write: front matter in YAML, and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

from webapp.dossier.frontmatter import Page
from webapp.dossier.lines.matter import matter
from webapp.dossier.problems import Place
from webapp.dossier.tree import Path

# What YAML reads as these very letters without quote marks, also within brackets.
_PLAIN = re.compile(r"[^\W_](?:[\w ./~-]*[\w~])?")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a file. `origins` say of each of its lines which value of the JSON it comes from.

    `page` is the file taken apart, None where its reader may have something to say of it.
    """

    text: str
    origins: Sequence[Path]
    page: Page | None

    def origin(self, place: Place) -> Path:
        """Which value of the JSON stands at a place in the text."""
        return self.origins[min(place.line, len(self.origins)) - 1]


def write(front: Mapping[str, Any], body: Sequence[tuple[Path, str]]) -> Manuscript:
    """The file with this front matter, and a body of these blocks, each with the path of its value."""
    lines: list[tuple[Path, str]] = [((), "---"), *_front(front), ((), "---")]
    first = len(lines) + 1
    for number, (path, block) in enumerate(body):
        lines += [((), "")] if number else []
        lines += [(path, line) for line in block.split("\n")]
    texts = [line for _, line in lines]
    below = "\n".join([*texts[first - 1 :], ""])
    known = matter(front, 2)
    text = "\n".join(texts[: first - 1]) + f"\n{below}"
    page = Page(known, below, first) if known else None
    return Manuscript(text, [path for path, _ in lines], page)


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
    return re.sub(r"[ \t]*(\r\n|\r|\n)\s*", " ", text)


def _front(front: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for key, value in front.items():
        if isinstance(value, dict) and value:
            yield (key,), f"{_flow(key)}:"
            yield from (((key, one), f"  {_flow(one)}: {_flow(it)}") for one, it in value.items())
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield (key,), f"{_flow(key)}:"
            yield from (((key, n), f"  - {_flow(item)}") for n, item in enumerate(value))
        else:
            yield (key,), f"{_flow(key)}: {_flow(value)}"


def _flow(value: Any) -> str:
    """A value in one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case bool():
            return str(value).lower()
        case None:
            return '""'
    return value if _PLAIN.fullmatch(value) else encode_basestring(value)

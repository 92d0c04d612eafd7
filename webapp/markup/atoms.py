"""The parts of a rendered text that matter for where it is cut: words, white space, whole elements, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

Kind = Literal["words", "space", "closing", "marks"]

MARK = re.compile(r'<a class="cite" href="[^"]*#q([0-9]+)">[0-9]+</a>')

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^">]|"[^"]*")*>')
_VOID = "br"
# Punctuation that ends what stands before it. A quotation mark that opens elsewhere closes in German („ “),
# and an apostrophe may stand in a word.
_CLOSING = re.compile(r"""(?:[.,;:!?…)\]}›»。，、；：！？）」』】》،؛؟]|["'”’](?!\w)|[“‘«‹](?=\s|$))+""")
_SPACE = re.compile(r"(?:\s|&nbsp;)*")
_HARD = "&nbsp;"


@dataclass(frozen=True, slots=True)
class Atom:
    """`kind` is "marks" where there are only citation marks, "closing" where punctuation ends something.

    `marks` are the numbers of the citation marks in it.
    """

    kind: Kind
    html: str
    marks: tuple[int, ...] = ()


def atoms(run: str) -> Iterator[Atom]:
    """All there is between the tags of two blocks, in order; put together again it is the run."""
    start = depth = at = 0
    for tag in _TAG.finditer(run):
        if depth == 0:
            yield from _text(run[at : tag.start()])
            start = tag.start()
        depth += 0 if tag["name"] == _VOID else -1 if tag["end"] else 1
        at = tag.end()
        if depth == 0:
            yield _element(run[start:at])
    yield from _text(run[at:])


def plain(html: str) -> str:
    """The words of a piece of HTML, without citation marks, their white space folded."""
    if "<" in html:
        html = _TAG.sub(lambda tag: " " if tag["name"] == _VOID else "", MARK.sub("", html))
    return " ".join(unescape(html).split())


def _text(text: str) -> Iterator[Atom]:
    """Punctuation and white space count only where they stand next to an element, which may be a mark."""
    closing = _CLOSING.match(text)
    if closing:
        yield Atom("closing", closing[0])
    start, end = _inner(text, closing.end() if closing else 0)
    if lead := text[closing.end() if closing else 0 : start]:
        yield Atom("space", lead)
    if start < end:
        yield Atom("words", text[start:end])
    if start < end < len(text):
        yield Atom("space", text[end:])


def _inner(text: str, start: int) -> tuple[int, int]:
    """Where the words from `start` on begin and end, without the white space around them."""
    first = _SPACE.match(text, start).end()  # type: ignore[union-attr]  # it matches everywhere
    inner = text[first:].rstrip()
    while inner.endswith(_HARD):
        inner = inner.removesuffix(_HARD).rstrip()
    return first, first + len(inner)


def _element(html: str) -> Atom:
    marks = tuple(int(mark[1]) for mark in MARK.finditer(html))
    if plain(html):
        return Atom("words", html, marks)
    return Atom("marks", html, marks) if marks else Atom("space", html)

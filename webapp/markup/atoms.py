"""The smallest parts of a rendered text, which nothing cuts: words, white space, whole elements, marks."""

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
_TEXT = re.compile(
    r"""(?P<space>(?:\s|&nbsp;)+)
    |(?P<closing>(?:[.,;:!?…)\]}›»。，、；：！？）」』】》،؛؟]|["'”’](?!\w)|[“‘«‹](?=\s|$))+)
    |(?P<words>(?:(?!\s|&nbsp;)[^.,;:!?…)\]}›»。，、；：！？）」』】》،؛؟"'”’“‘«‹]|["'”’“‘«‹])+)""",
    re.VERBOSE,
)


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
    text = _TAG.sub(lambda tag: " " if tag["name"] == _VOID else "", MARK.sub("", html))
    return " ".join(unescape(text).split())


def _text(text: str) -> Iterator[Atom]:
    for found in _TEXT.finditer(text):
        kind: Kind = found.lastgroup  # type: ignore[assignment]  # one of its three groups
        yield Atom(kind, found[0])


def _element(html: str) -> Atom:
    marks = tuple(int(mark[1]) for mark in MARK.finditer(html))
    if plain(html):
        return Atom("words", html, marks)
    return Atom("marks", html, marks) if marks else Atom("space", html)

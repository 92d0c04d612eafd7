"""Rendered text cut where its citation marks stand: which words rest on which quotes.

It reads what `render` has written: cleaned HTML, in which every attribute stands in double quotes. A *block*
is text that stands in one piece between tags such as `<p>` or `<li>`. A *segment* is a part of it that ends
with a run of citation marks and the punctuation after them, and rests on the quotes of these marks. What
follows the last mark of a block belongs to the segment before it; a block without marks rests on nothing. An
element such as `<em>` is never cut in two: a mark in it ends its segment where that element ends. Marks with
words between them in such an element are several *runs*: its segment is known when each of these is, and of
marks that stand together one is enough.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from webapp.markup import runs
from webapp.markup.atoms import MARK, atoms, plain

GAP = '<span class="later">[…]</span>'  # what later words leave behind

_RULE = "<hr>"
_MARKS = re.compile(f"(?:{MARK.pattern.replace('(', '(?:')})+")
_CLOSING = re.compile(r"[^\w\s]+(?=\s|$)")
_BLOCKS = frozenset(("blockquote", "h2", "h3", "hr", "li", "ol", "p", "pre", "ul"))
_TOKEN = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^">]|"[^"]*")*>|[^<]+')


@dataclass(frozen=True, slots=True)
class Segment:
    """Words and the numbers of the quotes they rest on, in the runs in which their marks stand together.

    `block` counts the blocks of the text from 0. `text` is plain, its white space folded, without the marks;
    where marks stood between words a new line begins. It is empty where marks stand alone.
    """

    block: int
    text: str
    runs: tuple[runs.Run, ...]

    def known(self, numbers: Collection[int]) -> bool:
        """Could the words be written when only the quotes of these numbers were known?"""
        return runs.known(self.runs, numbers)


def segments(html: str) -> list[Segment]:
    """All segments of a text, in its order."""
    blocks = [run for run in _runs(_tree(html)) if run.parts]
    return [
        Segment(block, _lines(part.html), part.runs) for block, run in enumerate(blocks) for part in run.parts
    ]


def _lines(html: str) -> str:
    """The words on lines that no mark cuts through; punctuation stays with the words that it ends."""
    lines: list[str] = []
    for part in map(plain, _MARKS.split(html)):
        closing = _CLOSING.match(part) if lines else None
        if closing:
            lines[-1] += closing[0]
        if words := part[closing.end() if closing else 0 :].lstrip():
            lines.append(words)
    return "\n".join(lines)


def as_known(html: str, numbers: Collection[int]) -> str:
    """The text as it could stand when only the quotes of these numbers were known.

    Segments all of whose quotes are later give way to one GAP where they stood side by side; what has
    nothing left is left out whole, and a text of which nothing is left is a GAP. Marks of later quotes are
    taken off the words that stay.
    """
    if all(int(mark[1]) in numbers for mark in MARK.finditer(html)):
        return html
    return _known(_tree(html), numbers) or f"<p>{GAP}</p>"


@dataclass(slots=True)
class _Part:
    """A segment as HTML; `lead` is the white space before it."""

    lead: str
    html: str
    marked: bool = False

    @property
    def runs(self) -> tuple[runs.Run, ...]:
        return tuple(runs.runs(self.html))

    def known(self, numbers: Collection[int]) -> bool:
        return runs.known(self.runs, numbers)

    def without(self, numbers: Collection[int]) -> str:
        """The segment without the marks of later quotes."""
        return self.lead + MARK.sub(lambda mark: mark[0] if int(mark[1]) in numbers else "", self.html)


@dataclass(slots=True)
class _Run:
    """What stands between the tags of blocks; without parts where it is only white space."""

    html: str
    parts: list[_Part]


@dataclass(slots=True)
class _Element:
    """A block; the whole text is one without tags."""

    start: str = ""
    end: str = ""
    children: list[_Element | _Run] = field(default_factory=list)


def _tree(html: str) -> _Element:
    """The text's blocks; put together again they are the text."""
    path = [_Element()]
    for is_block, tokens in groupby(_TOKEN.finditer(html), key=lambda token: token["name"] in _BLOCKS):
        if not is_block:
            run = "".join(token[0] for token in tokens)
            path[-1].children.append(_Run(run, _parts(run)))
            continue
        for token in tokens:
            if token["end"]:
                path.pop().end = token[0]
                continue
            element = _Element(token[0])
            path[-1].children.append(element)
            if token[0] != _RULE:
                path.append(element)
    return path[0]


def _parts(run: str) -> list[_Part]:
    """The segments of a run."""
    parts: list[_Part] = []
    ended, space = True, ""
    for atom in atoms(run):
        if atom.kind == "space":
            space += atom.html
            continue
        follows = atom.kind == "marks" or (atom.kind == "closing" and not space)
        if parts and (follows or not ended):
            parts[-1].html += space + atom.html
        else:
            parts.append(_Part(space, atom.html))
            ended = False
        parts[-1].marked = parts[-1].marked or bool(atom.marks)
        ended, space = ended or bool(atom.marks), ""
    if len(parts) > 1 and not parts[-1].marked:
        tail = parts.pop()
        parts[-1].html += tail.lead + tail.html
    if parts:
        parts[-1].html += space
    return parts


def _runs(element: _Element) -> Iterator[_Run]:
    for child in element.children:
        if isinstance(child, _Run):
            yield child
        else:
            yield from _runs(child)


def _known(element: _Element, numbers: Collection[int]) -> str:
    """The block with what is known of it; nothing where nothing is."""
    if not element.children:
        return element.start + element.end
    inside = [
        _known_run(child, numbers) if isinstance(child, _Run) else _known(child, numbers)
        for child in element.children
    ]
    if all(not html.strip() or html == _RULE for html in inside):
        return ""
    for n, child in enumerate(element.children):
        if isinstance(child, _Run) and not inside[n]:
            inside[n] = GAP  # a list's entry that has lost its own words, and not the list below it
    return "".join((element.start, *inside, element.end))


def _known_run(run: _Run, numbers: Collection[int]) -> str:
    """What is known of a run; nothing where all its words are later."""
    if not run.parts:
        return run.html
    if not any(part.known(numbers) for part in run.parts):
        return ""
    kept = ""
    for known, group in groupby(run.parts, key=lambda part: part.known(numbers)):
        parts = list(group)
        kept += "".join(part.without(numbers) for part in parts) if known else parts[0].lead + GAP
    return kept

"""A file taken apart: YAML front matter, every value as text with its place, and the body below it.

Only YAML's event stream is read, so that nothing is guessed (`no`, `1.10` and dates stay as they are
written) and nothing is expanded. Anchors, aliases and tags are refused, and so are duplicate keys and deep
nesting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from webapp.dossier import yamlfaults
from webapp.dossier.files import File
from webapp.dossier.problems import START, Place, Report, place_at
from webapp.dossier.tree import Items, Keys, Node, Scalar
from webapp.timelimit import TookTooLongError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one: ten times as fast
DEPTH = 8  # `commitments`, the deepest thing there is, takes 4
VALUES = 50_000  # a dossier.md with 10,000 actors
# Line breaks to YAML, or refused by it, but neither to an editor that counts lines.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_HOW = "the file must begin with a line `---`, then `key: value` lines, then another line `---`"


@dataclass(frozen=True, slots=True)
class Page:
    """`matter` is None where the front matter could not be read; the body begins on line `first`."""

    matter: Keys | None
    body: str
    first: int


@dataclass(frozen=True, slots=True)
class Written(File):
    """A file that need not be taken apart, since its writer knows what stands in it."""

    page: Page


def read(file: File, report: Report) -> Page | None:
    """Takes a file apart. None where it could not be read, or its front matter has no beginning or no end."""
    if isinstance(file, Written):
        return file.page
    return None if file.text is None else split(file.text, report)


def split(text: str, report: Report) -> Page | None:
    """Takes the text of a file apart; its lines end with LF."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        late = re.match(r"\s*\n---[ \t]*\n", text)
        mend = "the first line must be `---`: remove the empty lines above it"
        report.add(START, mend if late else f"the front matter is missing: {_HOW}")
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        report.add(START, "the front matter is never closed: add a line `---` below its last key")
        return None
    matter = _matter("\n".join(lines[:end]) + "\n", report)
    return Page(matter, "\n".join(lines[end + 1 :]), min(end + 2, len(lines)))


def _matter(text: str, report: Report) -> Keys | None:
    strange = INVISIBLE.search(text)
    if strange:
        report.add(place_at(text, strange.start()), _invisible(strange[0]))
    text = INVISIBLE.sub(" ", text)
    builder = _Builder(report)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
            report.limit.check()
    except yaml.MarkedYAMLError as error:
        where, message = yamlfaults.explain(error, text.split("\n"))
        report.add(where, message)
        return None
    except (ValueError, OverflowError):  # from PyYAML's own chr(), where there is no libyaml
        report.add(
            START, "an escape in the front matter, such as `\\U0001F600`, names no character: correct it"
        )
        return None
    except TookTooLongError:
        report.took_too_long(builder.place, "the front matter from here on")
        return None
    except _StopError:
        return None
    return builder.result()


def _invisible(letter: str) -> str:
    return f"invisible character U+{ord(letter):04X} in the front matter: remove it"


class _StopError(Exception):
    """The rest of the front matter is not worth reading; the reason has been reported."""


@dataclass(slots=True)
class _Builder:
    """Builds the tree from events, without recursion."""

    report: Report
    root: Node | None = None
    stack: list[Items | Keys] = field(default_factory=list)
    pending: list[Scalar | None] = field(
        default_factory=list
    )  # for each mapping of the stack, the key read last
    count: int = 0
    place: Place = START  # of what was read last
    refused: bool = False  # what has been built is not what the author meant

    def take(self, event: yaml.Event) -> None:
        self.place = where = yamlfaults.place(event.start_mark)
        match event:
            case yaml.AliasEvent():
                self._refuse(
                    where, f"aliases such as `*{event.anchor}` are not read here: write the value out"
                )
                self._put(Scalar(where, ""))
            case yaml.ScalarEvent() | yaml.CollectionStartEvent():
                self._node(event, where)
            case yaml.CollectionEndEvent():
                self.stack.pop()
                self.pending.pop()
            case yaml.DocumentStartEvent() if self.root:
                self.report.add(
                    where, "a second YAML document begins here: keep one, between two lines `---`"
                )
                raise _StopError

    def result(self) -> Keys | None:
        if isinstance(self.root, Keys):
            return None if self.refused else self.root
        if isinstance(self.root, Scalar) and not self.root.text:
            self.report.add(START, f"the front matter is empty: {_HOW}")
        elif self.root:
            self.report.add(self.root.place, "the front matter must be lines of `key: value`")
        return None

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, where: Place) -> None:
        if event.anchor is not None:
            self._refuse(where, f"anchors such as `&{event.anchor}` are not read here: remove it")
        if event.tag is not None:
            self._refuse(where, "tags such as `!!str` are not read here, every value is text: remove it")
        if isinstance(event, yaml.ScalarEvent):
            return self._put(Scalar(where, self._readable(event.value, where)))
        node = Items(where) if isinstance(event, yaml.SequenceStartEvent) else Keys(where)
        self._put(node)
        if len(self.stack) == DEPTH:
            self._stop(where, f"the front matter is nested more than {DEPTH} levels deep: write it flatter")
        self.stack.append(node)
        self.pending.append(None)

    def _readable(self, text: str, where: Place) -> str:
        """Escapes in double quotes (`"\\0"`) can write what a file may not hold."""
        strange = INVISIBLE.search(text)
        if strange:
            self.report.add(where, _invisible(strange[0]))
        return INVISIBLE.sub(" ", text)

    def _put(self, node: Node) -> None:
        self.count += 1
        if self.count > VALUES:
            self._stop(node.place, f"the front matter has more than {VALUES:,} values: shorten it")
        around = self.stack[-1] if self.stack else None
        if isinstance(around, Items):
            around.nodes.append(node)
        elif isinstance(around, Keys):
            self._entry(around, node)
        else:
            self.root = node

    def _entry(self, around: Keys, node: Node) -> None:
        key = self.pending[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self._stop(
                    node.place, "a key must be a word, and here it is a list or keys: write `key: value`"
                )
            self.pending[-1] = node
            return
        self.pending[-1] = None
        if key.text in around.keys:
            first = around.keys[key.text].line
            self.report.add(
                key.place, f"`{key.text}` is written twice (first in line {first}): keep one of them"
            )
        else:
            around.keys[key.text] = key.place
            around.nodes[key.text] = node

    def _refuse(self, where: Place, message: str) -> None:
        self.report.add(where, message)
        self.refused = True

    def _stop(self, where: Place, message: str) -> NoReturn:
        self.report.add(where, message)
        raise _StopError

"""One Markdown text: its headline, all else to be rendered, its footnote marks, and what is wrong with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from webapp.markup.links import NoLink, nearest, resolve, shown
from webapp.markup.parser import LIMIT, PARSER
from webapp.timelimit import TimeLimit

_LINE_END = re.compile(r"\r\n?|\n")

Wrong = tuple[int, str]  # an offset into the content of an inline block, and what is wrong there


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong and how to mend it; line and column count from 1 within the Markdown given."""

    line: int
    column: int
    message: str


class Text:
    """`title` is the headline, `body` the tokens of all else, `marks` the number of each footnote's label."""

    def __init__(
        self, markdown: str, key: str, known_keys: Collection[str], labels: Collection[str], limit: TimeLimit
    ) -> None:
        self.title: str | None = None
        self.marks: dict[str, int] = {}
        self.faults: list[Fault] = []
        self._key, self._labels = key, labels
        self._lines = _LINE_END.split(markdown)
        self._target = cache(lambda href: resolve(href, key, known_keys))
        self._nearest = cache(lambda label: nearest(label, labels))
        self._limit = limit
        env: dict[str, Any] = {LIMIT: limit}
        tokens = PARSER.parse(markdown, env)
        self._depth(tokens)
        self.body = self._without_headline(tokens)
        for block, inline in pairwise(self.body):
            if inline.type == "inline":
                self._place(inline, [*self._heading(block, inline), *self._inline(inline)])
        self._definitions(env)
        self.faults.sort()

    def _without_headline(self, tokens: list[Token]) -> list[Token]:
        start = next((n for n, token in enumerate(tokens) if token.tag == "h1" and token.level == 0), None)
        if start is None:
            return tokens
        inline = tokens[start + 1]
        wrong = list(self._inline(inline))
        if self.marks:
            wrong.append((0, "a headline has no footnote: move its mark into the text"))
            self.marks.clear()
        self.title = _plain(inline)
        if not _visible(self.title):
            wrong.append((0, "the headline is empty: write one, or remove the #"))
        self._place(inline, wrong)
        return tokens[:start] + tokens[start + 3 :]

    def _depth(self, tokens: list[Token]) -> None:
        """What stands in lists or quotations as deep as the parser goes, it drops without a word."""
        deepest = PARSER.options["maxNesting"] - 1
        for token in tokens:
            if token.type in ("list_item_open", "blockquote_open") and token.level >= deepest and token.map:
                number = token.map[0]
                column = len(self._lines[number]) - len(self._lines[number].lstrip()) + 1
                message = "lists or quotations are nested too deep in this line: write them flatter"
                self.faults.append(Fault(number + 1, column, message))
                break

    def _heading(self, block: Token, inline: Token) -> Iterator[Wrong]:
        if block.type != "heading_open":
            return
        if not _visible(_plain(inline)):
            yield 0, "the heading is empty: write one, or remove it"
        elif block.tag == "h1":
            yield 0, "only the headline begins with one #: begin this heading with ## or ###"
        elif block.tag not in ("h2", "h3"):
            yield 0, f"{block.markup} is too deep: begin this heading with ## or ###"

    def _inline(self, inline: Token) -> Iterator[Wrong]:
        """Finishes marks and links, hides those that cannot stand, and says what is wrong."""
        refused = False
        for token in inline.children or ():
            self._limit.check()
            reason = None
            if token.type == "fault":
                reason = token.content
            elif token.type == "mark":
                reason = self._mark(token)
            elif token.type == "link_open":
                reason = self._link(token)
                refused = reason is not None
            elif token.type == "link_close":
                token.hidden = refused
            if reason:
                yield token.meta["at"], reason

    def _mark(self, token: Token) -> str | None:
        label = token.content
        if label not in self._labels:
            token.type, token.hidden = "fault", True
            like = self._nearest(label)
            return f"no footnote [^{shown(label)}] is defined" + (
                f"; the nearest is [^{like}]" if like else ""
            )
        token.content = str(self.marks.setdefault(label, len(self.marks) + 1))
        token.attrs["href"] = f"/-/{self._key}#q{token.content}"
        return None

    def _link(self, token: Token) -> str | None:
        target = self._target(str(token.attrs["href"]))
        if isinstance(target, NoLink):
            token.hidden = True
            return target.reason
        token.attrs["href"] = target
        if not target.startswith("/-/"):
            token.attrs["rel"] = "noopener"
        return None

    def _definitions(self, env: dict[str, Any]) -> None:
        """Definitions of footnotes that have been taken for those of links: nobody else has seen them."""
        for label, reference in env.get("references", {}).items():
            if label.startswith("^"):
                line = reference["map"][0]
                column = self._lines[line].find("[") + 1
                message = "a footnote is defined at the start of a line, with its words in quotation marks"
                self.faults.append(Fault(line + 1, column, message))

    def _place(self, inline: Token, wrong: list[Wrong]) -> None:
        """Notes what is wrong with an inline block, whose lines have lost what stood before them."""
        if not wrong:
            return
        rows, offset = [], 0
        for line, kept in enumerate(inline.content.split("\n"), start=(inline.map or [0])[0]):
            before = self._lines[line].find(kept.strip()) - len(kept) + len(kept.lstrip())
            rows.append((offset, line, before))
            offset += len(kept) + 1
        for where, message in wrong:
            start, line, before = rows[bisect_right(rows, where, key=lambda row: row[0]) - 1]
            self.faults.append(Fault(line + 1, max(before, 0) + where - start + 1, message))


def _plain(inline: Token) -> str:
    """Its text, without marks, links and emphasis."""
    words = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
    parts = [words[token.type] or token.content for token in inline.children or () if token.type in words]
    return " ".join("".join(parts).split())


def _visible(text: str) -> bool:
    """Whether there is anything to see in it."""
    return any(letter.isprintable() and not letter.isspace() for letter in text)

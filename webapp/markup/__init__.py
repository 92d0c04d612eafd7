"""Markdown → sanitised HTML, the only door to raw HTML.

CommonMark without raw HTML and images, with footnote marks `[^label]`. What is not allowed is reported as a fault with
its place, and left out of the HTML; what does come out is cleaned once more by nh3.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import nh3
from markdown_it.token import Token
from markupsafe import Markup, escape

from webapp.markup.links import NoLink, nearest, resolve
from webapp.markup.parser import Parser

__all__ = ["Fault", "Prose", "at", "render"]

_PARSER = Parser()
_LINE_END = re.compile(r"\r\n?|\n")
_CLEANER = nh3.Cleaner(
    tags={"a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul"},
    attributes={"a": {"href", "title", "rel"}, "ol": {"start"}},
    allowed_classes={"a": {"cite"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# How links inside the dossier begin. No author can write that: text has no raw "<", an attribute's value no raw quote.
_OWN = ('<a href="/-/', '<a class="cite" href="/-/')


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and how to mend it; line and column count from 1 within the Markdown given."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A rendered text.

    `title` is its first `#` heading as plain text, `html` the rest, `summary` the HTML of its first paragraph.
    `marks` are the labels of footnotes in order of first use: the first one's marks show 1.
    """

    title: str | None
    html: str
    summary: str
    marks: tuple[str, ...]
    faults: tuple[Fault, ...]


def render(markdown: str, key: str, known_keys: Collection[str], labels: Collection[str]) -> Prose:
    """The Markdown of the file `key` as HTML that is safe to put in a page. What is wrong is in `faults`.

    `known_keys` are the dossier's files, for links to them; `labels` are the footnotes that are defined. Their
    definitions are not part of the Markdown: whoever finds them leaves blank lines in their place. Links inside the
    dossier begin with `/-/`, for `at`; a mark leads to `#q` and its number on the file's own page.
    """
    return _Text(markdown, key, known_keys, labels).prose()


def at(html: str, base: str) -> Markup:
    """HTML from `render`, its links inside the dossier beginning with the path `base`, such as `/istanbul-2025@2`."""
    for own in _OWN:
        html = html.replace(own, f"{own.removesuffix('/-/')}{escape(base)}/")
    return Markup(html)


class _Text:
    """One text on its way through: every method looks at some tokens, and notes what it finds."""

    def __init__(self, markdown: str, key: str, known_keys: Collection[str], labels: Collection[str]) -> None:
        self.key, self.known_keys, self.labels = key, known_keys, labels
        self.lines = _LINE_END.split(markdown)
        self.titles: list[str] = []
        self.marks: list[str] = []
        self.faults: list[Fault] = []
        self.env: dict[str, dict[str, dict[str, list[int]]]] = {}
        self.tokens = _PARSER.parse(markdown, self.env)

    def prose(self) -> Prose:
        headline = self.headline()
        for block, inline in pairwise(self.tokens):
            if inline.type == "inline":
                self.inline(inline)
                if block.type == "heading_open":
                    self.heading(block, inline, block is headline)
        self.definitions()
        body = self.without(headline)
        faults = tuple(sorted(self.faults, key=lambda fault: (fault.line, fault.column)))
        title = self.titles[0] if self.titles else None
        return Prose(title, _html(body), _summary(body), tuple(self.marks), faults)

    def headline(self) -> Token | None:
        return next((token for token in self.tokens if token.tag == "h1" and token.level == 0), None)

    def without(self, headline: Token | None) -> list[Token]:
        if headline is None:
            return self.tokens
        start = self.tokens.index(headline)
        return self.tokens[:start] + self.tokens[start + 3 :]

    def heading(self, opening: Token, inline: Token, is_headline: bool) -> None:
        text = " ".join("".join(_plain(token) for token in inline.children or ()).split())
        if not text:
            self.fault(inline, 0, "the heading is empty: write its text, or remove it")
        elif is_headline:
            self.titles.append(text)
            if any(token.type == "mark" for token in inline.children or ()):
                self.fault(inline, 0, "a headline has no footnote: move its mark into the text")
        elif opening.tag == "h1":
            self.fault(inline, 0, "the text has its headline already: begin this heading with ## or ###")
        elif opening.tag not in ("h2", "h3"):
            self.fault(inline, 0, f"{opening.markup} is too deep: begin the heading with ## or ###")

    def inline(self, inline: Token) -> None:
        closes_refused = False
        for token in inline.children or ():
            if token.type == "fault":
                self.fault(inline, token.meta["at"], token.content)
            elif token.type == "mark":
                self.mark(inline, token)
            elif token.type == "link_open":
                closes_refused = self.link(inline, token)
            elif token.type == "link_close":
                token.hidden = closes_refused

    def mark(self, inline: Token, token: Token) -> None:
        label = token.content
        if label not in self.labels:
            like = nearest(label, self.labels)
            mend = f"; the nearest is [^{like}]" if like else ""
            self.fault(inline, token.meta["at"], f"the footnote [^{label}] is not defined{mend}")
            token.type, token.hidden = "fault", True
            return
        if label not in self.marks:
            self.marks.append(label)
        token.content = str(self.marks.index(label) + 1)
        token.attrs["href"] = f"/-/{self.key}#q{token.content}"

    def link(self, inline: Token, token: Token) -> bool:
        """Gives the link its address; True where it has none, and is shown as text."""
        target = resolve(str(token.attrs["href"]), self.key, self.known_keys)
        if isinstance(target, NoLink):
            self.fault(inline, token.meta["at"], target.reason)
            token.hidden = True
            return True
        token.attrs["href"] = target
        if not target.startswith("/-/"):
            token.attrs["rel"] = "noopener"
        return False

    def definitions(self) -> None:
        """Footnotes that were read as link definitions, because they stand inside a list or quotation."""
        for label, reference in self.env.get("references", {}).items():
            if label.startswith("^"):
                line = reference["map"][0]
                column = self.lines[line].find("[") + 1
                self.faults.append(Fault(line + 1, column, "a footnote is defined at the start of a line"))

    def fault(self, inline: Token, offset: int, message: str) -> None:
        """Notes a fault at an offset into the content of an inline block, whose lines have lost their indents."""
        before, _, here = inline.content[:offset].rpartition("\n")
        down = before.count("\n") + 1 if "\n" in inline.content[:offset] else 0
        shown = inline.content.split("\n")[down]
        line = (inline.map or [0])[0] + down
        start = self.lines[line].find(shown.strip())
        column = max(start, 0) + len(here) - (len(shown) - len(shown.lstrip()))
        self.faults.append(Fault(line + 1, column + 1, message))


def _plain(token: Token) -> str:
    return (
        " "
        if token.type in ("softbreak", "hardbreak")
        else token.content * (token.type in ("text", "code_inline"))
    )


def _html(tokens: Sequence[Token]) -> str:
    return _CLEANER.clean(str(_PARSER.renderer.render(tokens, _PARSER.options, {})))


def _summary(tokens: Sequence[Token]) -> str:
    for block, inline in pairwise(tokens):
        if block.type == "paragraph_open":
            return f"<p>{_html([inline])}</p>"
    return ""

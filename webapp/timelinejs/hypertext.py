"""The HTML of slides, read: a small tree of what Parley can show, and its plain words.

Scripts, styles, frames and images are left out; unknown tags give way to what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

DROPPED = {
    *("script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math", "head", "title"),
    *("audio", "video", "canvas", "select", "textarea"),
}
PARAGRAPHS = {
    *("p", "div", "section", "article", "figure", "figcaption", "header", "footer", "main", "aside"),
    *("address", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "form"),
    *("table", "caption", "thead", "tbody", "tr"),
}
BLOCKS = PARAGRAPHS | {"blockquote", "ul", "ol", "li", "pre", "hr"}
VOID = {"br", "hr", "img", "input", "wbr", "meta", "link", "source", "track", "col", "area", "base"}
_DEPTH = 30
# What browsers take for a comment, whatever it is meant for; one without an end reaches to that of the text.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!(?!--)[^>]*(?:>|\Z)", re.DOTALL)

# What fields that are kept as HTML may hold: what TimelineJS shows of a headline, a caption, a credit.
_KEPT = nh3.Cleaner(
    tags={
        *("a", "abbr", "b", "br", "cite", "code", "em", "i", "mark", "q", "s", "small", "span"),
        *("strong", "sub", "sup", "u", "td", "th"),
        *(BLOCKS - {"form"}),
    },
    attributes={"a": {"href", "title", "target"}, "span": {"class"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# What a slide's media may be instead of an address: a frame, or a quotation.
_MEDIA = nh3.Cleaner(
    tags={"a", "b", "blockquote", "br", "cite", "em", "i", "iframe", "img", "p", "span", "strong"},
    attributes={
        "a": {"href", "title", "target"},
        "iframe": {"src", "width", "height", "title", "frameborder", "allowfullscreen", "loading"},
        "img": {"src", "alt", "title", "width", "height"},
        "blockquote": {"class", "cite"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


@dataclass(slots=True)
class Element:
    """`tag` is "" at the root. A child that is a string is text."""

    tag: str
    href: str = ""
    children: list[Element | str] = field(default_factory=list)


def read(html: str) -> Element:
    """The tree of a text, whatever it is; it is never deeper than a few dozen elements."""
    text = _COMMENT.sub("<!---->", html)
    end = text.rfind(">") + 1  # no tag ends beyond, which the parser would find out at each that begins
    reader = _Reader()
    reader.feed(text[:end] + text[end:].replace("<", "&lt;"))
    reader.close()
    return reader.root


def plain(html: str) -> str:
    """The words alone, in one line."""
    return " ".join("".join(_words(read(html))).split())


def kept(html: str) -> str:
    """The HTML without what could run; a text without tags as it is."""
    return _KEPT.clean(html) if "<" in html else html


def media(html: str) -> str:
    """A slide's media, which is an address or HTML, without what could run."""
    return _MEDIA.clean(html) if "<" in html else html


def _words(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            space = " " if child.tag in BLOCKS or child.tag in ("br", "td", "th") else ""
            yield space
            yield from _words(child)
            yield space


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self._dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropped or tag in DROPPED:
            if tag not in VOID:
                self._dropped.append(tag)
            return
        if tag in BLOCKS and "p" in (element.tag for element in self._open):
            self.handle_endtag("p")
        if tag == "li" and self._open[-1].tag == "li":
            self.handle_endtag("li")
        element = Element(tag, (dict(attrs).get("href") or "").strip())
        self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) < _DEPTH:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or tag not in DROPPED:
            self.handle_starttag(tag, attrs)
            if tag not in VOID:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped:
                del self._dropped[self._dropped.index(tag) :]
            return
        depth = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n].tag == tag), None)
        if depth:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._open[-1].children.append(data)

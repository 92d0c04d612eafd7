"""Markdown → sanitised HTML, the only door to raw HTML.

CommonMark without raw HTML and images, with footnote marks `[^label]`. What is not allowed is reported as a
fault with its place, and left out of the HTML; what does come out is cleaned once more by nh3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import nh3
from markdown_it.token import Token
from markupsafe import Markup, escape

from webapp.markup.parser import PARSER
from webapp.markup.simple import simple
from webapp.markup.text import Fault, Text
from webapp.timelimit import TimeLimit

__all__ = ["Fault", "Prose", "at", "linked", "render", "unlinked", "unmarked"]

_CLEANER = nh3.Cleaner(
    tags={"a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul"},
    attributes={"a": {"href", "title", "rel"}, "ol": {"start"}},
    allowed_classes={"a": {"cite"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# How a link inside the dossier begins. No author can write that: text has no raw "<", a value no raw quote.
_OWN = re.compile(r'(<a (?:class="cite" )?href=")/-/([^"#]*)(?:#([^"]*))?"')
_MARK = re.compile(r'<a class="cite"[^>]*>[^<]*</a>')
# A whole one but a citation mark, with its words. Links do not stand in links.
_LINK = re.compile(r'<a href="/-/(?P<key>[^"#]*)[^"]*"(?:[^">]|"[^"]*")*>(?P<words>.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prose:
    """A rendered text.

    `title` is its headline (the first `#` heading) as plain text, "" where it is empty (a fault), None where
    there is none; `html` is the rest, `summary` the HTML of its first paragraph. `marks` are the
    labels of footnotes in order of first use: the first one's marks show 1.
    """

    title: str | None
    html: str
    summary: str
    marks: tuple[str, ...]
    faults: tuple[Fault, ...]


def render(
    markdown: str,
    key: str,
    known_keys: Collection[str],
    labels: Collection[str],
    limit: TimeLimit | None = None,
) -> Prose:
    """The Markdown of the file `key` as HTML that is safe to put in a page; what is wrong is in `faults`.

    `known_keys` are the dossier's files, for links to them; `labels` the footnotes that are defined. Their
    definitions are no part of the Markdown: whoever finds them leaves blank lines there. A link inside the
    dossier comes out as `/-/` and a key, for `at`; a mark leads to `#q` and its number on the file's page.
    Raises TookTooLongError where it takes more time than the limit leaves.
    """
    limit = limit or TimeLimit()
    words = simple(markdown, key, labels)
    limit.check()
    if words is None:
        return parsed(markdown, key, known_keys, labels, limit)
    title, paragraphs, marks = words
    html = "".join(f"{paragraph}\n" for paragraph in paragraphs)
    return Prose(title, html, paragraphs[0] if paragraphs else "", marks, ())


def parsed(
    markdown: str, key: str, known_keys: Collection[str], labels: Collection[str], limit: TimeLimit
) -> Prose:
    """The same for a text of any kind, by the parser."""
    text = Text(markdown, key, known_keys, labels, limit)
    body = text.body
    return Prose(text.title, _html(body), _summary(body), tuple(text.marks), tuple(text.faults))


def at(html: str, link: Callable[[str, str], str]) -> Markup:
    """HTML from `render`, its links inside the dossier made by `link` from a page's path and a fragment."""

    def own(found: re.Match[str]) -> str:
        return f'{found[1]}{escape(link(found[2], found[3] or ""))}"'

    return Markup(_OWN.sub(own, html))


def linked(html: str) -> set[str]:
    """The keys of the dossier's files that a text from `render` links to, but for marks; "" is its cover."""
    return {link["key"] for link in _LINK.finditer(html)}


def unlinked(html: str, keys: Collection[str]) -> str:
    """The text with only the words left of links to the dossier's files that are not among the keys."""
    return _LINK.sub(lambda link: link[0] if link["key"] in keys else link["words"], html)


def unmarked(html: str) -> str:
    """The text from `render` without its citation marks, for where they could lead to nothing."""
    return _MARK.sub("", html)


def _html(tokens: Sequence[Token]) -> str:
    return _CLEANER.clean(str(PARSER.renderer.render(tokens, PARSER.options, {})))


def _summary(tokens: Sequence[Token]) -> str:
    for block, inline in pairwise(tokens):
        if block.type == "paragraph_open":
            return f"<p>{_html([inline])}</p>"
    return ""

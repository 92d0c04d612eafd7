"""What may come out of `webapp.markup`, checked with a parser that follows the HTML standard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from justhtml import Element, JustHTML, Node

TAGS = {"a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul"}
VALUES = {
    ("a", "href"): r"https?://[^/].*|mailto:.+@.*|/-/[a-z0-9/-]*(#q[0-9]+)?",
    ("a", "title"): r".*",
    ("a", "class"): r"cite",
    ("a", "rel"): r"noopener",
    ("ol", "start"): r"[0-9]+",
}


def nodes(html: str) -> Iterator[Node]:
    """Every node of the fragment, as a browser would build it."""
    below: list[Node] = [JustHTML(html, sanitize=False, fragment=True).root]
    while below:
        node = below.pop()
        yield node
        below += reversed(node.children or [])


def text(html: str) -> str:
    return "".join(str(node.data) for node in nodes(html) if node.name == "#text")


def assert_safe(html: str) -> None:
    """Nothing but text, and elements and attributes with values that are allowed."""
    for node in nodes(html):
        if isinstance(node, Element):
            assert (node.name, node.namespace) in {(tag, "html") for tag in TAGS}
            for name, value in node.attrs.items():
                assert re.fullmatch(VALUES[node.name, name], str(value), re.DOTALL | re.IGNORECASE), (
                    name,
                    value,
                )
        else:
            assert node.name in ("#text", "#document-fragment")


def under(base: str) -> Callable[[str, str], str]:
    """Links as a dossier at the path `base` makes them."""
    return lambda path, fragment: f"{base}/{path}#{fragment}" if fragment else f"{base}/{path}"

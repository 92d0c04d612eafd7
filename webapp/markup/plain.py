"""A rendered text as plain lines, and with names in place of the numbers of its marks: for comparing two."""

from __future__ import annotations

import re
from collections.abc import Mapping

from webapp.markup.atoms import MARK, plain

_BLOCK = re.compile(r'</?(?:blockquote|h2|h3|hr|li|ol|p|pre|ul)(?:[^">]|"[^"]*")*>')


def lines(html: str) -> str:
    """The words of a text without its marks, each block a line."""
    return "\n".join(filter(None, map(plain, _BLOCK.split(html))))


def named(html: str, names: Mapping[int, str]) -> str:
    """The text with each citation mark written as what it cites, whatever its number there."""
    return MARK.sub(lambda mark: f"[{names.get(int(mark[1]), mark[1])}]", html)

"""The paragraphs of an archived text."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_OMISSIONS = ("[…]", "[...]")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Every line with something in it, as (start, end) in code points; they are counted from 1."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def omitted(paragraph: str) -> bool:
    """Whether it only says that the archive leaves text out."""
    return paragraph.strip() in _OMISSIONS

"""Text that is nothing but words: a headline, and paragraphs with citation marks. It needs no parser.

Most texts are like that, and this takes a twentieth of the time. Whatever could mean anything else to
Markdown or HTML, or be wrong, is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_LETTER = r"[^\x00-\x1f\x7f-\xa0\\`*_\[\]<>&#|~^!\ud800-\udfff]"
_WORDS = rf"(?:{_LETTER}++|!(?!\[))"
_MARK = r"\[\^(?P<{}>[\w-]++)\]"
# No list, and nothing that is indented.
_BEGINNING = r"(?:[^\W\d_]|[\"'“„«‘‹(]|\d++(?![.)]))"
_LINE = rf"{_BEGINNING}(?:{_WORDS}|{_MARK.replace('?P<{}>', '')})*+(?<!\s)"
_TEXT = re.compile(
    rf"\n*+(?:# (?P<title>{_BEGINNING}{_WORDS}*+)(?<!\s)(?:\n++|\Z))?+(?P<body>(?:{_LINE}(?:\n++|\Z))*+)\Z"
)
_LABEL = re.compile(_MARK.format("label"))
_KEY = re.compile("[a-z0-9/-]+")
_GAP = re.compile("\n{2,}")


def simple(
    markdown: str, key: str, labels: Collection[str]
) -> tuple[str | None, list[str], tuple[str, ...]] | None:
    """Its headline, its paragraphs as HTML, and the labels of its marks in order of first use.

    None where this is more than words, or something may be wrong with it.
    """
    found = _TEXT.match(markdown)
    if found is None or not _KEY.fullmatch(key):
        return None
    numbers: dict[str, int] = {}

    def mark(label: re.Match[str]) -> str:
        number = numbers.setdefault(label["label"], len(numbers) + 1)
        return f'<a class="cite" href="/-/{key}#q{number}">{number}</a>'

    title, body = found.group("title", "body")
    html = _LABEL.sub(mark, body.strip("\n"))
    if any(label not in labels for label in numbers):
        return None
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in _GAP.split(html)] if html else []
    return None if title is None else " ".join(title.split()), paragraphs, tuple(numbers)

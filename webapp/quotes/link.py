"""A link that leads a browser to the very words (WICG, URL Fragment Text Directives)."""

from __future__ import annotations

import re
from urllib.parse import quote

from webapp.quotes.letters import INVISIBLE
from webapp.quotes.model import CONTEXT, Piece
from webapp.quotes.reading import glued_after, glued_before

_WHOLE = 100  # code points up to which a span is written out
_ENDS = 4  # words named at either end of a longer span, and around the quote
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


def text_fragment(
    url: str, located_words: tuple[Piece, ...], prefix: str, suffix: str, whole: int = _WHOLE
) -> str:
    """The URL with a text directive for each span of the quote; a fragment that it has stays.

    `prefix` and `suffix` are what stands around the whole quote in the source. A browser finds whole words
    only: a word that a glued insertion replaces in part is left out, and if there is no other, the URL stays
    as it is. Spans of up to `whole` code points are written out.
    """
    spans = [i for i, piece in enumerate(located_words) if piece.start is not None]
    directives = []
    for i in spans:
        opened = i > 0 and glued_after(located_words[i - 1].text)
        closed = i + 1 < len(located_words) and glued_before(located_words[i + 1].text)
        if terms := _terms(_whole_words(located_words[i].text, opened, closed), whole):
            before = _before(prefix) if i == spans[0] and not opened else []
            after = _after(suffix) if i == spans[-1] and not closed else []
            directives.append("text=" + ",".join([*before, *terms, *after]))
    if not directives:
        return url
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}:~:{'&'.join(directives)}"


def _whole_words(span: str, opened: bool, closed: bool) -> str:
    """The span without the words at its ends that a glued insertion cuts into."""
    span = re.sub(r"^\S+", "", span) if opened else span
    return re.sub(r"\S+$", "", span) if closed else span


def _terms(span: str, whole: int) -> list[str]:
    """`textStart` alone, or with `textEnd` where the span is long or goes beyond one paragraph."""
    lines = [words for line in span.split("\n") if (words := _words(line))]
    if not lines:
        return []
    first, last = lines[0], lines[-1]
    if len(lines) == 1 and (len(span) <= whole or len(first) <= 2 * _ENDS):
        return [_encoded(first)]
    return [_encoded(first[:_ENDS]), _encoded(last[-_ENDS:])]


def _before(prefix: str) -> list[str]:
    words = _words(prefix)[1 if len(prefix) >= CONTEXT else 0 :]
    return [_encoded(words[-_ENDS:]) + "-"] if _holds_word(words) else []


def _after(suffix: str) -> list[str]:
    words = _words(suffix)[: -1 if len(suffix) >= CONTEXT else None]
    return ["-" + _encoded(words[:_ENDS])] if _holds_word(words) else []


def _holds_word(words: list[str]) -> bool:
    return any(char.isalnum() for word in words for char in word)


def _words(text: str) -> list[str]:
    return text.translate(_UNSEEN).split()


def _encoded(words: list[str]) -> str:
    """One term, percent-encoded so that no sign of the syntax (`-`, `,`, `&`) is left in it."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")

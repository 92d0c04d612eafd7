"""How a message shows a piece of a text: short, in the original's letters, on one line."""

from __future__ import annotations

from webapp.quotes.edges import inside_word
from webapp.quotes.fold import Folded

_SHORT = 60  # code points of a piece that are shown
_BESIDE = 40  # code points on either side of it
_WORD = 30  # code points of a word on either side of what matters in it


def clip(text: str) -> str:
    """Its beginning, in quote marks."""
    text = " ".join(text[: 4 * _SHORT].split())
    return f"“{text}”" if len(text) <= _SHORT else f"“{text[:_SHORT].rpartition(' ')[0] or text[:_SHORT]} …”"


def around(folded: Folded, start: int, end: int) -> str:
    """The beginning of folded.text[start:end] and some words on either side, in quote marks."""
    text = folded.text
    end = min(end, start + _SHORT)
    first, last = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    first = (text.find(" ", first - 1, start) + 1 or first) if first else 0
    last = last if last == len(text) else max(end, text.rfind(" ", end, last + 1))
    return f"“{'…' if first else ''}{_original(folded, first, last)}{'…' if last < len(text) else ''}”"


def word(folded: Folded, at: int) -> str:
    """The word that holds folded.text[at], as spaces bound it; both words beside it if that is a space."""
    text = folded.text
    first = max(text.rfind(" ", 0, at) + 1, at - _WORD)
    last = text.find(" ", at + 1)
    return _original(folded, first, min(len(text) if last < 0 else last, at + _WORD))


def torn_word(text: str, at: int) -> str:
    """The word that a cut before text[at] falls inside, in quote marks."""
    first = next(
        (i for i in range(at, max(0, at - _WORD), -1) if not inside_word(text, i)), max(0, at - _WORD)
    )
    last = next((i for i in range(at, min(len(text), at + _WORD)) if not inside_word(text, i)), at + _WORD)
    return f"“{text[first:last]}”"


def _original(folded: Folded, start: int, end: int) -> str:
    where = folded.origin(start, end) if start < end else None
    return " ".join((folded.original[slice(*where)] if where else folded.text[start:end]).split())

"""How wide a text will be, at most, where there is no font to measure it with; and how to make it fit."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

SIZE = 12.0  # the font size of every text in the picture, in its own units

# Widths in ems, those of the widest of the usual interface fonts (Verdana, DejaVu Sans) and a little more.
_NARROW = frozenset("fijlrtI|!.,:;'’‘()[]/ -·")
_WIDE = frozenset("mwMWQ%@&—…+=<>")


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    base = normalize("NFD", char)[0]
    kind = category(base)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if base < "\u0250" or "\u2010" <= base <= "\u2027":
        return 0.42 if base in _NARROW else 1.0 if base in _WIDE else 0.8 if kind == "Lu" else 0.66
    if "\u0370" <= base < "\u0530":  # Greek and Cyrillic
        return 1.0 if kind == "Lu" else 0.8
    return 1.05 if east_asian_width(base) in "WF" else 1.0


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """How wide `text` is at most, in the picture's units, set in any common sans serif at `SIZE`."""
    return SIZE * sum(map(_em, text))


def shorten(text: str, room: float) -> str:
    """`text` if it is at most `room` wide, else its beginning with an ellipsis, between words if possible."""
    if width(text) <= room:
        return text
    room -= width("…")
    end, used = 0, 0.0
    while end < len(text) and (used := used + SIZE * _em(text[end])) <= room:
        end += 1
    head = text[:end]
    words = head.rpartition(" ")[0]
    return (words if len(words) * 2 > len(head) else head).rstrip(" ,;:–—-") + "…"

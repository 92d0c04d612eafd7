"""Words into lines: broken where their script allows it, as large as they fit, else cut at a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.cards.faces import Face, cleaned, width
from webapp.cards.model import Text
from webapp.cards.script import arabic

BREAK = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])")  # a line may end after a dash between letters
CLUSTER = re.compile(r".[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d]*", re.S)
TAIL = " ,;:–—-/(“«„"  # what is left out before "…"
MORE = " …"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay on one line; `wide` at a size of one pixel, `gap` the space before them."""

    words: str
    wide: float
    gap: float


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of a size (pixels per em), `step` pixels from one to the next. `cut`: are there more words?"""

    text: Text
    face: Face
    lines: tuple[str, ...]
    size: int
    step: float
    cut: bool = False

    @property
    def height(self) -> float:
        return self.step * len(self.lines)

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline, for small letters to be in its middle."""
        return self.step / 2 + self.size * 0.3


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for: `sizes` from the largest, at most `lines` lines."""

    width: float
    height: float
    sizes: Sequence[int]
    lines: int = 99
    leading: float = 1.28


def fit(text: Text, face: Face, room: Room, marks: tuple[str, str] = ("", "")) -> Setting:
    """The text between the marks, at the largest size at which it fits; at the smallest it may be cut."""
    words = cleaned(text, face).words
    before, after = marks
    pieces = _pieces(text, face, before + words + after)
    for size in room.sizes:
        step = size * _leading(words, room)
        most = min(room.lines, int(room.height // step))
        if max((piece.wide for piece in pieces), default=0) * size <= room.width:
            lines = _broken(pieces, room.width / size)
            if len(lines) <= most:
                return Setting(text, face, _balanced(pieces, room.width / size, lines), size, step)
    size = room.sizes[-1]
    step = size * _leading(words, room)
    most = max(1, min(room.lines, int(room.height // step)))
    ended, cut = _cut(pieces, text, face, room.width / size, most, after)
    return Setting(text, face, ended, size, step, cut)


def line(text: Text, face: Face, size: int, room: float) -> str:
    """The text on one line, cut at a word where there is no room for all of it."""
    return fit(text, face, Room(room, 2 * size, (size,), lines=1)).lines[0]


def _leading(words: str, room: Room) -> float:
    return room.leading * (1.2 if arabic(words) else 1)


def _pieces(text: Text, face: Face, words: str) -> list[Piece]:
    gap = width(" ", face, text, 1)
    return [
        Piece(part, width(part, face, text, 1), gap if number == 0 else 0)
        for word in words.split(" ")
        for number, part in enumerate(BREAK.split(word))
    ]


def _broken(pieces: Sequence[Piece], room: float) -> list[str]:
    """As many pieces in each line as there is room for, one at least."""
    lines: list[list[Piece]] = []
    left = 0.0
    for piece in pieces:
        if lines and piece.gap + piece.wide <= left:
            lines[-1].append(piece)
            left -= piece.gap + piece.wide
        else:
            lines.append([piece])
            left = room - piece.wide
    return [_joined(each) for each in lines]


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join((" " if piece.gap else "") + piece.words for piece in pieces).strip(" ")


def _balanced(pieces: Sequence[Piece], room: float, lines: list[str]) -> tuple[str, ...]:
    """As many lines, but of about the same length: in the narrowest room that does not take one more."""
    low, high = max((piece.wide for piece in pieces), default=0), room
    for _ in range(8):
        middle = (low + high) / 2
        tried = _broken(pieces, middle)
        if len(tried) > len(lines):
            low = middle
        else:
            high, lines = middle, tried
    return tuple(lines)


def _cut(
    pieces: list[Piece], text: Text, face: Face, room: float, most: int, after: str
) -> tuple[tuple[str, ...], bool]:
    """As much as fits into so many lines, then "…" after a whole word; too long words are parted."""
    end = width(MORE + after, face, text, 1)
    parted = [part for piece in pieces for part in _parted(piece, text, face, room - end)]
    lines = _broken(parted, room)
    if len(lines) <= most:
        return tuple(lines), False
    low, high = 0, len(parted)
    while high - low > 1:
        middle = (low + high) // 2
        if len(_broken(_ended(parted[:middle], text, face, after), room)) <= most:
            low = middle
        else:
            high = middle
    return tuple(_broken(_ended(parted[: max(low, 1)], text, face, after), room)[:most]), True


def _ended(pieces: list[Piece], text: Text, face: Face, after: str) -> list[Piece]:
    """The pieces with "…" after the last."""
    last = replace(pieces[-1], words=pieces[-1].words.rstrip(TAIL))
    end = MORE + after
    return [*pieces[:-1], replace(last, words=last.words + end, wide=last.wide + width(end, face, text, 1))]


def _parted(piece: Piece, text: Text, face: Face, room: float) -> list[Piece]:
    """A piece that has no room in a line as several that have, each of whole letters with their marks."""
    if piece.wide <= room:
        return [piece]
    parts: list[Piece] = []
    clusters = CLUSTER.findall(piece.words)
    while clusters:
        most = max(1, int(len(clusters) * room / piece.wide * 1.5))
        while most > 1 and width("".join(clusters[:most]), face, text, 1) > room:
            most = max(1, most * 9 // 10)
        part, clusters = "".join(clusters[:most]), clusters[most:]
        parts.append(Piece(part, width(part, face, text, 1), 0 if parts else piece.gap))
    return parts

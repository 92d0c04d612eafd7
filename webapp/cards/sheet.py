"""The sheet that cards are drawn on: paper, masthead, foot, and words that run from its start to its end.

`start` is the left edge, or the right one of a sheet that reads from right to left: all that is given as a
distance is counted from there. Everything is in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageDraw

from webapp.cards.emblem import FINE, emblem
from webapp.cards.faces import Face, cleaned, font, shaping, width
from webapp.cards.model import Frame, Text, Tone
from webapp.cards.setting import Setting, line

WIDTH, HEIGHT = SIZE = 1200, 630
MARGIN = 76
ROOM = WIDTH - 2 * MARGIN
TOP, FOOT = 78, 552  # where the masthead ends and the foot begins
RULE = 14  # how wide the rule in a side's colour is
SMALL = 25
DOTS = "  ·  "  # between what stands on one line
BASE = 599  # of the line at the foot

# The stylesheet's colours in light.
PAPER, LEAF, INK, SOFT, LINE, GOOD = "#fbfaf7", "#ffffff", "#1d1f23", "#565a63", "#dcd8cf", "#256b3c"
SIDES: dict[Tone, tuple[str, ...]] = {
    "a": ("#9a3b26",),
    "b": ("#1f5f99",),
    "m": ("#5b5f2f",),
    "ab": ("#9a3b26", "#1f5f99"),
    "none": (SOFT,),
}


class Sheet:
    """A card as it is being drawn."""

    def __init__(self, frame: Frame | None, tone: Tone, *, rtl: bool = False, named: bool = True) -> None:
        """`named`: does the masthead say which dossier it is?"""
        self.rtl = rtl
        self._frame = frame
        self.image = Image.new("RGB", SIZE, PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self._masthead(named)
        self._rule(tone)
        self.box(MARGIN, FOOT, ROOM, 1, LINE)

    def box(self, start: float, top: float, width: float, height: float, fill: str) -> None:
        left = WIDTH - start - width if self.rtl else start
        self.draw.rectangle((left, top, left + width - 1, top + height - 1), fill)

    def words(
        self, words: str, text: Text, start: float, baseline: float, face: Face, size: int, fill: str
    ) -> float:
        """Draw words of a text on one line, and return how wide they are."""
        x = WIDTH - start if self.rtl else start
        anchor = "rs" if self.rtl else "ls"
        self.draw.text((x, baseline), words, fill, font(face, size), anchor, **shaping(text))
        return width(words, face, text, size)

    def one(
        self, text: Text, start: float, baseline: float, face: Face, size: int, fill: str, room: float = ROOM
    ) -> float:
        """Draw a text on one line, cut where there is no room; nothing of one that no font has."""
        if room < size or not cleaned(text, face).legible:
            return 0
        return self.words(line(text, face, size, room), text, start, baseline, face, size, fill)

    def run(self, texts: Sequence[Text], start: float, baseline: float, end: float) -> float:
        """Draw texts one after the other with dots between them, and return where they end."""
        for number, text in enumerate(each for each in texts if cleaned(each, Face.SANS).legible):
            if number:
                start += self.words(DOTS, Text(""), start, baseline, Face.SANS, SMALL, SOFT)
            start += self.one(text, start, baseline, Face.SANS, SMALL, SOFT, end - start)
        return start

    def block(self, setting: Setting, start: float, top: float, fill: str) -> float:
        """Draw lines below each other, and return where they end."""
        for number, words in enumerate(setting.lines):
            baseline = top + number * setting.step + setting.rise
            self.words(words, setting.text, start, baseline, setting.face, setting.size, fill)
        return top + setting.height

    def foot(self, proof: str, checked: bool, texts: Sequence[Text] = ()) -> None:
        """What it rests on, with a check mark if that was `checked`, and which revision it is."""
        start, end = float(MARGIN), WIDTH - MARGIN - self._edition() - 30
        colour = GOOD if checked else SOFT
        if checked:
            self._stamp(_check(26), start, BASE - 21, GOOD)
            start += 36
        start += self.one(Text(proof), start, BASE, Face.SANS_BOLD, SMALL, colour, end - start)
        shown = [text for text in texts if text.words and cleaned(text, Face.SANS).legible]
        for number, text in enumerate(shown):
            rest = sum(width(DOTS + later.words, Face.SANS, later, SMALL) for later in shown[number + 1 :])
            room = end - start - width(DOTS, Face.SANS, Text(""), SMALL) - min(rest, ROOM / 2)
            if room >= SMALL:
                start += self.words(DOTS, Text(""), start, BASE, Face.SANS, SMALL, SOFT)
                start += self.one(text, start, BASE, Face.SANS, SMALL, SOFT, room)

    def _edition(self) -> float:
        """Draw the revision, and the day of `known`, at the end of the foot; return how wide they are."""
        if self._frame is None:
            return 0
        known = f", as known on {self._frame.known}" if self._frame.known else ""
        text = Text(f"revision {self._frame.revision}{known}")
        wide = width(text.words, Face.SANS, text, SMALL)
        return self.words(text.words, text, WIDTH - MARGIN - wide, BASE, Face.SANS, SMALL, SOFT)

    def _stamp(self, mask: Image.Image, start: float, top: float, fill: str) -> None:
        """Draw a shape that has a mask."""
        left = WIDTH - start - mask.width if self.rtl else start
        self.image.paste(fill, (round(left), round(top)), mask)

    def _masthead(self, named: bool) -> None:
        self.box(0, 0, WIDTH, TOP, LEAF)
        self.box(0, TOP, WIDTH, 1, LINE)
        sign = emblem(34)
        left = WIDTH - MARGIN - 34 if self.rtl else MARGIN
        self.image.paste(sign, (left, 22), sign)
        start = MARGIN + 34.0 + 14
        start += self.words("Parley", Text("Parley"), start, 50, Face.SERIF_BOLD, 30, INK)
        if self._frame and named:
            self.one(self._frame.dossier, start + 28, 49, Face.SANS, SMALL, SOFT, WIDTH - MARGIN - start - 28)

    def _rule(self, tone: Tone) -> None:
        colours = SIDES[tone]
        for number, colour in enumerate(colours):
            high = (HEIGHT - TOP - 1) / len(colours)
            self.box(0, TOP + 1 + number * high, RULE, high, colour)


@cache
def _check(size: int) -> Image.Image:
    """The mask of a check mark."""
    big = size * FINE
    mask = Image.new("L", (big, big))
    points = [(big * x, big * y) for x, y in ((0.1, 0.55), (0.38, 0.83), (0.92, 0.2))]
    ImageDraw.Draw(mask).line(points, 255, round(big * 0.13), joint="curve")
    return mask.resize((size, size), Image.Resampling.LANCZOS)


def stand_in(text: Text, what: str) -> Text:
    """The text, or where no font has its letters a sentence that says so."""
    if cleaned(text, Face.SERIF).legible:
        return text
    return Text(f"[{what} in a script that this picture cannot show; see the page]")

"""The card of a round: its number, when and where it was, and who sat on which side of the table."""

from __future__ import annotations

from PIL import Image

from webapp.cards.event import facts
from webapp.cards.faces import Face, width
from webapp.cards.model import RoundCard, Side, Text
from webapp.cards.setting import Room, fit
from webapp.cards.sheet import FOOT, INK, MARGIN, ROOM, SIDES, SMALL, SOFT, TOP, Sheet, stand_in

HEADLINE = (62, 56, 51, 46, 42, 38)
DIGITS = (190, 150, 110, 84, 66, 48, 36)
NUMBER = 236  # how wide the column of the number is
TABLE = 372  # where the delegations begin
MOST = 3  # parties, and actors of each


def round_(card: RoundCard) -> Image.Image:
    headline = stand_in(card.headline, "This headline is")
    sheet = Sheet(card.frame, card.tone, rtl=headline.rtl)
    start = MARGIN + NUMBER
    _number(sheet, card)
    facts(sheet, card.facts, card.status, start)
    top = TOP + 78
    room = Room(ROOM - NUMBER, (TABLE if card.sides else FOOT) - 24 - top, HEADLINE, 4, 1.2)
    sheet.block(fit(headline, Face.SERIF_BOLD, room), start, top, INK)
    _table(sheet, card.sides)
    sheet.foot(card.counts, card.checked)
    return sheet.image


def _number(sheet: Sheet, card: RoundCard) -> None:
    digits = Text(str(card.number))
    room = NUMBER - 36
    size = next((s for s in DIGITS if width(digits.words, Face.SERIF_BOLD, digits, s) <= room), DIGITS[-1])
    sheet.one(Text("Round"), MARGIN, TOP + 58, Face.SANS_BOLD, SMALL, SOFT)
    sheet.words(
        digits.words, digits, MARGIN - size * 0.04, TOP + 88 + size * 0.72, Face.SERIF_BOLD, size, INK
    )


def _table(sheet: Sheet, sides: tuple[Side, ...]) -> None:
    """The first few parties beside each other, each with its first actors."""
    shown = sides[:MOST]
    gap = 32
    wide = (ROOM - gap * (len(shown) - 1)) / max(len(shown), 1)
    for number, side in enumerate(shown):
        start = MARGIN + number * (wide + gap)
        sheet.box(start, TABLE, wide, 5, SIDES[side.tone][0])
        sheet.one(side.name, start, TABLE + 44, Face.SANS_BOLD, SMALL + 3, INK, wide)
        for line, actor in enumerate(side.actors[:MOST]):
            more = len(side.actors) - MOST
            last = line == MOST - 1 and more > 0
            text = Text(f"and {more + 1} more") if last else actor
            sheet.one(text, start, TABLE + 82 + line * 35, Face.SANS, SMALL, SOFT, wide)

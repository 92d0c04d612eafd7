"""The card of a quote: its words, as large as they can be, and under them who said them."""

from __future__ import annotations

from PIL import Image

from webapp.cards.faces import Face, width
from webapp.cards.model import QuoteCard, Said, Text
from webapp.cards.script import quote_marks
from webapp.cards.setting import Room, fit
from webapp.cards.sheet import FOOT, INK, MARGIN, ROOM, SIDES, SMALL, SOFT, TOP, Sheet, stand_in

SIZES = (92, 84, 76, 68, 62, 56, 51, 46, 42, 38, 35)
NAME = 34


def quote(card: QuoteCard) -> Image.Image:
    said = card.said
    sheet = Sheet(card.frame, said.tone, rtl=said.words.rtl)
    words = stand_in(said.words, "These words are")
    drawn = words is said.words
    marks = quote_marks(words.language) if drawn else ("", "")
    below = FOOT - (118 if said.office else 82)
    room = Room(ROOM, below - TOP - 64, SIZES if drawn else SIZES[-1:])
    setting = fit(words, Face.SERIF, room, ("", marks[1]))
    hanging = width(marks[0], Face.SERIF, words, setting.size)
    top = TOP + (below - TOP - setting.height) / 2
    sheet.words(
        marks[0], words, MARGIN - hanging, top + setting.rise, Face.SERIF, setting.size, SIDES[said.tone][0]
    )
    sheet.block(setting, MARGIN, top, INK if drawn else SOFT)
    _speaker(sheet, said, below)
    sheet.foot(said.proof, said.checked, (said.origin, Text(said.published)))
    return sheet.image


def _speaker(sheet: Sheet, said: Said, top: float) -> None:
    colour = SIDES[said.tone][0]
    sheet.box(MARGIN, top + 8, 56, 4, colour)
    name = said.speaker or Text("Reported by the source")
    sheet.one(name, MARGIN, top + 54, Face.SANS_BOLD, NAME, INK)
    if said.office:
        sheet.one(said.office, MARGIN, top + 92, Face.SANS, SMALL + 2, SOFT)

"""The card of a dossier, and of the site: what it is called, what it is about, and what happened when."""

from __future__ import annotations

from PIL import Image

from webapp.cards.faces import Face
from webapp.cards.model import DossierCard
from webapp.cards.setting import Room, fit
from webapp.cards.sheet import FOOT, INK, MARGIN, ROOM, SOFT, TOP, Sheet, stand_in
from webapp.cards.strip import HALF, MIDDLE, draw_strip

TITLE = (84, 76, 68, 61, 55, 50, 45, 40)
LEDE = (46, 41, 37, 34, 31, 28)


def dossier(card: DossierCard) -> Image.Image:
    title = stand_in(card.title, "This title is")
    sheet = Sheet(card.frame, card.tone, rtl=title.rtl, named=False)
    bottom = (MIDDLE - HALF if card.strip else FOOT) - 24.0
    heading = fit(title, Face.SERIF_BOLD, Room(ROOM, 200, TITLE, 3, 1.16))
    top = TOP + 42.0
    lede = fit(
        card.lede,
        Face.SANS,
        Room(ROOM, bottom - top - heading.height - 18, LEDE[-2:] if card.strip else LEDE, 4, 1.38),
    )
    spare = bottom - top - heading.height - 18 - lede.height
    top = sheet.block(heading, MARGIN, top + min(spare / 2, 40), INK)
    sheet.block(lede, MARGIN, top + 18, SOFT)
    if card.strip:
        draw_strip(sheet, card.strip)
    sheet.foot(card.counts, card.checked)
    return sheet.image

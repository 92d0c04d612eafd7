"""The card of an event: when, what, who was there, and a few of the words that it rests on."""

from __future__ import annotations

from PIL import Image

from webapp.cards.faces import Face, width
from webapp.cards.model import EventCard, Said, Side, Text
from webapp.cards.script import quote_marks
from webapp.cards.setting import Room, Setting, fit
from webapp.cards.sheet import DOTS, FOOT, INK, MARGIN, ROOM, SIDES, SMALL, SOFT, TOP, WIDTH, Sheet, stand_in
from webapp.quotes import Match

HEADLINE = (66, 60, 55, 50, 46, 42, 38)
WORDS = (34, 31, 28)
DOT = 17
PARTIES = 54  # the height of the line of parties


def event(card: EventCard) -> Image.Image:
    headline = stand_in(card.headline, "This headline is")
    sheet = Sheet(card.frame, card.tone, rtl=headline.rtl)
    facts(sheet, card.facts, card.status, MARGIN)
    bottom = FOOT - 30.0
    if card.said:
        bottom = _words(sheet, card.said, bottom) - 26
    top = TOP + 78
    room = Room(ROOM, bottom - top - (PARTIES if card.sides else 0), HEADLINE, 4, 1.2)
    end = sheet.block(fit(headline, Face.SERIF_BOLD, room), MARGIN, top, INK)
    _parties(sheet, card.sides, end + 38)
    sheet.foot(card.counts, card.checked)
    return sheet.image


def facts(sheet: Sheet, texts: tuple[Text, ...], status: str, start: float) -> None:
    """The line above a headline: the date in bold, then the others, then the status."""
    baseline, end = TOP + 58, WIDTH - MARGIN
    if status:
        end -= round(width(DOTS + status, Face.SANS_BOLD, Text(""), SMALL))
    start += sheet.one(texts[0], start, baseline, Face.SANS_BOLD, SMALL, INK, end - start)
    if len(texts) > 1:
        start += sheet.words(DOTS, Text(""), start, baseline, Face.SANS, SMALL, SOFT)
        start = sheet.run(texts[1:], start, baseline, end)
    if status:
        sheet.words(DOTS + status, Text(""), start, baseline, Face.SANS_BOLD, SMALL, INK)


def _parties(sheet: Sheet, sides: tuple[Side, ...], baseline: float) -> None:
    start, end = float(MARGIN), WIDTH - MARGIN
    for side in sides:
        if start + 150 > end:
            break
        sheet.box(start, baseline - DOT - 1, DOT, DOT, SIDES[side.tone][0])
        start += DOT + 12
        start += sheet.one(side.name, start, baseline, Face.SANS, SMALL + 2, INK, end - start) + 34


def _words(sheet: Sheet, said: Said, bottom: float) -> float:
    """Draw a quote that ends at the bottom, and return where it begins."""
    before, after = quote_marks(said.words.language)
    words = stand_in(said.words, "The words that it rests on are")
    marks = (before, after) if words is said.words else ("", "")
    setting: Setting = fit(words, Face.SERIF, Room(ROOM - 28, 132, WORDS, 3), marks)
    top = bottom - setting.height - 42
    sheet.box(MARGIN, top + 4, 5, bottom - top - 4, SIDES[said.tone][0])
    sheet.block(setting, MARGIN + 28, top, INK)
    unverified = None if said.checked else Text(Match.UNVERIFIED)
    who = [each for each in (unverified, said.speaker or said.origin, said.office) if each]
    sheet.run(who, MARGIN + 28, bottom - 6, WIDTH - MARGIN)
    return top

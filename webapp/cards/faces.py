"""The bundled fonts: how wide words are, and whether a character has a glyph.

Each face has Latin, Greek, Cyrillic, Hebrew and Arabic letters. Pillow's "raqm" shapes and orders them by the
Unicode Bidirectional Algorithm; where the system has no FriBiDi there is no raqm, and what is written from
right to left counts as not drawable.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import TypedDict

from PIL import ImageFont, features

from webapp.cards.model import Text
from webapp.cards.script import LOST, Clean, clean, rtl_letters
from webapp.shipped import shipped

SHAPED = bool(features.check("raqm"))
UNIT = 64  # pixels per em at which words are measured: unhinted, so that widths grow with the size


class Face(StrEnum):
    SERIF = "ParleySerif-Regular"
    SERIF_BOLD = "ParleySerif-Bold"
    SANS = "ParleySans-Regular"
    SANS_BOLD = "ParleySans-Bold"


class Shaping(TypedDict, total=False):
    direction: str
    language: str


@lru_cache(maxsize=256)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(shipped("static") / "fonts" / f"{face}.ttf", size)


def shaping(text: Text) -> Shaping:
    """What Pillow has to know of a text to shape it."""
    if not SHAPED:
        return {}
    return {"direction": "rtl" if text.rtl else "ltr", "language": text.language}


def width(words: str, face: Face, text: Text, size: float) -> float:
    """How wide words of the text are, in pixels."""
    return float(font(face, UNIT).getlength(words, **shaping(text))) * size / UNIT


def cleaned(text: Text, face: Face) -> Clean:
    return clean(text.words, lambda character: has(face, character))


@lru_cache(maxsize=8_192)
def has(face: Face, character: str) -> bool:
    """Can the face show it? (A space has a glyph without any ink.)"""
    if not SHAPED and rtl_letters(character):
        return False
    return character == LOST or _ink(face, character) != _missing(face)


@cache
def _missing(face: Face) -> bytes:
    return _ink(face, LOST)


def _ink(face: Face, character: str) -> bytes:
    mask = ImageFont.FreeTypeFont.getmask(font(face, 24), character)
    return bytes(mask)

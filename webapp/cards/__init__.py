"""Cards: the pictures, 1200 by 630 pixels, that links are shown with elsewhere.

`png` draws one from what stands on it. Pure: no request, no store, no clock, no network.
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from webapp.cards.dossier import dossier
from webapp.cards.event import event
from webapp.cards.model import (
    Card,
    DossierCard,
    EventCard,
    Frame,
    QuoteCard,
    RoundCard,
    Said,
    Side,
    Strip,
    Text,
    Tone,
)
from webapp.cards.quote import quote
from webapp.cards.round import round_
from webapp.cards.sheet import SIZE
from webapp.cards.strip import Dated, strip

__all__ = [
    "SIZE",
    "Card",
    "Dated",
    "DossierCard",
    "EventCard",
    "Frame",
    "QuoteCard",
    "RoundCard",
    "Said",
    "Side",
    "Strip",
    "Text",
    "Tone",
    "draw",
    "png",
    "strip",
]

KEPT = 128  # pictures that are kept in memory, of some 40 KB each


@lru_cache(maxsize=KEPT)
def png(card: Card) -> bytes:
    """The card as a PNG file; the same bytes for the same card. Drawn once, as long as it is remembered."""
    file = io.BytesIO()
    draw(card).save(file, "png")
    return file.getvalue()


def draw(card: Card) -> Image.Image:
    match card:
        case QuoteCard():
            return quote(card)
        case EventCard():
            return event(card)
        case RoundCard():
            return round_(card)
        case DossierCard():
            return dossier(card)

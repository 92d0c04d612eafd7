"""Which way a language is written, from its BCP 47 tag, or words of which nobody says the language."""

from __future__ import annotations

import unicodedata
from typing import Literal

RTL_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi")
)
RTL_LANGUAGES = frozenset(
    (
        *("ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "khw", "ks"),
        *("lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"),
    )
)


# Where a language is spoken most, for those who ask for a territory with each.
TERRITORIES = {
    **{"ar": "EG", "be": "BY", "cs": "CZ", "da": "DK", "el": "GR", "en": "US", "et": "EE", "fa": "IR"},
    **{"he": "IL", "hi": "IN", "hy": "AM", "ja": "JP", "ka": "GE", "ko": "KR", "pt": "BR", "sr": "RS"},
    **{"sl": "SI", "sv": "SE", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN"},
}


def locale(tag: str) -> str:
    """The tag as Open Graph has it, a language and a territory: `uk_UA`, `en_GB`."""
    language, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2 and part.isalpha()), None)
    language = language.lower()
    return f"{language}_{(region or TERRITORIES.get(language, language)).upper()}"


def way(words: str, tag: str, own: str) -> Literal["ltr", "rtl"]:
    """Which way words run on a page in the language `own`.

    A tag may be that of the page for want of a better one: then their first letter that has a way decides.
    """
    return (_first_strong(words) if tag == own else None) or direction(tag)


def _first_strong(words: str) -> Literal["ltr", "rtl"] | None:
    """By the rules P2 and P3 of the Unicode Bidirectional Algorithm; None where no letter has a way."""
    apart = 0
    for sign in words:
        kind = unicodedata.bidirectional(sign)
        if kind in ("LRI", "RLI", "FSI"):
            apart += 1
        elif kind == "PDI":
            apart = max(0, apart - 1)
        elif not apart and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """A script subtag decides (`az-Arab`, `sd-Deva`); without one, the language's usual script does."""
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    rtl = script in RTL_SCRIPTS if script else language in RTL_LANGUAGES
    return "rtl" if rtl else "ltr"

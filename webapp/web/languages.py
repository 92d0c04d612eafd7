"""Languages by their BCP 47 tags: which way one is written, and what HTML says of words in one.

Templates call `english`, `own`, `written` and `flow` for the attributes of elements.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, Protocol

from markupsafe import Markup

RTL_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi")
)
RTL_LANGUAGES = frozenset(
    (
        *("ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "khw", "ks"),
        *("lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"),
    )
)
# The blocks of all letters that run from right to left.
_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")

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


@lru_cache(maxsize=1024)
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """A script subtag decides (`az-Arab`, `sd-Deva`); without one, the language's usual script does."""
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    rtl = script in RTL_SCRIPTS if script else language in RTL_LANGUAGES
    return "rtl" if rtl else "ltr"


class Page(Protocol):
    """What is to be known of a page: a webapp.web.head.Head."""

    @property
    def language(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def english(self) -> bool: ...


NOTHING, ENGLISH = Markup(), Markup(' lang="en" dir="ltr"')


def english(head: Page) -> Markup:
    """Of an element that holds the site's own words, on a page in another language."""
    return NOTHING if head.english else ENGLISH


def own(head: Page) -> Markup:
    """Of the dossier's words inside an element that is `english`."""
    return NOTHING if head.english else _attributes(head.language, "")


def written(tag: str, head: Page, text: str = "") -> Markup:
    """Of an element whose words are in language `tag`, on a page that may be in another.

    Where only the page says which that is, the `text` says by itself which way it runs.
    """
    if tag == head.language and (not text or (head.direction == "ltr" and not _turns(text))):
        return NOTHING
    turned = way(text, tag, head.language)
    return _attributes("" if tag == head.language else tag, "" if turned == head.direction else turned)


@lru_cache(maxsize=1024)
def _attributes(tag: str, turned: str) -> Markup:
    named = Markup(' lang="{}"').format(tag) if tag else NOTHING
    return named + (Markup(' dir="{}"').format(turned) if turned else NOTHING)


def flow(head: Page, text: str) -> Markup:
    """Which way an element with the dossier's own words runs, where that is not the page's; of HTML, too."""
    if head.direction == "ltr" and not _turns(text):
        return NOTHING
    return written(head.language, head, Markup(text).striptags())


def _turns(text: str) -> bool:
    """Has it any letter that runs from right to left?"""
    return not text.isascii() and _RTL.search(text) is not None

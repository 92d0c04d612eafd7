"""Which way a language is written, from its BCP 47 tag."""

from __future__ import annotations

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


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """A script subtag decides (`az-Arab`, `sd-Deva`); without one, the language's usual script does."""
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    rtl = script in RTL_SCRIPTS if script else language in RTL_LANGUAGES
    return "rtl" if rtl else "ltr"

"""The quotes of a line, which become footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from webapp.dossier.ids import nearest
from webapp.dossier.lines import manuscript
from webapp.dossier.lines.fault import Fault
from webapp.dossier.problems import brief
from webapp.dossier.tree import Path

_LABEL = re.compile(r"[^\[\]\s]+")
QUOTE = ("label", "words", "speaker", "source", "occurrence", "page")
_KNOWN = frozenset(QUOTE)


def text_of(value: Mapping[str, Any], key: str, faults: list[Fault], path: Path = ()) -> str:
    """The text under a key of a value, which stands at `path`; "" where it is none (reported)."""
    text = value.get(key, "")
    if isinstance(text, str):
        return text
    what = "is a list" if isinstance(text, list) else "has keys" if isinstance(text, dict) else "is no text"
    faults.append(Fault(f"`{key}` {what}, and one value is wanted", (*path, key)))
    return ""


def notes(quotes: Any, faults: list[Fault]) -> list[tuple[Path, str]]:
    """The footnotes; a quote without a label is called by its number."""
    if not isinstance(quotes, list) or not all(isinstance(quote, dict) for quote in quotes):
        faults.append(
            Fault('`quotes` must be a list of quotes, as in `[{"words": "…", "source": "…"}]`', ("quotes",))
        )
        return []
    return [(("quotes", n), _note(quote, n, faults)) for n, quote in enumerate(quotes)]


def _note(quote: Mapping[str, Any], n: int, faults: list[Fault]) -> str:
    path: Path = ("quotes", n)
    for key in quote.keys() - _KNOWN:
        near = nearest(key, QUOTE)
        mend = f"did you mean `{near}`?" if near else f"use {', '.join(QUOTE[:-1])} or {QUOTE[-1]}"
        faults.append(Fault(f"unknown key `{brief(key)}`: {mend}", (*path, key)))
    told = {key: text_of(quote, key, faults, path) for key in QUOTE if key in quote}
    label = told.get("label", str(n + 1))
    if not _LABEL.fullmatch(label):
        wrong = f"the label “{brief(label)}” has a space or a bracket in it: leave it out"
        faults.append(Fault(wrong, (*path, "label")))
        label = str(n + 1)
    return manuscript.note(label, told)

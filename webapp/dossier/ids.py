"""Ids: what files, parties, actors, topics and commitments are called, in the folder and in links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
LONGEST = 100
RULE = f"lower-case Latin letters, digits and single hyphens, at most {LONGEST} characters"


def is_id(text: str) -> bool:
    return len(text) <= LONGEST and re.fullmatch(PATTERN, text) is not None


def propose(text: str) -> str | None:
    """The id that looks most like `text`, or None where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or None


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `text` was most likely meant to be, or None where none is like it."""
    found = process.extractOne(
        text[:200], sorted(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=60
    )
    return found[0] if found else None

"""Where a link of a dossier's text leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import unquote

from rapidfuzz import fuzz, process

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WHOLE = re.compile(r"(https?://[^/?#]|mailto:[^@]+@)", re.IGNORECASE)
COVER = "dossier"


@dataclass(frozen=True, slots=True)
class NoLink:
    """A link that is not allowed, and what to write instead."""

    reason: str


def resolve(href: str, key: str, known_keys: Collection[str]) -> str | NoLink:
    """The address as it stands in stored HTML, for a link written in the file `key`.

    Web and mail addresses stay as they are. A relative link to a file of the dossier becomes `/-/` and the
    file's key, one to dossier.md `/-/` alone.
    """
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        return NoLink(f"a link leads to a http, https or mailto address, not to “{scheme[1]}:”")
    if scheme:
        return href if _WHOLE.match(href) else NoLink(f"“{shown(href)}” is not a whole address")
    if href.startswith("//"):
        return NoLink(f"“{shown(href)}” has no scheme: write https:{shown(href)}")
    return _inside(unquote(href), key, known_keys)


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word most like this one, None where none is like it."""
    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=70)
    return found[0] if found else None


def _inside(path: str, key: str, known_keys: Collection[str]) -> str | NoLink:
    folder = posixpath.dirname(key)
    wanted = posixpath.normpath(posixpath.join(folder, path.removesuffix(".md")))
    if path.endswith(".md") and wanted in known_keys:
        return "/-/" if wanted == COVER else f"/-/{wanted}"
    like = nearest(wanted, known_keys)
    mend = f"; the nearest is {posixpath.relpath(f'{like}.md', folder or '.')}" if like else ""
    if path.endswith(".md"):
        return NoLink(f"“{shown(path)}” is no file of this dossier{mend}")
    return NoLink(f"“{shown(path)}” is neither a web address nor a .md file of this dossier{mend}")


def shown(text: str) -> str:
    """What an author wrote, as it can stand in a message: on one line, printable, not too long."""
    text = "".join(letter if letter.isprintable() else "�" for letter in " ".join(text.split()))
    return text if len(text) <= 80 else f"{text[:79]}…"

"""The names of a dossier's files: they are ids, and stay what they are when a headline changes."""

from __future__ import annotations

import os
import re
import unicodedata

from webapp.dossier.ids import RULE, is_id, propose
from webapp.dossier.problems import START, Report

NUMBER = "[1-9][0-9]{0,3}"  # of a round


def shown(name: str) -> str:
    """A file's name as it can be printed: bytes that are not UTF-8 and control characters are escaped."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return re.sub("[\x00-\x1f\x7f-\x9f]", lambda found: f"\\x{ord(found[0]):02x}", text)


def id_of(folder: str, name: str, taken: set[str], report: Report) -> str:
    """The id that the name of a file in `folder` is; where it is none (reported), the one proposed instead.

    `taken` are the names in the folder; a name that is proposed is added to them.
    """
    stem = name[:-3]
    good = re.fullmatch(NUMBER, stem) if folder == "rounds" else is_id(stem)
    if good and name.endswith(".md"):
        return stem
    proposal = _proposal(folder, stem)
    if folder == "rounds":
        rule = "a round's file is named by its number, such as `1.md`"
    else:
        rule = f"a file's name is its id ({RULE}) with `.md`"
    report.add(START, f"{rule}: {_mend(proposal, taken)}")
    return proposal or shown(stem)


def _mend(proposal: str | None, taken: set[str]) -> str:
    if proposal is None:
        return "rename it"
    if f"{proposal}.md" in taken:
        return f"rename it; `{proposal}.md` is already there"
    taken.add(f"{proposal}.md")
    return f"rename it to `{proposal}.md`"


def _proposal(folder: str, stem: str) -> str | None:
    if folder != "rounds":
        return propose(stem)
    digits = re.search("[0-9]+", unicodedata.normalize("NFKC", stem))
    number = digits[0].lstrip("0") if digits else ""
    return number if 0 < len(number) <= 4 else None

"""Dossier folders for tests: where the good ones lie, and how to write one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from webapp.dossier import read

DATA = Path(__file__).parents[2] / "data" / "dossiers"
GOOD = ("minimal", "no-principals", "rich")

COVER = """\
---
title: The toll
parties:
  bridge: {name: Bridge keepers, role: observer}
---
"""
SOURCE = """\
---
title: A bill
published: 1911
---
The toll is a penny. The toll was a halfpenny.
"""
EVENT = """\
---
date: 1911
kind: report
---
# The toll

It costs a penny.[^1]

[^1]: "The toll is a penny." — bill
"""
MINIMAL = {"dossier.md": COVER, "sources/bill.md": SOURCE, "events/penny.md": EVENT}


def put(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes the files into the folder, to the letter, and gives it back."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


def messages(folder: Path) -> list[str]:
    """The problems of a folder as an author sees them; none where it is good."""
    found = read(folder)
    return [str(problem) for problem in found] if isinstance(found, list) else []


def good_source(**values: str) -> str:
    """A source with other values for these keys."""
    lines = {"title": "A bill", "published": "1911"} | values
    return (
        "---\n"
        + "".join(f"{key}: {value}\n" for key, value in lines.items())
        + "---\n"
        + SOURCE.split("---\n")[2]
    )

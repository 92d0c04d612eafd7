"""Folders of dossiers as JSON Lines, written by a program that knows nothing of how they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

KINDS = {"dossier.md": "dossier", "sources": "source", "rounds": "round", "events": "event"}


class Texts(yaml.BaseLoader):
    """Every value as text."""


def of_folder(folder: Path) -> Iterator[tuple[str, str]]:
    """The path of each file that has front matter, in order, and its line."""
    for path in sorted(folder.rglob("*.md"), key=lambda path: str(path.relative_to(folder))[:-3]):
        kind = KINDS.get(path.relative_to(folder).parts[0])
        line = kind and _line(kind, folder.name if kind == "dossier" else path.stem, path)
        if line:
            yield str(path.relative_to(folder)), line


def write(file: Path, folder: Path) -> Path:
    """Write the dossier in the folder to the file."""
    file.write_text("".join(f"{line}\n" for _, line in of_folder(folder)), encoding="utf-8")
    return file


def _line(kind: str, id: str, path: Path) -> str | None:
    text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    parts = text.split("---\n", 2)
    if len(parts) < 3 or parts[0]:
        return None
    try:
        front = yaml.load(parts[1], Texts)
    except yaml.YAMLError:
        return None
    if not isinstance(front, dict):
        return None
    archived = {"archived": front.pop("text") != "none"} if "text" in front else {}
    below = {"text": parts[2]} if parts[2].strip() or not archived else {}
    return json.dumps({"type": kind, "id": id} | _plain(front) | archived | below, ensure_ascii=False)


def _plain(front: dict[str, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in front.items()}

"""`manifest.json`: which dossier the zip holds, in which revision, and what each of its files is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MANIFEST = "manifest.json"
FORMAT = "parley-dossier"
VERSION = 1
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file: its path in the dossier's folder, its size, and the SHA-256 of its bytes in hexadecimal.

    `excerpts`: of a source, only the passages that the public may see are there.
    """

    path: str
    bytes: int
    sha256: str
    excerpts: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """`imported` is when the revision was imported (ISO 8601), `parley` the version that wrote the zip."""

    dossier: str
    revision: int
    imported: str
    parley: str
    files: tuple[Listed, ...]

    @property
    def excerpts(self) -> bool:
        """Is a file of it not whole?"""
        return any(file.excerpts for file in self.files)

    def text(self) -> str:
        """The manifest as JSON."""
        described = {
            "format": FORMAT,
            "version": VERSION,
            "dossier": self.dossier,
            "revision": self.revision,
            "imported": self.imported,
            "parley": self.parley,
            "excerpts": self.excerpts,
            "files": [_described(file) for file in self.files],
        }
        return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def _described(file: Listed) -> dict[str, Any]:
    described = {"path": file.path, "bytes": file.bytes, "sha256": file.sha256}
    return described | ({"excerpts": True} if file.excerpts else {})


def parse(text: bytes) -> Manifest | str:
    """The manifest, or what is wrong with it. What it has beyond this version's keys is passed over."""
    try:
        read = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return "this is not JSON in UTF-8"
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        return f'this is no manifest of a dossier: "format" is not "{FORMAT}"'
    if read.get("version") != VERSION:
        found = json.dumps(read.get("version"))[:20]
        return f'its "version" is {found}, and this Parley reads {VERSION}: use a newer Parley'
    try:
        return _manifest(read)
    except _WrongError as error:
        return f"{error}"


class _WrongError(ValueError):
    """A value that cannot be; the message says which."""


def _manifest(read: Mapping[str, Any]) -> Manifest:
    files = tuple(_listed(one, n) for n, one in enumerate(_value(read, "files", list), start=1))
    times = Counter(file.path for file in files)
    if twice := [path for path, number in times.items() if number > 1]:
        raise _WrongError(f"it lists {twice[0][:200]!r} twice")
    return Manifest(
        dossier=_value(read, "dossier", str),
        revision=_value(read, "revision", int),
        imported=_value(read, "imported", str),
        parley=_value(read, "parley", str),
        files=files,
    )


def _listed(entry: Any, number: int) -> Listed:
    if not isinstance(entry, dict):
        raise _WrongError(f'entry {number} of "files" is not an object')
    where = f' of entry {number} of "files"'
    digest = _value(entry, "sha256", str, where)
    if not _SHA256.fullmatch(digest):
        raise _WrongError(f'"sha256"{where} is not 64 hexadecimal digits')
    path, size = _value(entry, "path", str, where), _value(entry, "bytes", int, where)
    return Listed(path, size, digest, entry.get("excerpts") is True)


def _value(read: Mapping[str, Any], name: str, kind: type, where: str = "") -> Any:
    if type(read.get(name)) is not kind:
        kinds = {str: "a string", int: "a number", list: "a list"}
        raise _WrongError(f'"{name}"{where} is not {kinds[kind]}')
    return read[name]

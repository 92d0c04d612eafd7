"""Reading a zip that anybody may have made: every file is held against the manifest, within bounds.

Files are written to a temporary folder only, once their names, kinds and sizes are known to be harmless.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from webapp.bundle.entries import Entries, entries
from webapp.bundle.faults import Fault, RefusedError
from webapp.bundle.manifest import MANIFEST, Listed, Manifest, parse

# What Python's zipfile raises for bytes that are no zip, or no longer the one that was written.
_DAMAGE = (
    *(BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OverflowError),
    *(struct.error, zlib.error, OSError),
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`folder` holds every file, is named by the dossier's id, and lasts as long as its context."""

    folder: Path
    manifest: Manifest


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacked | list[Fault]]:
    """What is in the zip, once all of it is as its manifest says; else everything that is not.

    Raises OSError where the zip cannot be opened or its files cannot be written.
    """
    with TemporaryDirectory(prefix="parley-") as temporary, path.open("rb") as stream:
        yield _unpack(stream, Path(temporary))


def _unpack(stream: BinaryIO, folder: Path) -> Unpacked | list[Fault]:
    try:
        archive = ZipFile(stream)
    except _DAMAGE as error:
        return [Fault(".", f"this is not a zip, or a damaged one ({_said(error)})")]
    with archive:
        try:
            found = entries(archive.infolist())
            manifest = _manifest(archive, found)
            faults = [*_differences(manifest, found), *_extract(archive, found, manifest, folder)]
        except RefusedError as error:
            return sorted(error.faults)
    return sorted(faults) or Unpacked(folder / manifest.dossier, manifest)


def _manifest(archive: ZipFile, found: Entries) -> Manifest:
    if MANIFEST not in found.files:
        mend = "a zip of Parley's has one; of another, give the folder that is in it"
        raise RefusedError(Fault(MANIFEST, f"the manifest is missing: {mend}"))
    data = _data(archive, found.files[MANIFEST])
    manifest = parse(data) if isinstance(data, bytes) else data
    if isinstance(manifest, str):
        raise RefusedError(Fault(MANIFEST, manifest))
    if manifest.dossier != found.folder:
        what = f"it is of the dossier {manifest.dossier[:200]!r}, and stands in the folder {found.folder!r}"
        raise RefusedError(Fault(MANIFEST, what))
    return manifest


def _differences(manifest: Manifest, found: Entries) -> Iterator[Fault]:
    """What is missing, and what is there besides."""
    listed = {file.path for file in manifest.files}
    for path in listed - found.files.keys():
        yield Fault(path[:200], "the manifest lists this file, and it is not in the zip")
    for path in found.files.keys() - listed - {MANIFEST}:
        yield Fault(path, "this file is in the zip, and the manifest does not list it")


def _extract(archive: ZipFile, found: Entries, manifest: Manifest, folder: Path) -> Iterator[Fault]:
    """Writes the files that are as the manifest lists them, and tells of the others."""
    for file in manifest.files:
        if file.path in found.files and file.path != MANIFEST:
            data = _data(archive, found.files[file.path])
            what = data if isinstance(data, str) else _difference(data, file)
            if what:
                yield Fault(file.path, what)
            elif isinstance(data, bytes):
                path = folder / manifest.dossier / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


def _data(archive: ZipFile, entry: ZipInfo) -> bytes | str:
    """The bytes of a file, never more than its entry says; or what is wrong with them."""
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size)
    except _DAMAGE as error:
        return f"this file is damaged ({_said(error)})"


def _difference(data: bytes, file: Listed) -> str | None:
    if len(data) != file.bytes:
        return f"this file has {len(data):,} bytes, and the manifest says {file.bytes:,}"
    digest = sha256(data).hexdigest()
    if digest != file.sha256:
        return f"this file has the SHA-256 {digest}, and the manifest says {file.sha256}"
    return None


def _said(error: Exception) -> str:
    """What Python says, on one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__

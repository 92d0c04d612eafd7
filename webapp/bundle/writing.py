"""Writing the zip, piece by piece: no more than one file of it is held at a time."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from webapp import __version__
from webapp.bundle.manifest import MANIFEST, Listed, Manifest

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell
_ATTRIBUTES = (stat.S_IFREG | 0o644) << 16
_UNIX = 3
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """A file of the dossier; `excerpts`: not the author's own, but what the public may see of it."""

    path: str
    data: bytes
    excerpts: bool = False


class _Sink:
    """Where the zip is written to. It cannot be sought in, so what was written can be sent."""

    def __init__(self) -> None:
        self._written: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self, least: int = 0) -> Iterator[bytes]:
        """What has been written since, if it is so much."""
        if self._size > least:
            yield b"".join(self._written)
            self._written, self._size = [], 0


def packed(dossier: str, revision: int, imported: datetime, files: Iterable[Content]) -> Iterator[bytes]:
    """The bytes of the zip of that revision; the files come in order of their paths."""
    listed: list[Listed] = []
    sink = _Sink()
    with ZipFile(sink, "w") as archive:  # type: ignore[call-overload]  # it only writes
        for file in files:
            archive.writestr(_entry(dossier, file.path), file.data)
            listed.append(Listed(file.path, len(file.data), sha256(file.data).hexdigest(), file.excerpts))
            yield from sink.taken(_CHUNK)
        instant = imported.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        manifest = Manifest(dossier, revision, instant, __version__, tuple(listed))
        archive.writestr(_entry(dossier, MANIFEST), manifest.text())
    yield from sink.taken()


def _entry(dossier: str, path: str) -> ZipInfo:
    """Nothing in it depends on the machine or the day."""
    entry = ZipInfo(f"{dossier}/{path}", _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _ATTRIBUTES
    return entry

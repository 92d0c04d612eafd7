"""The entries of a zip, as far as they can be the files of a dossier: no others are ever unpacked."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from webapp.bundle.faults import Fault, RefusedError
from webapp.bundle.manifest import MANIFEST

LARGEST = 2_000_000  # bytes of a file: what the largest kind of file in a dossier may have
MOST_FILES = 250_000
MOST_BYTES = 4_000_000_000  # of all files together
_LARGEST_MANIFEST = 100_000_000
_LONGEST_NAME = 255  # bytes that file systems give a name
_ENCRYPTED = 0x1 | 0x40  # bits of the general purpose flag (APPNOTE 4.4.4)


@dataclass(frozen=True, slots=True)
class Entries:
    """The one folder that all of them stand in, and the files by their path in it."""

    folder: str
    files: dict[str, ZipInfo]


def entries(infos: Sequence[ZipInfo]) -> Entries:
    """The files of a zip. Raises RefusedError where one of them is not harmless, or all are too much."""
    if len(infos) > MOST_FILES:
        what = f"the zip has {len(infos):,} entries, and at most {MOST_FILES:,} are read"
        raise RefusedError(Fault(".", what))
    harms = ((info, _harm(info)) for info in infos)
    if faults := [Fault(_shown(info), what) for info, what in harms if what]:
        raise RefusedError(*faults)
    if (whole := sum(info.file_size for info in infos)) > MOST_BYTES:
        raise RefusedError(Fault(".", f"the zip holds {whole:,} bytes, and at most {MOST_BYTES:,} are read"))
    files = [info for info in infos if not info.is_dir()]
    if faults := list(_twice(files)):
        raise RefusedError(*faults)
    return _within_one_folder(files)


def _harm(info: ZipInfo) -> str | None:
    """Why the entry is not read."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    largest = _LARGEST_MANIFEST if info.filename.endswith(f"/{MANIFEST}") else LARGEST
    if _leads_out(info):
        return "this name could lead out of the folder, or cannot be a file's: it is not read"
    if kind == stat.S_IFLNK:
        return "symbolic links are not followed: put the file itself here"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "this is not an ordinary file: put a text file here"
    if info.flag_bits & _ENCRYPTED:
        return "this file is encrypted: make the zip without a password"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "this file is compressed by a method that is not read: only “deflate” is"
    if info.file_size > (0 if info.is_dir() else largest):
        return f"the file is too large ({info.file_size:,} bytes, and at most {largest:,} are read)"
    return None


def _leads_out(info: ZipInfo) -> bool:
    name = info.filename
    if name != info.orig_filename or not name.isprintable() or "\\" in name or ":" in name:
        return True
    parts = name.removesuffix("/").split("/")
    return any(part in ("", ".", "..") or len(part.encode()) > _LONGEST_NAME for part in parts)


def _twice(files: Sequence[ZipInfo]) -> Iterator[Fault]:
    """Where a name stands twice, it depends on the program which file it is; some do not see case either."""
    names = Counter(info.filename.casefold() for info in files)
    folders = {name[:at] for name in names for at, char in enumerate(name) if char == "/"}
    for info in files:
        name = info.filename.casefold()
        if names[name] > 1:
            yield Fault(_shown(info), "this name stands in the zip twice")
        elif name in folders:
            yield Fault(_shown(info), "this name is that of a file and of a folder")


def _within_one_folder(files: Sequence[ZipInfo]) -> Entries:
    folders = {info.filename.partition("/")[0] for info in files}
    if len(folders) != 1 or any("/" not in info.filename for info in files):
        what = "all files of the zip stand in one folder, which is named by the dossier's id"
        raise RefusedError(Fault(".", f"{what}: these do not"))
    (folder,) = folders
    return Entries(folder, {info.filename.partition("/")[2]: info for info in files})


def _shown(info: ZipInfo) -> str:
    """The name as it can be printed, without the folder."""
    name = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in info.orig_filename)
    return name.partition("/")[2][:300] or name[:300]

"""What `parley check` and `import` are given: a dossier's folder, or a file that holds a dossier.

The ending of a file's name says how it is read: a new kind of file is a line in READERS.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import click

from webapp.bundle import Manifest, unpacked
from webapp.cli.failures import Misuse
from webapp.cli.output import bar
from webapp.dossier import Problem, lines
from webapp.dossier import read as read_folder
from webapp.dossier.model import Contents, Dossier
from webapp.dossier.problems import START

Found = Contents | list[Problem]
Newest = Callable[[str], lines.Standing | None]
Reader = Callable[[Path, str | None, Newest], Found]

STANDARD_INPUT = Path("-")
ZIP = ".zip"


def bundled(path: Path) -> tuple[Manifest, Dossier] | list[Problem]:
    """What a zip of Parley's holds. Only what is as its manifest says is read as a dossier."""
    with unpacked(path) as found:
        if isinstance(found, list):
            return [Problem(fault.path, *START, fault.what) for fault in found]
        dossier = read_folder(found.folder)
        return dossier if isinstance(dossier, list) else (found.manifest, dossier)


def _from_zip(path: Path, id: str | None, newest: Newest) -> Found:
    if id:
        raise Misuse("A zip's manifest names its dossier; --id is for files that do not say it.")
    found = bundled(path)
    return found if isinstance(found, list) else found[1]


def _from_lines(path: Path, id: str | None, newest: Newest) -> Found:
    with path.open("rb") as stream:
        return _streamed(stream, str(path), id, newest)


def _streamed(stream: BinaryIO, name: str, id: str | None, newest: Newest) -> Found:
    found = lines.read(stream, name, id, bar, newest)
    if isinstance(found, lines.Spooled):
        click.get_current_context().call_on_close(found.close)
    return found


# Each takes the id that the dossier is to have, or None where that stands in the file, and what gives a
# dossier's newest revision, for those that do not check again what says the same there.
READERS: dict[str, Reader] = {ZIP: _from_zip, ".jsonl": _from_lines}


class Input(click.ParamType[Path]):
    """A folder that exists, a file of a kind that is read, or standard input."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if path == STANDARD_INPUT:
            return path
        if not path.exists():
            raise Misuse(f"There is no folder{' or file' if path.suffix.lower() in READERS else ''} {value}.")
        if not path.is_dir() and path.suffix.lower() not in READERS:
            kinds = f", or a file that ends with {' or '.join(READERS)}" if READERS else ""
            raise Misuse(f"{value} is a file; give the folder that it is in{kinds}.")
        return path


given = click.argument("path", metavar="PATH", type=Input())
as_id = click.option("--id", "id", metavar="ID", help="The dossier's id, for a file that does not say it.")


def unknown(id: str) -> None:
    """No revision to compare with: everything is checked."""


def read(path: Path, id: str | None = None, newest: Newest = unknown) -> Found:
    """The dossier in the folder or file, or everything that is wrong with it."""
    if path.is_dir():
        if id:
            raise Misuse("A folder's name is the dossier's id; --id is for files.")
        return read_folder(path)
    if path == STANDARD_INPUT:
        return _streamed(sys.stdin.buffer, str(path), id, newest)
    return READERS[path.suffix.lower()](path, id, newest)


def named(path: Path) -> str:
    """What a dossier that cannot be read is called: its folder, or its file without the ending."""
    found = path.resolve()
    return found.name if path.is_dir() else found.stem

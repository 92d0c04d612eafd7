"""What `check` and `import` read: a dossier's folder, or a file that a dossier is made from.

The ending of a file's name says how it is read: a new kind of file is a line in READERS.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click

from webapp import dates
from webapp.bundle import Manifest, unpacked
from webapp.cli.failures import Misuse
from webapp.cli.output import bar
from webapp.dossier import Problem, lines
from webapp.dossier import read as read_folder
from webapp.dossier.ids import RULE, is_id, propose
from webapp.dossier.model import Contents, Dossier
from webapp.dossier.problems import START
from webapp.dossier.read import RESERVED
from webapp.dossier.values import zones
from webapp.timelinejs.read import Wish
from webapp.timelinejs.read import read as read_sheet

Found = Contents | list[Problem]
Newest = Callable[[str], lines.Standing | None]

STANDARD_INPUT = Path("-")
ZIP = ".zip"
MOST_HELPERS = 4  # what is left to this process takes a quarter of the time


def bundled(path: Path) -> tuple[Manifest, Dossier] | list[Problem]:
    """What a zip of Parley's holds. Only what is as its manifest says is read as a dossier."""
    with unpacked(path) as found:
        if isinstance(found, list):
            return [Problem(fault.path, *START, fault.what) for fault in found]
        dossier = read_folder(found.folder)
        return dossier if isinstance(dossier, list) else (found.manifest, dossier)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said on the command line of a dossier whose file does not say it, None where nothing is."""

    id: str | None = None
    timezone: str | None = None
    published: str | None = None


NOTHING = Beside()
Reader = Callable[[Path, Beside, Newest], Found]


def _zip(path: Path, beside: Beside, newest: Newest) -> Found:
    """A zip of Parley's."""
    if any(astuple(beside)):
        raise Misuse(
            "A zip's manifest names its dossier; --id and the like are for files that do not say it."
        )
    found = bundled(path)
    return found if isinstance(found, list) else found[1]


def _lines(path: Path, beside: Beside, newest: Newest) -> Found:
    """JSON Lines in a file."""
    with path.open("rb") as stream:
        return _streamed(stream, path, beside, newest)


def _streamed(stream: BinaryIO, path: Path, beside: Beside, newest: Newest) -> Found:
    if beside.timezone or beside.published:
        raise Misuse(
            "JSON Lines say all of their dossier but its id; --timezone and --published are for sheets."
        )
    found = lines.read(stream, str(path), beside.id, bar, newest, helpers())
    if isinstance(found, lines.Spooled):
        click.get_current_context().call_on_close(found.close)
    return found


def helpers() -> int:
    """A process for each core that this one may use, if there are several."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_HELPERS) if cores > 1 else 0


def _sheet(path: Path, beside: Beside, newest: Newest) -> Found:
    """A TimelineJS sheet."""
    id = beside.id or propose(path.stem)
    if id is None or not is_id(id) or id in RESERVED:
        raise Misuse(f"{id or path.stem} cannot be a dossier's id ({RULE}); give another with --id.")
    timezone = beside.timezone or "UTC"
    if timezone not in zones():
        raise Misuse(f"{timezone} is not a time zone; write it as in --timezone Europe/Istanbul.")
    try:
        published = beside.published and dates.parse(beside.published, timezone).text
    except dates.DateError as error:
        raise Misuse(f"--published: {error}.") from None
    return read_sheet(path, Wish(id, timezone, published or ""))


# Each takes what is said beside the file, and what gives a dossier's newest revision, for those that do not
# check again what says the same there.
READERS: dict[str, Reader] = {ZIP: _zip, ".jsonl": _lines, ".csv": _sheet, ".json": _sheet}


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
            kinds = f"{', '.join(list(READERS)[:-1])} or {list(READERS)[-1]}"
            raise Misuse(
                f"{value} is a file; give the folder that it is in, or a file that ends with {kinds}."
            )
        return path


def given(command: Callable[..., None]) -> Callable[..., None]:
    """The argument PATH, and the options that say what a file does not."""
    options = (
        click.argument("path", metavar="PATH", type=Input()),
        click.option("--id", metavar="ID", help="The dossier's id, for a file that does not say it."),
        click.option(
            "--timezone", metavar="ZONE", help="IANA name of the clocks of a sheet; without it, UTC."
        ),
        click.option(
            "--published", metavar="DATE", help="When a sheet was published; without it, by the file's day."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def unknown(id: str) -> None:
    """No revision to compare with: everything is checked."""


def read(path: Path, beside: Beside = NOTHING, newest: Newest = unknown) -> Found:
    """The dossier in the folder or file, or everything that is wrong with it."""
    if path == STANDARD_INPUT:
        return _streamed(sys.stdin.buffer, path, beside, newest)
    if not path.is_dir():
        return READERS[path.suffix.lower()](path, beside, newest)
    if any(astuple(beside)):
        raise Misuse(f"{path} is a folder, which says all of its dossier; --id and the like are for files.")
    return read_folder(path)


def named(path: Path) -> str:
    """What a dossier that cannot be read is called: its folder, or its file without the ending."""
    found = path.resolve()
    return found.name if path.is_dir() else found.stem

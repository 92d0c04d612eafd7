"""What `parley check` and `import` are given: a dossier's folder, or a file that holds a dossier.

The ending of a file's name says how it is read: a new kind of file is a line in READERS.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import click

from webapp import dates, dossier
from webapp.cli.failures import Misuse
from webapp.dossier import Problem
from webapp.dossier.ids import RULE, is_id, propose
from webapp.dossier.model import Dossier
from webapp.dossier.read import RESERVED
from webapp.dossier.values import zones
from webapp.timelinejs import read as timelinejs


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said on the command line of a dossier whose file does not say it, None where nothing is."""

    id: str | None = None
    timezone: str | None = None
    published: str | None = None


NOTHING = Beside()
Reader = Callable[[Path, Beside], Dossier | list[Problem]]


def _sheet(path: Path, beside: Beside) -> Dossier | list[Problem]:
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
    return timelinejs.read(path, timelinejs.Wish(id, timezone, published or ""))


READERS: dict[str, Reader] = {".csv": _sheet, ".json": _sheet}


class Input(click.ParamType[Path]):
    """A folder that exists, or a file of a kind that is read."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if not path.exists():
            raise Misuse(f"There is no folder{' or file' if path.suffix.lower() in READERS else ''} {value}.")
        if not path.is_dir() and path.suffix.lower() not in READERS:
            kinds = f", or a file that ends with {' or '.join(READERS)}" if READERS else ""
            raise Misuse(f"{value} is a file; give the folder that it is in{kinds}.")
        return path


def beside(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what a file does not."""
    options = (
        click.option("--id", metavar="ID", help="The dossier's id; without it, from the file's name."),
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


def read(path: Path, beside: Beside) -> Dossier | list[Problem]:
    """The dossier in the folder or file, or everything that is wrong with it."""
    if not path.is_dir():
        return READERS[path.suffix.lower()](path, beside)
    if any(astuple(beside)):
        raise Misuse(f"{path} is a folder, which says all of its dossier; --id and the like are for sheets.")
    return dossier.read(path)


def named(path: Path) -> str:
    """What a dossier that cannot be read is called: its folder, or its file without the ending."""
    found = path.resolve()
    return found.name if path.is_dir() else found.stem

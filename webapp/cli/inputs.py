"""What `parley check` and `import` are given: a dossier's folder, or a file that holds a dossier.

The ending of a file's name says how it is read: a new kind of file is a line in READERS.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from webapp import dossier
from webapp.cli.failures import Misuse
from webapp.dossier import Problem
from webapp.dossier.model import Dossier

Reader = Callable[[Path], Dossier | list[Problem]]

READERS: dict[str, Reader] = {}


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


def read(path: Path) -> Dossier | list[Problem]:
    """The dossier in the folder or file, or everything that is wrong with it."""
    return dossier.read(path) if path.is_dir() else READERS[path.suffix.lower()](path)


def named(path: Path) -> str:
    """What a dossier that cannot be read is called: its folder, or its file without the ending."""
    found = path.resolve()
    return found.name if path.is_dir() else found.stem

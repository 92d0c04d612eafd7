"""A dossier's folder that tests change and publish again, and dossiers of any size."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from webapp import dates
from webapp.dossier import read
from webapp.dossier.model import Dossier
from webapp.publish import Published, Unchanged, publish
from webapp.store import Store

RICH = Path(__file__).parents[2] / "data" / "dossiers" / "rich"
DEMO = Path(__file__).parents[3] / "webapp" / "demo" / "istanbul-2025"


class Folder:
    """A copy of a dossier's folder, to be edited as an author would."""

    def __init__(self, parent: Path, original: Path = RICH) -> None:
        self.path = parent / original.name
        shutil.copytree(original, self.path)

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_bytes(text.encode())

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_bytes().decode()
        assert old in text
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> str:
        """Its text, for putting it back."""
        text = (self.path / name).read_bytes().decode()
        (self.path / name).unlink()
        return text

    def read(self) -> Dossier:
        return load(self.path)

    def publish(self, store: Store) -> Published | Unchanged:
        return publish(store, self.read())


def load(folder: Path) -> Dossier:
    """A folder that has no problems."""
    dossier = read(folder)
    assert isinstance(dossier, Dossier), "\n".join(map(str, dossier))
    return dossier


def grown(dossier: Dossier, times: int) -> Dossier:
    """The dossier with each of its events (not rounds, nor promises) that many times over, one each day."""
    events = [event for event in dossier.events if event.number is None]
    copies = [
        replace(
            event,
            key=f"{event.key}-{number}",
            file=f"{event.file}\n{number}",
            date=dates.parse(f"{2001 + number // 300}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}"),
            commitments=(),
            outcomes=(),
        )
        for event in events
        for number in range(times)
    ]
    return replace(dossier, events=tuple(sorted((*dossier.events, *copies), key=lambda event: event.key)))

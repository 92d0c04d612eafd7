"""Generated dossiers, imported once: by Parley into its store, and from there into tables for Datasette."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import rival
from tests.bench.importing import executemany, importing
from tests.generated import Size, write_lines

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".bench"
DOSSIER = "talks"
YEARS = 6  # however many events: what grows is how many there are in a year


@dataclass(frozen=True, slots=True)
class World:
    """A dossier of so many events in a store of its own, and what importing it took."""

    size: int
    folder: Path
    figures: dict[str, float]

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'parley.sqlite'}"

    @property
    def lines(self) -> Path:
        return self.folder / f"{DOSSIER}.jsonl"

    @property
    def tables(self) -> Path:
        """The same events and quotes as tables."""
        return self.folder / f"{DOSSIER}.db"


def world(size: int) -> World:
    """The dossier of that size, as this code imports it; kept until code that it depends on changes."""
    folder = KEPT / _version() / str(size)
    done = folder / "figures.json"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made = World(size, folder, {})
        write_lines(made.lines, Size(events=size, years=YEARS))
        made.figures.update(_import(made))
        rival.write(folder / "parley.sqlite", made.tables)
        done.write_text(json.dumps(made.figures, indent=1))
    return World(size, folder, json.loads(done.read_text()))


def _import(made: World) -> dict[str, float]:
    """Times are in seconds, memory in megabytes."""
    first = importing(made.lines, made.url)
    plain = executemany(made.folder / "parley.sqlite", made.folder / "plain.sqlite")
    edited = made.folder / "edited" / made.lines.name
    edited.parent.mkdir()
    with made.lines.open() as old, edited.open("w") as new:
        new.writelines(_edited(old, made.size // 2))
    copied = shutil.copy(made.folder / "parley.sqlite", edited.parent)
    again = importing(edited, f"sqlite:///{copied}")
    shutil.rmtree(edited.parent)
    return {
        "import seconds": first.seconds,
        "import memory": first.megabytes,
        "executemany seconds": plain,
        "again seconds": again.seconds,
    }


def _edited(lines: Iterator[str], number: int) -> Iterator[str]:
    """The lines, but for one word of the event of that number."""
    for line in lines:
        fields = json.loads(line)
        if fields["type"] == "event":
            number -= 1
        if number == -1 and fields["type"] == "event":
            fields["headline"] += " again"
        yield json.dumps(fields, ensure_ascii=False) + "\n"


def _version() -> str:
    """Changes with the code by which what is kept is made; what only reads the store is no part of it."""
    made_by = ("webapp/**/*.py", "tests/generated/*.py", "tests/bench/world.py", "tests/bench/rival.py")
    paths = {path for pattern in made_by for path in ROOT.glob(pattern)} - {*ROOT.glob("webapp/web/**/*.py")}
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

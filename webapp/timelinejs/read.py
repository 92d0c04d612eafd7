"""A TimelineJS sheet read as a dossier, by the same checks as a folder, whose messages name its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from webapp import dossier
from webapp.dossier.decoding import clean, decode
from webapp.dossier.model import Dossier
from webapp.dossier.problems import START, Problem, Report
from webapp.timelinejs import configuration, spreadsheet
from webapp.timelinejs.folder import About, files
from webapp.timelinejs.writing import Files

MOST = 10_000_000  # bytes of a sheet; TimelineJS itself is for hundreds of slides
READERS = {".csv": spreadsheet.read, ".json": configuration.read}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sheet does not say of its dossier: `id`, `timezone` (IANA), and `published` (EDTF).

    Without `published` it was published by the day on which the file was written last.
    """

    id: str
    timezone: str = "UTC"
    published: str = ""


def read(path: Path, wish: Wish) -> Dossier | list[Problem]:
    """The dossier that the .csv or .json file says, or everything that is wrong with it, in order of place.

    The line of a problem is the row of a CSV, its column that of the cell. Raises OSError if the file cannot
    be read.
    """
    report = Report(path.name)
    if path.stat().st_size > MOST:
        report.add(START, f"the file has more than {MOST:,} bytes: split the sheet")
        return report.problems
    raw = decode(path.read_bytes(), report)
    if raw is None:
        return report.problems
    deck = READERS[path.suffix.lower()](clean(raw, report), report)
    if not deck.of("event") and not report.problems:
        report.add(START, "the sheet has no slide with a year: add one")
    about = About(wish.id, path.stem, wish.timezone, wish.published or _by(path, wish.timezone))
    made = files(deck, about, report)
    found = _read(made, wish.id)
    if isinstance(found, Dossier) and not report.problems:
        return found
    more = [] if isinstance(found, Dossier) else _in_sheet(found, made, report)
    return sorted({*report.problems, *more})


def _by(path: Path, timezone: str) -> str:
    """Until the day on which the file was written last, the latest that it can have been published on."""
    written = datetime.fromtimestamp(path.stat().st_mtime, ZoneInfo(timezone))
    return f"../{written:%Y-%m-%d}"


def _read(made: Files, id: str) -> Dossier | list[Problem]:
    with TemporaryDirectory() as folder:
        root = Path(folder) / id
        for path, file in made.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(file.text.encode("utf-8", "replace"))
        return dossier.read(root)


def _in_sheet(found: Sequence[Problem], made: Files, report: Report) -> list[Problem]:
    """The problems of the files where they come from."""
    places = (made[each.path].place(each.line) if each.path in made else START for each in found)
    return [
        Problem(report.path, place.line, place.column, each.message)
        for each, place in zip(found, places, strict=True)
    ]

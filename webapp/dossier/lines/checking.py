"""One event of JSON Lines, read as far as it can be without knowing the others."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.dossier import event, files, frontmatter
from webapp.dossier.across import Entry, entry
from webapp.dossier.citations import Desk
from webapp.dossier.decoding import clean
from webapp.dossier.files import File
from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.line import Line
from webapp.dossier.model import Event
from webapp.dossier.problems import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """What an event says, and what the ledger is to know of it; `event` is None where it cannot be made."""

    event: Event | None
    entry: Entry


def check(line: Line, desk: Desk, faults: list[Fault], report: Report) -> Checked | None:
    """What is wrong with the line goes to `faults`, and with its file to the report."""
    file = written(line, faults, report)
    page = frontmatter.read(file, report)
    if page is None:
        return None
    draft = event.read(file, page, desk, report)
    return Checked(draft.event, entry(draft))


def written(line: Line, faults: list[Fault], report: Report) -> File:
    """The file that the line stands for."""
    manuscript = line.file(faults)
    raw = manuscript.text
    if not files.fits(len(raw.encode()), line.key.partition("/")[0], report):
        return File(line.path, line.key, raw, None)
    text = clean(raw, report)
    page = manuscript.page if text == raw else None
    if page:
        return frontmatter.Written(line.path, line.key, raw, text, page)
    return File(line.path, line.key, raw, text)

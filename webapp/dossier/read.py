"""A dossier folder read whole: every file, then what the files say of each other."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from webapp.dossier import across, cover, event, files, frontmatter, source
from webapp.dossier.citations import Desk
from webapp.dossier.event import Draft
from webapp.dossier.files import File
from webapp.dossier.ids import RULE, is_id, propose
from webapp.dossier.model import Cover, Dossier
from webapp.dossier.problems import START, Problem, Report
from webapp.dossier.roll import Roll
from webapp.dossier.source import Archived

# Paths of the site that no dossier can have.
RESERVED = ("about", "accessibility", "index", "oembed", "openapi", "search", "static")


def read(folder: Path) -> Dossier | list[Problem]:
    """The dossier in `folder`, or everything that is wrong with it, in order of path and line.

    Never raises for what an author can write; what is in a Dossier has been checked to the last word.
    """
    report = Report(".")
    id = Path(os.path.abspath(folder)).name
    _check_name(id, report)
    found = sorted(files.walk(folder, report), key=lambda file: file.key)
    keys = dict.fromkeys(file.key for file in found)
    front, roll = _cover(found, keys, report)
    archive = _archive(found, roll, front.language if front else "en", report)
    desk = Desk(id, roll.including("source", archive.keys()), archive, keys)
    events = [draft.event for draft in _drafts(found, desk, report) if draft.event]
    sources = [archived.source for archived in archive.values() if archived.source]
    if report.problems or front is None:
        return sorted(set(report.problems))
    return Dossier(id, front, tuple(sources), tuple(events))


def _check_name(id: str, report: Report) -> None:
    proposal = propose(id)
    mend = f"rename it, for example to `{proposal}`" if proposal else "rename it"
    if not is_id(id):
        report.add(START, f"the folder's name is the dossier's id ({RULE}): {mend}")
    elif id in RESERVED:
        report.add(
            START, f"`{id}` is a page of the site, and the folder's name is the dossier's id: rename it"
        )


def _cover(found: Sequence[File], keys: Collection[str], report: Report) -> tuple[Cover | None, Roll]:
    for file in found:
        if file.key == "dossier":
            return cover.read(file, keys, report.on(file.path))
    return None, cover.NOTHING


def _archive(found: Sequence[File], roll: Roll, language: str, report: Report) -> dict[str, Archived]:
    """The sources by id."""
    return {
        file.id: source.read(file, roll, language, report.on(file.path))
        for file in found
        if file.key.startswith("sources/")
    }


def _drafts(found: Sequence[File], desk: Desk, report: Report) -> list[Draft]:
    """The events and rounds; what they mention of each other is known before the first of them is checked."""
    pages = [
        (file, frontmatter.read(file, report.on(file.path)))
        for file in found
        if file.key.startswith(("events/", "rounds/"))
    ]
    ledger = across.Ledger()
    for file, page in pages:
        ledger.promises(file.path, page.matter if page else None, report)
    rounds = {file.id for file, _ in pages if file.key.startswith("rounds/")}
    roll = desk.roll.including("round", rounds).including("commitment", ledger.made.keys())
    desk = replace(desk, roll=roll)
    drafts = [event.read(file, page, desk, report.on(file.path)) for file, page in pages if page]
    for draft in drafts:
        ledger.enter(across.entry(draft), report)
    ledger.balance(report)
    return drafts

"""Revisions, and what differs between two of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from webapp import differences
from webapp.store.rows import Edition
from webapp.web import compared, parts
from webapp.web.api.base import Date, Shape, Url, words
from webapp.web.api.document import DossierDocument
from webapp.web.api.dossier import Correction
from webapp.web.changes import Line
from webapp.web.head import absolute

HOW = words("added", "changed", "removed")
KIND = words("dossier", "round", "event", "source")


class ChangeCount(Shape):
    """How many things of a kind a revision changed."""

    what: Annotated[str, words("dossier", "round", "event", "source", "quote")]
    """The kind; `dossier` is dossier.md. A quote has changed if an event has it, or its like, otherwise."""
    added: int
    """How many it has that the revision before it had not."""
    changed: int
    """How many it has otherwise."""
    removed: int
    """How many it has no more."""


class TouchedFile(Shape):
    """A file that a revision changed."""

    key: str
    """Its path below the dossier, or `dossier`."""
    title: str
    """What it was called then; of dossier.md the dossier."""
    how: Annotated[str, HOW]
    """What was done to it."""
    url: Url
    """Its page in that revision; of what was removed, in the one before."""


class CorrectedFile(Correction):
    """A correction, and of what."""

    key: str
    """The path of the file below the dossier, or `dossier`."""
    title: str
    """What it was called then; of dossier.md the dossier."""
    url: Url
    """Its page in that revision."""


class Revision(Shape):
    """One imported state of the dossier, and what it changed."""

    number: int
    """Its number."""
    imported: datetime
    """When it was imported."""
    permanent: Url
    """The dossier in this revision, for ever."""
    difference: Url | None
    """The page that shows what it changed; null of the first."""
    counts: tuple[ChangeCount, ...]
    """What it changed, in numbers."""
    files: tuple[TouchedFile, ...]
    """The files that it changed, where these are few."""
    corrections: tuple[CorrectedFile, ...]
    """The first corrections that it lists first."""
    corrected: int
    """How many it lists first."""

    @classmethod
    def of(cls, edition: Edition, line: Line) -> Revision:
        row = line.revision
        return cls(
            number=row.number,
            imported=row.imported,
            permanent=absolute(line.there),
            difference=absolute(line.difference) if line.difference else None,
            counts=tuple(
                ChangeCount(what=each.what, added=each.added, changed=each.changed, removed=each.removed)
                for each in row.summaries
            ),
            files=tuple(
                TouchedFile(
                    key=each.key,
                    title=each.title,
                    how=each.how,
                    url=absolute(line.page(each.key, each.how == "removed")),
                )
                for each in row.touched
            ),
            corrections=tuple(
                CorrectedFile(
                    date=Date.of(edition, each.correction.date),
                    note=each.correction.note,
                    key=each.key,
                    title=each.title,
                    url=absolute(line.page(each.key)),
                )
                for each in row.corrections
            ),
            corrected=row.corrected,
        )


class ChangesDocument(DossierDocument):
    """What each revision changed, newest first."""

    revisions: tuple[Revision, ...]
    """The revisions."""
    earlier: Url | None
    """The document with those before; null where there are none."""


class DifferenceRun(Shape):
    """A stretch of a difference."""

    mark: Annotated[str, words("same", "del", "ins", "gap")]
    """Whether both revisions have it (`same`), only the first (`del`) or only the second (`ins`); a `gap`
    stands for what is not given."""
    text: str
    """Its text."""

    @classmethod
    def all(cls, runs: tuple[differences.Run, ...]) -> tuple[DifferenceRun, ...]:
        return tuple(cls(mark=run.mark, text=run.text) for run in runs)


class ChangedValue(Shape):
    """A value that differs."""

    name: str
    """What it is, in English."""
    runs: tuple[DifferenceRun, ...]
    """The value before and after."""

    @classmethod
    def all(cls, lines: tuple[parts.Line, ...]) -> tuple[ChangedValue, ...]:
        return tuple(cls(name=line.label, runs=DifferenceRun.all(line.runs)) for line in lines)


class ChangedEntry(Shape):
    """A quote, commitment, position … that differs."""

    what: str
    """Which list it stands in, in English."""
    how: Annotated[str, HOW]
    """What was done to it."""
    label: str
    """Whose it is, or about what."""
    runs: tuple[DifferenceRun, ...]
    """Its words before and after."""
    values: tuple[ChangedValue, ...]
    """What else of it differs."""
    unverified: bool
    """Is it a quote of a source without archived text? Of a changed one, is it by now?"""
    url: Url | None
    """The page of a quote; null of others."""


class ChangedText(Shape):
    """A text that differs. Long stretches of what is the same are gaps."""

    runs: tuple[DifferenceRun, ...]
    """The text before and after."""
    whole: bool
    """Was some of it too long to be compared word by word?"""
    cut: bool
    """Does more differ than is given?"""


class ChangedFile(Shape):
    """A file that differs, as far as readers see it."""

    key: str
    """Its path below the dossier, or `dossier`."""
    kind: Annotated[str, KIND]
    """What it is."""
    how: Annotated[str, HOW]
    """What was done to it."""
    title: str
    """What it is called."""
    url: Url
    """Its page in the later of the revisions that has it."""
    corrections: tuple[Correction, ...]
    """The corrections that its author has added."""
    values: tuple[ChangedValue, ...]
    """The values that differ."""
    text: ChangedText | None
    """Its text, where that differs. Of a source of which only excerpts may be shown, these."""
    entries: tuple[ChangedEntry, ...]
    """The entries of its lists that differ."""
    more: int
    """How many more of these there are."""
    notes: tuple[str, ...]
    """What else is to be said of the difference, in English."""

    @classmethod
    def of(cls, edition: Edition, thing: compared.Thing) -> ChangedFile:
        return cls(
            key=thing.key,
            kind=thing.kind,
            how=thing.how,
            title=thing.title,
            url=absolute(thing.href),
            corrections=Correction.all(edition, thing.corrections),
            values=ChangedValue.all(thing.lines),
            text=_text(thing.text),
            entries=tuple(_entry(group.heading, item) for group in thing.groups for item in group.items),
            more=thing.more,
            notes=thing.notes,
        )


def _text(text: differences.Difference | None) -> ChangedText | None:
    if text is None:
        return None
    return ChangedText(runs=DifferenceRun.all(text.runs), whole=text.whole, cut=text.cut)


def _entry(heading: str, item: compared.Item) -> ChangedEntry:
    return ChangedEntry(
        what=heading,
        how=item.how,
        label=item.label,
        runs=DifferenceRun.all(item.runs),
        values=ChangedValue.all(item.lines),
        unverified=item.unverified,
        url=absolute(item.href) if item.href else None,
    )


class DifferenceDocument(DossierDocument):
    """What differs between two revisions of a dossier, or of that what one of its pages shows."""

    first: int
    """The number of the earlier revision."""
    last: int
    """The number of the later one."""
    of: str | None
    """The page that it is about, as it was asked for; null for the whole dossier."""
    added: int
    """How many of the files that bear on it the later revision has and the earlier one has not."""
    changed: int
    """How many it has otherwise, also where readers see no difference."""
    removed: int
    """How many it has no more."""
    files: tuple[ChangedFile, ...]
    """These files, in order of their keys; of the page of one thing those of which it shows a difference."""
    later: Url | None
    """The document with the next files; null where there are none."""


class SinceDocument(DossierDocument):
    """Whether a dossier, or one of its pages, has changed since a revision.

    What bears on a page is told in the description of `/changes/since/`.
    """

    since: int
    """The number of that revision."""
    of: str | None
    """The page that it is about, as it was asked for; null for the whole dossier."""
    changed: bool
    """Of a page: does it show something else now? Of a dossier: has anything been written otherwise?"""
    last: int | None
    """The newest revision that wrote one of the files that differ, of a page that shows many things of all
    files; null where nothing has changed. From this revision on the page is as it is now."""
    difference: Url
    """The page that shows the difference up to that revision."""

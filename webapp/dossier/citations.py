"""Footnotes held against the sources: each becomes a quote that was found, or a problem.

Where a source has no text to be held against, its quotes are kept as typed, and unverified.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from webapp import quotes
from webapp.dossier.footnotes import Footnote
from webapp.dossier.problems import Report, brief
from webapp.dossier.roll import Roll
from webapp.dossier.source import Archived
from webapp.timelimit import TookTooLongError


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies open while an event is read: the dossier's id, roll, sources and the keys of its files."""

    dossier: str
    roll: Roll
    archive: Mapping[str, Archived]
    keys: Collection[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A quote that stands in its source, or is unverified. `id` is the quote's."""

    footnote: Footnote
    id: str
    located: quotes.Located

    @property
    def speaker(self) -> str | None:
        return self.footnote.parts.speaker.text if self.footnote.parts.speaker else None

    @property
    def source(self) -> str:
        return self.footnote.parts.source.text


def find(footnotes: Sequence[Footnote], desk: Desk, report: Report) -> dict[str, Found]:
    """The quotes that were found or are unverified, by label. An event cites a passage in one footnote."""
    found: dict[str, Found] = {}
    labels: dict[str, str] = {}  # by quote
    for footnote in footnotes:
        try:
            report.limit.check()
            one = _locate(footnote, desk, report)
        except TookTooLongError:
            report.took_too_long(footnote.place, "looking for the quotes from here on")
            break
        if not _named(footnote, desk.roll, report) or one is None:
            continue
        same = labels.setdefault(one.id, footnote.label)
        if same != footnote.label:
            report.add(
                footnote.place, f"these are the same words as in `[^{brief(same)}]`: use that footnote again"
            )
        found[footnote.label] = one
    return found


def _named(footnote: Footnote, roll: Roll, report: Report) -> bool:
    """Whether the footnote names an actor (or nobody) and a source."""
    parts = footnote.parts
    actors, sources = roll.ids.get("actor", ()), roll.ids.get("source", ())
    if parts.speaker and parts.source.text in actors and parts.speaker.text in sources:
        mend = f"write `— {parts.source.text}, {parts.speaker.text}`"
        report.add(footnote.speaker_place, f"speaker and source are in the wrong order: {mend}")
        return False
    if not parts.speaker and parts.source.text in actors:
        mend = f"write `— {parts.source.text}, source`"
        report.add(footnote.source_place, f"the source is missing after the speaker: {mend}")
        return False
    speaker = roll.unknown("actor", parts.speaker.text) if parts.speaker else None
    source = roll.unknown("source", parts.source.text)
    if speaker:
        report.add(footnote.speaker_place, speaker)
    if source:
        report.add(footnote.source_place, source)
    return not speaker and not source


def _locate(footnote: Footnote, desk: Desk, report: Report) -> Found | None:
    source = footnote.parts.source.text
    archived = desk.archive.get(source)
    if archived and archived.unkept:
        located = _unverified(footnote)
    elif archived and (text := _folded(archived, report)):
        located = quotes.locate(footnote.parts.words, text, footnote.parts.occurrence, report.limit)
    else:  # there is no such source, or it could not be read; either has been reported
        return None
    if isinstance(located, quotes.Refused):
        report.add(footnote.place, located.reason)
        return None
    return Found(footnote, quotes.quote_id(desk.dossier, source, located), located)


def _folded(archived: Archived, report: Report) -> quotes.SourceText | None:
    """The text to look in. To fold it is work on the source, whose size is limited."""
    with report.limit.aside():
        return archived.folded


def _unverified(footnote: Footnote) -> quotes.Located | quotes.Refused:
    number = footnote.parts.occurrence
    if number is not None:
        what = f"no text of {footnote.parts.source.text} is archived, in which places could be counted"
        return quotes.Refused(f"{what}: remove `occurrence {number}`")
    return quotes.unverified(footnote.parts.words)

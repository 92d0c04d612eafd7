"""`events/<id>.md` and `rounds/<n>.md`: a round is an event with a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.dossier import assembly, body, chronicle, citations, wording
from webapp.dossier.citations import Desk, Found
from webapp.dossier.files import File
from webapp.dossier.footnotes import MOST, Footnote
from webapp.dossier.frontmatter import Page
from webapp.dossier.model import Event, Source
from webapp.dossier.problems import Place, Report, brief
from webapp.dossier.shapes import EventShape, RoundShape
from webapp.dossier.tree import Items, Keys, Node, find, texts

_PROVEN = ("agreed", "not_agreed", "commitments", "positions")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as far as it could be read; what it says of other events is still to be checked."""

    file: File
    matter: Keys | None
    shape: EventShape | RoundShape | None
    quotes: Sequence[Found]
    event: Event | None


def read(file: File, page: Page, desk: Desk, report: Report) -> Draft:
    text = body.read(file, page, desk.keys, report)
    body.check_event(text, page, report)
    shape = _shape(file, page, desk, text.labels, report)
    labels = _used(text, page.matter, report)
    found = citations.find(text.footnotes, desk, report)
    sources = _sources(text.footnotes, text.labels, desk)
    if shape and page.matter:
        headline = text.prose.title if text.prose else None
        chronicle.check(shape, headline, [source.published for source in sources], page.matter, report)
    event = None
    if shape and text.prose and sources and found.keys() == set(labels):
        event = assembly.event(file, shape, text.prose, [found[label] for label in labels], sources)
    return Draft(file, page.matter, shape, list(found.values()), event)


def _shape(
    file: File, page: Page, desk: Desk, labels: dict[str, Place], report: Report
) -> EventShape | RoundShape | None:
    if page.matter is None:
        return None
    roll = desk.roll.including("footnote", labels)
    if file.key.startswith("rounds/"):
        return wording.check(RoundShape, page.matter, roll, report)
    return wording.check(EventShape, page.matter, roll, report)


def _used(text: body.Body, matter: Keys | None, report: Report) -> list[str]:
    """The labels in order of first use: in the text, then in the front matter."""
    used = dict.fromkeys(text.prose.marks if text.prose else ())
    for key in _PROVEN:
        used |= dict.fromkeys(label for label in _listed(matter, key) if label in text.labels)
    if text.prose and matter and len(text.labels) <= MOST:
        for label in text.labels.keys() - used.keys():
            mark = f"`[^{brief(label)}]`"
            mend = f"put its mark {mark} where the text rests on it, or remove it"
            report.add(text.labels[label], f"footnote {mark} is never used: {mend}")
    return list(used)


def _listed(matter: Keys | None, key: str) -> list[str]:
    items = find(matter, (key,)) if matter else None
    nodes: list[Node] = items.nodes if isinstance(items, Items) else []
    return [label.text for node in nodes for label in texts(find(node, ("quotes",)))]


def _sources(footnotes: Sequence[Footnote], labels: dict[str, Place], desk: Desk) -> list[Source]:
    """The source of each footnote, whether or not its words stand there; nothing where one cannot be told."""
    named = [desk.archive.get(footnote.parts.source.text) for footnote in footnotes]
    sources = [archived.source for archived in named if archived and archived.source]
    return sources if len(sources) == len(labels) else []

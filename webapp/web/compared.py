"""Two versions of a file held against each other: what readers see of the difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp import differences
from webapp.differences import Difference, Run
from webapp.quotes import Match
from webapp.store.pairing import Pair as Entries
from webapp.store.pairing import differ
from webapp.store.rows import Correction, CoverVersion, Edition, Entry, EventVersion, How, Pair, SourceVersion
from webapp.web import parts
from webapp.web.lens import Lens
from webapp.web.parts import CELLS, SHORT, Line, Parts, Two, value, words

MOST = 60  # entries of a file that are shown
KINDS = {"dossier": "dossier", "events": "event", "rounds": "round", "sources": "source"}
GROUPS = {
    "quote": "Quotes",
    "agreement": "What was agreed and what not",
    "commitment": "Commitments",
    "outcome": "What became of commitments",
    "position": "Positions",
    "history": "What was known when",
    "party": "Parties",
    "actor": "Actors",
    "topic": "Topics",
    "correction": "Corrections",
}
SAYING = {"quote": "Speaker", "commitment": "By"}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that differs; `about` says what an added or removed one has, `lines` what else differs.

    `unverified`: is it a quote, and (the later of two) unverified?
    """

    how: How
    label: str
    runs: tuple[Run, ...]
    language: str | None
    about: str
    lines: tuple[Line, ...]
    href: str | None
    unverified: bool


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A file that differs; `href` is its page in the later revision that has it, `earlier` in the other.

    `corrections` are those that its author has added. `turn` is the last revision that changed it. `about` is
    what there is to say of one that was added or removed, `more` how many entries are not shown.
    """

    key: str
    kind: str
    how: How
    title: str
    language: str
    href: str
    earlier: str | None
    turn: int
    about: str
    corrections: tuple[Correction, ...]
    lines: tuple[Line, ...]
    text: Difference | None
    text_language: str
    groups: tuple[Group, ...]
    more: int
    notes: tuple[str, ...]

    @property
    def seen(self) -> bool:
        """Is there anything that readers see?"""
        if self.how != "changed":
            return True
        return bool(self.corrections or self.lines or self.text or self.groups or self.notes)


def compared(pair: Pair, first: Edition, last: Edition, lens: Lens) -> Thing:
    """The difference of a pair of versions, as far as a page shows it."""
    version = pair.after or pair.before
    assert version
    whole, two = lens.whole(pair.key), Two(pair.before, pair.after, first, last)
    how: How = "added" if pair.before is None else "removed" if pair.after is None else "changed"
    match version:
        case EventVersion():
            found = parts.event(two, lens, whole)
        case SourceVersion():
            found = parts.source(two, lens, whole)
        case CoverVersion():
            found = parts.cover(two, lens, whole)
    shown = found if how == "changed" or lens.page else Parts(found.title, found.language, found.about)
    groups, more = _grouped(shown.entries, first, last)
    return Thing(
        key=pair.key,
        kind=KINDS[pair.key.partition("/")[0]],
        how=how,
        title=shown.title,
        language=shown.language,
        href=_page(last if pair.after else first, pair.key),
        earlier=_page(first, pair.key) if how == "changed" else None,
        turn=pair.turn,
        about=shown.about if how != "changed" else "",
        corrections=_new(pair) if whole else (),
        lines=tuple(line for line in shown.lines if line.runs),
        text=shown.text,
        text_language=shown.text_language or shown.language,
        groups=groups,
        more=more,
        notes=tuple(shown.notes),
    )


def _page(edition: Edition, key: str) -> str:
    return edition.permanent_link("" if key == "dossier" else key)


def _new(pair: Pair) -> tuple[Correction, ...]:
    before = {(each.date.text, each.note) for each in pair.before.corrections} if pair.before else set()
    after = pair.after.corrections if pair.after else ()
    return tuple(each for each in after if (each.date.text, each.note) not in before)


def _grouped(pairs: Sequence[Entries], first: Edition, last: Edition) -> tuple[tuple[Group, ...], int]:
    """The entries that differ under their headings, and how many more there are than are shown."""
    items = defaultdict[str, list[Item]](list)
    differing = [(old, new) for old, new in pairs if old is None or new is None or differ(old, new)]
    for old, new in differing[:MOST]:
        what = (new or old or _NOTHING).what
        items[what].append(_item(old, new, first, last))
    groups = tuple(Group(GROUPS[what], tuple(items[what])) for what in GROUPS if what in items)
    return groups, max(0, len(differing) - MOST)


_NOTHING = Entry("", "", "", "", "")


def _item(old: Entry | None, new: Entry | None, first: Edition, last: Edition) -> Item:
    some = new or old or _NOTHING
    how: How = "added" if old is None else "removed" if new is None else "changed"
    text = differences.compare(old.text if old else "", new.text if new else "", CELLS)
    changed = list(_terms(old, new)) if old and new else []
    edition = last if new else first
    return Item(
        how=how,
        label=some.label,
        runs=differences.abridged(text, longest=SHORT).runs,
        language=some.language or edition.language,
        about="" if old and new else ", ".join(_about(some)),
        lines=tuple(line for line in changed if line.runs),
        href=edition.permanent_link(f"quotes/{some.identity}") if some.what == "quote" else None,
        unverified=("Match", Match.UNVERIFIED) in some.terms,
    )


def _about(entry: Entry) -> Iterator[str]:
    if entry.origin:
        yield entry.origin
    yield from (f"{name.lower()} {value}" for name, value in entry.terms if name != "Match")


def _terms(old: Entry, new: Entry) -> Iterator[Line]:
    yield value(SAYING.get(new.what, "Kind"), old.label, new.label)
    before, after = dict(old.terms), dict(new.terms)
    for name in dict.fromkeys((*before, *after)):
        yield value(name, before.get(name), after.get(name))
    yield words("Before it", old.context[0], new.context[0], new.language)
    yield words("After it", old.context[1], new.context[1], new.language)


def things(pairs: Iterable[Pair], first: Edition, last: Edition, lens: Lens) -> list[Thing]:
    """All that readers see of the pairs; of a whole dossier also files that were merely written otherwise."""
    found = (compared(pair, first, last, lens) for pair in pairs)
    return [thing for thing in found if not lens.page or _concerns(thing, lens)]


def _concerns(thing: Thing, lens: Lens) -> bool:
    """Whether there is anything of it to see on the page."""
    if thing.how == "changed" or lens.whole(thing.key):
        return thing.seen
    if thing.kind == "source":
        return False  # what cites it has changed with it
    return bool(thing.groups or lens.folder in ("actors", "parties"))

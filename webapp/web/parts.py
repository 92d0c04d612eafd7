"""What the difference of two versions of a file is made of: values, a text, entries of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from webapp import differences, quotes
from webapp.dates import Date
from webapp.differences import Difference, Run
from webapp.markup.plain import lines, named
from webapp.store.pairing import Pair, matched
from webapp.store.queries.versions import LONGEST
from webapp.store.rows import Edition, Entry, EventVersion, SourceVersion, Version
from webapp.web.lens import CAPTION, Lens

CELLS = 250_000  # what the difference of one value or entry may cost
SHORT = 2_000  # code points of what differs in one of them


@dataclass(frozen=True, slots=True)
class Line:
    """A value that differs; `language` is that of its words, None for the site's own."""

    label: str
    runs: tuple[Run, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Two:
    """Both versions, and the editions that they are read in."""

    before: Version | None
    after: Version | None
    first: Edition
    last: Edition


@dataclass(frozen=True, slots=True)
class Parts:
    """What a difference is made of."""

    title: str
    language: str
    about: str
    lines: Sequence[Line] = ()
    text: Difference | None = None
    text_language: str = ""
    entries: Sequence[Pair] = ()
    notes: Sequence[str] = ()


def words(label: str, before: str | None, after: str | None, language: str | None = None) -> Line:
    """Of words: compared word by word."""
    return Line(label, _runs(differences.compare(before or "", after or "", CELLS)), language)


def value(label: str, before: object, after: object) -> Line:
    """Of a value that is replaced as a whole."""
    return Line(label, _runs(differences.exchanged(_said(before), _said(after))))


def _said(value: object) -> str:
    return "" if value is None else value.label if isinstance(value, Date) else str(value)


def _dates(label: str, before: Date | None, after: Date | None) -> Line:
    if before and after and before.label == after.label and before.text != after.text:
        return value(label, before.text, after.text)
    return value(label, before, after)


def _list(
    label: str, before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]], language: str
) -> Line:
    """Of names, of which each is one word; what is called otherwise now is still the same."""
    now = dict(after)
    old = [now.get(id, name) for id, name in before]
    runs = differences.listed(old, [name for _, name in after])
    return Line(label, _runs(runs), language)


def _runs(difference: Difference) -> tuple[Run, ...]:
    return () if difference.empty else differences.abridged(difference, longest=SHORT).runs


def event(two: Two, lens: Lens, whole: bool) -> Parts:
    before, after = two.before, two.after
    assert before is None or isinstance(before, EventVersion)
    assert after is None or isinstance(after, EventVersion)
    some = after or before
    assert some
    language = two.last.language
    fields = list(_fields(before, after, language)) if before and after else []
    entries = (before.entries if before else (), after.entries if after else ())
    if not whole:
        fields = [line for line in fields if line.label in lens.of_event]
        entries = (tuple(filter(lens.entry, entries[0])), tuple(filter(lens.entry, entries[1])))
    text, notes = None, []
    if before and after and whole:
        text = _text(lines(before.html), lines(after.html))
        if text is None and named(before.html, before.marks) != named(after.html, after.marks):
            notes.append("Links, emphasis or citation marks in the text are others; its words are the same.")
    pairs = matched(*entries)
    if whole and _rests_otherwise(before, after, pairs):
        notes.append("What is claimed here rests in part on other quotes than before.")
    cited = sum(entry.what == "quote" for entry in some.entries)
    about = f"{some.date.label} · {some.status} · {cited:,} quote{'s' if cited != 1 else ''}"
    pairs += _withdrawn(before, after) if whole else []
    return Parts(some.title, language, about, fields, text, language, pairs, notes)


def _rests_otherwise(before: EventVersion | None, after: EventVersion | None, pairs: Sequence[Pair]) -> bool:
    """Is a claim proven by other quotes now, though the event has had these all along?"""
    if before is None or after is None:
        return False
    both = set(before.marks.values()) & set(after.marks.values())
    return any(old and new and (old.proof ^ new.proof) & both for old, new in pairs)


def _fields(before: EventVersion, after: EventVersion, language: str) -> Iterator[Line]:
    yield words("Headline", before.title, after.title, language)
    yield _dates("Date", before.date, after.date)
    yield value("Status", before.status, after.status)
    yield value("Kind", before.kind, after.kind)
    yield value("Round", before.round, after.round)
    yield words("Place", before.place, after.place, language)
    yield _list("Parties", before.parties, after.parties, language)
    yield _list("Actors", before.actors, after.actors, language)
    yield _list("Topics", before.topics, after.topics, language)


def _text(before: str, after: str) -> Difference | None:
    difference = differences.compare(before, after)
    return None if difference.empty else differences.abridged(difference)


def source(two: Two, lens: Lens, whole: bool) -> Parts:
    before, after = two.before, two.after
    assert before is None or isinstance(before, SourceVersion)
    assert after is None or isinstance(after, SourceVersion)
    some = after or before
    assert some
    fields: list[Line] = []
    text: Difference | None = None
    notes: list[str] = []
    if before and after:
        fields = [line for line in _described(before, after) if whole or line.label in CAPTION]
        if whole:
            text, notes = _archived(before, after)
    about = f"published {some.published.label}"
    pairs = _withdrawn(before, after) if whole else []
    return Parts(some.title, some.language, about, fields, text, some.language, pairs, notes)


def _described(before: SourceVersion, after: SourceVersion) -> Iterator[Line]:
    yield words("Title", before.title, after.title, after.language)
    yield words("Author", before.author, after.author, after.language)
    yield words("Publisher", before.publisher, after.publisher, after.language)
    yield _dates("Published", before.published, after.published)
    yield value("Address", before.url, after.url)
    yield value("Archived copy", before.archive_url, after.archive_url)
    yield value("Language", before.language, after.language)
    yield value("Shown", _rights(before), _rights(after))


def _rights(source: SourceVersion) -> str:
    if source.text == "":
        return "no text, as none is archived"
    return "excerpts only" if source.rights == "excerpts" else "the whole text"


def _archived(before: SourceVersion, after: SourceVersion) -> tuple[Difference | None, list[str]]:
    """The difference of what the public may see of the texts: where either is excerpts only, of both."""
    excerpts = "excerpts" in (before.rights, after.rights)
    if before.sha256 == after.sha256 and not excerpts:
        return None, []
    if before.text is None or after.text is None:
        same = before.sha256 == after.sha256
        what = "Other excerpts may be shown of the archived text" if same else "The archived text is another"
        return None, [f"{what}. It is too long to be compared here: up to {LONGEST:,} characters are."]
    text = _text(*(public(each) if excerpts else each.text or "" for each in (before, after)))
    if text is None and before.sha256 != after.sha256:
        return None, ["The archived text has changed where it is not shown."]
    return text, []


def public(source: SourceVersion) -> str:
    """What stands around the source's quotes, with a sign for what is left out between."""
    text, end = source.text or "", 0
    parts: list[str] = []
    for start, stop in quotes.passages(text, sorted(set(source.spans))):
        left_out = text[end:start]
        apart = "\n" if "\n" in left_out else " "
        parts.append(
            (f"{apart}[…]{apart}" if left_out.strip() and parts else apart * bool(parts)) + text[start:stop]
        )
        end = stop
    return "".join(parts)


def cover(two: Two, lens: Lens, whole: bool) -> Parts:
    old, new, language = two.first, two.last, two.last.language
    pairs = [
        (before, after)
        for before, after in matched(list(_people(old)), list(_people(new)))
        if not lens.page or (((before or after) and _named(before or after)) in lens.people)
    ]
    if lens.page:
        return Parts(new.title, language, "", entries=pairs)
    fields = [
        words("Title", old.title, new.title, language),
        value("Language", old.language, new.language),
        value("Time zone", old.timezone, new.timezone),
    ]
    text, notes = _text(lines(old.html), lines(new.html)), []
    if text is None and old.html != new.html:
        notes.append("Links or emphasis in the introduction are others; its words are the same.")
    pairs += _withdrawn(two.before, two.after)
    return Parts(new.title, language, "", fields, text, language, pairs, notes)


def _named(entry: Entry | None) -> tuple[str, str]:
    assert entry
    return entry.what, entry.identity


def _people(edition: Edition) -> Iterator[Entry]:
    """Whom and what dossier.md names."""
    language = edition.language
    for party in edition.parties.values():
        yield Entry("party", party.id, "", "", party.name, (("Role", party.role),), language)
    for actor in edition.actors.values():
        terms = (("Office", actor.role), ("Party", actor.party.name))
        yield Entry("actor", actor.id, "", "", actor.name, terms, language)
    for topic in edition.topics.values():
        yield Entry("topic", topic.id, "", "", topic.name, (), language)


def _withdrawn(before: Version | None, after: Version | None) -> list[Pair]:
    """Corrections that a file no longer lists."""
    if before is None or after is None:
        return []
    kept = {(each.date.text, each.note) for each in after.corrections}
    gone = [each for each in before.corrections if (each.date.text, each.note) not in kept]
    return [(Entry("correction", "", "", f"Corrected {each.date.label}", each.note), None) for each in gone]

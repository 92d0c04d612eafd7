"""Dossiers, events, sources and quotes as works to cite.

A source is cited as what was published. Everything else is a page of Parley, in the revision and of the day
of knowledge that the reader sees, dated by the import of that revision: never by the day of reading.
"""

from __future__ import annotations

from webapp.citation import Kind, Passage, Work
from webapp.store.rows import Edition, EventRef, SourceRef
from webapp.web.languages import direction
from webapp.web.paths import absolute
from webapp.web.subject import SITE
from webapp.web.words import Words


def dossier_work(edition: Edition) -> Work:
    return _page(edition, "", edition.title)


def event_work(edition: Edition, ref: EventRef) -> Work:
    """An event or round."""
    return _page(edition, ref.key, ref.title)


def quote_work(edition: Edition, words: Words) -> Work:
    return _page(edition, f"quotes/{words.id}", f"{who(words)}: “{words.snippet}”{words.tag}", words.caution)


def who(words: Words) -> str:
    """Who says it: the speaker, or what the source is called."""
    return words.speaker.name if words.speaker else words.source.title


def source_work(edition: Edition, ref: SourceRef) -> Work:
    """What was published. A page of a website unless more is said of it: a byline in a publication, or that
    it has no address. Where neither it nor a copy has one, its archived text in the dossier is the copy, if
    there is one."""
    on_web = bool(ref.url) and not (ref.author and ref.publisher)
    here = absolute(edition.permanent_link(ref.key)) if ref.archived and not ref.url else None
    return Work(
        kind=Kind.WEB if on_web else Kind.NEWS,
        key=key(edition, ref.key),
        title=ref.title,
        date=ref.published,
        language=ref.language,
        author=ref.author,
        publisher=ref.publisher,
        url=ref.url,
        archive=ref.archive_url or here,
    )


def _page(edition: Edition, path: str, title: str, note: str | None = None) -> Work:
    return Work(
        kind=Kind.WEB,
        key=key(edition, path),
        title=title,
        date=edition.imported_on,
        language=edition.language,
        container=edition.title if path else None,
        version=version(edition),
        publisher=SITE,
        url=absolute(edition.permanent_link(path)),
        note=note,
    )


def version(edition: Edition) -> str:
    """`revision 1, as known on 29 May 2025`"""
    known = f", as known on {edition.known.label}" if edition.known else ""
    return f"revision {edition.revision}{known}"


def key(edition: Edition, path: str) -> str:
    """A key for reference managers, of its own for each page of each revision and day."""
    known = ["known", edition.known.text] if edition.known else []
    steps = path.split("/") if path else []
    return "-".join([edition.id, f"r{edition.revision}", *steps, *known])


def passage(edition: Edition, words: Words) -> Passage:
    """A quote as texts to paste have it. Those that run otherwise than their language are of another."""
    return Passage(
        words=words.text,
        language=words.language if words.direction == direction(words.language) else "",
        direction=words.direction,
        speaker=words.speaker.name if words.speaker else None,
        source=source_work(edition, words.source),
        note=words.caution,
    )

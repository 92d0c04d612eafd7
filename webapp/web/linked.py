"""What pages are in the terms of schema.org, as nodes of JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable

from webapp.citation import Kind
from webapp.citation.when import iso
from webapp.dates import Date
from webapp.store.rows import Edition, EventPage, SourceRef
from webapp.web.formats import alternates
from webapp.web.paths import absolute
from webapp.web.subject import SITE, Node
from webapp.web.words import Words
from webapp.web.works import source_work

CONTEXT = "https://schema.org"
# Of an event that was held, the vocabulary says that it was scheduled.
STATUSES = {
    "planned": "EventScheduled",
    "held": "EventScheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
}
ABOUT = ("bib", "ris", "csl.json", "png")  # formats that are about the data, not the data


def graph(edition: Edition, path: str, title: str, node: Node) -> Node:
    """The node of a page of the dossier, with the way to the page."""
    return {"@context": CONTEXT, "@graph": [node, _trail(edition, path, title)]}


def _trail(edition: Edition, path: str, title: str) -> Node:
    section = path.partition("/")[0] if "/" in path and path.startswith(("rounds/", "sources/")) else ""
    steps = [(SITE, "/"), (edition.title, edition.link())]
    steps += [(section.capitalize(), edition.link(section))] if section else []
    steps += [(title, edition.link(path))] if path else []
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": absolute(address)}
        for number, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def page(edition: Edition, title: str, pinned: str, short: str) -> Node:
    """Any page."""
    return {
        "@type": "WebPage",
        "@id": pinned,
        "url": short,
        "name": title,
        "inLanguage": edition.language,
        "isPartOf": {"@type": "Dataset", "@id": _pinned(edition), "name": edition.title},
    }


def dossier(edition: Edition, description: str) -> Node:
    """A dossier, with the formats in which the timeline can be had."""
    data = [each for each in alternates() if each.format.suffix not in ABOUT]
    return _known(
        {
            **_named(edition, "", "Dataset"),
            "name": edition.title,
            "description": description,
            "version": str(edition.revision),
            "dateModified": edition.imported_on.text,
            "inLanguage": edition.language,
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": each.format.type.partition(";")[0],
                    "contentUrl": absolute(each.href),
                }
                for each in data
            ],
        }
    )


def event(edition: Edition, found: EventPage, words: Iterable[Words]) -> Node:
    """An event or round, with the words that tell of it. Its date is no more precise than it was given."""
    ref = found.ref
    start, end = iso(ref.date)
    return _known(
        {
            **_named(edition, ref.key, "Event"),
            "name": ref.title,
            "eventStatus": f"{CONTEXT}/{STATUSES[ref.status]}",
            "startDate": start,
            "endDate": end,
            "disambiguatingDescription": None if start and ref.date.html else ref.date.label,
            "location": {"@type": "Place", "name": found.place} if found.place else None,
            "inLanguage": edition.language,
            "subjectOf": [quotation(edition, each) for each in words],
        }
    )


def quotation(edition: Edition, words: Words) -> Node:
    """A quote. Whether its speaker is a person or an institution is not said anywhere."""
    speaker = words.speaker
    return _known(
        {
            **_named(edition, f"quotes/{words.id}", "Quotation"),
            "text": words.text,
            "description": words.caution,
            "inLanguage": words.language,
            "spokenByCharacter": {"name": speaker.name, "description": speaker.role} if speaker else None,
            "isBasedOn": source(edition, words.source),
        }
    )


def source(edition: Edition, ref: SourceRef) -> Node:
    """A source: what was published, not the page that shows it."""
    news = source_work(edition, ref).kind is Kind.NEWS
    return _known(
        {
            "@type": "NewsArticle" if news else "Article",
            "@id": absolute(edition.permanent_link(ref.key)),
            "headline": ref.title,
            "author": {"name": ref.author} if ref.author else None,
            "publisher": {"@type": "Organization", "name": ref.publisher} if ref.publisher else None,
            "datePublished": _day(ref.published),
            "inLanguage": ref.language,
            "url": ref.url,
            "archivedAt": ref.archive_url,
        }
    )


def _day(date: Date) -> str | None:
    """A single date; a span is none."""
    first, last = iso(date)
    return None if last or (first and "/" in date.text) else first


def _named(edition: Edition, path: str, type_: str) -> Node:
    return {
        "@type": type_,
        "@id": absolute(edition.permanent_link(path)),
        "url": absolute(edition.short_link(path)),
    }


def _pinned(edition: Edition) -> str:
    return absolute(edition.permanent_link())


def _known(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, [])}

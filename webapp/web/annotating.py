"""`.jsonld` of a quote, and of a source with all its quotes: W3C Web Annotations (model of 23 February 2017).

An annotation targets words of a source's text, as `.txt` has it: offsets are code points into that. Words
that a cut or an insertion parts are several targets: several selectors would each have to select all of them.
Unverified words target their source as a whole: nobody has seen them anywhere in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Response

from webapp.store import queries
from webapp.store.rows import CitedQuote, Edition, EventRef, Quote, SourceRef
from webapp.web.atom import instant
from webapp.web.formats import data
from webapp.web.head import absolute
from webapp.web.paths import Address
from webapp.web.reading import find
from webapp.web.words import words

CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"

Node = dict[str, Any]


def quote_annotation(at: Address, id: str) -> Response:
    found = find(at, queries.quote, id)
    return _answer(annotation(found.edition, found.row))


def source_annotations(at: Address, id: str) -> Response:
    found = find(at, queries.source, id)
    edition, ref = found.edition, found.row.ref
    here = lasting(edition, ref.key, "jsonld")
    page = {
        "id": f"{here}#page",
        "type": "AnnotationPage",
        "partOf": here,
        "startIndex": 0,
        "items": [annotation(edition, cited) for cited in found.row.quotes],
    }
    collection = {
        "id": here,
        "type": "AnnotationCollection",
        "label": f"Quotes from “{ref.title}”",
        "total": len(found.row.quotes),
        "generator": generator(),
        "generated": instant(edition.imported),
    }
    return _answer(collection | ({"first": page} if page["items"] else {}))


def annotation(edition: Edition, cited: CitedQuote) -> Node:
    """A quote: its bodies are who said what, and the events that rest on it."""
    quote = cited.quote
    shown = words(edition, quote)
    who = shown.speaker.name if shown.speaker else shown.origin
    note = {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": quote.source.language,
        "value": shown.told(who),
    }
    targets = list(_targets(edition, quote))
    return {
        "id": lasting(edition, f"quotes/{quote.id}", "jsonld"),
        "type": "Annotation",
        "motivation": "linking",
        "generated": instant(edition.imported),
        "generator": generator(),
        "body": [note, *(_event(edition, ref) for ref in cited.events)],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def generator() -> Node:
    return {"id": absolute("/"), "type": "Software", "name": "Parley"}


def lasting(edition: Edition, key: str, suffix: str) -> str:
    """The permanent address of a page in that format."""
    return absolute(edition.permanent_link(f"{key}.{suffix}"))


def _event(edition: Edition, ref: EventRef) -> Node:
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": {
            "id": absolute(edition.permanent_link(ref.key)),
            "type": "Text",
            "format": "text/html",
            "language": edition.language,
        },
    }


def _targets(edition: Edition, quote: Quote) -> Iterator[Node | str]:
    """A target for each run of the source's own words, in the order in which they are quoted.

    The context that is kept is that of the whole quote: beside a cut there is none.
    """
    runs = [piece for piece in quote.pieces if piece.start is not None]
    if not runs:  # there is no text to have looked for them in
        yield quote.source.url or absolute(edition.permanent_link(quote.source.key))
    for piece in runs:
        around = {"prefix": quote.prefix} if piece is runs[0] and quote.prefix else {}
        around |= {"suffix": quote.suffix} if piece is runs[-1] and quote.suffix else {}
        yield {
            "type": "SpecificResource",
            "source": _text(edition, quote.source),
            "scope": absolute(edition.permanent_link(quote.source.key)),
            "selector": [
                {"type": "TextQuoteSelector", "exact": piece.text, **around},
                {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
            ],
        }


def _text(edition: Edition, ref: SourceRef) -> Node:
    """The text itself; where it was published is the resource that it is a copy of."""
    text: Node = {
        "id": lasting(edition, ref.key, "txt"),
        "type": "Text",
        "format": "text/plain",
        "language": ref.language,
    }
    return text | ({"via": ref.url} if ref.url else {})


def _answer(node: Node) -> Response:
    whole = {"@context": CONTEXT_IRI, **node}
    return data(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", "jsonld")

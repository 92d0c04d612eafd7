"""`/<dossier>/search` and `/search`: what in a dossier, or in all of them, matches the words looked for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request

from webapp import quotes
from webapp.quotes import Piece
from webapp.store import queries
from webapp.store.rows import Edition, EventRef, Hit, Hits, Part, Snippet, SourceRef, Tallied
from webapp.web.head import Head, head, site_head
from webapp.web.languages import way
from webapp.web.parameters import Refused, address, takes
from webapp.web.paths import Address
from webapp.web.reading import Found, connection, open_edition
from webapp.web.rendering import render
from webapp.web.table import tone
from webapp.web.words import caution

LONGEST = 200  # letters of a query
WHOLE = 300  # code points of a sentence that its link has whole: formulaic ones begin and end alike
AFTER_WORDS = " .,;:!?…\"'”’»)]"  # what may stand after a mark, and so not beside the words before it


@dataclass(frozen=True, slots=True)
class Passage:
    """A snippet as a link to the very words. `text`, `language`, `direction` and `caution` are theirs."""

    snippet: Snippet
    href: str
    text: str
    language: str
    direction: str
    source: str | None
    caution: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """An event or source that matches: its `title`, as `label` without marks, and where it has the words.

    `dossier` says where it is, if that is not the page's own.
    """

    title: tuple[Part, ...]
    label: str
    href: str
    language: str
    tone: str
    event: EventRef | None
    source: SourceRef | None
    dossier: Edition | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a thing match, and whether there are more than were counted; `href` leads to them."""

    thing: str
    tallied: Tallied
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Other:
    """Another search that may find something."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchContext:
    """`path` is that of the page without parameters, `q` what was typed. `more` leads to the next page."""

    head: Head
    edition: Edition | None
    path: str
    q: str
    terms: tuple[str, ...]
    absent: tuple[str, ...]
    counts: tuple[Count, ...]
    results: tuple[Result, ...]
    first: str | None
    more: str | None
    others: tuple[Other, ...]


@takes("q", "known", "after")
def search(at: Address) -> Response:
    edition = open_edition(at)
    found = queries.search(connection(), edition, asked(), after())
    title = f"{title_of(asked())} — {edition.title}"
    about = f"Events, quotes and sources of “{edition.title}” by their words."
    heading = head(Found(edition, found), "search", title, about)
    return render("search.html", arrange(heading, edition, found))


@takes("q", "after")
def search_all() -> Response:
    found = queries.search_all(connection(), asked(), after())
    about = "Events, quotes and sources of all dossiers by their words."
    title = f"{title_of(asked())} — Parley"
    return render("search.html", arrange(site_head(title, about), None, found))


def asked() -> str:
    """What is looked for. Raises Refused where it is longer than anybody would look for."""
    text = request.args.get("q", "")
    if len(text) > LONGEST:
        fault = f"The text to look for has {len(text):,} letters: {LONGEST} are enough."
        raise Refused([fault], [(url(""), "A new search")])
    return text


def after() -> str:
    return request.args.get("after", "")


def title_of(text: str) -> str:
    return f"Search: {text}" if text else "Search"


def arrange(heading: Head, edition: Edition | None, found: Hits) -> SearchContext:
    return SearchContext(
        head=heading,
        edition=edition,
        path=request.path,
        q=asked(),
        terms=found.terms,
        absent=found.absent,
        counts=(
            Count("event", found.events, timeline(edition) if edition and found.events.number else None),
            Count("quote", found.quotes),
            Count("source", found.sources),
        ),
        results=tuple(result(hit, edition) for hit in found.hits),
        first=url(asked()) if after() else None,
        more=url(asked(), found.after) if found.after else None,
        others=() if found.hits or not found.terms else others(found, edition),
    )


def timeline(edition: Edition) -> str:
    """What matches as a timeline, which can be narrowed further."""
    known = [("known", edition.known.text)] if edition.known else []
    return address(f"{edition.base}/", [("q", asked()), *known])


def result(hit: Hit, here: Edition | None) -> Result:
    return Result(
        title=hit.title,
        label="".join(part.text for part in hit.title),
        href=hit.edition.link(hit.key),
        language=hit.source.language if hit.source else hit.edition.language,
        tone=tone(hit.event) if hit.event else "none",
        event=hit.event,
        source=hit.source,
        dossier=None if here else hit.edition,
        passages=tuple(passage(hit, snippet) for snippet in hit.snippets),
    )


def passage(hit: Hit, snippet: Snippet) -> Passage:
    source, own = snippet.source or hit.source, hit.edition.language
    language, text = source.language if source else own, "".join(part.text for part in snippet.parts)
    return Passage(
        snippet=snippet,
        href=place(hit, snippet),
        text=text,
        language=language,
        direction=way(text, language, own),
        source=hit.edition.link(snippet.source.key, "") if snippet.source else None,
        caution=caution(snippet.source),
    )


def place(hit: Hit, snippet: Snippet) -> str:
    """Where the words stand: by an anchor, by the words themselves, or both."""
    if snippet.what == "quote":
        return hit.edition.link(hit.key, f"q{snippet.place}")
    link = hit.edition.link(hit.key, f"p{snippet.place}" if snippet.what == "source" else "")
    words = snippet.sentence.rstrip(AFTER_WORDS) if snippet.what == "text" else snippet.sentence
    piece = Piece(words, 0, len(words))
    return quotes.text_fragment(link, (piece,), snippet.before, snippet.after, WHOLE)


def others(found: Hits, edition: Edition | None) -> tuple[Other, ...]:
    """What else to look for where nothing matches: fewer words, the beginnings of words, other places."""
    kept = [term for term in found.terms if term not in found.absent]
    tries = [" ".join(kept)] if found.absent else list(found.terms) if len(kept) > 1 else []
    links = [Other(term, url(term)) for term in tries if term]
    if edition and edition.known:
        links.append(Other("The same as known in the present", address(request.path, [("q", asked())])))
    if edition:
        links.append(Other("The same in all dossiers", address("/search", [("q", asked())])))
    return tuple(links)


def url(text: str, after: str = "") -> str:
    known = request.args.get("known", "")
    pairs = [("q", text), ("known", known), ("after", after)]
    return address(request.path, [pair for pair in pairs if pair[1]])

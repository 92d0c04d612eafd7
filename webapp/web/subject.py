"""What a page is about, for those who pass it on: texts to paste, citations, and metadata for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp import citation
from webapp.citation import Kind, Passage, Shared, Work
from webapp.citation.when import slashed
from webapp.dates import Date

SITE = "Parley"
Node = dict[str, object]

STYLES = (
    ("apa", "APA 7", citation.apa),
    ("chicago", "Chicago 18", citation.chicago),
    ("mla", "MLA 9", citation.mla),
)
FORMS = (
    ("plain", "Plain text", citation.plain),
    ("markdown", "Markdown", citation.markdown),
    ("html", "HTML", citation.html),
    ("wikipedia", "Wikipedia", citation.wikitext),
)
UNPINNED = ("plain", "markdown", "html")  # a footnote cites what stays as it is
ITEM_TYPES = {Kind.NEWS: "newspaperArticle", Kind.WEB: "webpage"}  # Zotero's names


@dataclass(frozen=True, slots=True)
class Subject:
    """`title` stands for the page in texts; `node` is what it is in the terms of schema.org.

    `work` is how it is cited, None where nobody would. `passage` are the words of a quote (`wordy`), or the
    first of an event, whose date is `date`; `source` is the publication that the page shows.
    """

    title: str
    node: Node
    work: Work | None = None
    date: Date | None = None
    passage: Passage | None = None
    wordy: bool = False
    source: Work | None = None

    @property
    def telling(self) -> bool:
        """Is it made to be shared: the words of a quote, or an event?"""
        return self.passage is not None


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be copied, with an id for its field and the name of its form."""

    id: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        """About how many lines it takes, from 2 to 4."""
        return min(4, max(2, sum(1 + len(line) // 60 for line in self.text.split("\n"))))


@dataclass(frozen=True, slots=True)
class Share:
    """`short` links to the view in the newest revision, `pinned` to that in this one, if it has one."""

    short: str
    pinned: str | None
    texts: tuple[Text, ...]
    citations: tuple[Text, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class Metadata:
    """`tags` are (name, content) of `<meta>`, in order; `graph` is JSON-LD."""

    tags: tuple[tuple[str, str], ...]
    graph: Node = field(repr=False)


def share(subject: Subject, shared: Shared, short: str) -> Share:
    work = subject.work
    return Share(
        short=short,
        pinned=shared.url,
        texts=tuple(Text(id, label, write(shared)) for id, label, write in FORMS),
        citations=tuple(Text(id, label, write(work)) for id, label, write in STYLES) if work else (),
        opened=subject.telling,
    )


def share_plainly(shared: Shared) -> Share:
    """Of a page that shows many dossiers, which no revision pins."""
    texts = tuple(Text(id, label, write(shared)) for id, label, write in FORMS if id in UNPINNED)
    return Share(short=shared.url, pinned=None, texts=texts, citations=(), opened=False)


def tags(work: Work) -> Iterator[tuple[str, str]]:
    """Highwire Press tags, Dublin Core and PRISM, and the item type for Zotero.

    Zotero takes `citation_title` alone for a journal article; `z:itemType` comes before all it would guess.
    """
    url = work.url or work.archive
    named = ", ".join(part for part in (work.container, work.publisher) if part)
    given = (
        ("citation_title", work.title),
        ("citation_author", work.author),
        ("citation_publication_date", slashed(work.date)),
        ("citation_publisher", work.publisher),
        ("citation_public_url", url),
        ("citation_language", work.language),
        ("DC.title", work.title),
        ("DC.creator", work.author),
        ("DC.publisher", work.publisher),
        ("DC.date", work.date.text),
        ("DC.identifier", url),
        ("DC.language", work.language),
        ("DC.type", "Text"),
        ("prism.publicationName", named),
        ("z:itemType", ITEM_TYPES[work.kind]),
    )
    yield from ((name, content) for name, content in given if content)

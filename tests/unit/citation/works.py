"""Works to cite, and words that mean something in every form there is."""

from __future__ import annotations

from dataclasses import replace

from webapp.citation import Kind, Passage, Shared, Work
from webapp.dates import parse

ARTICLE = Work(
    kind=Kind.NEWS,
    key="talks-r1-sources-report",
    title="Gates will open",
    date=parse("2025-09-29"),
    language="en",
    author="R. Porter",
    publisher="The Invented Herald",
    url="https://herald.example/gates?id=1&lang=en",
    archive="https://web.archive.org/web/20250930120000/https://herald.example/gates",
)
PAGE = Work(
    kind=Kind.WEB,
    key="talks-r2-events-gates",
    title="Anna Berg promises “open gates”",
    date=parse("2025-10-01"),
    language="en",
    container="River talks",
    version="revision 2, as known on 30 September 2025",
    publisher="Parley",
    url="https://parley.example/talks@2/events/gates?known=2025-09-30",
)
DOSSIER = replace(PAGE, key="talks-r2", title="River talks", container=None, version="revision 2")
BARE = Work(
    Kind.NEWS, "talks-r1-sources-bare", "No name", parse("2025-09"), "en", archive="https://p.example/s"
)

HOSTILE = (
    "} {unbalanced {braces",
    r"back\slash \input{x} \end{document} % & $ # _ ~ ^",
    "line\nTY  - BOOK\r\nER  - \u2028TI  - other\x85AU  - x\x1cER  - ",
    "@article{x,\n@comment{y}\n title = {z}",
    '"quoted" “curly” ‘single’ it\'s',
    "</script><!-- <b>bold</b> & &amp; <img src=x onerror=alert(1)>",
    "a|b {{template|x}} [[link]] [https://x y] ''i'' '''b''' ~~~~ __TOC__ <nowiki/> <ref>",
    "*a* _b_ `c` [d](e) ![f](g) <h> # i ~~j~~ $k$ | l |",
    "حق للجميع — Українa",
)


def entitled(title: str) -> list[Work]:
    """Works with these words wherever words can be."""
    article = replace(ARTICLE, title=title, author=title, publisher=title)
    return [article, replace(PAGE, title=title, container=title, version=title, publisher=title)]


def shared(words: str) -> Shared:
    """A quote of such words, from a source that is called so, by one who is called so."""
    return Shared(
        title=words,
        url="https://parley.example/talks@2/quotes/x",
        site=words,
        made=parse("2025-10-01"),
        passage=Passage(words, "en", "ltr", words, replace(ARTICLE, title=words, author=words)),
        wordy=True,
    )

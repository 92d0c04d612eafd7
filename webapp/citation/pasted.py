"""Texts to paste: the words, who said them, where, and a link, in plain text, Markdown, HTML and wikitext.

Each is written so that no sign of the words means anything in it.
"""

from __future__ import annotations

import html as escaping
import re
from dataclasses import dataclass
from urllib.parse import quote

from webapp.citation import when
from webapp.citation.work import Kind, Work, line
from webapp.dates import Date

# CommonMark, and what GitHub adds to it; `$` begins a formula there.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&~|$#])")
_LINE_START = re.compile(r"^([ \t]*(?:[0-9]{1,9}(?=[.)]))?)([-+=.)])", re.MULTILINE)
# Templates, links, tags, and what is made of several of one sign: emphasis, signatures, switches.
_WIKITEXT = re.compile(r"[&<>\[\]{}|]|:(?=//)|'(?=')|(?<=')'|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_")
_UNSAFE = re.compile(r"[\s\[\]{}|<>\"'\\^`()]")
_SNAPSHOT = re.compile(r"^https?://[^/]+/(?:web/)?([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{0,6}[a-z_]*/")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source, who said them, and how to cite the source.

    `language` is that of the words, "" where nobody says it; `note` is what has to be known of them, in
    English.
    """

    words: str
    language: str
    direction: str
    speaker: str | None
    source: Work
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared: a page of `site` called `title` at `url`, an absolute address.

    `date` is that of an event, `passage` the words of a quote, or the first of an event. Where words are all
    that is shared, they stand for the title (`wordy`). `source` is the publication that the page shows.
    `known` is the day whose knowledge the page shows, `made` the day that this state of the page is of, None
    where it has none.
    """

    title: str
    url: str
    site: str
    made: Date | None = None
    date: Date | None = None
    known: Date | None = None
    passage: Passage | None = None
    wordy: bool = False
    source: Work | None = None


def plain(shared: Shared) -> str:
    """`“Words”`, `— who, where`, and the link, each on a line of its own."""
    return "\n".join([*_heading(shared), *_said(shared.passage), *_known(shared), shared.url])


def _heading(shared: Shared) -> list[str]:
    if shared.wordy:
        return []
    return [line(shared.title), *([shared.date.label] if shared.date else [])]


def _said(passage: Passage | None) -> list[str]:
    return [f"“{passage.words}”", f"— {credit(passage)}"] if passage else []


def _known(shared: Shared) -> list[str]:
    return [f"As known on {shared.known.label}"] if shared.known else []


def credit(passage: Passage) -> str:
    """Who said it, in which source: `Anna Berg, in “A report”, R. Porter, 29 May 2025`; then the note."""
    source = passage.source
    title = f"“{line(source.title)}”"
    by = [line(name) for name in dict.fromkeys((source.author, source.publisher)) if name]
    parts = [f"{line(passage.speaker)}, in {title}" if passage.speaker else title, *by, source.date.label]
    return ", ".join(parts) + (f" ({passage.note})" if passage.note else "")


def markdown(shared: Shared) -> str:
    """A block quotation and a link, in CommonMark."""
    there = _url(shared.url)
    date = f", {_md(shared.date.label)}" if shared.date else ""
    title = f"[{_md(line(shared.title))}]({there}){date}"
    known = "".join(f" {_md(text)}." for text in _known(shared))
    if shared.passage is None:
        return title + (f".{known}" if known else "")
    words = "\n".join(f"> {text}".rstrip() for text in _md(f"“{shared.passage.words}”").split("\n"))
    said = f"{words}\n>\n> — {_md(credit(shared.passage))}"
    if shared.wordy:
        return f"{said}\n\n[{_md(shared.site)}]({there}){'.' if known else ''}{known}"
    return f"{title}{'.' if known else ''}{known}\n\n{said}"


def _md(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def html(shared: Shared) -> str:
    """Elements without any class or script, to be put into a page as they are."""
    title = f'<a href="{_html(shared.url)}">{_html(line(shared.title))}</a>'
    date = f", {_html(shared.date.label)}" if shared.date else ""
    known = "".join(f" {_html(text)}." for text in _known(shared))
    heading = f"<p>{title}{date}{'.' if known else ''}{known}</p>"
    if shared.passage is None:
        return heading
    if not shared.wordy:
        return f"{heading}\n{_quotation(shared, shared.passage)}"
    link = f'<a href="{_html(shared.url)}">{_html(shared.site)}</a>'
    return _quotation(shared, shared.passage, f" · {link}{'.' if known else ''}{known}")


def _quotation(shared: Shared, passage: Passage, more: str = "") -> str:
    """`more` is HTML after the credit."""
    language = f' lang="{_html(passage.language)}"' if passage.language else ""
    way = f' dir="{_html(passage.direction)}"'
    words = "<br>\n".join(_html(text) for text in passage.words.split("\n"))
    return (
        f'<figure>\n<blockquote cite="{_html(shared.url)}"{language}{way}><p>{words}</p></blockquote>\n'
        f"<figcaption>— {_html(credit(passage))}{more}</figcaption>\n</figure>"
    )


def _html(text: str) -> str:
    return escaping.escape(text)


def wikitext(shared: Shared) -> str:
    """A footnote for Wikipedia, by its templates `cite news` and `cite web`.

    Words are cited from their source, and a source as itself, with a link to where they can be checked; any
    other page is cited itself.
    """
    if shared.source:
        return f"<ref>{_of_source(shared.source)} {_there(shared, 'Its page on Parley')}</ref>"
    passage = shared.passage
    note = f" {_wiki(_capital(passage.note))}." if passage and passage.note else ""
    if passage is None or not shared.wordy:
        return f"<ref>{_of_page(shared)}{note}</ref>"
    speaker = f" Said by {_wiki(passage.speaker)}." if passage.speaker else ""
    cited = _of_source(passage.source, passage.words)
    return f"<ref>{cited}{speaker}{note} {_there(shared, 'The words in their context')}</ref>"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _there(shared: Shared, name: str) -> str:
    known = "".join(f", {_wiki(text[0].lower() + text[1:])}" for text in _known(shared))
    return f"[{_url(shared.url)} {name}], {_wiki(shared.site)}{known}."


def _of_page(shared: Shared) -> str:
    known = "".join(f", {text[0].lower() + text[1:]}" for text in _known(shared))
    return _template(
        "cite web",
        title=_wiki(line(shared.title)),
        url=_url(shared.url),
        date=when.wikipedia(shared.made) if shared.made else None,
        website=_wiki(shared.site + known),
        quote=_wiki(shared.passage.words) if shared.passage else None,
    )


def _of_source(work: Work, words: str = "") -> str:
    name = "work" if work.kind is Kind.NEWS else "publisher"
    archive = work.archive if work.url else None
    return _template(
        "cite news" if work.kind is Kind.NEWS else "cite web",
        author=_wiki(work.author),
        title=_wiki(line(work.title)),
        **{name: _wiki(work.publisher)},
        date=when.wikipedia(work.date),
        language=None if work.language.lower().split("-")[0] == "en" else work.language,
        url=_url(work.url or work.archive or "") or None,
        **{"archive-url": archive and _url(archive), "archive-date": archive and _archived_on(archive)},
        quote=_wiki(words),
    )


def _archived_on(url: str) -> str | None:
    """The day that web archives have in their addresses; the template wants it beside them."""
    found = _SNAPSHOT.match(url)
    return "-".join(found.groups()) if found else None


def _template(name: str, **parameters: str | None) -> str:
    given = "".join(f" |{key}={value}" for key, value in parameters.items() if value)
    return f"{{{{{name}{given}}}}}"


def _wiki(text: str | None) -> str:
    return _WIKITEXT.sub(lambda found: f"&#{ord(found[0])};", line(text)) if text else ""


def _url(url: str) -> str:
    """A URL without the signs that would end it in Markdown or wikitext."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), url)

"""What every page says about itself: title, description, language, address, and which revision it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import request
from markupsafe import Markup

from webapp.citation import Shared
from webapp.dates import Date
from webapp.store.rows import Edition
from webapp.web import linked
from webapp.web.formats import Alternate, alternates, rule
from webapp.web.frozen import frozen
from webapp.web.languages import direction, locale
from webapp.web.parameters import address, canonical, taken
from webapp.web.paths import absolute as absolute
from webapp.web.reading import Found, T
from webapp.web.shown import TIMELINE
from webapp.web.subject import SITE, Metadata, Share, Subject, share, share_plainly, tags

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CITATION_MARK = re.compile(r'<a class="cite".*?</a>')


@dataclass(frozen=True, slots=True)
class Head:
    """`edition` is None where a page belongs to no dossier. Pages of errors have no address, but may have the
    edition that they stand in.

    `canonical` is the address for search engines: the page of whatever revision is the newest, without any
    parameters. `here` is the address that was asked for, `permanent` that view in this revision, `current`
    in the newest, which may have no such page any more: a page of a revision says nothing of later ones.
    `card` is the picture that links to it are shown with elsewhere, and `alt` says in words what that is of.
    `published` is when what an article shows was first published. `share` and `metadata` are for those who
    pass the page on.
    `alternates` are the formats in which it can be had.
    `section` is where in the dossier the page stands: "rounds", "sources" … or "" for the timeline; `top`
    says whether it is that section's first page. Search engines are to keep it if `indexed`. Of a page as
    known on a day, `present` is the same page of the present. `of` is what the page is called where it is
    asked whether it has changed, None where that makes no sense.
    """

    title: str
    description: str
    language: str = "en"
    edition: Edition | None = None
    canonical: str = ""
    here: str = ""
    card: str = ""
    alt: str = ""
    published: Date | None = None
    permanent: str = ""
    current: str = ""
    section: str | None = None
    top: bool = False
    indexed: bool = True
    present: str | None = None
    share: Share | None = None
    metadata: Metadata | None = None
    alternates: tuple[Alternate, ...] = ()
    of: str | None = None

    @property
    def since(self) -> str | None:
        """The address that tells whether a pinned page has changed since its revision."""
        return self._since("")

    @property
    def since_data(self) -> str | None:
        """The same for the script."""
        return self._since(".json")

    def _since(self, suffix: str) -> str | None:
        if self.edition is None or self.of is None:
            return None
        path = f"/{self.edition.id}/changes/since/{self.edition.revision}{suffix}"
        return address(path, [("of", self.of)])

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def locale(self) -> str:
        return locale(self.language)

    @property
    def article(self) -> bool:
        """Is it about one thing that was published once?"""
        return self.published is not None

    @property
    def published_on(self) -> str | None:
        """The day on which that was, if it is known to the day."""
        day = self.published and self.published.html
        return day if day and DAY.match(day) else None

    @property
    def english(self) -> bool:
        """Is the page's language that of the site's own words?"""
        return self.language.lower().split("-")[0] == "en"

    def permanent_link(self, path: str, edition: Edition | None = None) -> str:
        """The permanent address, with the site, of a page of the dossier or of another one, to be copied."""
        edition = edition or self.edition
        assert edition
        return absolute(edition.permanent_link(path))


def head(
    found: Found[T],
    path: str,
    title: str,
    description: str,
    published: Date | None = None,
    subject: Subject | None = None,
) -> Head:
    """The head of a page in a dossier. Without a description its title describes it.

    `subject` is what the page is about, where that is more than a page with its title.
    """
    edition, formats = found.edition, alternates()
    drawn = any(each.format.suffix == "png" for each in formats)
    query = "?" + request.query_string.decode() if request.query_string else ""
    permanent = f"/{edition.id}@{edition.revision}/{path}{query}"
    current = f"/{edition.id}/{path}{query}"
    pinned, short = absolute(permanent), absolute(current)
    about = subject or Subject(title, linked.page(edition, title, pinned, short))
    shared = Shared(
        title=about.title,
        url=pinned,
        site=f"{edition.title}, {SITE}",
        made=edition.imported_on,
        date=about.date,
        known=edition.known,
        passage=about.passage,
        wordy=about.wordy,
        source=about.source,
    )
    if edition.known:
        title = f"{title}, as known on {edition.known.label}"
    return Head(
        title=title,
        description=description or title,
        language=edition.language,
        edition=edition,
        canonical=absolute(f"/{edition.id}/{path}"),
        here=absolute(f"{edition.base}/{path}{query}"),
        card=absolute(card(edition, path if drawn else "")),
        alt=f"Card: {title}" if drawn else f"Card: {edition.title}",
        published=published,
        permanent=pinned,
        current=current,
        section=path.partition("/")[0],
        top="/" not in path,
        indexed=not query,
        present=elsewhen(None) if edition.known else None,
        share=share(about, shared, short),
        metadata=Metadata(
            tuple(tags(about.work)) if about.work else (),
            linked.graph(edition, path, about.title, about.node),
        ),
        alternates=formats,
        of=None if path.partition("/")[0] == "changes" else f"{path or TIMELINE}{query}",
    )


def card(edition: Edition, path: str) -> str:
    """The card of a page as it stands in this revision and on the day of `known`: it will never change.

    That of a frozen copy is in the copy.
    """
    if frozen():
        return rule(f"{edition.base}/{path}", "png")
    known = [("known", edition.known.text)] if edition.known else []
    return address(rule(f"/{edition.id}@{edition.revision}/{path}", "png"), known)


def site_head(title: str, description: str) -> Head:
    """The head of a page of the site that belongs to no dossier."""
    query = "?" + request.query_string.decode() if request.query_string else ""
    here = absolute(request.path + query)
    return Head(
        title=title,
        description=description,
        canonical=absolute(request.path),
        here=here,
        card=absolute(rule("/", "png")),
        alt="Card: Parley",
        indexed=not query,
        share=share_plainly(Shared(title, here, SITE)),
        alternates=alternates(),
    )


def elsewhen(day: Date | None) -> str:
    """The page of this request as known on another day, or (None) at present."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "known"]
    pairs += [("known", day.text)] if day else []
    return address(request.path, canonical(pairs, taken().names))


def plain(html: str, longest: int = 200) -> str:
    """HTML as one line of text without citation marks, cut at a word."""
    text = Markup(CITATION_MARK.sub("", html)).striptags()
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"

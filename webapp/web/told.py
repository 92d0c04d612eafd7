"""An event told away from the site: in a feed, on a slide, in a calendar. Its links are absolute."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import current_app
from markupsafe import Markup

from webapp import markup
from webapp.store.rows import Edition, EventCard, EventRef
from webapp.web.head import absolute
from webapp.web.languages import way
from webapp.web.words import Words, words


@dataclass(frozen=True, slots=True)
class Told:
    """`html` is the event's first paragraph, `words` all that it rests on.

    A `slide` has its date and quote marks from elsewhere, and needs a link to the event.
    """

    event: EventRef
    edition: Edition
    place: str | None
    html: Markup
    words: tuple[Words, ...]
    slide: bool

    @property
    def direction(self) -> str:
        return way(self.html.striptags(), self.edition.language, self.edition.language)

    def link(self, path: str) -> str:
        return absolute(self.edition.link(path))


def told(edition: Edition, card: EventCard, slide: bool = False) -> str:
    """The event as HTML: when and where, what happened, each quote with who said it; or a `slide`."""
    told = Told(
        event=card.ref,
        edition=edition,
        place=card.place,
        html=linked(edition, card.html),
        words=tuple(words(edition, quote) for quote in card.quotes),
        slide=slide,
    )
    return current_app.jinja_env.get_template("told.html").render(told=told)


def linked(edition: Edition, html: str) -> Markup:
    """A text of the edition whose links lead to the site from anywhere, without citation marks."""
    return markup.at(markup.unmarked(html), partial(_link, edition))


def _link(edition: Edition, path: str, fragment: str) -> str:
    return absolute(edition.link(path, fragment))

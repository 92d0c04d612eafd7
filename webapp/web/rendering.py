"""How templates are rendered: strictly, leanly, and with the few names that every template knows."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response, current_app
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from webapp import markup
from webapp.cards import SIZE
from webapp.store.rows import Part
from webapp.web.atom import instant
from webapp.web.languages import english, flow, own, way, written
from webapp.web.paths import absolute
from webapp.web.view import narrowed
from webapp.web.words import count

EFFECTS = {"fulfils": "Fulfilled", "breaks": "Broken", "renews": "Renewed"}


def render(template: str, page: object, status: int = 200) -> Response:
    """The template with its one typed context, which it knows as `page`."""
    html = current_app.jinja_env.get_template(template).render(page=page)
    return Response(html, status, content_type="text/html; charset=utf-8")


def marked(parts: Iterable[Part]) -> Markup:
    """Words, with those that were looked for marked."""
    texts = ((escape(part.text), part.marked) for part in parts)
    return Markup("".join(f"<mark>{text}</mark>" if found else text for text, found in texts))


def install(app: Flask) -> None:
    furnish(app.jinja_env)


def furnish(env: Environment) -> None:
    """Let an environment render the site's templates."""
    env.undefined = StrictUndefined
    env.trim_blocks = True
    env.lstrip_blocks = True
    # What a template names with a dot is an attribute and is there: nothing else is looked for.
    env.getattr = getattr  # type: ignore[method-assign, assignment]
    env.filters["at"] = lambda html, edition: markup.at(html, edition.link)
    env.filters["way"] = way
    env.filters["instant"] = instant
    env.filters["marked"] = marked
    env.filters["grouped"] = "{:,}".format
    env.globals.update(english=english, flow=flow, own=own, written=written)
    env.globals.update(absolute=absolute, card_size=SIZE, count=count, effects=EFFECTS, narrowed=narrowed)

"""The site's Jinja makes of templates what Jinja itself does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest
from flask import Flask
from markupsafe import Markup

from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.jinja import Calling, Compiled, Environment

FILES = {
    "macros": (
        "{% macro link(to, label='<here>', class=none) %}"
        "<a href='{{ to }}' class='{{ class }}'>{{ label }}</a>"
        "{% endmacro %}{% macro within(it) %}<p>{{ it }}{{ caller() if caller }}</p>{% endmacro %}"
        "{% macro any() %}{{ varargs }}{{ kwargs }}{% endmacro %}"
    ),
    "base": "{% set title = page.title %}<h1>{{ title }}</h1>{% block main %}base{% endblock %}",
    "page": (
        "{% extends 'base' %}{% from 'macros' import link, within, any %}{% block main %}{{ super() }}"
        "{% for each in page.texts %}{{ loop.index }} {{ link(each) }}{{ link(each, each, class='a') }}"
        "{{ link(to=each) }}{% endfor %}{{ within(link(page.safe)) }}{% call within('<') %}&{% endcall %}"
        "{{ any(1, '<', a='>') }}{{ page.method('<') }}{{ plain(7) }}{{ told() }}{{ page.number }}{{ none }}"
        "{% set block %}<{{ '<' }}>{% endset %}{{ block }}{{ '<' ~ page.safe }}{{ page.texts|join(', ') }}"
        "{% endblock %}"
    ),
}


class Page:
    title = "<A & B>"
    texts = ("<one>", "“two”", "'three'", "")
    safe = Markup("<b>bold</b>")
    number = 5

    def method(self, text: str) -> str:
        return text + text


@jinja2.pass_context
def told(context: Any) -> str:
    return f"<{context.name}>"


def drawn(environment: jinja2.Environment) -> str:
    environment.globals.update(plain=lambda number: number + 1, told=told)
    return environment.get_template("page").render(page=Page())


def test_a_page_is_the_same() -> None:
    options: dict[str, Any] = {"loader": jinja2.DictLoader(FILES), "autoescape": True}
    expected = drawn(jinja2.Environment(**options))
    assert drawn(Environment(Flask(__name__), **options)) == expected
    assert "&lt;one&gt;" in expected
    assert "<b>bold</b>" in expected


def test_it_is_the_sites(tmp_path: Path) -> None:
    environment = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'parley.sqlite'}")).jinja_env
    assert type(environment.from_string("")) is Compiled
    assert issubclass(environment.context_class, Calling)


@pytest.mark.parametrize("call", ["link()", "link(1, 2, 3, 4)", "link(1, other=2)", "nothing()", "within"])
def test_what_is_wrong_in_a_template_is_an_error(call: str) -> None:
    files = {"macros": FILES["macros"], "page": "{% from 'macros' import link %}{{ " + call + " }}"}
    loader, strict = jinja2.DictLoader(files), jinja2.StrictUndefined
    environment = Environment(Flask(__name__), loader=loader, autoescape=True, undefined=strict)
    with pytest.raises((jinja2.UndefinedError, TypeError)):
        environment.get_template("page").render()

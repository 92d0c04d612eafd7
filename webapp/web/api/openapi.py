"""`/openapi.json`: all documents and other formats, described as OpenAPI 3.1.

Made of what there is: the routes, the parameters that views take, and the shapes that they answer with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

from flask import Flask, Response, current_app
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from werkzeug.routing import Rule

from webapp.web import formats
from webapp.web.api.base import VERSION, Shape
from webapp.web.api.parameters import in_path, in_query
from webapp.web.formats import KNOWN
from webapp.web.head import absolute
from webapp.web.parameters import declared
from webapp.web.problem import TYPE, Problem

PATH = "/openapi.json"
SCHEMAS = "#/components/schemas/"
ABOUT = """The pages of Parley for programs. Any site may read them; nothing can be written.

Each document shows what its page shows, and takes the same parameters. Equal documents have equal addresses:
any other spelling of the parameters is redirected. `/{at}` is a dossier in its newest revision, or with `@`
and a number in that revision, for ever.

A document says in `parley` which version of the shapes it has. Within a version keys are added, and never
renamed or taken away: programs should pass over those that they do not know."""
REDIRECT = {
    "description": "The one address of this document, which is spelt otherwise.",
    "headers": {"Location": {"description": "That address.", "schema": {"type": "string"}, "required": True}},
}
PROBLEMS = {
    400: "A parameter is not known, or has a value that cannot be.",
    404: "There is no such dossier, revision or thing; or it was not known on that day.",
    410: "An earlier revision of the dossier has it, and this one no longer.",
    414: "The address is longer than any that means something.",
    429: "Too much was asked for from one network at a time; Retry-After says when there may be more.",
    500: "The site failed.",
    503: "The site cannot read its database just now; Retry-After says when to try again.",
}
Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Schemas in the order of the shapes, without titles that only repeat a key."""

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Described:
    """A format of a page: its route, the document's shape if it has one, and what it is in words."""

    page: str
    suffix: str
    rule: Rule
    shape: type[Shape] | None
    said: str

    @property
    def path(self) -> str:
        """The address, as OpenAPI writes it."""
        return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", self.rule.rule)

    @property
    def id(self) -> str:
        return f"{self.page.strip('_')}-{self.suffix.replace('.', '-')}"


def description() -> Response:
    if "parley.openapi" not in current_app.extensions:
        current_app.extensions["parley.openapi"] = describe(described(current_app))
    whole = {**current_app.extensions["parley.openapi"], "servers": [{"url": absolute("")}]}
    return formats.data(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), "json")


def described(app: Flask) -> list[Described]:
    """All formats of all pages, in the order of the routes."""
    pages: dict[str, dict[str, str]] = app.extensions["parley.formats"]
    return [
        Described(page, suffix, rule, shape_of(app, endpoint), said(app, endpoint))
        for page, endpoints in pages.items()
        for suffix, endpoint in endpoints.items()
        for rule in app.url_map.iter_rules(endpoint)
    ]


def shape_of(app: Flask, endpoint: str) -> type[Shape] | None:
    return getattr(app.view_functions.get(endpoint), "shape", None)


def said(app: Flask, endpoint: str) -> str:
    """What the view says of itself, or its shape; else its format, and what the document of its page says."""
    page, _, suffix = endpoint.partition(":")
    shape = shape_of(app, endpoint)
    if own := app.view_functions[endpoint].__doc__ or (shape and shape.__doc__):
        return cleandoc(own)
    document = shape_of(app, f"{page}:json")
    about = cleandoc(document.__doc__ or "") if document else ""
    return f"{KNOWN[suffix].label}: {about[:1].lower()}{about[1:]}"


def describe(found: Sequence[Described]) -> Schema:
    """The description of these formats, without the servers that have them."""
    shapes: list[type[Shape]] = [*(each.shape for each in found if each.shape), Problem]
    _, schemas = models_json_schema(
        [(shape, "serialization") for shape in shapes],
        ref_template=SCHEMAS + "{model}",
        schema_generator=_Generator,
    )
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": GenerateJsonSchema.schema_dialect,
        "info": {"title": "Parley", "version": VERSION, "description": ABOUT},
        "paths": {each.path: {"get": operation(each)} for each in found},
        "components": {"schemas": schemas["$defs"]},
    }


def operation(each: Described) -> Schema:
    summary, _, more = each.said.partition("\n\n")
    names = re.findall(r"{(\w+)}", each.path)
    taken = declared(each.rule.endpoint, "at" in names)
    return {
        "operationId": each.id,
        "tags": [KNOWN[each.suffix].label],
        "summary": summary,
        **({"description": more} if more else {}),
        "parameters": [*(in_path(each.page, name) for name in names), *in_query(each.page, taken)],
        "responses": {"200": success(each), "307": REDIRECT, "308": REDIRECT, **problems(names)},
    }


def success(each: Described) -> Schema:
    type = KNOWN[each.suffix].type.partition(";")[0]
    schema = {"schema": {"$ref": SCHEMAS + each.shape.__name__}} if each.shape else {}
    return {"description": "The document.", "content": {type: schema}}


def problems(names: Collection[str]) -> Schema:
    """What else may be answered: without anything in its path, an address is always there."""
    content = {"content": {TYPE: {"schema": {"$ref": SCHEMAS + Problem.__name__}}}}
    return {
        str(status): {"description": text, **content}
        for status, text in PROBLEMS.items()
        if names or status not in (404, 410)
    }

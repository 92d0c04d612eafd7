"""`/openapi.json` describes all there is, is valid, and what is asked by it is answered as it says."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.described import check_open
from webapp.app import create_app
from webapp.settings import Settings
from webapp.web.api.openapi import described

Schema = dict[str, Any]
FORMATS = described(create_app(Settings()))
CHECKS = [
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}  # Schemathesis would ask for what its WSGI client does not unpack
# Values that dossiers of the tests have, and some that they have not: by chance nobody would hit upon any.
REAL: dict[str, list[Any]] = {
    "at": ["river-2025", "river-2025@1", "istanbul-2025", "majlis", "odd", "nothing-2025", "river-2025@7"],
    "id": ["anna-promises", "rumour", "report", "minutes", "anna", "upstream", "bayan", "no-such"],
    "number": [1, 2, 9],
    "a": [1, 2, 9],
    "b": [1, 2, 9],
    "party": ["upstream", "downstream", "russia", "nobody"],
    "topic": ["water", "ceasefire", "nothing"],
    "q": ["gates", "memorandum", '"the first', "nobodysays"],
    "known": ["2025-05-29", "2025-06-30", "1999-01-01"],
    "compare": [1, 2],
    "year": ["2025", "none", "1800"],
}


@pytest.fixture(scope="module")
def document(app: Flask) -> Schema:
    response = app.test_client().get("/openapi.json")
    assert (response.status_code, response.content_type) == (200, "application/json")
    check_open(response)
    found: Schema = response.get_json()
    return found


def test_it_is_valid(document: Schema) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert document["jsonSchemaDialect"] == "https://json-schema.org/draft/2020-12/schema"


def test_it_has_one_version_with_all_documents(app: Flask, document: Schema) -> None:
    version = document["info"]["version"]
    schemas = document["components"]["schemas"].values()
    documents = [each for each in schemas if "parley" in each["properties"]]
    assert {each["properties"]["parley"]["const"] for each in documents} == {version}
    assert app.test_client().get("/index.json").get_json()["parley"] == version


def test_it_names_the_site_by_its_public_address() -> None:
    app = create_app(Settings(public_url="https://talks.example.org"))
    servers = app.test_client().get("/openapi.json").get_json()["servers"]
    assert servers == [{"url": "https://talks.example.org"}]
    app.extensions["parley.store"].close()


def test_it_describes_every_format_of_every_page(app: Flask, document: Schema) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if ":" in rule.endpoint]
    assert len(document["paths"]) == len(rules)
    ids = [each["get"]["operationId"] for each in document["paths"].values()]
    assert len(set(ids)) == len(ids)


def test_everything_has_a_description(document: Schema) -> None:
    assert [where for where, thing in _things(document) if not thing.get("description")] == []


def _things(document: Schema) -> Iterator[tuple[str, Schema]]:
    """Every shape, key, parameter and answer, each with a name for messages."""
    for name, schema in document["components"]["schemas"].items():
        yield name, schema
        for key, value in schema["properties"].items():
            yield f"{name}.{key}", value
    for path, each in document["paths"].items():
        yield path, {"description": each["get"]["summary"]}
        for parameter in each["get"]["parameters"]:
            yield f"{path} {parameter['name']}", parameter
        for status, answer in each["get"]["responses"].items():
            yield f"{path} {status}", answer


def test_shapes_have_short_names(document: Schema) -> None:
    """Two of the same name would be told apart by their modules."""
    assert [name for name in document["components"]["schemas"] if not name.isalnum()] == []


@pytest.fixture(scope="module")
def api(app: Flask, document: Schema) -> BaseSchema:
    """The site, to be asked with values that its dossiers have, or at random."""
    raw = copy.deepcopy(document)
    for each in raw["paths"].values():
        for parameter in each["get"]["parameters"]:
            parameter["schema"] = _real(parameter["name"], parameter["schema"])
    schema = schemathesis.openapi.from_dict(raw)
    schema.app = app
    return schema


def _real(name: str, schema: Schema) -> Schema:
    if name not in REAL:
        return schema
    if schema.get("type") == "array":
        return {**schema, "items": {"enum": REAL[name]}}
    return {"enum": REAL[name]}


@pytest.mark.parametrize("path", [each.path for each in FORMATS])
def test_answers_are_as_described(api: BaseSchema, path: str) -> None:
    operation = api[path]["GET"]

    @settings(max_examples=12, deadline=None)
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    ask()


@pytest.mark.parametrize(
    "path", [each.path for each in FORMATS if each.page not in ("home", "accessibility")]
)
def test_answers_to_nonsense_are_as_described(api: BaseSchema, path: str) -> None:
    """Whether it is refused at once is not asked: another spelling is first redirected."""
    operation = api[path]["GET"]

    @settings(max_examples=6, deadline=None)
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    ask()

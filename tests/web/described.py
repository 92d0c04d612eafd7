"""The checked client's eye for data: every document that a test comes by is as OpenAPI describes it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import jsonschema_rs
from flask import Flask
from werkzeug.test import TestResponse

from webapp.web.api.openapi import described as described_of
from webapp.web.formats import of
from webapp.web.problem import TYPE

Schema = dict[str, Any]


class Description:
    """What an application's own `/openapi.json` says of its answers."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    @cached_property
    def whole(self) -> Schema:
        found: Schema = self.app.test_client().get("/openapi.json").get_json()
        return found

    def check(self, path: str, response: TestResponse) -> None:
        """The answer to that path, with its query, must be of the type and shape that are described."""
        format = of(path.partition("?")[0])
        assert format, path
        check_open(response)
        problem = response.status_code >= 400
        assert response.content_type == (TYPE if problem else format.type), path
        for type, content in self._answer(path, response.status_code)["content"].items():
            assert type == response.mimetype, path
            if "schema" in content:
                self._validator(content["schema"]["$ref"]).validate(response.get_json(force=True))

    def _answer(self, path: str, status: int) -> Schema:
        endpoint, _ = self.app.url_map.bind("localhost").match(path.partition("?")[0])
        (described,) = (each for each in described_of(self.app) if each.rule.endpoint == endpoint)
        answer: Schema = self.whole["paths"][described.path]["get"]["responses"][str(status)]
        return answer

    def _validator(self, ref: str) -> jsonschema_rs.Draft202012Validator:
        if ref not in self._validators:
            schema = {"$ref": ref, "components": self.whole["components"]}
            self._validators[ref] = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        return self._validators[ref]


def check_open(response: TestResponse) -> None:
    """Any site may read it, and nothing else changes."""
    headers = response.headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers

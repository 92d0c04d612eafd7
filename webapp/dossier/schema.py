"""JSON Schemas (draft 2020-12) of the front matter, made from the shapes that read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from webapp.dossier.shapes import CoverShape, EventShape, RoundShape, Shape, SourceShape

SHAPES: dict[str, type[Shape]] = {
    "dossier": CoverShape,
    "source": SourceShape,
    "event": EventShape,
    "round": RoundShape,
}
Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """A key may be left out, but is never null: every value of front matter is text."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        return value  # in the order of the shapes, which is the order of writing

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {**super().dict_schema(schema), "additionalProperties": False}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


@cache
def of(shape: type[BaseModel]) -> Schema:
    schema = shape.model_json_schema(schema_generator=_Generator)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_schemas() -> dict[str, Schema]:
    """The schemas by the names under which they are published, `static/schemas/<name>.json`."""
    return {name: of(shape) for name, shape in SHAPES.items()}


def below(schema: Schema, path: Sequence[str | int]) -> Schema:
    """The part of a schema that speaks of the value at `path`."""
    part = schema
    for step in path:
        part = _step(part, step)
        if "$ref" in part:
            part = {**schema["$defs"][part["$ref"].rpartition("/")[2]], **part}
    return part


def _step(part: Schema, step: str | int) -> Schema:
    if isinstance(step, int):
        return cast(Schema, part["items"])
    properties = part.get("properties")
    if properties is not None:
        return cast(Schema, properties[step])
    return cast(Schema, next(iter(part["patternProperties"].values())))

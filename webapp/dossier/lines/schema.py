"""The JSON Schema (draft 2020-12) of a line, made from those of front matter."""

from __future__ import annotations

from typing import Any

from webapp.dossier import ids
from webapp.dossier.filenames import NUMBER
from webapp.dossier.lines.line import OWN
from webapp.dossier.schema import Schema, json_schemas

_ID: Schema = {"type": "string", "pattern": f"^{ids.PATTERN}$", "maxLength": ids.LONGEST}
_TEXT = {"type": "string", "minLength": 1}
_NUMBER = {"type": ["integer", "string"]}
_QUOTE: Schema = {
    "title": "Quote",
    "description": "Words of a source, as a footnote has them.",
    "type": "object",
    "properties": {
        "label": {"type": ["string", "integer"], "description": "What its mark says; default: 1, 2 …"},
        "words": _TEXT | {"description": "The words, as the source has them."},
        "speaker": _ID | {"description": "The id of the actor who said them."},
        "source": _ID | {"description": "The id of the source."},
        "occurrence": _NUMBER | {"minimum": 1, "description": "Which of several places."},
        "page": _NUMBER | {"description": "The page, as readers see it."},
    },
    "required": ["words", "source"],
    "additionalProperties": False,
}  # fmt: skip
_BELOW: Schema = {
    "headline": _TEXT | {"description": "The headline, where the text does not begin with one."},
    "text": {"type": "string", "description": "What stands below front matter: Markdown, or archived text."},
    "archived": {"type": "boolean", "description": "Whether a text is archived; default: true."},
    "quotes": {
        "type": "array",
        "items": {"$ref": "#/$defs/Quote"},
        "description": "The footnotes that do not stand in the text.",
    },
}  # fmt: skip


def line_schema() -> Schema:
    """What a line may be: a dossier, a source, a round or an event."""
    kinds = {kind: dict(schema) for kind, schema in json_schemas().items()}
    shared: dict[str, Any] = {"Quote": _QUOTE}
    for schema in kinds.values():
        shared |= schema.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Line",
        "description": "A line of JSON Lines: one file of a dossier.",
        "oneOf": [_of(kind, schema) for kind, schema in kinds.items()],
        "$defs": shared,
    }


def _of(kind: str, schema: Schema) -> Schema:
    id = {"type": ["integer", "string"], "pattern": f"^{NUMBER}$"} if kind == "round" else _ID
    own = {"type": {"const": kind}, "id": id} | {key: _BELOW[key] for key in OWN[kind] if key in _BELOW}
    needed = ["type"] if kind == "dossier" else ["type", "id"]
    return {
        "title": schema["title"],
        "description": schema["description"],
        "type": "object",
        "properties": schema["properties"] | own,
        "required": [*needed, *schema.get("required", ())],
        "additionalProperties": False,
    }

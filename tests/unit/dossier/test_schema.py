"""The published JSON Schemas: what they are, and that they accept and refuse what the reader does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.unit.dossier.folders import DATA, GOOD
from webapp.dossier.frontmatter import split
from webapp.dossier.problems import Report
from webapp.dossier.schema import below, json_schemas

PUBLISHED = Path(__file__).parents[3] / "static" / "schemas"
DEMO = Path(__file__).parents[3] / "webapp" / "demo" / "istanbul-2025"
NAMES = {"sources": "source", "rounds": "round", "events": "event"}


def matter(path: Path) -> Any:
    """The front matter of a file; numbers as YAML 1.2 reads them, as editors do."""
    page = split(path.read_text(encoding="utf-8-sig"), Report(path.name))
    assert page is not None
    assert page.matter is not None
    return _numbered(page.matter.plain())


def _numbered(value: Any) -> Any:
    match value:
        case dict():
            return {key: _numbered(item) for key, item in value.items()}
        case list():
            return [_numbered(item) for item in value]
    return int(value) if re.fullmatch("[0-9]+", value) else value


def good_files() -> Iterator[Path]:
    for folder in (*(DATA / name for name in GOOD), DEMO):
        yield from sorted(folder.rglob("*.md"))


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schemas()[name], format_checker=Draft202012Validator.FORMAT_CHECKER)


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object of a schema and below."""
    if isinstance(schema, dict):
        yield schema
    for item in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(item)


@pytest.mark.parametrize("name", ["dossier", "source", "event", "round"])
def test_the_published_schema_is_the_generated_one(name: str) -> None:
    published = (PUBLISHED / f"{name}.json").read_text(encoding="utf-8")
    assert published == json.dumps(json_schemas()[name], ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", ["dossier", "source", "event", "round"])
def test_the_schema_is_a_schema_that_explains_every_key(name: str) -> None:
    schema = json_schemas()[name]
    Draft202012Validator.check_schema(schema)
    for part in parts(schema):
        if "properties" in part and isinstance(part["properties"], dict):
            assert part["additionalProperties"] is False
            assert part["description"]
            for key in part["properties"]:
                value = below({**part, "$defs": schema.get("$defs", {})}, (key,))
                assert value["title"], key
                assert value["description"], key
                assert value["examples"], key


@pytest.mark.parametrize("path", list(good_files()), ids=lambda path: "/".join(path.parts[-3:]))
def test_good_front_matter_is_accepted(path: Path) -> None:
    assert list(validator(NAMES.get(path.parent.name, "dossier")).iter_errors(matter(path))) == []


@pytest.mark.parametrize(
    "path",
    [
        "talks/events/unknown-key.md",
        "talks/events/unknown-status.md",
        "talks/events/missing-date-and-kind.md",
        "talks/events/set-of-dates-without-quote-marks.md",
        "talks/events/party-twice.md",
        "talks/events/round-in-words.md",
        "talks/events/kind-is-round.md",
        "talks/events/kind-is-no-id.md",
        "talks/events/one-word-for-a-list.md",
        "talks/events/list-for-one-word.md",
        "talks/events/list-for-keys.md",
        "talks/events/keys-for-a-list.md",
        "talks/events/long-place.md",
        "talks/events/nothing-after-a-key.md",
        "talks/events/merge-key.md",
        "talks/events/history-of-a-month.md",
        "talks/events/commitment-without-proof.md",
        "talks/events/commitment-with-empty-proof.md",
        "talks/rounds/3.md",
        "talks/sources/wrong-values.md",
        "cover/dossier.md",
    ],
)
def test_bad_front_matter_is_refused(path: str) -> None:
    file = DATA / "mistakes" / path
    assert not validator(NAMES.get(file.parent.name, "dossier")).is_valid(matter(file))


@pytest.mark.parametrize("name", ["dossier", "source", "event", "round"])
def test_every_example_is_one(name: str) -> None:
    schema = json_schemas()[name]
    for part in parts(schema):
        for example in part["examples"] if isinstance(part.get("examples"), list) else ():
            Draft202012Validator({**part, "$defs": schema.get("$defs", {})}).validate(example)

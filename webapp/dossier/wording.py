"""Front matter held against its shape: every error of pydantic's becomes a problem in our own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from webapp.dossier import schema
from webapp.dossier.ids import nearest
from webapp.dossier.problems import Report, brief
from webapp.dossier.roll import Roll
from webapp.dossier.shapes import Shape
from webapp.dossier.tree import Keys, Path, find, key_place, place

S = TypeVar("S", bound=Shape)


def check(shape: type[S], matter: Keys, roll: Roll, report: Report) -> S | None:
    """What the front matter says, without the values that are wrong, which are reported.

    None where what is left cannot be judged, because a required value or the status is wrong.
    """
    plain = matter.plain()
    try:
        return shape.model_validate(plain, context=roll)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    for one in errors:
        fault = _Fault(shape, one, matter)
        report.add(fault.place, WORDING[one["type"]](fault))
    wrong = {str(one["loc"][0]) for one in errors}
    needed = {name for name, field in shape.model_fields.items() if field.is_required() or name == "status"}
    if wrong & needed:
        return None
    return shape.model_validate({key: plain[key] for key in plain.keys() - wrong}, context=roll)


class _Fault:
    """An error of pydantic's with its place and with what the schema says of its value."""

    def __init__(self, shape: type[Shape], error: ErrorDetails, matter: Keys) -> None:
        where = error["loc"]
        of_key = (
            where[-1] == "[key]" and find(matter, where) is None
        )  # how pydantic speaks of a mapping's key
        self.path = where[:-1] if of_key else where
        key = of_key or error["type"] == "extra_forbidden"
        self.place = key_place(matter, self.path) if key else place(matter, self.path)
        self.schema = schema.of(shape)
        self.input = error["input"]
        self.context = error.get("ctx", {})

    @property
    def keyed(self) -> Path:
        """The path of the nearest key: of the list, for an item."""
        path = self.path
        while isinstance(path[-1], int):
            path = path[:-1]
        return path

    @property
    def name(self) -> str:
        return brief(str(self.keyed[-1]))

    @property
    def given(self) -> str:
        """The value in a sentence: `parties` is “russia”, is a list, has keys."""
        if isinstance(self.input, str):
            return f"is “{brief(self.input)}”"
        return "is a list" if isinstance(self.input, list) else "has keys below it"

    @property
    def example(self) -> str:
        """What would be right."""
        return f"`{self.name}: {_flow(_example(self.schema, self.keyed))}`"


def _example(whole: schema.Schema, path: Path) -> Any:
    part = schema.below(whole, path)
    if "examples" in part:
        return part["examples"][0]
    return next(iter(_example(whole, path[:-1]).values()))  # an entry under an id of the author's own


def _flow(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)


def _refused(fault: _Fault) -> str:
    return str(fault.context["message"])


def _empty(fault: _Fault) -> str:
    required = schema.below(fault.schema, fault.keyed[:-1]).get("required", ())
    removable = "" if fault.keyed[-1] in required else ", or remove it"
    return f"`{fault.name}` is empty: give it a value, as in {fault.example}{removable}"


def _missing(fault: _Fault) -> str:
    return f"`{fault.name}` is missing: add it, as in {fault.example}"


def _unknown(fault: _Fault) -> str:
    known = schema.below(fault.schema, fault.path[:-1])["properties"]
    near = nearest(str(fault.path[-1]), known)
    return f"unknown key `{fault.name}`: " + (
        f"did you mean `{near}`?" if near else f"use {_or(list(known))}"
    )


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _choice(fault: _Fault) -> str:
    if not fault.input:
        return _empty(fault)
    return f"`{fault.name}` {fault.given}: use {_or(schema.below(fault.schema, fault.path)['enum'])}"


def _form(wanted: str) -> Callable[[_Fault], str]:
    def word(fault: _Fault) -> str:
        if not fault.input and fault.path == fault.keyed:
            return _empty(fault)
        item = "an item of " if isinstance(fault.path[-1], int) else ""
        return f"{item}`{fault.name}` {fault.given}, and {wanted} is wanted: write it as in {fault.example}"

    return word


def _long(fault: _Fault) -> str:
    size, most = len(fault.input), fault.context["max_length"]
    return f"`{fault.name}` has {size:,} characters, and at most {most:,} are read: shorten it"


# Every type of error that values of text, lists and keys can raise in the shapes.
WORDING: dict[str, Callable[[_Fault], str]] = {
    "dict_type": _form("a value with keys"),
    "empty": _empty,
    "enum": _choice,
    "extra_forbidden": _unknown,
    "list_type": _form("a list"),
    "missing": _missing,
    "model_type": _form("a value with keys"),
    "refused": _refused,
    "string_too_long": _long,
    "string_too_short": _empty,
    "string_type": _form("one value"),
    "too_short": _empty,
}

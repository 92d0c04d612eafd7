"""One line of a JSON Lines file: an object that stands for one file of a dossier."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from webapp.dossier.filenames import NUMBER
from webapp.dossier.ids import RULE, is_id, nearest, propose
from webapp.dossier.lines import manuscript
from webapp.dossier.lines.fault import Fault
from webapp.dossier.lines.manuscript import Manuscript
from webapp.dossier.lines.notes import notes, text_of
from webapp.dossier.lines.spot import spot
from webapp.dossier.problems import Place, brief
from webapp.dossier.schema import SHAPES
from webapp.dossier.tree import Path

FOLDERS = {"source": "sources", "round": "rounds", "event": "events"}
# Keys that are not front matter: what they hold stands below it, or is the file's name.
OWN = {
    "dossier": ("type", "id", "text"),
    "source": ("type", "id", "text", "archived"),
    "round": ("type", "id", "headline", "text", "quotes"),
    "event": ("type", "id", "headline", "text", "quotes"),
}
_FRONT = {kind: frozenset(SHAPES[kind].model_fields) - {*OWN[kind]} for kind in OWN}
DEPTH = 50  # YAML's reader stops sooner, and says so
_EXAMPLE = '`{"type": "event", "id": "…", …}`'
_DEEP = "this is nested too deeply to be read: write it flatter"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """The line of that number; `key` is the file's, see `webapp.dossier.model`."""

    number: int
    text: str
    kind: str
    id: str

    @property
    def key(self) -> str:
        return f"{FOLDERS[self.kind]}/{self.id}" if self.kind in FOLDERS else "dossier"

    @property
    def path(self) -> str:
        return f"{self.key}.md"

    @property
    def digest(self) -> str:
        """By which the same line is known again."""
        return sha256(self.text.encode()).hexdigest()

    def packed(self) -> bytes:
        return f"{self.number} {self.kind} {self.id}\n{self.text}".encode()

    @classmethod
    def unpacked(cls, packed: bytes) -> Line:
        head, _, text = packed.decode().partition("\n")
        number, kind, id = head.split(" ")
        return cls(int(number), text, kind, id)

    def column(self, path: Path) -> int:
        """Where the value at `path` stands, from 1, in code points."""
        return spot(self.text, path) + 1

    def origin(self, place: Place) -> int:
        """The column of the value that stands at a place in the file."""
        return self.column(self.file([]).origin(place))

    def listed(self, key: str) -> list[str]:
        """The texts in the list under a key, as far as there are any."""
        found = _decoded(self.text, []).get(key)
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []

    def file(self, faults: list[Fault]) -> Manuscript:
        """The file that the line stands for; what cannot stand in it goes to `faults`."""
        value = _decoded(self.text, [])
        own = OWN[self.kind]
        known = _FRONT[self.kind]
        front = {
            key: it for key, it in value.items() if key in known or _of_front(key, self.kind, own, faults)
        }
        body: list[tuple[Path, str]] = []
        if "headline" in own and "headline" in value:
            body.append((("headline",), f"# {manuscript.one_line(text_of(value, 'headline', faults))}"))
        if "archived" in own and not _is_archived(value, faults):
            front["text"] = "none"  # what front matter says of it
        if "text" in value:
            body.append((("text",), text_of(value, "text", faults)))
        if "quotes" in own:
            body += notes(value.get("quotes", []), faults)
        written = manuscript.write(front, body)
        return _without_surrogates(written, faults) if "\\u" in self.text else written


def parse(number: int, text: str, faults: list[Fault]) -> Line | None:
    """The line, or None where it stands for nothing that could be told; what is wrong goes to `faults`."""
    try:
        value = _decoded(text, faults)
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]}".removesuffix(" at")
        faults.append(Fault(f"this is not JSON ({what}): write one object in one line", at=error.pos))
    except RecursionError:
        faults.append(Fault(_DEEP, at=0))
    else:
        if _is_deep(value, text):
            faults.append(Fault(_DEEP))
            return None
        if isinstance(value, dict):
            return _line(number, text, value, faults)
        what = "a list" if isinstance(value, list) else "a single value"
        faults.append(Fault(f"a line is one JSON object, as in {_EXAMPLE}, and this is {what}"))
    return None


def _is_deep(value: Any, text: str) -> bool:
    """Whether it is nested so deeply that not even a message about it could be made."""
    level = [value]
    if text.count("[") + text.count("{") <= DEPTH:
        return False
    for _ in range(DEPTH):
        nodes = [list(node.values()) if isinstance(node, dict) else node for node in level]
        level = [item for node in nodes if isinstance(node, list) for item in node]
    return bool(level)


def _decoded(text: str, faults: list[Fault]) -> Any:
    """The JSON, with numbers as they are written, and without keys that are null."""
    if text.startswith("\ufeff"):
        return _once(text, faults)  # which says so
    try:
        return _DECODER.decode(text)
    except _TwiceError:
        return _once(text, faults)


class _TwiceError(Exception):
    """A key is written twice."""


def _without_nulls(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    if None in found.values():
        return {key: value for key, value in pairs if value is not None}
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_nulls, parse_int=str, parse_float=str, parse_constant=str
)


def _once(text: str, faults: list[Fault]) -> Any:
    """The JSON with the first of keys that are written twice, which is a fault."""

    def unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                faults.append(Fault(f"`{brief(key)}` is written twice: keep one of them"))
            found.setdefault(key, value)
        return {key: value for key, value in found.items() if value is not None}

    return json.loads(text, object_pairs_hook=unique, parse_int=str, parse_float=str, parse_constant=str)


def _line(number: int, text: str, value: Mapping[str, Any], faults: list[Fault]) -> Line | None:
    kind = value.get("type")
    if kind is None:
        faults.append(Fault(f"`type` is missing: begin the line as in {_EXAMPLE}"))
    elif not isinstance(kind, str) or kind not in OWN:
        shown = f" is “{brief(kind)}”" if isinstance(kind, str) else " is no word"
        faults.append(Fault(f"`type`{shown}: use dossier, source, round or event", ("type",)))
    else:
        id = _id(value.get("id"), kind, faults)
        return None if id is None else Line(number, text, kind, id)
    return None


def _id(id: Any, kind: str, faults: list[Fault]) -> str | None:
    """The id; where it is none (reported), the one proposed instead, as for files."""
    if id is None and kind == "dossier":
        return ""  # it may be given otherwise
    if not isinstance(id, str) or not id:
        missing = f'`id` is missing: add it, as in `"id": {"2" if kind == "round" else f"{kind}-1"!r}`'
        faults.append(Fault(missing.replace("'", '"'), ("id",)))
        return None
    if kind == "round" and not re.fullmatch(NUMBER, id):
        wrong = f"“{brief(id)}” is not the number of a round"
        faults.append(Fault(f'{wrong}: write it as in `"id": "2"`', ("id",)))
        return None
    if kind != "round" and not is_id(id):
        proposal = propose(id)
        mend = f"write `{proposal}`" if proposal else "write one in Latin letters"
        faults.append(Fault(f"“{brief(id)}” is not an id ({RULE}): {mend}", ("id",)))
        return proposal
    return id


def _is_archived(value: Mapping[str, Any], faults: list[Fault]) -> bool:
    """Whether a text of the source is kept, which the line denies by `"archived": false` alone."""
    archived = value.get("archived", True)
    if not isinstance(archived, bool):
        told = "`archived` is true or false, without quote marks: write false where no text is archived"
        faults.append(Fault(told, ("archived",)))
    return archived is not False


def _of_front(key: str, kind: str, own: Sequence[str], faults: list[Fault]) -> bool:
    """Whether a key is one of front matter; one that is none at all is for the reader of that to report."""
    if key in own:
        return False
    fields = SHAPES[kind].model_fields
    if key in fields:
        return True
    near = nearest(key, [*fields, *own])
    if near in own:
        faults.append(Fault(f"unknown key `{brief(key)}`: did you mean `{near}`?", (key,)))
    return near not in own


def _without_surrogates(file: Manuscript, faults: list[Fault]) -> Manuscript:
    found = _SURROGATE.search(file.text)
    if not found:
        return file
    line = file.text.count("\n", 0, found.start())
    escape = f"the escape `\\u{ord(found[0]):04x}` is half of a character: correct it"
    faults.append(Fault(escape, file.origins[line]))
    return replace(file, text=_SURROGATE.sub("�", file.text))

"""Files on their way from a sheet: each of their lines knows the place that it comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from webapp.dossier.frontmatter import INVISIBLE
from webapp.dossier.ids import LONGEST, propose
from webapp.dossier.problems import Place
from webapp.timelinejs.slides import Value


@dataclass(slots=True)
class Written:
    """A file: its lines, and for each of them where in the sheet it comes from."""

    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def add(self, text: str, place: Place) -> None:
        for line in text.split("\n"):
            self.lines.append(line)
            self.places.append(place)

    def add_fields(self, fields: dict[str, Value], indent: str) -> None:
        """Lines `name: value` of front matter."""
        for name, value in fields.items():
            self.add(f"{indent}{name}: {quoted(value.text)}", value.place)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def place(self, line: int) -> Place:
        """Where the line, counted from 1, comes from."""
        return self.places[min(line, len(self.places)) - 1]


Files = dict[str, Written]  # by their paths in the folder


def quoted(text: str) -> str:
    """A value of front matter: JSON's strings are YAML's. What front matter refuses becomes a space."""
    return json.dumps(INVISIBLE.sub(" ", text), ensure_ascii=False)


def slug(text: str, most: int = 60) -> str:
    """The id that looks most like the text, cut between its words; "" where none does."""
    id = propose(re.sub("['’]", "", text)) or ""
    return id if len(id) <= most else id[: most + 1].rpartition("-")[0] or id[:most]


def unused(id: str, taken: Collection[str], number: int = 2) -> str:
    """The id, or with the first number, from this one on, that makes it another than those taken."""
    free = id
    while free in taken:
        free = f"{stem(id)}-{number}"
        number += 1
    return free


def stem(id: str) -> str:
    """As much of the id as leaves room for a number."""
    return id[: LONGEST - 8].rstrip("-")


def short(text: str, most: int) -> str:
    """At most so many characters of it, cut between words."""
    return text if len(text) <= most else re.sub(r"\s+\S*$", "", text[: most - 1]) + "…"

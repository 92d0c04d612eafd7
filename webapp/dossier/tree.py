"""Front matter as read: every value is text, a list or keys with values, and knows where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from webapp.dossier.problems import Place


@dataclass(frozen=True, slots=True)
class Scalar:
    place: Place
    text: str

    def plain(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Items:
    place: Place
    nodes: list[Node] = field(default_factory=list)

    def plain(self) -> list[Any]:
        return [node.plain() for node in self.nodes]


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping; `keys` holds the place of each key, `nodes` its value."""

    place: Place
    keys: dict[str, Place] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        return {key: node.plain() for key, node in self.nodes.items()}


Node: TypeAlias = Scalar | Items | Keys
Path: TypeAlias = Sequence[str | int]  # ("commitments", 0, "by")


def find(node: Node, path: Path) -> Node | None:
    """The value at `path` below `node`, or None where there is none."""
    for step in path:
        if isinstance(node, Keys) and step in node.nodes:
            node = node.nodes[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
        else:
            return None
    return node


def place(node: Node, path: Path) -> Place:
    """Where the value at `path` stands; where there is none, the place of the nearest one around it."""
    found = find(node, path)
    return found.place if found else place(node, path[:-1])


def key_place(node: Node, path: Path) -> Place:
    """Where the key at the end of `path` stands; for an item of a list, where the item does."""
    around = find(node, path[:-1])
    return around.keys[str(path[-1])] if isinstance(around, Keys) else place(node, path)


def texts(node: Node | None) -> list[Scalar]:
    """The items of a list that are text."""
    return [item for item in node.nodes if isinstance(item, Scalar)] if isinstance(node, Items) else []

"""What only TimelineJS has of events and dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Slide:
    """An event's whole text as HTML, and fields of its slide by their names in TimelineJS's JSON."""

    html: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Deck:
    """`title` has fields of the first slide, `eras` those of each era."""

    scale: str | None = None
    title: Mapping[str, str] = field(default_factory=dict)
    eras: tuple[Mapping[str, str], ...] = ()

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> Deck:
        return cls(fields.get("scale"), fields.get("title", {}), tuple(fields.get("eras", ())))

"""A sheet as read: slides, each of fields by their names in TimelineJS's JSON, which know their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from webapp.dossier.problems import Place

Type = Literal["title", "event", "era"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds, never empty, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Slide:
    """`values` are by `dossier.slides.FIELDS`; a field that is empty is not there."""

    type: Type
    place: Place
    values: dict[str, Value]

    def text(self, name: str) -> str:
        """A field's text, "" where it is not there."""
        return self.values[name].text if name in self.values else ""

    def place_of(self, *names: str) -> Place:
        """Where the first of these fields stands that is there, else where the slide does."""
        return next((self.values[name].place for name in names if name in self.values), self.place)

    def part(self, name: str) -> dict[str, str]:
        """The fields of a part, such as `media`, by their own names."""
        start = f"{name}."
        return {
            key.removeprefix(start): value.text for key, value in self.values.items() if key.startswith(start)
        }


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides, in the sheet's order. `scale` is "human" or "cosmological" where the sheet says so."""

    slides: list[Slide] = field(default_factory=list)
    scale: str = ""

    def of(self, type: Type) -> list[Slide]:
        return [slide for slide in self.slides if slide.type == type]

"""What was measured, held against what is promised and against the last run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure shall be at least, or at most."""

    number: float
    least: bool

    def met(self, figure: float) -> bool:
        return figure >= self.number if self.least else figure <= self.number

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.number:g}"


def at_least(number: float) -> Target:
    return Target(number, least=True)


def at_most(number: float) -> Target:
    return Target(number, least=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A measured value in its unit. The target is about its ratio, where it is held against another."""

    name: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None
    target: Target | None = None

    @property
    def key(self) -> str:
        return self.name + self.against

    @property
    def figure(self) -> float:
        return self.value if self.ratio is None else self.ratio

    @property
    def met(self) -> bool | None:
        return self.target.met(self.figure) if self.target else None


_ROW = "{:<58} {:>10} {:<10} {:>9} {:>8} {:<4} {:>8}".format
HEADING = _ROW("", "value", "", "ratio", "target", "", "change")


def row(line: Line, before: float | None) -> str:
    """The line for people; `before` is its figure in the last run, if that had one."""
    return _ROW(
        f"{line.name}, against {line.against}" if line.against else line.name,
        f"{line.value:,.4g}" if line.value < 1000 else f"{line.value:,.0f}",
        line.unit,
        "" if line.ratio is None else f"{line.ratio:.3g} ×",
        str(line.target or ""),
        {True: "met", False: "MISS", None: ""}[line.met],
        f"{line.figure / before - 1:+.0%}" if before else "",
    ).rstrip()


def write(file: Path, machine: Mapping[str, object], lines: Iterable[Line]) -> None:
    figures = [
        {
            "name": line.name, "against": line.against, "value": line.value, "unit": line.unit,
            "ratio": line.ratio, "target": line.target and str(line.target), "met": line.met,
        }
        for line in lines
    ]  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**machine, "figures": figures}, indent=1, ensure_ascii=False) + "\n")


def last(folder: Path) -> dict[str, float]:
    """The figures of the newest file in the folder, if there is one."""
    for file in sorted(folder.glob("*.json"))[-1:]:
        return {
            one["name"] + one["against"]: one["ratio"] or one["value"]
            for one in json.loads(file.read_text())["figures"]
        }
    return {}

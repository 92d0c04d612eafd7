"""YAML's syntax errors in an author's words: the place that needs mending, and the usual mend.

libyaml tells where it gave up, which is often a line after the mistake; what stands on that line and on the
one before it tells what went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import yaml

from webapp.dossier.problems import Place

_COLON = 'the value holds a colon: put the whole value in quote marks, as in `title: "Round 1: the opening"`'
_ELSE = "this cannot be read as `key: value`: put the value in quote marks, and write lists as `[a, b]`"
_START = "a value cannot begin with “{}”: put it in quote marks"
_LEVEL = "this line does not line up with the lines above it: give keys of one level the same indentation"


class Mark(Protocol):
    """Where something stands; there is one class for it in Python's part of PyYAML, and one in libyaml's."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Fault:
    """A syntax error: its text, where it was found, and since where it was in what it was reading."""

    text: str
    at: Place
    since: Place
    lines: Sequence[str]

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def letter(self) -> str:
        return self.line(self.at.line)[self.at.column - 1 : self.at.column]


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[Place, str]:
    """Place and message for an error in `lines`, the first of which is the opening `---`."""
    at = place(error.problem_mark or error.context_mark)
    since = place(error.context_mark or error.problem_mark)
    fault = _Fault(f"{error.context or ''}; {error.problem or ''}", at, since, lines)
    return next(found for rule in _RULES if (found := rule(fault)))


def place(mark: Mark | None) -> Place:
    """The place of a mark, which counts from 0."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _tab(fault: _Fault) -> tuple[Place, str] | None:
    found = re.match(r" *\t", fault.line(fault.at.line))
    if not found:
        return None
    return Place(fault.at.line, found.end()), "a tab cannot indent a line here: use spaces"


def _quoted(fault: _Fault) -> tuple[Place, str] | None:
    if "quoted scalar" not in fault.text:
        return None
    if "escape" in fault.text:
        return fault.at, "in double quotes a backslash begins an escape: write `\\\\`, or use single quotes"
    mark = fault.line(fault.since.line)[fault.since.column - 1]
    return fault.since, f"the quote mark opened here is never closed: add `{mark}` at the end of the value"


def _flow(fault: _Fault) -> tuple[Place, str] | None:
    if "parsing a flow" not in fault.text:
        return None
    close = "]" if "sequence" in fault.text else "}"
    if fault.at.line == fault.since.line:
        return fault.at, f"a comma or `{close}` is missing before this, or quote marks around a value"
    return fault.since, f"the bracket opened here is never closed: add `{close}`"


def _indented(fault: _Fault) -> tuple[Place, str] | None:
    """A colon where there can be none: in a value, or because the line above is not `key: value`."""
    if "mapping values" not in fault.text:
        return None
    if re.match(r"\s*(- )?[^\s:]+:\s+\S", fault.line(fault.at.line)[: fault.at.column - 1]):
        return fault.at, _COLON
    above = next((n for n in range(fault.at.line - 1, 1, -1) if fault.line(n).strip()), 1)
    return _colonless(above, fault.line(above)) or (_first(fault.at.line, fault.line(fault.at.line)), _LEVEL)


def _keyless(fault: _Fault) -> tuple[Place, str] | None:
    if "expected ':'" not in fault.text:
        return None
    return _colonless(fault.since.line, fault.line(fault.since.line)) or (fault.since, _ELSE)


def _colonless(number: int, line: str) -> tuple[Place, str] | None:
    if re.match(r"\s*(- )?[\w-]+:[^\s]", line):
        return Place(number, line.index(":") + 1), "a space is missing after the colon: write `key: value`"
    if ": " in line or line.rstrip().endswith(":") or line == "---":
        return None
    return _first(number, line), "a colon is missing in this line: write `key: value`"


def _first(number: int, line: str) -> Place:
    return Place(number, len(line) - len(line.lstrip()) + 1)


def _beginning(fault: _Fault) -> tuple[Place, str] | None:
    """A letter that means something to YAML at the beginning of a value."""
    if "block scalar" in fault.text:
        return (
            fault.since,
            "the text begins on the line below `>` or `|`: move it there, or put it in quote marks",
        )
    if re.search("alias|anchor|tag|directive", fault.text):
        return fault.since, _START.format(fault.line(fault.since.line)[fault.since.column - 1])
    if re.search("any token|not allowed|node content", fault.text) and fault.letter:
        return fault.at, _START.format(fault.letter)
    return None


def _block(fault: _Fault) -> tuple[Place, str] | None:
    if "parsing a block" not in fault.text:
        return None
    before = fault.line(fault.at.line)[: fault.at.column - 1].rstrip()
    if before.endswith(('"', "'")):
        other = "single" if before.endswith('"') else "double"
        return (
            fault.at,
            f"text follows the closing quote mark: put {other} quote marks around the whole value",
        )
    return fault.at, _LEVEL if not before and fault.letter != ":" else _ELSE


def _document(fault: _Fault) -> tuple[Place, str]:
    dots = next((n for n, line in enumerate(fault.lines[: fault.at.line], 1) if line.startswith("...")), None)
    if dots:
        return Place(dots, 1), "a line `...` ends the front matter too early: remove it"
    return fault.at, _LEVEL if "document start" in fault.text else _ELSE


_RULES = (_tab, _quoted, _flow, _indented, _keyless, _beginning, _block, _document)

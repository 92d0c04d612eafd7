"""Whatever stands in a folder, reading it gives a dossier or problems that have a place; it never raises."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.dossier.folders import DATA, GOOD, put
from webapp.dossier import read
from webapp.dossier.footnotes import take
from webapp.dossier.frontmatter import split
from webapp.dossier.model import Dossier
from webapp.dossier.problems import START, Problem, Report
from webapp.dossier.roll import Roll
from webapp.dossier.schema import SHAPES
from webapp.dossier.tree import Items, Keys, Node, Scalar
from webapp.dossier.wording import check

RICH = {
    str(path.relative_to(DATA / "rich")): path.read_bytes() for path in sorted((DATA / "rich").rglob("*.md"))
}
# What means something to the reader, so that changes hit more than prose.
_YAML = [
    "---\n",
    "...\n",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "!!x ",
    "#",
    "\t",
    "\n",
]
_NOTES = ["[^1]", "[^1]: ", "—", "“", "”", ", occurrence 2", ", p. ", "[…]", "```", "<b>", "../"]
_LINES = ["2025-05-28", "round: 1\n", "quotes: []\n", "status: held\n"]
_LETTERS = ["\r", "\0", "\ufeff", "\u2028", "\x1b", "é", "🎉", "، "]
TOKENS = st.sampled_from(_YAML + _NOTES + _LINES + _LETTERS)


def outcome(folder: Path) -> Dossier | list[Problem]:
    """What reading gives, after making sure that it is of use to an author."""
    found = read(folder)
    if isinstance(found, Dossier):
        keys = [*(event.key for event in found.events), *(f"sources/{source.id}" for source in found.sources)]
        assert sorted([*keys, "dossier"]) == sorted(files(folder))
        return found
    assert found == sorted(set(found))
    assert found
    for problem in found:
        assert problem.message.strip() == problem.message != ""
        assert "\n" not in str(problem)
        str(problem).encode()
        _assert_place(folder / problem.path, problem)
    return found


def files(folder: Path) -> list[str]:
    return [str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("*.md")]


def _assert_place(path: Path, problem: Problem) -> None:
    """The line exists, and the column is in it or just after it."""
    if not path.is_file():
        assert (problem.line, problem.column) == (1, 1)
        return
    lines = (
        path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    )
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One folder for all examples: each writes all files anew."""
    with tempfile.TemporaryDirectory() as scratch:
        yield Path(scratch) / "rich"


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("name", GOOD)
def test_good_folders_are_good(name: str) -> None:
    assert isinstance(outcome(DATA / name), Dossier)


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(sorted(RICH)), data=st.binary(max_size=300))
def test_random_bytes(folder: Path, path: str, data: bytes) -> None:
    write(folder, RICH | {path: data})
    assert isinstance(outcome(folder), list)


@settings(max_examples=60, deadline=None)
@given(
    path=st.sampled_from(sorted(RICH)),
    fronts=st.lists(st.one_of(TOKENS, st.sampled_from(["date", "kind", "x", " "])), max_size=12),
    body=st.lists(st.one_of(TOKENS, st.text(max_size=8)), max_size=12),
)
def test_random_front_matter_and_text(folder: Path, path: str, fronts: list[str], body: list[str]) -> None:
    text = f"---\n{''.join(fronts)}\n---\n# T\n{''.join(body)}"
    write(folder, RICH | {path: text.encode()})
    outcome(folder)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_good_folders_with_a_few_changes(folder: Path, data: st.DataObject) -> None:
    files = dict(RICH)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(files)))
        text = files[path].decode("utf-8", "replace")
        start = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        files[path] = (
            text[:start] + data.draw(TOKENS) * data.draw(st.integers(0, 2)) + text[start + gone :]
        ).encode()
    write(folder, files)
    outcome(folder)


@settings(max_examples=60, deadline=None)
@given(gone=st.sets(st.sampled_from(sorted(RICH)), min_size=1))
def test_good_folders_with_files_gone(gone: set[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        left = {path: data.decode() for path, data in RICH.items() if path not in gone}
        (Path(scratch) / "rich").mkdir()
        outcome(put(Path(scratch) / "rich", left))


# Keys that exist and others, at any depth, with values of every form.
_KEYS = {key for shape in SHAPES.values() for key in shape.model_fields}
KEYS = st.sampled_from(sorted(_KEYS | {"name", "role", "text", "by", "[key]", ""})) | st.text(max_size=3)
_TEXTS = ["", " ", "russia", "2025", "2025-05-28", "held", "host", "1", "x" * 400, "x" * 2000]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(_TEXTS) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def tree(value: Any) -> Node:
    match value:
        case dict():
            return Keys(START, dict.fromkeys(value, START), {key: tree(item) for key, item in value.items()})
        case list():
            return Items(START, [tree(item) for item in value])
    return Scalar(START, value)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(SHAPES)), matter=st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_message_of_pydantics_comes_out(name: str, matter: dict[str, Any]) -> None:
    keys = tree(matter)
    assert isinstance(keys, Keys)
    report = Report("a.md")
    shape = check(SHAPES[name], keys, Roll({"party": {"russia"}, "footnote": ()}, "UTC"), report)
    assert shape is not None or report.problems
    for problem in report.problems:
        for word in (
            "Input should",
            "Field required",
            "valid",
            "Extra inputs",
            "String should",
            "Value error",
        ):
            assert word not in problem.message


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(TOKENS, st.text(max_size=6)), max_size=30).map("".join))
def test_footnotes_leave_every_other_line_where_it_was(text: str) -> None:
    report = Report("a.md")
    taken = take(text, 1, report)
    lines, left = text.split("\n"), taken.text.split("\n")
    assert len(lines) == len(left)
    assert all(now in (before, "") for before, now in zip(lines, left, strict=True))
    for where in taken.labels.values():
        assert lines[where.line - 1][where.column - 1 :].startswith("[^")


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text("abcé電-", min_size=1, max_size=5), st.text(max_size=20), max_size=5))
def test_quoted_values_are_read_to_the_letter(values: dict[str, str]) -> None:
    plain = {key: value for key, value in values.items() if value.isprintable()}
    lines = "".join("'" + key + "': '" + value.replace("'", "''") + "'\n" for key, value in plain.items())
    report = Report("a.md")
    page = split(f"---\n{lines}---\n", report)
    assert page is not None
    if plain:
        assert report.problems == []
        assert page.matter is not None
        assert page.matter.plain() == plain

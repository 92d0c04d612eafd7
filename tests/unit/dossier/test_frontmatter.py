"""Front matter as text with places, and what is said of YAML that is not well-formed, or too much."""

from __future__ import annotations

import time

import pytest
import yaml

from webapp.dossier import frontmatter
from webapp.dossier.problems import Place, Report
from webapp.dossier.tree import find, key_place

DEEP = "the front matter is nested more than 8 levels deep: write it flatter"
MANY = "the front matter has more than 50,000 values: shorten it"
KEY = "a key must be a word, and here it is a list or keys: write `key: value`"
BLOCK = "the text begins on the line below `>` or `|`: move it there, or put it in quote marks"
ESCAPE = "in double quotes a backslash begins an escape: write `\\\\`, or use single quotes"
ELSE = "this cannot be read as `key: value`: put the value in quote marks, and write lists as `[a, b]`"
AFTER = "text follows the closing quote mark: put double quote marks around the whole value"
ENDLESS = "the quote mark opened here is never closed: add `'` at the end of the value"
LEVEL = "this line does not line up with the lines above it: give keys of one level the same indentation"


def read(yaml_text: str) -> tuple[frontmatter.Page | None, list[str]]:
    report = Report("a.md")
    page = frontmatter.split(f"---\n{yaml_text}---\nBody.\n", report)
    return page, [str(problem).removeprefix("a.md:") for problem in sorted(report.problems)]


def test_every_value_is_text() -> None:
    page, problems = read(
        "no: no\non: on\nversion: 1.10\nday: 2025-05-28\nnothing: ~\nnull: null\nhex: 0x1F\ntime: 12:30:45\n"
        "octal: 010\nmerge: {<<: x}\nbinary: =\nquoted: ''\nlist: [yes, 1e3, .inf]\nempty:\n"
    )
    assert problems == []
    assert page is not None
    assert page.matter is not None
    assert page.matter.plain() == {
        "no": "no",
        "on": "on",
        "version": "1.10",
        "day": "2025-05-28",
        "nothing": "~",
        "null": "null",
        "hex": "0x1F",
        "time": "12:30:45",
        "octal": "010",
        "merge": {"<<": "x"},
        "binary": "=",
        "quoted": "",
        "list": ["yes", "1e3", ".inf"],
        "empty": "",
    }


def test_places_are_those_of_the_file() -> None:
    page, _ = read('# comment\ntitle: "Überraschung 🎉"\nitems:\n  - {a: b, "c": 電話}\n')
    assert page is not None
    assert page.matter is not None
    assert page.first == 7
    assert page.body == "Body.\n"
    assert {path: place.place for path in [("title",), ("items",), ("items", 0), ("items", 0, "c")]
            if (place := find(page.matter, path))} == {
        ("title",): Place(3, 8),
        ("items",): Place(5, 3),
        ("items", 0): Place(5, 5),
        ("items", 0, "c"): Place(5, 17),
    }  # fmt: skip
    assert key_place(page.matter, ("items", 0, "c")) == Place(5, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('title: "a\\qb"\n', f"2:10: {ESCAPE}"),
        ('title: "a\\0b"\n', "2:8: invisible character U+0000 in the front matter: remove it"),
        ("title: a\u2028b\n", "2:9: invisible character U+2028 in the front matter: remove it"),
        ("place: > the hall\n", f"2:8: {BLOCK}"),
        ("place: - the hall\n", "2:8: a value cannot begin with “-”: put it in quote marks"),
        ("place: **the hall**\n", "2:8: a value cannot begin with “*”: put it in quote marks"),
        ("place: `the hall`\n", "2:8: a value cannot begin with “`”: put it in quote marks"),
        ("place: %\n", "2:8: a value cannot begin with “%”: put it in quote marks"),
        ("place: ]\n", "2:8: a value cannot begin with “]”: put it in quote marks"),
        ("title: 'it's'\n", f"2:12: {AFTER}"),
        ("list: [a, 'b' c]\n", "2:15: a comma or `]` is missing before this, or quote marks around a value"),
        ("keys: {a: b\n", "2:7: the bracket opened here is never closed: add `}`"),
        (": b\n", f"2:1: {ELSE}"),
        ("a: b\n- c\n", f"3:1: {LEVEL}"),
        ("a:\n  - b\n - c\n", f"4:2: {LEVEL}"),
        ("  a: b\nc: d\n", f"3:1: {LEVEL}"),
        ("a: b\n...\nc: d\n", "3:1: a line `...` ends the front matter too early: remove it"),
        ("a：b\nc: d\n", "2:1: a colon is missing in this line: write `key: value`"),
        ("- a\n", "2:1: the front matter must be lines of `key: value`"),
        ("a word\n", "2:1: the front matter must be lines of `key: value`"),
    ],
)  # fmt: skip
def test_ill_formed_yaml(text: str, expected: str) -> None:
    page, problems = read(text)
    assert problems == [expected]
    assert page is not None
    assert page.body == "Body.\n"


def test_every_anchor_and_alias_is_reported() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abc", "bcd", strict=True))
    page, problems = read(bomb)
    assert page is not None
    assert page.matter is None
    assert len(problems) == 4 + 6
    assert problems[:3] == [
        "2:4: anchors such as `&a` are not read here: remove it",
        "3:4: anchors such as `&b` are not read here: remove it",
        "3:8: aliases such as `*a` are not read here: write the value out",
    ]


@pytest.mark.parametrize(
    ("bomb", "expected"),
    [
        ("a: " + "[" * 200_000 + "\n", f"2:11: {DEEP}"),
        ("a: " + "{b: " * 50_000 + "\n", f"2:32: {DEEP}"),
        ("- " * 100_000 + "\n", f"2:17: {DEEP}"),
        ("? " * 100_000 + "\n", f"2:3: {KEY}"),
        ("a: [" + "b," * 100_000 + "]\n", f"2:99999: {MANY}"),
        ("".join(f"k{n}: v\n" for n in range(30_000)), f"25001:9: {MANY}"),
        ("a: '" + "b" * 900_000 + "\n", f"2:4: {ENDLESS}"),
    ],
    ids=["lists", "keys", "items", "complex keys", "values", "entries", "endless"],
)  # fmt: skip
def test_too_much_is_refused_quickly(bomb: str, expected: str) -> None:
    start = time.process_time()
    _, problems = read(bomb)
    assert problems == [expected]
    assert time.process_time() - start < 3


def test_escapes_of_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read('a: "\\UFFFFFFFF"\n')[1] == [f"2:7: {ESCAPE}"]
    monkeypatch.setattr(frontmatter, "LOADER", yaml.SafeLoader)
    assert read('a: "\\UFFFFFFFF"\n')[1] == [
        "1:1: an escape in the front matter, such as `\\U0001F600`, names no character: correct it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "title: Lavrov: proposals\n",
        "a:\n\tb: c\n",
        "a: 'b\n",
        "a: 'b' c\n",
        "a: [b\n",
        "a\nb: c\n",
        "a: @b\n",
        "a: *b\n",
        "a: b\na: c\n",
    ],
)
def test_without_libyaml_the_messages_are_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(text)[1]
    monkeypatch.setattr(frontmatter, "LOADER", yaml.SafeLoader)
    assert read(text)[1] == with_libyaml

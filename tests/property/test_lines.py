"""Laws of JSON Lines: what a line says is what its file says, and a value is found where it stands."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from webapp.dossier.frontmatter import INVISIBLE, split
from webapp.dossier.lines.manuscript import write
from webapp.dossier.lines.spot import spot
from webapp.dossier.problems import Report

texts = st.text(max_size=30).filter(lambda text: not INVISIBLE.search(text) and "\ufeff" not in text)
awkward = st.sampled_from(
    [
        "",
        "no",
        "1.10",
        "- a",
        "a: b",
        "a #b",
        "[x",
        "&a",
        "*a",
        "!b",
        "---",
        "a\nb",
        " a",
        "a ",
        *"]{'\"~@`%?|>…\t",
    ]
)
words = texts | awkward
keys = st.text("abcdefg_-", min_size=1, max_size=8) | words.filter(bool)
values = words | st.lists(words, max_size=3) | st.dictionaries(keys, words, max_size=3)
fronts = st.dictionaries(
    keys,
    values
    | st.lists(st.dictionaries(keys, values, min_size=1, max_size=3), min_size=1, max_size=3)
    | st.dictionaries(keys, values, max_size=3),
    min_size=1,
    max_size=5,
)


@given(fronts, st.lists(words, max_size=3))
def test_front_matter_is_read_as_it_was_given(front: dict[str, Any], blocks: list[str]) -> None:
    report = Report("x.md")
    written = write(front, [(("text",), block) for block in blocks])
    page = split(written.text, report)
    assert report.problems == []
    assert page is not None
    assert page.matter is not None
    assert page.matter.plain() == front
    assert page.body == "\n\n".join(blocks) + ("\n" if blocks else "")
    assert len(written.origins) == written.text.count("\n")


trees = st.recursive(
    words | st.integers() | st.none() | st.booleans(),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(words, below, max_size=4),
    max_leaves=20,
)


@given(trees, st.sampled_from([None, 2]), st.booleans())
def test_a_value_is_found_where_it_stands(tree: Any, indent: int | None, ascii: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii)
    todo: list[tuple[tuple[str | int, ...], Any]] = [((), tree)]
    while todo:
        path, value = todo.pop()
        assert json.JSONDecoder().raw_decode(text, spot(text, path))[0] == value
        if isinstance(value, dict):
            todo += (((*path, key), item) for key, item in value.items())
        elif isinstance(value, list):
            todo += (((*path, n), item) for n, item in enumerate(value))


@given(trees, st.lists(words | st.integers(0, 5), max_size=4))
def test_a_place_is_found_for_any_path(tree: Any, path: list[str | int]) -> None:
    text = json.dumps(tree)
    assert 0 <= spot(text, path) < len(text)

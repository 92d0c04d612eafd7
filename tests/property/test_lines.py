"""Laws of JSON Lines: what a line says is what its file says, and a value is found where it stands."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.dossier.frontmatter import INVISIBLE, split
from webapp.dossier.lines.manuscript import write
from webapp.dossier.lines.spot import spot
from webapp.dossier.problems import Report
from webapp.dossier.tree import Items, Keys, Node, Scalar

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


def placed(node: Node | None) -> Any:
    """Front matter with the line of each of its values and keys."""
    match node:
        case Scalar(where, text):
            return where.line, text
        case Items(where, nodes):
            return where.line, [placed(item) for item in nodes]
        case Keys(where, places, nodes):
            return where.line, [(key, places[key].line, placed(nodes[key])) for key in places]
    return None


anything = st.recursive(
    words | st.text("\x00\x85\u2028\ufeff\r\nab", max_size=2),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=3),
    max_leaves=12,
)


@settings(max_examples=400)
@given(fronts | st.dictionaries(st.text("abc-", max_size=3), anything), st.lists(words, max_size=3))
def test_what_is_known_of_a_file_is_what_its_reader_finds(front: dict[str, Any], blocks: list[str]) -> None:
    written = write(front, [(("text",), block) for block in blocks])
    report = Report("x.md")
    page = split(written.text, report)
    if written.page:
        assert page is not None
        assert report.problems == []
        assert (written.page.body, written.page.first) == (page.body, page.first)
        assert placed(written.page.matter) == placed(page.matter)
    plain = all(re.fullmatch("[a-z]+", key) and isinstance(value, str) for key, value in front.items())
    assert written.page or report.problems or not plain


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

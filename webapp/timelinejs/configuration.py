"""TimelineJS's JSON: `events`, and where there are any `title`, `eras` and `scale`.

A place in it is a line and a column of the text, from 1.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from webapp.dossier.ids import nearest
from webapp.dossier.problems import START, Place, Report, brief
from webapp.dossier.slides import PARTS, PLAIN, SCALES
from webapp.dossier.tree import Items, Keys, Node, Scalar
from webapp.timelinejs.slides import Deck, Slide, Type, Value

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_HALF = re.compile("[\ud800-\udfff]")
_TOP = ("events", "title", "eras", "scale")
_DEPTH = 10  # a slide's field takes 4


def read(text: str, report: Report) -> Deck:
    """The slides of the JSON. What is wrong is reported, and left out."""
    root = _parse(text, report)
    if not isinstance(root, Keys):
        if root:
            report.add(START, "this is not a TimelineJS sheet: an object with `events` is wanted")
        return Deck()
    _check_keys(root, _TOP, report)
    if not isinstance(root.nodes.get("events"), Items):
        report.add(root.place, "`events` is missing: add it, a list of slides")
    slides = [
        *_slides("title", root.nodes.get("title"), report),
        *_slides("event", root.nodes.get("events"), report),
        *_slides("era", root.nodes.get("eras"), report),
    ]
    return Deck(slides, _scale(root.nodes.get("scale"), report))


def _parse(text: str, report: Report) -> Node | None:
    """The values of the JSON with their places; None where it is none, which is reported."""
    try:
        json.loads(text, parse_constant=_no_number, parse_int=str)  # however long they are
    except json.JSONDecodeError as error:
        report.add(Place(error.lineno, error.colno), f"this is not JSON: {error.msg.lower()}")
        return None
    except ValueError as error:
        report.add(START, f"this is not JSON: {error}")
        return None
    except RecursionError:
        report.add(START, "the values are nested too deep for a TimelineJS sheet: write them flatter")
        return None
    return _tree(text, report)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in it")


def _tree(text: str, report: Report) -> Node | None:
    """The tree of a text that is JSON. Numbers, true and false are as written; null is ""."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    root: Items | Keys = Items(START)
    stack: list[Items | Keys] = [root]
    key: list[Scalar | None] = [None]
    for token in _TOKEN.finditer(text):
        line = bisect_right(starts, token.start())
        place = Place(line, token.start() - starts[line - 1] + 1)
        match token[0]:
            case "{" | "[":
                node = Keys(place) if token[0] == "{" else Items(place)
                _put(stack[-1], key, node, report)
                stack.append(node)
                key.append(None)
                if len(stack) > _DEPTH:
                    report.add(place, "the values are nested too deep for a TimelineJS sheet")
                    return None
            case "}" | "]":
                stack.pop()
                key.pop()
            case "," | ":":
                pass
            case word:
                _put(stack[-1], key, Scalar(place, _word(word)), report)
    return root.nodes[0] if isinstance(root, Items) and root.nodes else None


def _word(token: str) -> str:
    return str(json.loads(token)) if token.startswith('"') else "" if token == "null" else token


def _put(around: Items | Keys, key: list[Scalar | None], node: Node, report: Report) -> None:
    if isinstance(around, Items):
        around.nodes.append(node)
    elif (name := key[-1]) is None:
        assert isinstance(node, Scalar)
        key[-1] = node
    else:
        key[-1] = None
        if name.text in around.nodes:
            report.add(name.place, f"`{brief(name.text)}` is written twice: keep one of them")
        around.keys[name.text] = name.place
        around.nodes[name.text] = node


def _scale(node: Node | None, report: Report) -> str:
    scale = node.text if isinstance(node, Scalar) else ""
    if node and scale not in ("", *SCALES):
        report.add(node.place, f"`scale` is “{brief(scale)}”: use {' or '.join(SCALES)}")
    return scale


def _slides(type: Type, node: Node | None, report: Report) -> Iterator[Slide]:
    listed: list[Node] = node.nodes if isinstance(node, Items) else [node] if node else []
    for each in listed:
        if isinstance(each, Keys):
            yield Slide(type, each.place, dict(_values(each, report)))
        elif isinstance(each, Items) or each.text:
            report.add(each.place, "a slide is wanted here: an object with `start_date`, `text` and so on")


def _values(slide: Keys, report: Report) -> Iterator[tuple[str, Value]]:
    _check_keys(slide, (*PLAIN, *PARTS), report)
    for name, node in slide.nodes.items():
        if name in PLAIN:
            yield from _value(name, node, report)
        elif name in PARTS and isinstance(node, Keys):
            _check_keys(node, PARTS[name], report)
            for below in PARTS[name]:
                if below in node.nodes:
                    yield from _value(f"{name}.{below}", node.nodes[below], report)
        elif name in PARTS and not (isinstance(node, Scalar) and not node.text):
            report.add(node.place, f'`{name}` is an object: write it as `{{"{PARTS[name][0]}": …}}`')


def _value(name: str, node: Node, report: Report) -> Iterator[tuple[str, Value]]:
    if not isinstance(node, Scalar):
        report.add(node.place, f"`{name}` is a text or a number, and here are more")
    elif half := _HALF.search(node.text):
        told = f"`{name}` has half of a character, U+{ord(half[0]):04X}: remove it"
        report.add(node.place, told)
    elif node.text.strip():
        yield name, Value(node.text.strip(), node.place)


def _check_keys(node: Keys, known: tuple[str, ...], report: Report) -> None:
    for key, place in node.keys.items():
        if key not in known:
            near = nearest(key, known)
            mend = f"did you mean `{near}`?" if near else f"TimelineJS reads {', '.join(known)}"
            report.add(place, f"unknown key `{brief(key)}`: {mend}")

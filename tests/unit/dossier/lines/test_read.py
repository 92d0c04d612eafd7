"""A dossier in JSON Lines says what the folder says, and its mistakes are told in the folder's words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.generated import Size, write_lines
from tests.generated import lines as generated
from tests.generated.published import SHORT
from tests.lines import of_folder
from tests.unit.dossier.folders import DATA, GOOD
from tests.unit.dossier.test_mistakes import FOLDERS, expected
from webapp.dossier import lines, read
from webapp.dossier.ids import RULE
from webapp.dossier.lines.report import MOST
from webapp.dossier.lines.schema import line_schema
from webapp.dossier.model import Dossier

# What is wrong with a file as such, which a line of JSON cannot get wrong.
OF_FILES = re.compile(
    "(a (file|round)'s (file is|name)|(anchors|aliases|tags) such|`date` is written twice"
    "|`text: none` says that|`text` is “no”|the archived text is missing)"
)
# And what is wrong with a line as such.
OF_LINES = re.compile("no line is the dossier|“.*” is not (an id|the number)|.* is a page of the site")
COVER = {
    "type": "dossier",
    "id": "toll",
    "title": "The toll",
    "parties": {"bridge": {"name": "Bridge", "role": "observer"}},
}
BILL = {"type": "source", "id": "bill", "title": "A bill", "published": "1911", "text": "It is a penny."}
QUOTE = {"words": "It is a penny.", "source": "bill"}
PENNY = {
    "type": "event",
    "id": "penny",
    "date": "1911",
    "kind": "report",
    "headline": "The toll",
    "text": "A penny.[^1]",
    "quotes": [QUOTE],
}
OBJECT = 'a line is one JSON object, as in `{"type": "event", "id": "…", …}`, and this is'
DEEP = "1:1: this is nested too deeply to be read: write it flatter"
NO_JSON = "write one object in one line"
NO_ID = f"is not an id ({RULE}): write"
NO_QUOTES = '`quotes` must be a list of quotes, as in `[{"words": "…", "source": "…"}]`'


def lined(objects: Iterable[Mapping[str, Any] | str]) -> bytes:
    made = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in objects)
    return "\n".join(made).encode("utf-8", "surrogatepass")


def told(*objects: Mapping[str, Any] | str | bytes, id: str | None = None) -> list[str]:
    """The problems of these lines as they are printed; none where all is well."""
    raw = b"\n".join(one if isinstance(one, bytes) else lined([one]) for one in objects)
    found = lines.read(BytesIO(raw), "toll.jsonl", id)
    if isinstance(found, list):
        return [str(problem) for problem in found]
    found.close()
    return []


def loaded(raw: bytes) -> Dossier:
    """The dossier, with the texts of its files left out: they are written by different hands."""
    found = lines.read(BytesIO(raw), "toll.jsonl")
    assert not isinstance(found, list), "\n".join(map(str, found[:9]))
    dossier = Dossier(found.id, found.cover, tuple(found.sources), tuple(found.events))
    assert found.counts == dossier.counts
    found.close()
    return unwritten(dossier)


def unwritten(dossier: Dossier) -> Dossier:
    return Dossier(
        dossier.id,
        replace(dossier.cover, file=""),
        tuple(replace(source, file="") for source in dossier.sources),
        tuple(replace(event, file="") for event in dossier.events),
    )


@pytest.mark.parametrize("name", GOOD)
def test_lines_say_what_the_folder_says(name: str) -> None:
    dossier = read(DATA / name)
    assert isinstance(dossier, Dossier)
    assert loaded(lined(line for _, line in of_folder(DATA / name))) == unwritten(dossier)


def test_headline_text_and_quotes_make_the_files_body(brook: Dossier) -> None:
    assert loaded(lined(generated(SHORT, "brook"))) == unwritten(brook)


def test_lines_stand_in_any_order() -> None:
    made = list(generated(Size(events=30, rounds=2, years=1), "brook"))
    shuffled = Random(1).sample(made, len(made))
    assert loaded(lined(shuffled)) == loaded(lined(made))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_mistakes_are_told_in_the_folders_words(folder: Path) -> None:
    made = list(of_folder(folder))
    paths = [path for path, _ in made]
    wanted, strange = set(), set()
    for path, message in (re.split(r":\d+:\d+: ", line) for line in expected(folder)):
        if OF_FILES.match(message):
            strange.add(path)
        elif path in paths:
            wanted.add((path, re.sub(r"(\.md), line \d+", r"\1", message)))
    found = {
        (paths[int(number) - 1], _with_paths(message, paths))
        for _, number, _, message in (line.split(":", 3) for line in told(*(line for _, line in made)))
    }
    assert found >= {each for each in wanted if each[0] not in strange}
    assert not {
        (path, message)
        for path, message in found - wanted
        if path not in strange and not OF_LINES.match(message)
    }


def _with_paths(message: str, paths: list[str]) -> str:
    return re.sub(r"toll\.jsonl, line (\d+)", lambda found: paths[int(found[1]) - 1], message).strip()


def test_the_word_none_is_words() -> None:
    """Only `archived` says that there is no text, so no text makes a misquote pass as unverified."""
    bill = BILL | {"text": "none"}
    (source,) = loaded(lined([COVER, bill, PENNY | {"quotes": [QUOTE | {"words": "none"}]}])).sources
    assert source.text == "none"
    (problem,) = told(COVER, bill, PENNY)
    assert "“It is a penny.” does not stand in the source" in problem


def test_a_line_says_that_no_text_is_archived() -> None:
    bill = {key: value for key, value in BILL.items() if key != "text"}
    dossier = loaded(lined([COVER, bill | {"archived": False}, PENNY]))
    assert dossier.sources[0].text == ""
    assert (dossier.counts.quotes, dossier.counts.unverified) == (1, 1)
    assert told(COVER, BILL | {"archived": True}, PENNY) == []
    missing = (
        'the archived text is missing: add it as `text`, or write `"archived": false` where none is kept'
    )
    for forgotten in ({}, {"text": None}, {"text": ""}, {"archived": True}, {"archived": None}):
        assert [each.split(": ", 1)[1] for each in told(COVER, bill | forgotten, PENNY)][:1] == [missing]
    wrong = lined([BILL | {"archived": False}]).decode()
    assert told(COVER, wrong, PENNY) == [
        f'toll.jsonl:2:{wrong.index(chr(34) + "It is") + 1}: `"archived": false` says that no text is '
        'archived, and here is one: remove `"archived": false`, or this text'
    ]
    said = told(COVER, BILL | {"archived": "false"}, PENNY)
    assert (
        "`archived` is true or false, without quote marks: write false where no text is archived" in said[0]
    )


def test_nothing_is_wrong_with_the_example() -> None:
    assert told(COVER, BILL, PENNY) == []
    assert told(COVER, "", json.dumps(BILL, indent=None) + "\r", PENNY, "") == []
    assert told(b"\xef\xbb\xbf" + lined([COVER]), BILL, PENNY) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", f"1:2: this is not JSON (expecting property name enclosed in double quotes): {NO_JSON}"),
        ('{"type": "event" "id"}', f"1:18: this is not JSON (expecting ',' delimiter): {NO_JSON}"),
        ("[1]", f"1:1: {OBJECT} a list"),
        ("7", f"1:1: {OBJECT} a single value"),
        ('{"type": ' + "[" * 900 + "]" * 900 + "}", DEEP),
        ("[" * 100_000, DEEP),
        ({"id": "x"}, '1:1: `type` is missing: begin the line as in `{"type": "event", "id": "…", …}`'),
        ({"type": "evnt"}, "1:10: `type` is “evnt”: use dossier, source, round or event"),
        ({"type": ["event"]}, "1:10: `type` is no word: use dossier, source, round or event"),
        ({"type": "event"}, '1:1: `id` is missing: add it, as in `"id": "event-1"`'),
        ({"type": "round"}, '1:1: `id` is missing: add it, as in `"id": "2"`'),
        (PENNY | {"id": "A Penny"}, f"1:25: “A Penny” {NO_ID} `a-penny`"),
        ({"type": "round", "id": "two"},
         '1:25: “two” is not the number of a round: write it as in `"id": "2"`'),
        (b'{"type": "event", \xff}',
         "1:19: the file is not UTF-8 (byte 19 is 0xff): save it with the encoding UTF-8"),
        ('{"type": "event", "id": "a", "id": "a"}', "1:1: `id` is written twice: keep one of them"),
    ],
)  # fmt: skip
def test_lines_that_stand_for_nothing(line: Any, message: str) -> None:
    assert f"toll.jsonl:{message}" in told(line, COVER, BILL)


def test_an_id_belongs_to_one_line() -> None:
    assert told(COVER, BILL, PENNY, BILL) == [
        "toll.jsonl:4:26: the id `bill` is taken (line 2): give this source another"
    ]
    assert told(COVER, BILL, PENNY, COVER) == [
        "toll.jsonl:4:27: the dossier stands in line 1 already: remove one of them"
    ]


def test_the_dossier_has_a_line_and_an_id() -> None:
    nameless = {key: value for key, value in COVER.items() if key != "id"}
    assert "toll.jsonl:1:1: no line is the dossier: add one" in told(BILL)[0]
    assert told(nameless) == [
        'toll.jsonl:1:1: `id` is missing: add it, as in `"id": "harbour-talks"`, or give it with `--id`'
    ]
    assert told(nameless, id="toll") == []
    assert told(COVER | {"id": "search"}) == [
        "toll.jsonl:1:27: `search` is a page of the site: give the dossier another id"
    ]
    assert told(COVER | {"id": "search"}, id="toll") == []
    assert "“The Toll” is not an id" in told(COVER, id="The Toll")[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"headlin": "x"}, "unknown key `headlin`: did you mean `headline`?"),
        ({"aktors": []}, "unknown key `aktors`: did you mean `actors`?"),
        ({"headline": ["x"]}, "`headline` is a list, and one value is wanted"),
        ({"text": {"x": 1}}, "`text` has keys, and one value is wanted"),
        ({"text": True}, "`text` is no text, and one value is wanted"),
        ({"text": "A \ud83d penny.[^1]"}, "the escape `\\ud83d` is half of a character: correct it"),
        ({"text": "A \u0007 penny.[^1]"}, "control character U+0007: remove it"),
        ({"text": "A <b>penny</b>.[^1]"}, "raw HTML is not allowed: remove <b>"),
        ({"text": "A penny[^1].", "round": 3}, "unknown round `3`: there is no file rounds/3.md"),
        ({"date": 1911.5}, "1911.5 is not a date: write 1911"),
        ({"date": float("nan")}, "NaN is not a date: write 2025-05-28"),
        ({"place": "x" * 301}, "`place` has 301 characters, and at most 300 are read: shorten it"),
        ({"text": "x" * 260_000}, "the file is too large (260,0"),
        ({"quotes": {}}, NO_QUOTES),
        ({"quotes": ["x"]}, NO_QUOTES),
        ({"quotes": [QUOTE | {"speker": "x"}]}, "unknown key `speker`: did you mean `speaker`?"),
        ({"quotes": [QUOTE | {"label": "a b"}]},
         "the label “a b” has a space or a bracket in it: leave it out"),
        ({"quotes": [QUOTE | {"source": "bil"}]}, "unknown source `bil`: did you mean `bill`?"),
        ({"quotes": [QUOTE | {"words": ""}]},
         "there are no words between the quote marks: write the words as the source has them"),
        ({"quotes": [QUOTE | {"occurrence": 2}]},
         "there is no occurrence 2: these words stand once in the source"),
    ],
)  # fmt: skip
def test_values_are_told_at_their_line(change: dict[str, Any], message: str) -> None:
    event = json.loads(lined([PENNY])) | change
    found = told(COVER, BILL, json.dumps(event))
    assert any(message in one for one in found), found
    assert all(one.startswith("toll.jsonl:3:") for one in found)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({"kind": "Report!"}, '"Report!"'),
        ({"headline": "<i>"}, '"<i>"'),
        ({"text": "One.\n\nTwo <b>.[^1]"}, '"One.'),
        ({"quotes": [QUOTE, {"label": "2", "words": "No.", "source": "bill"}]}, '{"label": "2"'),
        ({"history": [{"known": "1911-05-05", "status": "no"}]}, '{"known"'),
    ],
)
def test_a_problem_stands_at_its_value(change: dict[str, Any], value: str) -> None:
    line = json.dumps(PENNY | change)
    [first, *_] = told(COVER, BILL, line)
    assert first.startswith(f"toll.jsonl:3:{line.index(value) + 1}:"), first


def test_null_is_as_good_as_left_out() -> None:
    nothing = {"place": None, "round": None, "parties": None}
    quote = QUOTE | {"speaker": None, "page": None, "occurrence": None, "label": None}
    assert loaded(lined([COVER, BILL, PENNY | nothing | {"quotes": [quote]}])) == loaded(
        lined([COVER, BILL, PENNY])
    )


def test_numbers_are_what_is_written() -> None:
    number = loaded(lined([COVER, BILL | {"published": 1911, "title": 1.10}, PENNY | {"date": 1911}]))
    text = loaded(lined([COVER, BILL | {"title": "1.1"}, PENNY]))
    assert number == text


def test_very_many_problems_end_the_reading() -> None:
    wrong = [PENNY | {"id": f"penny-{n}", "kind": "A B"} for n in range(MOST + 10)]
    found = told(COVER, BILL, *wrong)
    assert len(found) == MOST + 1
    where = f"toll.jsonl:{MOST + 3}:"
    more = f"more than {MOST:,} problems: reading stopped here; mend those above, and check again"
    assert found[-1].startswith(where)
    assert found[-1].endswith(more)


@pytest.mark.parametrize(
    "many",
    [
        {"topics": {f"t{n}": "A toll" for n in range(51_000)}},
        {"topics": {"toll": ["a"] * 51_000}},
        {f"k{n}": "a" for n in range(30_000)},
    ],
    ids=["values", "items", "keys"],
)
def test_a_line_has_as_many_values_as_a_file_at_most(many: dict[str, Any]) -> None:
    assert any("has more than 50,000 values" in problem for problem in told(COVER | many, BILL, PENNY))


def test_a_line_has_an_end() -> None:
    endless = b'{"type": "event", "text": "' + b"x" * 10_000_000 + b'"}'
    assert "toll.jsonl:2:1: the line has more than 10,000,000 bytes: leave parts out" in told(
        COVER, endless, BILL
    )
    assert len(told(COVER, endless, BILL)) == 1


def test_how_far_the_work_has_come_is_shown(tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}

    @contextmanager
    def shown(label: str) -> Iterator[Callable[[int, int], None]]:
        told[label] = []
        yield lambda done, whole: told[label].append((done, whole))

    file = write_lines(tmp_path / "brook.jsonl", SHORT)
    with file.open("rb") as stream:
        found = lines.read(stream, "brook.jsonl", shown=shown)
    assert not isinstance(found, list)
    found.close()
    assert list(told) == ["Reading", "Checking"]
    assert told["Reading"][-1] == (file.stat().st_size,) * 2
    assert told["Checking"][-1] == (SHORT.events + SHORT.rounds,) * 2
    for steps in told.values():
        assert steps == sorted(steps)


def given(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """What is not null, which the schema does not speak of."""
    return {key: value for key, value in pairs if value is not None}


def test_the_schema_takes_what_is_read_and_nothing_else() -> None:
    schema = Draft202012Validator(line_schema())
    Draft202012Validator.check_schema(line_schema())
    published = DATA.parents[2] / "static" / "schemas" / "line.json"
    assert json.loads(published.read_text(encoding="utf-8")) == line_schema()
    folders = [line for name in GOOD for _, line in of_folder(DATA / name)]
    for line in (*folders, *generated(SHORT, "brook"), *map(json.dumps, (COVER, BILL, PENNY))):
        schema.validate(json.loads(line, object_pairs_hook=given))
    for wrong in (PENNY | {"headlin": "x"}, PENNY | {"type": "evnt"}, PENNY | {"quotes": [{}]}, {"id": "x"}):
        assert not schema.is_valid(wrong)

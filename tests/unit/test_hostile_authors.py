"""Files that are made to take long or to take much: read or refused within 5 seconds and 512 MB.

Each group goes through the real `parley import`, in a process of its own. Its time is what it has had of a
processor, so that a busy machine does no harm.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.unit.dossier.folders import COVER, EVENT, MINIMAL, SOURCE, put
from webapp import markup
from webapp.bundle import Content, packed
from webapp.dossier import body, frontmatter
from webapp.dossier.files import File
from webapp.dossier.problems import Report
from webapp.timelimit import TimeLimit, TookTooLongError

SECONDS, MEGABYTES = 5, 512
MEASURED = """
import atexit, json, sys, time
from webapp.cli import main
def told():
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    with open(sys.argv.pop(), "w") as file:
        json.dump([time.process_time(), int(peak) / 1024], file)
atexit.register(told)
main(sys.argv[1:-1])
"""
PROBLEM = re.compile(r"(?P<path>[^:]+):[1-9][0-9]*:[1-9][0-9]*: \S.*")
N = body.LONGEST - 100


def filled(pattern: str) -> str:
    return pattern * (N // len(pattern))


MARKDOWN = {
    "open": filled("["),
    "open-image": filled("!["),
    "open-link": filled("[a]("),
    "link-in-link": filled("[a")[: N // 2] + filled("](b)")[: N // 2],
    "brackets": "[" * (N // 2) + "]" * (N // 2),
    "reference": filled("[a][b]"),
    "definitions": "\n\n".join(f"[{n}]: x" for n in range(1500)),
    "definition-in-definition": filled("[a]: "),
    "title": filled('[a](b "'),
    "parentheses": "[a](" + "(" * (N - 10),
    "missing": " ".join(f"[a]({n:x}.md)" for n in range(1200)),
    "marks": " ".join(f"[^{n:x}]" for n in range(2000)),
    "quotations": ">" * N,
    "quotations-below": "\n".join(">" * n for n in range(190)),
    "lazy": "> a\n" + filled("b\n")[:-9],
    "lists": filled("- "),
    "lists-below": "\n".join("  " * n + "- a" for n in range(135)),
    "numbers": filled("1. "),
    "quoted-lists": filled("> - "),
    "emphasis": filled("*a"),
    "emphases": filled("**a _"),
    "stars": "*" * N,
    "stars-and-lines": filled("*_"),
    "backticks": " ".join("`" * n for n in range(1, 190)),
    "fences": filled("```\n"),
    "tags": filled("<"),
    "tags-with-names": filled("<a "),
    "comments": filled("<!--"),
    "instructions": filled("<?"),
    "cdata": filled("<![CDATA["),
    "addresses": filled("<http://a"),
    "entities": filled("&"),
    "entities-with-names": filled("&amp"),
    "escapes": filled("\\"),
    "lines-below": filled("a\n=\n"),
    "hashes": filled("#"),
    "tables": "|a" * 900 + "\n" + "|-" * 900 + "\n" + filled("|a")[:12_000],
    "tabs": filled("\t"),
}
FRONT = {  # lines of front matter, each of an event
    "alias": "place: *a",
    "merge": "\n".join(["actors: &a {b: c}", *(f"k{n}: {{<<: *a}}" for n in range(5000))]),
    "laughs": "\n".join(
        ["l0: &l0 [lol, lol]", *(f"l{n + 1}: &l{n + 1} [{f'*l{n}, ' * 9}*l{n}]" for n in range(20))]
    ),
    "deep": "place: " + "[" * 200_000,
    "deeper": "? " * 90_000,
    "dashes": "topics:\n" + "- " * 90_000,
    "object": "place: !!python/object/apply:os.system [touch /tmp/none]",
    "tag": "place: !<tag:yaml.org,2002:python/name:os.system> x",
    "twice": "place: a\n" * 20_000,
    "anchors": "\n".join(f"k{n}: &a{n} x" for n in range(15_000)),
    "long": "place: " + "x" * 200_000,
    "escapes": 'place: "' + "x\\u2028" * 25_000 + '"',
    "tabs": "place:\n" + "\t" * 200_000,
    "colons": "a: " * 60_000,
    "quote": 'place: "' + "\\" * 200_001 + '"',
    "unknown": "\n".join(f"k{n}: a" for n in range(20_000)),
    "parties": "parties: [" + ", ".join(f"p{n:x}" for n in range(20_000)) + "]",
}


class Done(NamedTuple):
    code: int
    problems: list[str]
    seconds: float
    megabytes: float


def imported(database: Path, *what: str | Path) -> Done:
    measured = database.parent / "measured.json"
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, "import", *what, measured],
        check=False,
        capture_output=True,
        text=True,
        cwd=database.parent,
        env=os.environ | {"PARLEY_DATABASE_URL": f"sqlite:///{database}"},
    )
    assert "Traceback" not in run.stderr, run.stderr[-2000:]
    return Done(run.returncode, run.stdout.splitlines(), *json.loads(measured.read_text()))


def event(text: str, front: str = "", notes: str = "") -> str:
    top = EVENT.replace("kind: report\n", f"kind: report\n{front}\n" if front else "kind: report\n")
    return top.replace("penny.[^1]\n", f"penny.[^1]\n\n{text}\n") + notes


def refused(database: Path, *what: str | Path) -> dict[str, list[str]]:
    """What is said of each file; the store is as it was, to the last byte."""
    before = database.read_bytes()
    done = imported(database, *what)
    assert done.code == 1
    assert database.read_bytes() == before
    assert done.seconds <= SECONDS
    assert done.megabytes <= MEGABYTES
    said: dict[str, list[str]] = {}
    for line in done.problems:
        problem = PROBLEM.fullmatch(line)
        assert problem, line[:500]
        said.setdefault(problem["path"], []).append(line)
    return said


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A store with a sound dossier, of which the hostile ones want to be the next revision."""
    path = tmp_path / "parley.sqlite"
    assert imported(path, put(tmp_path / "sound/toll", MINIMAL)).code == 0
    return path


def dossier(folder: Path, files: Mapping[str, str]) -> Path:
    return put(folder / "hostile/toll", {**MINIMAL, **files})


@pytest.mark.parametrize("half", [0, 1])
def test_markdown(tmp_path: Path, database: Path, half: int) -> None:
    """What has no fault in it is imported alone, by the next test."""
    files = {f"events/{name}.md": event(text) for name, text in [*MARKDOWN.items()][half::2]}
    assert refused(database, dossier(tmp_path, files)).keys() <= files.keys()


def test_markdown_in_which_nothing_is_wrong_is_imported(tmp_path: Path, database: Path) -> None:
    sound = ("open", "open-image", "brackets", "emphasis", "emphases", "stars", "stars-and-lines", "escapes")
    files = {f"events/{name}.md": event(MARKDOWN[name]) for name in sound}
    done = imported(database, dossier(tmp_path, files))
    assert (done.code, done.problems) == (0, [f"toll: revision 2 ({len(sound)} added)"])
    assert done.seconds <= SECONDS
    assert done.megabytes <= MEGABYTES


def test_front_matter(tmp_path: Path, database: Path) -> None:
    files = {f"events/{name}.md": event("", front) for name, front in FRONT.items()}
    assert refused(database, dossier(tmp_path, files)).keys() == files.keys()
    assert not Path("/tmp/none").exists()


@pytest.mark.parametrize(
    "front",
    ["a: b\n" * 190_000, "b: &b {a: c}\n" + "k: {<<: *b}\n" * 80_000, "a: " + "[a, " * 240_000, "#" * 900_000,
     "a: [" + "a, " * 300_000 + "a]", "? " * 450_000,
     "topics:\n" + "".join(f"  t{n}: [*a]\n" for n in range(60_000))],
    ids=["twice", "merge", "deep", "comment", "many", "keys", "aliases"],
)  # fmt: skip
def test_a_cover_of_a_megabyte(tmp_path: Path, front: str) -> None:
    """Read in this process: one that is started for each would take the longest."""
    limit = TimeLimit(SECONDS)
    report = Report("dossier.md")
    frontmatter.split(COVER[:-4] + front + "\n---\n", report)
    limit.check()
    assert all(PROBLEM.fullmatch(str(problem)) for problem in report.problems)


def words(random: Random, number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join("".join(random.choices(letters, k=random.randint(3, 9))) for _ in range(number))


def test_quotes_that_are_not_found_in_a_source_of_two_megabytes(tmp_path: Path, database: Path) -> None:
    """For each the nearest passage is looked for, until there is no time left: it took 100 seconds."""
    random = Random(1)
    lines = "\n".join(words(random, 100) for _ in range(2_700))
    notes = "\n".join(f'\n[^a{n}]: "{words(random, 30)}" — bill' for n in range(990))
    files = {"sources/bill.md": f"{SOURCE}{lines}\n", "events/many.md": event("", notes=notes)}
    said = refused(database, dossier(tmp_path, files))
    assert said.keys() == {"events/many.md"}
    left = "looking for the quotes from here on takes more than 2 seconds"
    assert [line for line in said["events/many.md"] if left in line]


def test_quotes_that_stand_everywhere(tmp_path: Path, database: Path) -> None:
    pieces = {"cuts": "a […] " * 19 + "b", "long": "a b " * 9_000, "brackets": "[" * 30_000}
    notes = "".join(f'\n[^{name}]: "{quote}" — bill\n' for name, quote in pieces.items())
    notes += "".join(f'\n[^a{n}]: "{"a […] " * 19}c" — bill\n' for n in range(300))
    files = {"sources/bill.md": SOURCE + "a b " * 490_000 + "\n", "events/many.md": event("", notes=notes)}
    assert refused(database, dossier(tmp_path, files)).keys() == {"events/many.md"}


AB = "ab " * 600_000
MARKS = "a\u0316\u0301" * 390_000  # not in the order in which they are composed
ALONE = {  # a source, and one quote that does not stand in it
    "repeats": (AB, "ab " * 8_000 + "c"),
    "repeats-for-long": (AB, "ab " * 40_000 + "c"),
    "repeats-but-for-case": ("AB " * 600_000, "ab " * 40_000),
    "marks": (MARKS, "a" + "\u0301\u0316" * 30_000 + "b"),
    "more-marks": (MARKS, "a" + "\u0301\u0316" * 60_000 + "b"),
    "signs": ("a" + ",;" * 900_000, "a" + ",;" * 100_000 + "a"),
    "torn": ("x " + "ab" * 900_000, "x [y] " + "ab" * 50_000),
    "cuts": ("a " * 15_000 + "z " * 800_000 + "b", "a […] " * 15 + "b"),
}


@pytest.mark.parametrize(("source", "quote"), ALONE.values(), ids=ALONE)
def test_a_quote_that_takes_long_by_itself(tmp_path: Path, database: Path, source: str, quote: str) -> None:
    """The search for it, and for the nearest passage, took up to a minute."""
    note = f'\n[^a]: "{quote}" — bill\n'
    files = {"sources/bill.md": f"{SOURCE}{source}\n", "events/alone.md": event("[^a]", notes=note)}
    said = refused(database, dossier(tmp_path, files))
    assert said.keys() == {"events/alone.md"}
    line = event("[^a]", notes=note).split("\n").index(note.strip()) + 1
    assert all(each.startswith(f"events/alone.md:{line}:") for each in said["events/alone.md"])


def test_many_files_and_footnotes(tmp_path: Path, database: Path) -> None:
    files = {f"events/e{n}.md": event(f"[^{n}]") for n in range(2, 500)}
    files["events/notes.md"] = event("", notes="\n[^a]: " * 30_000)
    files["events/note.md"] = event("", notes="\n[^a]: " + '"a" — b, ' * 24_000)
    files["events/lines.md"] = event("", notes='\n[^a]: "\n' + "a\n" * 100_000)
    assert refused(database, dossier(tmp_path, files)).keys() == files.keys()


def test_json_lines(tmp_path: Path, database: Path) -> None:
    """Its lines are files that go the same way."""
    party = {"name": "Bridge keepers", "role": "observer"}
    source = {"title": "A bill", "published": "1911", "text": "The toll is a penny."}
    rest = {"date": "1911", "kind": "report", "headline": "A"}
    lines = [
        {"type": "dossier", "id": "toll", "title": "The toll", "parties": {"bridge": party}},
        {"type": "source", "id": "bill", **source},
        *({"type": "event", "id": id, **rest, "text": text} for id, text in MARKDOWN.items()),
        {"type": "event", "id": "keys", **{f"k{n}": "a" for n in range(20_000)}},
    ]
    file = tmp_path / "toll.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert refused(database, file).keys() == {str(file)}


def test_a_zip_and_a_sheet(tmp_path: Path, database: Path) -> None:
    files = {
        **MINIMAL,
        "events/open.md": event(MARKDOWN["link-in-link"]),
        "events/b.md": event("", FRONT["laughs"]),
    }
    contents = [Content(path, text.encode()) for path, text in sorted(files.items())]
    zip = tmp_path / "toll.zip"
    zip.write_bytes(b"".join(packed("toll", 1, datetime(2026, 1, 1, tzinfo=UTC), contents)))
    assert refused(database, zip).keys() == {"events/open.md", "events/b.md"}
    sheet = tmp_path / "sheet.csv"
    with sheet.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Year", "Headline", "Text"])
        rows.writerows(["1911", "A", sign * (99_000 // len(sign))] for sign in ("<a ", "<ul><li>", "&#"))
    assert refused(database, sheet, "--id", "toll").keys() == {sheet.name}


@pytest.mark.parametrize("slide", ["title", "event"])
def test_a_text_of_a_sheet_that_takes_long(tmp_path: Path, database: Path, slide: str) -> None:
    """Its cell is named. After one such text no more are read."""
    text = {"headline": "A", "text": "<a href='" + "<b " * 400_000}
    plain = {"start_date": {"year": "1911"}, "text": {"headline": "B", "text": "A toll."}}
    hostile = [{"start_date": {"year": f"{year}"}, "text": text} for year in (1912, 1913, 1914)]
    slides = {"title": {"title": {"text": text}, "events": [plain]}, "event": {"events": [plain, *hostile]}}
    sheet = tmp_path / "sheet.json"
    sheet.write_text(json.dumps(slides[slide], indent=1))
    (problem,) = refused(database, sheet, "--id", "toll")[sheet.name]
    line, column, message = problem.removeprefix(f"{sheet.name}:").split(":", 2)
    assert message.startswith(" the text takes more than 2 seconds, and is left")
    assert sheet.read_text().split("\n")[int(line) - 1][int(column) - 1 :].startswith('"<a href=')


@pytest.mark.parametrize(
    "text", ["[" * N, "A plain sentence of no guile. " * (N // 30)], ids=["hostile", "plain"]
)
def test_the_limit_stops_the_work_wherever_it_is(text: str) -> None:
    """No text that is short enough takes so long as the limit: a tiny one takes its place."""
    assert markup.render(text, "events/a", (), ()).html
    with pytest.raises(TookTooLongError):
        markup.render(text, "events/a", (), (), TimeLimit(0.0001))


def test_a_file_whose_time_is_up_is_refused_by_name_and_line() -> None:
    report = Report("events/penny.md", limit=TimeLimit(0))
    frontmatter.split(EVENT, report)
    page = frontmatter.split(EVENT, Report(""))
    assert page
    read = body.read(File("events/penny.md", "events/penny", EVENT, EVENT), page, (), report)
    assert read.prose is None
    left = "takes more than 0 seconds, and is left: shorten it, and mend what else is wrong in this file"
    assert [str(each) for each in report.problems] == [
        f"events/penny.md:1:1: the front matter from here on {left}",
        f"events/penny.md:5:1: the text {left}",
    ]

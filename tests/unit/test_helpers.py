"""Other processes check the events of a large dossier, and what comes of it is the same, whatever they do."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.generated import Size, write_lines
from tests.until import until
from webapp.dossier import Problem, lines
from webapp.dossier.lines import MANY, Spooled
from webapp.dossier.model import Counts, Event
from webapp.helping import helped

ROOT = Path(__file__).parents[2]
Shown = Callable[[int, int], None]


@pytest.fixture(scope="module")
def lume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("lume") / "lume.jsonl", Size(events=MANY))


def told(found: Spooled | list[Problem]) -> tuple[Counts, list[Event]] | list[str]:
    if isinstance(found, list):
        return [str(problem) for problem in found]
    with closing(found):
        return found.counts, list(found.events)


def read(file: Path, helpers: int, checking: Shown | None = None) -> tuple[Counts, list[Event]] | list[str]:
    @contextmanager
    def shown(label: str) -> Iterator[Shown | None]:
        yield checking if label == "Checking" else None

    with file.open("rb") as stream:
        return told(lines.read(stream, file.name, shown=shown, helpers=helpers))


@pytest.fixture(scope="module")
def alone(lume: Path) -> tuple[Counts, list[Event]] | list[str]:
    return read(lume, 0)


def test_they_find_what_one_process_finds(lume: Path, alone: tuple[Counts, list[Event]]) -> None:
    helpers: list[int] = []
    assert read(lume, 2, lambda *_: helpers.append(len(multiprocessing.active_children()))) == alone
    assert max(helpers) == 2
    assert multiprocessing.active_children() == []


def test_a_process_with_other_threads_starts_new_ones(lume: Path, alone: tuple[Counts, list[Event]]) -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    kinds = set[str]()

    def look(*_: int) -> None:
        kinds.update(type(process).__name__ for process in multiprocessing.active_children())

    thread.start()
    try:
        assert read(lume, 2, look) == alone
    finally:
        over.set()
        thread.join()
    assert kinds == {"SpawnProcess"}


def test_what_they_leave_is_done(lume: Path, alone: tuple[Counts, list[Event]]) -> None:
    def kill(done: int, _: int) -> None:
        for process in multiprocessing.active_children():
            process.kill()

    assert read(lume, 2, kill) == alone


def fail(_: int) -> int:
    raise MemoryError


def test_what_they_cannot_do_is_left_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    """The process that they help does it, and tells what is wrong."""
    parts = [(number, number) for number in range(10)]
    assert list(helped(iter(parts), fail, 2)) == [(number, None) for number in range(10)]
    assert capfd.readouterr() == ("", "")


SPOILT = {  # what becomes of every 97th line, of the one after it …
    1: ('"words": "', '"words": "Never '),
    2: ('"kind"', '"kin"'),
    3: ('"text": "', '"text": "*a* [b](c.md) <b> '),
    4: ('"date": "2', '"date": "x'),
}


def test_problems_are_told_as_by_one_process(lume: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    with lume.open() as old, wrong.open("w") as new:
        for number, line in enumerate(old, 1):
            new.write(line.replace(*SPOILT.get(number % 97, ("", ""))))
    problems = read(wrong, 2)
    assert isinstance(problems, list)
    assert len(problems) > 50
    assert problems == read(wrong, 0)


READ = """
import multiprocessing, sys
from contextlib import contextmanager
from webapp.dossier import lines

@contextmanager
def shown(label):
    yield wait if label == "Checking" else None

def wait(*_):
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    sys.stdin.read()

with open(sys.argv[1], "rb") as stream:
    lines.read(stream, "x", shown=shown, helpers=2)
"""


def test_they_end_with_the_process_that_they_help(lume: Path) -> None:
    command: list[str | Path] = [sys.executable, "-c", READ, lume]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        helpers = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert len(helpers) == 2
    until(lambda: not any(alive(pid) for pid in helpers), 30)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False

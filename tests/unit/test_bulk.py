"""JSON Lines become a revision as a folder does, and what has not changed is not checked again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from tests.generated import Size, write_lines
from tests.lines import of_folder, write
from tests.unit.store.folders import RICH, load
from webapp.cli import main
from webapp.dossier import lines
from webapp.dossier.lines import Spooled
from webapp.export import Exported, export
from webapp.publish import Published, Unchanged, publish
from webapp.publish.standing import standing
from webapp.store import Store, StoreError
from webapp.store.models import Base, Event, Revision

ROOT = Path(__file__).parents[2]
Lines = dict[str, dict[str, Any]]


@pytest.fixture
def rich() -> Lines:
    """The lines of a dossier by their files, to be changed."""
    return {path: json.loads(line) for path, line in of_folder(RICH)}


def raw(made: Lines) -> BytesIO:
    return BytesIO("\n".join(map(json.dumps, made.values())).encode())


def loading(store: Store, made: Lines) -> Published | Unchanged | list[str]:
    """Imports the lines, or tells what is wrong with them."""
    with store.read() as connection:
        found = lines.read(raw(made), "rich.jsonl", newest=lambda id: standing(connection, id))
    if isinstance(found, list):
        return [str(problem) for problem in found]
    with closing(found):
        return publish(store, found)


def read_again(store: Store, made: Lines) -> set[str]:
    """Which events are read, of lines that are about to be imported."""
    with store.read() as connection:
        found = lines.read(raw(made), "rich.jsonl", newest=lambda id: standing(connection, id))
    assert isinstance(found, Spooled)
    with closing(found):
        return {event.key for event in found.events}


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that the store holds, but for when and in which lines it came, which is in the ledger, too."""
    with store.read() as connection:
        return {
            table.name: sorted(
                (tuple(row) for row in connection.execute(
                    select(*(each for each in table.columns if each.name not in ("imported_at", "line"))))),
                key=repr,
            )
            for table in Base.metadata.sorted_tables
            if table.name != "ledger"
        }  # fmt: skip


def test_the_same_revision_comes_from_lines_and_from_the_folder_they_export_to(
    store: Store, rich: Lines, tmp_path: Path
) -> None:
    assert loading(store, rich) == Published(1, tuple(sorted(path[:-3] for path in rich)), (), ())
    assert isinstance(export(store, "rich", None, tmp_path / "rich"), Exported)
    exported = load(tmp_path / "rich")
    assert publish(store, exported) == Unchanged(1)
    written = rows(store)
    with closing(Store(f"sqlite:///{tmp_path / 'other.sqlite'}")) as other:
        other.upgrade()
        publish(other, exported)
        assert rows(other) == written
        with other.read() as connection:
            assert set(connection.scalars(select(Event.line))) == {None}
        assert read_again(other, rich) == set()


def test_a_revision_counts_what_it_holds(store: Store, rich: Lines) -> None:
    loading(store, rich)
    with store.read() as connection:
        [row] = connection.execute(
            select(Revision.rounds, Revision.events, Revision.sources, Revision.quotes)
        )
    assert tuple(row) == (2, 3, 4, 14)


def test_the_same_lines_make_no_revision_and_nothing_is_read(store: Store, rich: Lines) -> None:
    loading(store, rich)
    assert read_again(store, rich) == set()
    assert loading(store, dict(reversed(rich.items()))) == Unchanged(1)


def test_a_line_is_known_by_its_digest_and_what_is_written_otherwise_by_its_file(
    store: Store, rich: Lines
) -> None:
    loading(store, rich)
    key = "events/unpaid.md"
    with store.write() as connection:  # what nobody reads tells nothing
        connection.execute(update(Event).where(Event.key == key[:-3]).values(file="other"))
    assert read_again(store, rich) == set()
    rich["events/opening.md"]["nothing"] = None  # the same file, in another line
    assert read_again(store, rich) == set()
    rich[key]["nothing"] = None
    assert key[:-3] in read_again(store, rich)


def test_what_has_changed_and_what_depends_on_it_is_read_again(store: Store, rich: Lines) -> None:
    loading(store, rich)
    rich["sources/chinese.md"]["title"] += "!"
    assert read_again(store, rich) == {"events/opening", "rounds/1"}  # where its commitment was made
    assert loading(store, rich) == Published(2, (), ("sources/chinese",), ())
    rich["sources/chinese.md"]["published"] = "2001-03-05"
    assert loading(store, rich) == Published(3, (), ("events/opening", "sources/chinese"), ())
    rich["events/unpaid.md"]["text"] += "\n\nNothing more."
    assert loading(store, rich) == Published(4, (), ("events/unpaid",), ())


def test_what_settles_and_what_makes_a_commitment_are_read_together(store: Store, rich: Lines) -> None:
    loading(store, rich)
    made = {event.key: {promise.id for promise in event.commitments} for event in load(RICH).events}
    settled = {event.key: {one.commitment for one in event.outcomes} for event in load(RICH).events}
    key, ids = next((key, ids) for key, ids in settled.items() if ids)
    [maker, *_] = [one for one in made if made[one] & ids]
    rich[f"{key}.md"]["date"] = "1999-03-01"
    found = loading(store, rich)
    assert isinstance(found, list)
    assert any("the commitment was made later" in message for message in found)
    rich[f"{key}.md"]["date"] = "2001-03-04"
    assert {key, maker} <= read_again(store, rich)


def test_a_speaker_is_held_against_events_that_are_not_read_again(store: Store, rich: Lines) -> None:
    rich["events/twin.md"] = rich["events/opening.md"] | {"id": "twin", "fulfils": None}
    assert isinstance(loading(store, rich), Published)
    rich["events/twin.md"]["text"] = rich["events/twin.md"]["text"].replace("— lin, ", "— ")
    found = loading(store, rich)
    assert isinstance(found, list)
    line = list(rich).index("events/opening.md") + 1
    assert any(
        f"rich.jsonl, line {line}, cites these words as said by `lin`" in message for message in found
    ), found


@pytest.mark.parametrize("path", ["events/unpaid.md", "sources/arabic.md"])
def test_what_is_gone_is_missed(store: Store, rich: Lines, path: str) -> None:
    loading(store, rich)
    rich["events/promise.md"]["text"] += "\n\nSee [that](../" + path + ")."
    assert isinstance(loading(store, rich), Published)
    del rich[path]
    found = loading(store, rich)
    assert isinstance(found, list)
    assert any(f"“../{path}” is no file of this dossier" in message for message in found), found


def test_another_version_of_parley_checks_everything(store: Store, rich: Lines) -> None:
    loading(store, rich)
    with store.write() as connection:
        connection.execute(update(Revision).values(parley="0.0.1"))
    assert len(read_again(store, rich)) == 5
    assert loading(store, rich) == Unchanged(1)


def test_a_revision_imported_meanwhile_is_told(store: Store, rich: Lines) -> None:
    loading(store, rich)
    rich["events/unpaid.md"]["text"] += "\n\nNothing more."
    with store.read() as connection:
        found = lines.read(raw(rich), "rich.jsonl", newest=lambda id: standing(connection, id))
    assert isinstance(found, Spooled)
    rich["events/unpaid.md"]["text"] += "\n\nNothing at all."
    assert isinstance(loading(store, rich), Published)
    with closing(found), pytest.raises(StoreError, match="Revision 2 of rich was imported meanwhile"):
        publish(store, found)


def parley(url: str, *arguments: str | Path, stdin: bytes | None = None) -> Result:
    settings = {"PARLEY_DATABASE_URL": url}
    return CliRunner().invoke(main, [*map(str, arguments)], input=stdin, env=settings, catch_exceptions=False)


def test_a_file_and_standard_input_are_imported_alike(store: Store, store_url: str, tmp_path: Path) -> None:
    file = write(tmp_path / "any.jsonl", RICH)
    checked = parley(store_url, "check", file)
    assert checked.exit_code == 0
    assert checked.output == "rich: no problems in 4 sources, 2 rounds, 3 events, 14 quotes\n"
    assert parley(store_url, "import", file).output == "rich: revision 1 (10 added)\n"
    again = parley(store_url, "import", "-", stdin=file.read_bytes())
    assert again.output == "rich: nothing has changed since revision 1\n"
    named = parley(store_url, "import", "-", "--id", "poor", "--json", stdin=file.read_bytes())
    assert json.loads(named.stdout)["dossier"] == "poor"
    wrong = parley(store_url, "import", "-", stdin=b"{}\n" + file.read_bytes())
    assert wrong.stdout.startswith("-:1:1: `type` is missing")
    assert (wrong.stderr, wrong.exit_code) == ("1 problem in 1 file; nothing was imported.\n", 1)
    assert parley(store_url, "check", RICH, "--id", "poor").exit_code == 2


def test_lines_are_checked_where_there_is_no_store(tmp_path: Path) -> None:
    file = write(tmp_path / "any.jsonl", RICH)
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    assert parley(url, "import", file).output == "rich: revision 1 (10 added)\n"


IMPORT = """
import sys
from contextlib import closing, contextmanager
from webapp.dossier import lines
from webapp.publish import publish
from webapp.store import Store

@contextmanager
def shown(label):
    yield lambda done, whole: print(label, flush=True)

with open(sys.argv[2], "rb") as stream, closing(lines.read(stream, "x", "rich", shown)) as found:
    publish(Store(sys.argv[1]), found, lambda done, whole: print("Importing", flush=True))
print("done", flush=True)
"""


@pytest.mark.parametrize("moment", ["Reading", "Checking", "Importing"])
def test_a_killed_import_leaves_the_last_revision(
    store: Store, store_url: str, rich: Lines, tmp_path: Path, moment: str
) -> None:
    loading(store, rich)
    before = rows(store)
    file = write_lines(tmp_path / "lume.jsonl", Size(events=600, rounds=2, years=1))
    command: list[str | Path] = [sys.executable, "-c", IMPORT, store_url, file]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while process.stdout.readline() != f"{moment}\n":
            assert process.poll() is None
        process.kill()
        assert "done" not in process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    assert rows(store) == before
    assert loading(store, rich) == Unchanged(1)


MEASURE = """
import sys
from contextlib import closing
from webapp.dossier import lines
from webapp.publish import publish
from webapp.store import Store
with closing(Store(sys.argv[1])) as store:
    store.upgrade()
    with open(sys.argv[2], "rb") as stream:
        found = lines.read(stream, sys.argv[2])
    publish(store, found)
    found.close()
# Its own: what getrusage tells may be that of the process which began this one.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")))
"""


def peak(folder: Path, size: Size) -> int:
    """Kibibytes that importing a generated dossier takes at most, in a process of its own."""
    file = write_lines(folder / f"lume-{size.events}.jsonl", size)
    command: list[str | Path] = [sys.executable, "-c", MEASURE, f"sqlite:///{file}.sqlite", file]
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def test_memory_does_not_grow_with_the_dossier(tmp_path: Path) -> None:
    small, large = (peak(tmp_path, Size(events=events)) for events in (1000, 4000))
    assert large < 1.2 * small  # read whole, as a folder is, it takes half as much again


@pytest.mark.huge
def test_a_hundred_thousand_events_need_no_more_memory_than_a_page_of_them(tmp_path: Path) -> None:
    assert peak(tmp_path, Size(events=100_000)) < 250_000

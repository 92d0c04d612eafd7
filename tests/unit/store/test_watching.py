"""Whatever is done to a database is seen at once, also where it takes no look to see that nothing was."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.walindex import held
from tests.web.folders import with_river
from webapp.store import Store
from webapp.store.watching import SOON

CHANGE = "UPDATE ledger SET digest = ?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return with_river(tmp_path / "parley.sqlite")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """One that has been asked often enough to know without a look."""
    with closing(Store(f"sqlite:///{path}", SOON)) as store:
        assert len({store.digest() for _ in range(4)}) == 1
        yield store


def commit(path: Path, digest: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(CHANGE, (digest,))


def test_what_others_commit_is_seen_with_the_next_request(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for number in range(300):
            other.execute(CHANGE, (str(number),))
            assert [store.digest() for _ in range(3)] == [str(number)] * 3


def test_and_what_another_process_commits(store: Store, path: Path) -> None:
    program = (
        "import sqlite3, sys\nother = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        f"for line in sys.stdin: print(other.execute({CHANGE!r}, (line.strip(),)).rowcount, flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(100):
            process.stdin.write(f"{number}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "1\n"
            assert [store.digest() for _ in range(3)] == [str(number)] * 3
        process.stdin.close()


@pytest.mark.parametrize("kind", ["PASSIVE", "FULL", "RESTART", "TRUNCATE"])
def test_where_the_log_begins_anew(store: Store, path: Path, kind: str) -> None:
    """Commits then are as long, and at the same places, as those before."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for number in range(10, 60):
            other.execute(CHANGE, (str(number),))
            other.execute(f"PRAGMA wal_checkpoint({kind})")
            assert [store.digest() for _ in range(3)] == [str(number)] * 3


def test_what_is_not_committed_is_not_seen(store: Store, path: Path) -> None:
    before = store.digest()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        other.execute(CHANGE, ("never",))
        assert [store.digest() for _ in range(3)] == [before] * 3
        other.execute("ROLLBACK")
        assert [store.digest() for _ in range(3)] == [before] * 3


def test_another_file_in_its_place(store: Store, path: Path, tmp_path: Path) -> None:
    for number in range(5):
        other = tmp_path / "other.sqlite"
        with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(other)) as there:
            here.backup(there)
        commit(other, str(number))
        other.replace(path)
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        assert [store.digest() for _ in range(4)] == [str(number)] * 4


def test_a_backup_that_is_restored_into_it(store: Store, path: Path, tmp_path: Path) -> None:
    old, copy = store.digest(), tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    commit(path, "new")
    assert [store.digest() for _ in range(3)] == ["new"] * 3
    with closing(sqlite3.connect(copy)) as there, closing(sqlite3.connect(path)) as here:
        there.backup(here)
    assert [store.digest() for _ in range(3)] == [old] * 3


def test_it_cannot_leave_the_journal_mode_unseen(path: Path) -> None:
    """Nor become another while somebody watches; but it may be another when that begins."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with closing(Store(f"sqlite:///{path}", SOON)) as store:
        for number in range(10):
            commit(path, str(number))
            assert [store.digest() for _ in range(3)] == [str(number)] * 3
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
            for number in range(10):
                other.execute(CHANGE, (str(number),))
                assert [store.digest() for _ in range(3)] == [str(number)] * 3
            with pytest.raises(sqlite3.OperationalError):
                other.execute("PRAGMA journal_mode = DELETE")


def test_that_nothing_was_committed_is_known_where_nothing_can_be_read(store: Store, path: Path) -> None:
    before = store.digest()
    with held(path):
        assert [store.digest() for _ in range(3)] == [before] * 3
        assert store.look() is None
        assert store.digest() == before


def test_a_watch_leaves_the_locks_of_others_alone(path: Path) -> None:
    """Closing a file that SQLite has open takes its locks away."""
    url = f"sqlite:///{path}"
    taken = (
        "import sqlite3, sys\nother = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)\n"
        "other.execute('PRAGMA wal_checkpoint(TRUNCATE)')\n"
        "print(*other.execute('PRAGMA wal_checkpoint(TRUNCATE)').fetchone())"
    )
    with closing(Store(url)) as reading, reading.read() as connection:
        connection.exec_driver_sql("SELECT * FROM ledger").fetchall()
        commit(path, "new")
        for _ in range(3):
            with closing(Store(url, SOON)) as store:
                assert {store.digest() for _ in range(4)} == {"new"}
        told = subprocess.run(
            [sys.executable, "-c", taken, str(path)], check=True, capture_output=True, text=True
        ).stdout
        assert told.split()[0] == "1"  # busy: the reader's state is still wanted

"""PostgreSQL servers of the tests' own: the system's programs, temporary folders, Unix sockets."""

from __future__ import annotations

import itertools
import os
import pwd
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import psycopg
from psycopg import sql

INSTALL = (
    "The store's tests need PostgreSQL 15 or newer: apt-get install postgresql (it need not be running)."
)

_OPTIONS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class Server:
    """`url(name)` is the URL of a database that `create` has made."""

    def __init__(self, folder: Path, run: Callable[..., None]) -> None:
        self.folder = folder
        self.run = run
        self._numbers = itertools.count(1)

    def url(self, name: str) -> str:
        return f"postgresql://parley@/{name}?host={self.folder}"

    def create(self, encoding: str = "UTF8") -> str:
        """The name of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {}")
        self.ask(command.format(sql.Identifier(name), sql.Literal(encoding)))
        return name

    def drop(self, name: str) -> None:
        self.ask(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def start(self) -> None:
        self.run("pg_ctl", "--wait", "--log", f"{self.folder}/log", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "--wait", "--mode=fast", "stop")

    def runs(self) -> bool:
        """Was it not stopped since it was started last?"""
        return (self.folder / "data/postmaster.pid").exists()

    def ask(self, command: sql.Composed | sql.SQL) -> list[tuple[object, ...]]:
        """The rows that the command gives, if it gives any."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            done = connection.execute(command)
            return done.fetchall() if done.description else []


class Standby(Server):
    """Has what its primary has, as soon as that has come; it cannot be written to before it is promoted."""

    def promote(self) -> None:
        self.run("pg_ctl", "--wait", "promote")

    def pause(self) -> None:
        """Let it stay behind its primary."""
        self.ask(sql.SQL("SELECT pg_wal_replay_pause()"))

    def resume(self) -> None:
        self.ask(sql.SQL("SELECT pg_wal_replay_resume()"))


@contextmanager
def running(largest: int | None = None) -> Iterator[Server]:
    """A server that runs until the end of the block. Raises LookupError where PostgreSQL is not installed.

    No file of its may have more bytes than the largest, of a megabyte or more, if that is given.
    """
    with _folder(largest) as (folder, run):
        # A locale whose order is not that of bytes, as on most servers.
        locale = ("--locale=C", "--locale-provider=icu", "--icu-locale=en", "--encoding=UTF8")
        run("initdb", "--username=parley", "--auth=trust", "--no-sync", "--wal-segsize=1", *locale)
        with _started(Server(folder, run)) as server:
            yield server


@contextmanager
def following(primary: Server) -> Iterator[Standby]:
    """A hot standby that streams what the primary writes, and runs until the end of the block."""
    with _folder() as (folder, run):
        whence = ("--host", str(primary.folder), "--username=parley")
        run("pg_basebackup", *whence, "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        with _started(Standby(folder, run)) as server:
            yield server


@contextmanager
def _folder(largest: int | None = None) -> Iterator[tuple[Path, Callable[..., None]]]:
    """A server's folder, and what runs a program on the data in it."""
    programs, owner = _programs(), _owner()
    # Not below pytest's folders: the server's user may not enter them, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="parley-"))
    if owner:
        os.chown(folder, *owner)
    limited = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, largest)) if largest else None

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), f"--pgdata={folder}/data", *arguments],
            check=False,
            cwd=folder,
            user=owner and owner[0],
            group=owner and owner[1],
            extra_groups=[] if owner else None,
            preexec_fn=limited,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert done.returncode == 0, done.stdout

    try:
        yield folder, run
    finally:
        shutil.rmtree(folder)


S = TypeVar("S", bound=Server)


@contextmanager
def _started(server: S) -> Iterator[S]:
    with (server.folder / "data/postgresql.conf").open("a") as options:
        options.write(_OPTIONS.format(folder=server.folder))
    server.start()
    try:
        yield server
    finally:
        if server.runs():
            server.stop()


def _programs() -> Path:
    """The folder of the newest server's programs."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    if not folders:
        raise LookupError(INSTALL)
    return max(folders, key=lambda folder: int(folder.parent.name))


def _owner() -> tuple[int, int] | None:
    """The user and group that the server runs as, None for those of the tests; root may not own a server."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: (user.pw_uid, user.pw_gid) for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]

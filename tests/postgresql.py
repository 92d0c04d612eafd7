"""A PostgreSQL server of the tests' own: the system's programs, a temporary folder, a Unix socket."""

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
        self._program = run
        self._numbers = itertools.count(1)

    def url(self, name: str) -> str:
        return f"postgresql://parley@/{name}?host={self.folder}"

    def create(self, encoding: str = "UTF8") -> str:
        """The name of a new, empty database."""
        name = f"test_{next(self._numbers)}"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {}")
        self._run(command.format(sql.Identifier(name), sql.Literal(encoding)))
        return name

    def drop(self, name: str) -> None:
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def start(self) -> None:
        self._program("pg_ctl", "--wait", "--log", f"{self.folder}/log", "start")

    def stop(self) -> None:
        self._program("pg_ctl", "--wait", "--mode=immediate", "stop")

    def _run(self, command: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def running(largest: int | None = None) -> Iterator[Server]:
    """A server that runs until the end of the block. Raises LookupError where PostgreSQL is not installed.

    No file of its may have more bytes than the largest, of a megabyte or more, if that is given.
    """
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
        # A locale whose order is not that of bytes, as on most servers.
        locale = ("--locale=C", "--locale-provider=icu", "--icu-locale=en", "--encoding=UTF8")
        run("initdb", "--username=parley", "--auth=trust", "--no-sync", "--wal-segsize=1", *locale)
        with (folder / "data/postgresql.conf").open("a") as options:
            options.write(_OPTIONS.format(folder=folder))
        server = Server(folder, run)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


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

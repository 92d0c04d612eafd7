"""Parley, Flask and Datasette on ports of their own, each with a worker process for each core."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.bench.rival import TABLES

ROOT = Path(__file__).parents[2]
WORKERS = str(os.cpu_count() or 1)
PATIENCE = 60  # seconds until a server has to answer


class Server:
    """`address` is without a slash at its end."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self.process, self.address = process, address

    def heaviest(self) -> float:
        """The megabytes of its largest process but the first, in which what is shared counts in parts."""
        return max(map(_megabytes, self._workers()))

    def settle(self) -> None:
        """Wait until it has done with requests that nobody waits for any more."""
        before = -9
        while self._worked() > before + 1:
            before = self._worked()
            time.sleep(0.2)

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()

    def _worked(self) -> int:
        """How long its processes have been at work, in the system's ticks of about 10 ms."""
        stats = (Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2] for worker in self._workers())
        return sum(sum(map(int, stat.split()[11:13])) for stat in stats)


def _megabytes(process: str) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:"))) / 1024


@contextmanager
def parley(url: str, **settings: str) -> Iterator[Server]:
    """`parley serve` over the store of that URL, keeping no pages unless the settings say otherwise."""
    command = ["webapp", "serve", "--workers", WORKERS, "--port"]
    with _serving(command, {"PARLEY_DATABASE_URL": url, "PARLEY_CACHE": "0", **settings}) as server:
        yield server


@contextmanager
def flask(folder: Path) -> Iterator[Server]:
    """A bare view at /, and the files of the folder at /files/."""
    with _serving(["tests.bench.hello", str(folder)], {}) as server:
        yield server


@contextmanager
def datasette(tables: Path) -> Iterator[Server]:
    command = ["uvicorn", "--factory", "tests.bench.rival:application", "--log-level", "warning"]
    with _serving([*command, "--workers", WORKERS, "--port"], {TABLES: str(tables)}) as server:
        yield server


@contextmanager
def _serving(module: list[str], variables: dict[str, str]) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    command = [sys.executable, "-m", *module, str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(process, address)
        yield Server(process, address)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(address, timeout=2).close()  # what came before it listened may wait for ever
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > ends:
                raise
        time.sleep(0.05)

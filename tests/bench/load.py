"""Many requests at a time, by wrk, and what came of them."""

from __future__ import annotations

import math
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from tests.bench.servers import Server

SCRIPT = Path(__file__).with_name("paths.lua")
BROWSER = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br, zstd"}
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Load:
    """Asks a server for paths, each in turn. Where each is asked for once, nothing that is kept can help.

    `connections` ask at the same time: many tell how much a server can do, one how long a reader waits.
    """

    name: str
    server: Server
    paths: Sequence[str]
    connections: int = 16
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Took:
    """Requests per second, and the milliseconds that half and all but a hundredth of them took at most."""

    rate: float
    p50: float
    p99: float


def measure(loads: Iterable[Load], seconds: int) -> dict[str, Took]:
    """The medians of some rounds, by the loads' names. In each round comes each load, so that all are as much
    disturbed by what else the machine does."""
    lasting = [(load, max(seconds, _enough(load))) for load in loads]
    rounds = [{load.name: _run(load, long, number) for load, long in lasting} for number in range(ROUNDS)]
    return {
        load.name: Took(*(median(getattr(one[load.name], name) for one in rounds) for name in Took.__slots__))
        for load, _ in lasting
    }


def _enough(load: Load) -> int:
    """Seconds in which every connection is answered. RuntimeError: a redirect, which wrk would count."""
    address, began = load.server.address + load.paths[-1], time.perf_counter()
    with urlopen(address) as answer:
        if answer.url != address:
            raise RuntimeError(f"{address} leads to {answer.url}")
        answer.read()
    return math.ceil((time.perf_counter() - began) * (load.connections / 2 + 3))


def _run(load: Load, seconds: int, number: int) -> Took:
    load.server.settle()
    headers = [f"--header={name}: {value}" for name, value in (BROWSER | load.headers).items()]
    with tempfile.NamedTemporaryFile("w") as paths:
        paths.write("\n".join(load.paths))
        paths.flush()
        done = subprocess.run(
            ["wrk", "--threads=1", f"--connections={load.connections}", f"--duration={seconds}",
             "--timeout=300", *headers, f"--script={SCRIPT}", load.server.address,
             "--", paths.name, str(len(load.paths) * number // ROUNDS)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    result = done.stdout.rpartition("RESULT ")[2].split()
    requests, duration, failed, p50, p99 = map(int, result)
    if failed:
        raise RuntimeError(f"{failed} of {requests} requests for {load.name} failed: {load.server.address}")
    if not requests:  # the machine has more to do than when it was asked for one
        return _run(load, 4 * seconds, number)
    return Took(requests / duration * 1e6, p50 / 1000, p99 / 1000)

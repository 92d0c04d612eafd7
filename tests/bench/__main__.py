"""`python -m tests.bench [SIZE …]` measures Parley with so many events: a table, and a dated file."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version

from tests import postgresql
from tests.bench import servers, targets
from tests.bench.importing import importing
from tests.bench.load import Load, measure
from tests.bench.pages import PAGES, Site, lines, loads
from tests.bench.paths import Paths
from tests.bench.targets import Line, at_least, at_most
from tests.bench.visits import LIMIT, visits
from tests.bench.world import KEPT, World, world
from webapp.settings import Settings

ALL = [1_000, 10_000, 100_000, 1_000_000]
VISITED = {50: 2.5, 500: 8, 5_000: 30}  # how many times as soon as TimelineJS the first event shall be there
KEEPING = str(Settings().cache)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", metavar="SIZE", help="events, or all; default: 1000 10000 100000")
    parser.add_argument("--seconds", type=int, default=2, help="that a page is asked for at a time")
    given = parser.parse_args()
    sizes = ALL if given.sizes == ["all"] else sorted(map(int, given.sizes)) or ALL[:-1]
    results = KEPT / "results"
    before, found = targets.last(results), list[Line]()
    print(targets.HEADING)
    for line in _measured(sizes, given.seconds):
        found.append(line)
        print(targets.row(line, before.get(line.key)), flush=True)
    now = datetime.now(UTC)
    machine = {
        "at": now.isoformat(timespec="seconds"),
        "sizes": sizes,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("parley", "flask", "granian", "datasette")},
    }
    file = results / f"{now:%Y-%m-%dT%H-%M-%S}.json"
    targets.write(file, machine, found)
    print(f"\nWritten to {file}")


def _measured(sizes: list[int], seconds: int) -> Iterator[Line]:
    worlds = [world(size) for size in sizes]
    for made in worlds:
        yield from _import(made)
    with ExitStack() as running:
        flask = running.enter_context(servers.flask(servers.ROOT))
        sites = [
            Site(
                made.size,
                Paths(made),
                running.enter_context(servers.parley(made.url)),
                running.enter_context(servers.parley(made.url, PARLEY_CACHE=KEEPING)),
                running.enter_context(servers.datasette(made.tables)),
            )
            for made in worlds
        ]
        yield from lines(sites, measure(loads(sites, flask), seconds))
        for site in sites:
            heaviest = max(site.parley.heaviest(), site.keeping.heaviest())
            yield Line(f"memory of a worker, {site.size:,} events", heaviest, "MB", target=at_most(120))
        yield from _postgresql(worlds[0], seconds)
        for size, sooner in VISITED.items():
            yield from _visits(world(size), sooner, flask)


def _import(made: World) -> Iterator[Line]:
    size, figures, target = f"{made.size:,}", made.figures, at_least(0.2)
    first, plain, again = (figures[f"{name} seconds"] for name in ("import", "executemany", "again"))
    yield Line(f"import of {size}", made.size / first, "events/s", "executemany", plain / first, target)
    yield Line(f"import of {size}, one changed", again, "s", "the first", again / first, at_most(0.1))
    yield Line(f"memory of an import of {size}", figures["import memory"], "MB", target=at_most(300))


def _postgresql(made: World, seconds: int) -> Iterator[Line]:
    paths = Paths(made).ours
    with postgresql.running() as database:
        url = database.url(database.create())
        importing(made.lines, url)
        with servers.parley(made.url) as here, servers.parley(url) as there:
            pages = {page: paths[page] for page in PAGES}
            asked = [
                Load(f"{page} {server.address}", server, some, connections=1)
                for page, some in pages.items()
                for server in (here, there)
            ]
            times = measure(asked, seconds)
    for page in pages:
        ours, theirs = (times[f"{page} {server.address}"].p50 for server in (here, there))
        yield Line(f"{page} on PostgreSQL, alone", theirs, "ms", "SQLite", theirs / ours, at_most(2.5))


def _visits(made: World, sooner: float, flask: servers.Server) -> Iterator[Line]:
    with servers.parley(made.url, PARLEY_CACHE=KEEPING) as parley:  # the first of theirs, not of the site
        ours, theirs = visits(made, parley, flask)
    name = f"first visit to {made.size:,} events"
    rival = f"TimelineJS, not within {LIMIT} s" if theirs.is_in_vain else "TimelineJS"
    yield Line(f"{name}: shown", ours.shown, "ms", rival, theirs.shown / ours.shown, at_least(sooner))
    yield Line(f"{name}: sent", ours.bytes / 1000, "KB", "TimelineJS", ours.bytes / theirs.bytes)
    yield Line(f"{name}: sent", ours.bytes / 1000, "KB", target=at_most(30))
    yield Line(f"{name}: requests", ours.requests, "", target=at_most(3))


if __name__ == "__main__":
    main()

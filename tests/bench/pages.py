"""Which pages are measured, and what each is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.request import urlopen

from tests.bench.load import Load, Took
from tests.bench.paths import Paths
from tests.bench.servers import Server
from tests.bench.targets import Line, Target, at_least, at_most

GROWING = ("timeline", "filtered", "overview", "event", "quote", "source")  # or not, that is the question
PAGES = (*GROWING, "search")
ALONE = ("table", "search")  # what readers wait for of Datasette


@dataclass(frozen=True, slots=True)
class Site:
    """A dossier, served by both: by Parley without the pages that it keeps, and with them."""

    size: int
    paths: Paths
    parley: Server
    keeping: Server
    datasette: Server


Times = Mapping[str, Took]


def loads(sites: list[Site], flask: Server) -> Iterator[Load]:
    """One reader at a time for each size, then 16 for the largest, and for the smallest what it knows."""
    for site in sites:
        for page in PAGES:
            yield Load(f"{page} {site.size}", site.parley, site.paths.ours[page], connections=1)
        for page in ALONE:
            yield Load(f"their {page} {site.size}", site.datasette, site.paths.theirs[page], 1)
    small, large = sites[0], sites[-1]
    for page in PAGES:
        yield Load(page, large.parley, large.paths.ours[page])
    for page, paths in large.paths.theirs.items():
        yield Load(f"their {page}", large.datasette, paths)
    yield Load("wide", small.parley, small.paths.ours["wide"])
    for page in ("table", "content"):
        yield Load(f"their small {page}", small.datasette, small.paths.theirs[page])
    for page in PAGES:
        yield Load(f"warm {page}", large.keeping, large.paths.ours[page][:1])
    path = large.paths.ours["timeline"][0]
    with urlopen(large.keeping.address + path) as answer:
        tag = answer.headers["ETag"]
    yield Load("304", large.keeping, [path], headers={"If-None-Match": tag})
    yield Load("hello", flask, ["/"])


def lines(sites: list[Site], times: Times) -> Iterator[Line]:
    small, large = sites[0].size, sites[-1].size
    yield _rate(times, "timeline, cold", "timeline", "Datasette's table", "their table", at_least(10))
    yield _rate(times, "timeline, cold", "timeline", "Datasette's query", "their content", at_least(4))
    known = "timeline, new filter, cards known"
    yield _rate(times, known, "wide", "Datasette's table", "their small table", at_least(40))
    yield _rate(times, known, "wide", "Datasette's query", "their small content", at_least(20))
    for page in PAGES:
        target = at_least(2) if page == "timeline" else None
        yield _rate(times, f"{page}, warm", f"warm {page}", "Flask hello", "hello", target)
    yield _rate(times, "timeline, not changed (304)", "304", "Flask hello", "hello", at_least(2))
    for page in ("event", "quote"):
        yield _rate(times, f"{page}, cold", page, "Datasette's row", f"their {page}", at_least(8))
    for page in ("filtered", "overview", "source", "search"):
        yield Line(f"{page}, cold", times[page].rate, "requests/s")
    alone = times[f"timeline {large}"]
    yield Line("timeline, alone: p99", alone.p99, "ms", "its p50", alone.p99 / alone.p50, at_most(3))
    filtered = times[f"filtered {large}"]
    yield Line(f"filtered timeline of {large:,}, alone: p99", filtered.p99, "ms", target=at_most(100))
    search, theirs = times[f"search {large}"], times[f"their search {large}"]
    sooner = theirs.p50 / search.p50
    yield Line("search, alone", search.p50, "ms", "Datasette's", sooner, at_least(5))
    for site in sites[:-1]:
        for page in PAGES:
            yield _growth(times, page, site.size, large, site.size == small)


def _rate(times: Times, name: str, page: str, against: str, other: str, target: Target | None) -> Line:
    return Line(name, times[page].rate, "requests/s", against, times[page].rate / times[other].rate, target)


def _growth(times: Times, page: str, small: int, large: int, smallest: bool) -> Line:
    """How much slower a page of the large dossier is; search is promised from 10,000 events on."""
    grown = times[f"{page} {large}"].p50
    promised = at_most(5) if page == "search" and small == 10_000 else None
    if page != "search" and smallest:
        promised = at_most(1.5)
    ratio = grown / times[f"{page} {small}"].p50
    return Line(f"{page} of {large:,}, alone", grown, "ms", f"{small:,}", ratio, promised)

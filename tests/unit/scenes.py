"""Dated items as dossiers have them, for the overview, and how they look when drawn.

`python -m tests.unit.scenes` writes the golden files; look at what changed before committing them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from webapp.dates import parse
from webapp.timeline import Excerpt, Item, Lane, Overview, Round, Window, overviews
from webapp.web.figure import figure

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "data" / "overview"
ZONE = "Europe/Istanbul"
RUSSIA, UKRAINE = Lane("russia", "Russia", "a"), Lane("ukraine", "Ukraine", "b")
STATES, TURKEY = Lane("united-states", "United States", "m"), Lane("turkiye", "Türkiye", "m")
LANES = (RUSSIA, UKRAINE, STATES, TURKEY)
BOTH = "russia ukraine"


def item(date: str, title: str, lanes: str, status: str = "held", zone: str = ZONE) -> Item:
    """An event of the parties named, with a link made of its title."""
    key = title.lower().replace(" ", "-")
    return Item(f"#events/{key}", title, parse(date, zone), status, tuple(lanes.split()))


def link(window: Window) -> str:
    """What the URL says of a window."""
    first, last = window.dates
    return f"?from={first.text}&to={last.text}"


def round_(number: int, date: str, status: str = "held", zone: str = ZONE) -> Round:
    return Round(number, f"#rounds/{number}", parse(date, zone), status)


@dataclass(frozen=True)
class Scene:
    items: list[Item]
    rounds: tuple[Round, ...] = ()
    zone: str = ZONE
    lanes: tuple[Lane, ...] = LANES
    shown: str = ""  # the date of the window

    def at(self, width: float = 1100, zoom: Callable[[Window], str | None] = link) -> Overview:
        """Its picture, which there is."""
        excerpt = self.excerpt
        (picture,) = overviews(
            [item for item in self.items if not excerpt or excerpt.holds((item.date.sort[0],) * 2)],
            self.lanes,
            self.rounds,
            zone=self.zone,
            widths=(width,),
            excerpt=excerpt,
            shown=excerpt.window if excerpt else None,
            zoom=zoom,
        )
        return picture

    @property
    def excerpt(self) -> Excerpt | None:
        """The window and what is around it, of which the items are drawn."""
        if not self.shown:
            return None
        date = parse(self.shown, self.zone)
        assert date.earliest is not None
        assert date.latest is not None
        starts = [item.date.sort[0] for item in self.items]
        return Excerpt.of(
            Window.of(date.earliest, date.latest, ZoneInfo(self.zone)), min(starts), max(starts)
        )


TALKS = Scene(
    [
        item("2025-05-16", "Round 1", f"{BOTH} turkiye"),
        item("2025-05-16/2025-05-28", "Prisoners are exchanged", BOTH),
        item("2025-05-19", "The presidents hold a call", "united-states russia"),
        item("2025-05-27", "Fidan confirms the venue", "turkiye russia"),
        item("2025-05-28", "Lavrov tells Rubio that proposals are coming", "russia united-states"),
        item("2025-05-28", "Umerov awaits the memorandum", "ukraine"),
        item("2025-05-28", "Lavrov names the delegation", "russia"),
        item("2025-05-28~", "Kyiv hands over its draft", "ukraine"),
        item("2025-05-29", "Umerov asks for the Russian text", "ukraine"),
        item("2025-06-02", "Round 2", f"{BOTH} turkiye", "planned"),
    ],
    (round_(1, "2025-05-16"), round_(2, "2025-06-02", "planned")),
)
ONE = Scene([item("2025-05-28", "A call", "russia united-states")])
AFTERNOON = Scene(
    [
        item("2025-05-16T13:00", "The talks open", BOTH),
        item("2025-05-16T13:20", "Fidan speaks", "turkiye"),
        item("2025-05-16T14:00", "Break", BOTH),
        item("2025-05-16T14:45", "Statement", "russia"),
        item("2025-05-16T14:50", "Answer", "ukraine"),
        item("2025-05-16T16:05/2025-05-16T17:10", "Second sitting", BOTH),
    ],
    (round_(1, "2025-05-16T13:00/2025-05-16T17:10"),),
)
STATUSES = Scene(
    [
        item("2025-03-03", "Held", "russia"),
        item("2025-03-10", "Planned", "russia", "planned"),
        item("2025-03-14", "Postponed", "ukraine", "postponed"),
        item("2025-03-20", "Cancelled", BOTH, "cancelled"),
        item("2025-03-25~", "About then", "russia"),
        item("2025-03?", "In March perhaps", "ukraine"),
        item("2025-04", "In April", "russia"),
        item("2025-04/2025-05", "Planned for spring", "ukraine", "planned"),
        item("2025-04-20/2025-05-10", "Cancelled tour", "turkiye", "cancelled"),
        item("../2025-03-28", "Before the 28th", "turkiye"),
        item("2025-05-01/..", "Since May", "turkiye"),
        item("[..2025-04-01,2025-04-20..]", "Not in between", "turkiye"),
    ],
    (round_(3, "2025-04-08", "cancelled"),),
)


def _centuries() -> Scene:
    draw = Random(1814)
    years = sorted(draw.sample(range(1814, 2015), 30))
    parties = ("russia", "ukraine", BOTH, "turkiye", "russia turkiye")
    items = [item(str(year), f"Treaty of {year}", draw.choice(parties)) for year in years]
    return Scene(items, (round_(1, "1856-02"), round_(2, "1878-06-13/1878-07-13")))


def _many() -> Scene:
    draw = Random(2000)
    parties = ("russia", "russia", "ukraine", BOTH, "united-states", "russia united-states")
    days = [(draw.randint(2014, 2025), draw.randint(1, 12), draw.randint(1, 28)) for _ in range(2000)]
    items = [
        item(
            "{:04}-{:02}-{:02}".format(*day),
            f"Event {n}",
            draw.choice(parties),
            draw.choice(["held"] * 9 + ["planned"]),
        )
        for n, day in enumerate(days)
    ]
    return Scene(items, tuple(round_(n, f"{2013 + n}-02") for n in range(1, 13)))


CENTURIES, MANY = _centuries(), _many()

GOLDENS: dict[str, tuple[Scene, float]] = {
    "talks": (TALKS, 1100),
    "talks-narrow": (TALKS, 330),
    "one-event": (ONE, 1100),
    "two-centuries": (CENTURIES, 1100),
    "one-afternoon": (AFTERNOON, 1100),
    "two-thousand-events": (MANY, 700),
    "statuses": (STATUSES, 1100),
    "zoomed": (replace(MANY, shown="2019"), 700),
}


def drawn(*pictures: Overview, shown: Window | None = None) -> str:
    """The pictures as a page has them."""
    return str(figure(pictures).showing(shown))


def golden(name: str) -> str:
    scene, width = GOLDENS[name]
    html = drawn(scene.at(width), shown=scene.excerpt.window if scene.excerpt else None)
    return html[html.index("<svg") : html.index("</svg>")] + "</svg>\n"


if __name__ == "__main__":
    for name in GOLDENS:
        (GOLDEN / f"{name}.svg").write_text(golden(name), encoding="utf-8")

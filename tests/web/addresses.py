"""An address of every page and embed there is, and of every format, plain and with each of its parameters.

Made from `routes.PAGES`, `EMBEDS`, `FORMATS` and what each view declares, so that no new page, format or
parameter is forgotten: a test that asks for the examples of one that is not described here fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from webapp.dates import Precision
from webapp.dossier.model import Dossier, Event, Role, Status
from webapp.web import formats
from webapp.web.parameters import Taken
from webapp.web.routes import EMBEDS, FORMATS, PAGES

TIMELINE = "/<at:at>/"
SHOWN = PAGES | EMBEDS  # all that browsers show


def known(dossier: Dossier) -> str:
    """A day on which more than half of the sources had been published."""
    days = _days(dossier)
    return days[len(days) * 6 // 10]


def _days(dossier: Dossier) -> list[str]:
    """The days on which sources were published."""
    dates = [source.published for source in dossier.sources]
    return sorted(date.text for date in dates if date.precision is Precision.DAY and len(date.text) == 10)


def _told(dossier: Dossier) -> Event:
    """The held event that was known first of those in somebody's words."""
    told = [
        event
        for event in dossier.events
        if event.number is None
        and event.status is Status.HELD
        and event.citations[0].speaker
        and event.topics
    ]
    return min(told, key=lambda event: event.known.sort)


def _word(dossier: Dossier) -> str:
    """One that stands in a headline."""
    return max((word for word in _told(dossier).title.split() if word.isascii() and word.isalpha()), key=len)


def _principal(dossier: Dossier) -> str:
    return next(party.id for party in dossier.cover.parties if party.role is Role.PRINCIPAL)


def _promised(dossier: Dossier) -> list[str]:
    return [promise.id for event in dossier.events for promise in event.commitments]


_EXAMPLES: dict[str, Callable[[Dossier], str]] = {
    "rounds/<number:number>": lambda dossier: "rounds/1",
    "rounds/<number:a>..<number:b>": lambda dossier: "rounds/1..2",
    "events/<id:id>": lambda dossier: _told(dossier).key,
    "sources/<id:id>": lambda dossier: f"sources/{_told(dossier).citations[0].source}",
    "quotes/<id:id>": lambda dossier: f"quotes/{_told(dossier).citations[0].quote}",
    "actors/<id:id>": lambda dossier: f"actors/{_told(dossier).citations[0].speaker}",
    "parties/<id:id>": lambda dossier: f"parties/{_principal(dossier)}",
    "events/<id:id>/embed": lambda dossier: f"{_told(dossier).key}/embed",
    "quotes/<id:id>/embed": lambda dossier: f"quotes/{_told(dossier).citations[0].quote}/embed",
    "changes/<number:a>..<number:b>": lambda dossier: "changes/1..2",
    "changes/since/<number:a>": lambda dossier: "changes/since/1",
}
_VALUES: dict[str, Callable[[Dossier], str]] = {
    "party": _principal,
    "actor": lambda dossier: str(_told(dossier).citations[0].speaker),
    "topic": lambda dossier: _told(dossier).topics[0],
    "kind": lambda dossier: _told(dossier).kind,
    "status": lambda dossier: "held",
    "round": lambda dossier: "1",
    "from": lambda dossier: _days(dossier)[0][:7],
    "to": lambda dossier: _days(dossier)[-1][:4],
    "q": _word,
    "known": known,
    "of": lambda dossier: f"parties/{_principal(dossier)}",
    "year": lambda dossier: known(dossier)[:4],
    "state": lambda dossier: "open",
    "after": lambda dossier: _told(dossier).key,
    "before": lambda dossier: dossier.events[-9].key,
    "at": known,
}
_OWN: dict[tuple[str, str], Callable[[Dossier], str]] = {
    ("/<at:at>/commitments", "after"): lambda dossier: _promised(dossier)[-1],
    ("/<at:at>/sources", "after"): lambda dossier: f"sources/{dossier.sources[0].id}",
    ("/<at:at>/sources", "before"): lambda dossier: f"sources/{dossier.sources[-1].id}",
    ("/<at:at>/changes", "before"): lambda dossier: "2",
    ("/<at:at>/search", "after"): lambda dossier: "none-such",
    ("/search", "after"): lambda dossier: "none-such",
}
SEARCHES = ("/search", "/<at:at>/search")  # without a text nothing is looked for
EVERY = [
    (rule, suffix) for rule in SHOWN for suffix in ("", *FORMATS.get(rule, {}))
]  # all of them, and formats
ELSEWHERE = ("compare",)  # leads to the comparison, which is a page of its own


def address(rule: str, dossier: Dossier) -> str:
    """The address of a page of this kind."""
    if "<" not in rule:
        return rule
    assert rule.startswith(TIMELINE), f"{rule}: say here what an address of it looks like"
    rest = rule.removeprefix(TIMELINE)
    return f"/{dossier.id}/{_EXAMPLES[rest](dossier) if '<' in rest else rest}"


def parameters(rule: str, suffix: str = "") -> tuple[str, ...]:
    """The names of the parameters that a page takes, or a format of it."""
    page: Taken = getattr(SHOWN[rule], "parameters", Taken())
    declared: Taken = getattr(FORMATS[rule][suffix], "parameters", page) if suffix else page
    known = ["known"] if rule.startswith(TIMELINE) and not declared.timeless else []
    return tuple(dict.fromkeys((*declared.names, *known)))


def views(rule: str, dossier: Dossier, suffix: str = "") -> Iterator[tuple[str, str]]:
    """A name and an address for the page, or a format of it, plain and with each of its parameters alone."""
    here = address(rule, dossier)
    here = formats.rule(here, suffix) if suffix else here
    yield "plain", here
    for name in parameters(rule, suffix):
        if name not in ELSEWHERE:
            value = _OWN.get((rule, name), _VALUES[name])(dossier)
            text = f"q={_VALUES['q'](dossier)}&" if rule in SEARCHES and name != "q" else ""
            yield name, f"{here}?{text}{name}={value}"

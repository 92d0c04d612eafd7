"""An address of every page there is, plain and with each parameter that the page takes.

Made from `routes.PAGES` and from what each view declares, so that no new page and no new parameter is
forgotten: a test that asks for the examples of one that is not described here fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.generated.cast import PRINCIPALS
from webapp.dossier.model import Dossier, Event, Status
from webapp.web.parameters import Taken
from webapp.web.routes import PAGES

KNOWN = "2021-03-01"  # in the midst of the generated dossiers

_DOSSIER = "/<at:at>/"
_EXAMPLES: dict[str, Callable[[Dossier], str]] = {
    "rounds/<number:number>": lambda dossier: "rounds/1",
    "rounds/<pair:numbers>": lambda dossier: "rounds/1..2",
    "events/<id:id>": lambda dossier: _told(dossier).key,
    "sources/<id:id>": lambda dossier: f"sources/{_told(dossier).citations[0].source}",
    "quotes/<id:id>": lambda dossier: f"quotes/{_told(dossier).citations[0].quote}",
    "actors/<id:id>": lambda dossier: f"actors/{_speaker(dossier)}",
    "parties/<id:id>": lambda dossier: f"parties/{PRINCIPALS[0]}",
}
_VALUES: dict[str, Callable[[Dossier], str]] = {
    "party": lambda dossier: PRINCIPALS[0],
    "actor": lambda dossier: _speaker(dossier),  # noqa: PLW0108 (defined below)
    "topic": lambda dossier: "ceasefire",
    "kind": lambda dossier: "call",
    "status": lambda dossier: "held",
    "round": lambda dossier: "1",
    "from": lambda dossier: "2018-06",
    "to": lambda dossier: "2021",
    "q": lambda dossier: "text",
    "known": lambda dossier: KNOWN,
    "state": lambda dossier: "open",
    "year": lambda dossier: "2020",
    "after": lambda dossier: _told(dossier).key,
    "before": lambda dossier: dossier.events[-9].key,
    "at": lambda dossier: "2019-06",
}
_OWN: dict[tuple[str, str], Callable[[Dossier], str]] = {
    ("/<at:at>/commitments", "after"): lambda dossier: _promised(dossier)[3],
    ("/<at:at>/search", "after"): lambda dossier: "none-such",
    ("/search", "after"): lambda dossier: "none-such",
}
_ALWAYS = {"/search": "q=text", "/<at:at>/search": "q=text"}  # without it nothing is looked for


def address(rule: str, dossier: Dossier) -> str:
    """The address of a page of this kind."""
    if "<" not in rule:
        return rule
    assert rule.startswith(_DOSSIER), f"{rule}: say here what an address of it looks like"
    rest = rule.removeprefix(_DOSSIER)
    return f"/{dossier.id}/{_EXAMPLES[rest](dossier) if '<' in rest else rest}"


def parameters(rule: str) -> tuple[str, ...]:
    """The names of the parameters that a page takes."""
    declared: Taken = getattr(PAGES[rule], "parameters", Taken())
    return tuple(dict.fromkeys((*declared.names, *(["known"] if rule.startswith(_DOSSIER) else []))))


def views(rule: str, dossier: Dossier) -> Iterator[tuple[str, str]]:
    """A name and an address for the page as it is, and with each of its parameters alone."""
    here, always = address(rule, dossier), _ALWAYS.get(rule)
    yield "plain", here
    for name in parameters(rule):
        if name != "compare":  # leads to the comparison, which is a page of its own
            value = _OWN.get((rule, name), _VALUES[name])(dossier)
            alone = f"{name}={value}"
            yield name, f"{here}?{alone if always in (None, alone) else f'{always}&{alone}'}"


def _told(dossier: Dossier) -> Event:
    """A held event, known before long, in somebody's words."""
    return next(
        event
        for event in dossier.events
        if event.number is None
        and event.status is Status.HELD
        and event.known.text.startswith(("2018", "2019"))
        and event.citations[0].speaker
    )


def _speaker(dossier: Dossier) -> str:
    speaker = _told(dossier).citations[0].speaker
    assert speaker
    return speaker


def _promised(dossier: Dossier) -> list[str]:
    return [promise.id for event in dossier.events for promise in event.commitments]

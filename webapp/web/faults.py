"""Values of parameters that cannot be: what is wrong with each, and how to go on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import request

from webapp.store.rows import Edition
from webapp.web.guess import slug
from webapp.web.parameters import Pairs, Refused, address, canonical, taken

FEW = 8  # values that a message lists
TOLD = 5  # faults that an error tells


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter's value that cannot be; `text` says why, `mend` is what may be meant instead."""

    name: str
    value: str
    text: str
    mend: str | None = None


def nowhere(edition: Edition, name: str, key: str, near: str | None, what: str = "event or round") -> Fault:
    """The edition has none of that key, as known on its day; `near` is most like it."""
    perhaps = f" Perhaps “{near}” is meant." if near else ""
    return Fault(name, key, lacking(edition, what, shortened(key)) + perhaps)


def lacking(edition: Edition, what: str, name: str) -> str:
    """The dossier has none of that name. As known on a day, that does not say whether it ever will."""
    if edition.known:
        return f"No {what} “{name}” is known on {edition.known.label}."
    return f"This dossier has no {what} “{name}”."


def strange(
    name: str, values: Sequence[str], known: Mapping[str, str], revisions: Mapping[str, int]
) -> Iterator[Fault]:
    """None of the `known` values (with their names) is any of these; `revisions` say which ones have them.

    What is like a value is looked for only where it will be told: that takes long.
    """
    for value in values[:TOLD]:
        yield unknown(name, value, known, revisions.get(value))
    for value in values[TOLD:]:
        yield Fault(name, value, f"This dossier has no {name} “{shortened(value)}”.")


def unknown(name: str, value: str, known: Mapping[str, str], last: int | None = None) -> Fault:
    """None of the `known` values (with their names) is this one; revision `last` has it."""
    text = [f"This dossier has no {name} “{shortened(value)}”."]
    if last is not None:
        text = [f"This revision has no {name} “{value}”; revision {last} has it."]
    if like := nearest(value, known):
        said = f"“{like}”" if known[like] in ("", like) else f"“{like}” ({known[like]})"
        text.append(f"Perhaps {said} is meant.")
    elif 0 < len(known) <= FEW:
        text.append(f"It has {', '.join(known)}.")
    return Fault(name, value, " ".join(text), like)


def nearest(value: str, known: Mapping[str, str]) -> str | None:
    """The known value that this may stand for: one so called, or one spelt like it."""
    written = slug(value)
    called = {slug(name): id for id, name in known.items()} | {id: id for id in known}
    like = difflib.get_close_matches(written, called, n=1)
    return called[like[0]] if like else None


def shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def refusal(faults: Sequence[Fault]) -> Refused:
    """An error with the first faults, and links to the view mended (where it can be) and without any."""
    given = list(request.args.items(multi=True))
    told = [fault for fault in faults if fault.text][:TOLD]
    more = sum(bool(fault.text) for fault in faults) - len(told)
    mends = {fault for fault in faults if fault in told or not fault.text}
    wrong = {(fault.name, fault.value): fault.mend if fault in mends else None for fault in faults}
    kept = [pair for pair in given if pair not in wrong]
    names = " and ".join(dict.fromkeys(f"“{name}”" for name, _ in wrong))
    page = (request.endpoint or "").partition(":")[0]
    whole = "The whole timeline" if page == "timeline" else "The whole page"
    links = [(_here(kept), f"The view without what is wrong with {names}" if kept else whole)]
    if meant := [f"{fault.name} {fault.mend}" for fault in faults if fault in mends and fault.mend]:
        mended = [(name, wrong.get((name, value), value)) for name, value in given]
        link = _here([(name, value) for name, value in mended if value])
        links.insert(0, (link, f"The view with {', '.join(meant)}"))
    return Refused([fault.text for fault in told] + [f"And {more} more."] * bool(more), links)


def _here(pairs: Pairs) -> str:
    return address(request.path, canonical(pairs, taken().names))

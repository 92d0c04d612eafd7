"""What a timeline can be narrowed to, as a form, and what it is narrowed to, as chips that take it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from webapp.store.rows import Actor, Choice, Choices, Edition, Party, Topic
from webapp.web.view import SEVERAL, View

MANY = 12  # choices of which a list shows only the most frequent at once
FIRST = 10


class Option(NamedTuple):
    """A choice with its label, and how many events it gives; `side` is that of a party or of an actor's."""

    value: str
    label: str
    side: str
    events: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A parameter's choices: those shown at once, and the `rest`."""

    name: str
    options: tuple[Option, ...]
    rest: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The form that narrows a timeline: what can be chosen, and `from_`, `to` and `q` as they are."""

    groups: tuple[Group, ...]
    from_: str
    to: str
    q: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A value of a `parameter` in use: `name` and `text` say it in words, `href` is the view without it."""

    parameter: str
    name: str
    text: str
    href: str


def panel(view: View, choices: Choices) -> Panel:
    filters = view.filters
    return Panel(
        groups=tuple(groups(view.edition, choices)),
        from_=filters.from_.text if filters.from_ else "",
        to=filters.to.text if filters.to else "",
        q=filters.q,
    )


def groups(edition: Edition, choices: Choices) -> Iterator[Group]:
    """The choices by parameter, where there is something to choose."""
    for name in SEVERAL:
        offered: tuple[Choice, ...] = getattr(choices, name)
        if len(offered) > 1 or any(choice.chosen for choice in offered):
            shown = shown_at_once(offered)
            options = [option(edition, name, choice) for choice in offered]
            yield Group(
                name,
                tuple(each for each in options if each.value in shown),
                tuple(each for each in options if each.value not in shown),
            )


def shown_at_once(choices: tuple[Choice, ...]) -> set[str]:
    """The values of a short list; of a long one what is chosen, and the most frequent."""
    found = [choice for choice in choices if choice.chosen]
    if len(choices) <= MANY:
        found.extend(choices)
    else:
        found.extend(sorted(choices, key=lambda choice: (not choice.chosen, -choice.count))[:FIRST])
    return {choice.value for choice in found}


def option(edition: Edition, name: str, choice: Choice) -> Option:
    label, side, value = choice.value, "", choice.value
    if thing := named(edition, name).get(value):
        label = thing.name
        party = thing.party if isinstance(thing, Actor) else thing
        side = party.side if isinstance(party, Party) else ""
    return Option(value, label, side, choice.count, choice.chosen)


def named(edition: Edition, name: str) -> Mapping[str, Party | Actor | Topic]:
    """What the values of a parameter stand for, by id."""
    match name:
        case "party":
            return edition.parties
        case "actor":
            return edition.actors
        case "topic":
            return edition.topics
    return {}


def label_of(edition: Edition, name: str, value: object) -> str:
    """A filter's value as readers know it; one that is not known as it was typed."""
    thing = named(edition, name).get(str(value))
    return thing.name if thing else str(value)


def chips(view: View) -> tuple[Chip, ...]:
    """What the view is narrowed to, in canonical order."""
    return tuple(
        Chip(parameter, name, text, view.without(parameter, value).url())
        for parameter, name, text, value in _said(view)
    )


def _said(view: View) -> Iterator[tuple[str, str, str, object]]:
    """Each parameter in use, what it is called, what is said of it, and which of its values that is."""
    edition, filters = view.edition, view.filters
    for name in SEVERAL:
        for value in getattr(filters, name):
            yield name, name, label_of(edition, name, value), value
    for name, date in (("from", filters.from_), ("to", filters.to)):
        if date:
            yield name, name, date.label, None
    if filters.q:
        yield "q", "text", f"“{filters.q}”", None


def in_words(view: View) -> dict[str, str]:
    """What the view is narrowed to, by parameter: of `party`, "party Russia or Ukraine"."""
    words = dict[str, str]()
    for parameter, name, text, _ in _said(view):
        said = words.get(parameter)
        words[parameter] = f"{said} or {text}" if said else f"{name} {text}"
    return words

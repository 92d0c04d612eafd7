"""Which entry of an event's lists has become which in a later version, and whether it is another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from webapp import differences
from webapp.store.rows import Entry

Pair = tuple[Entry | None, Entry | None]


def differ(old: Entry, new: Entry) -> bool:
    """Do readers see a difference between an entry and what it has become?"""
    return (old.label, old.text, old.terms, old.context) != (new.label, new.text, new.terms, new.context)


def once(quotes: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each quote of an event once, however many of its marks lead to it."""
    return tuple({entry.identity: entry for entry in quotes}.values())


def matched(before: Sequence[Entry], after: Sequence[Entry]) -> list[Pair]:
    """The entries that differ, each with what it has become: None where there is no such entry.

    The same are those of one identity, and of the others of a group those whose words are much alike. What is
    gone comes first, the rest in its later order.
    """
    rest = defaultdict[tuple[str, str], list[Entry]](list)
    for entry in after:
        rest[entry.what, entry.identity].append(entry)
    same: dict[int, Entry] = {}
    left = []
    for entry in before:
        if own := rest[entry.what, entry.identity]:
            same[id(own.pop(0))] = entry
        else:
            left.append(entry)
    new = [entry for entry in after if id(entry) not in same]
    became = _alike(left, new)
    pairs: list[Pair] = [(entry, None) for entry in left if id(entry) not in became]
    origin = same | {id(later): entry for entry in left if (later := became.get(id(entry)))}
    pairs += [(origin.get(id(entry)), entry) for entry in after]
    return [(old, later) for old, later in pairs if old != later]


def _alike(left: Sequence[Entry], new: Sequence[Entry]) -> dict[int, Entry]:
    """What entries have become that are not there any more, by Python's ids of them."""
    groups = defaultdict[tuple[str, str], list[Entry]](list)
    for entry in new:
        groups[entry.what, entry.group].append(entry)
    became = {}
    for entry in left:
        others = groups[entry.what, entry.group]
        found = differences.nearest(entry.text, [other.text for other in others])
        if found is not None:
            became[id(entry)] = others.pop(found)
    return became

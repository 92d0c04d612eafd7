"""The roll of a dossier: every id in it, by kind, so that each mention can be held against what there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from webapp.dossier.ids import nearest
from webapp.dossier.problems import brief

Kind: TypeAlias = Literal["party", "actor", "topic", "source", "round", "commitment", "footnote"]

_HOME: dict[Kind, str] = {
    "party": "`parties` in dossier.md does not list it",
    "actor": "`actors` in dossier.md does not list it",
    "topic": "`topics` in dossier.md does not list it",
    "source": "there is no file sources/{}.md",
    "round": "there is no file rounds/{}.md",
    "commitment": "no event or round lists it under `commitments`",
    "footnote": "there is no footnote `[^{}]:` below the text",
}


@dataclass(frozen=True, slots=True)
class Roll:
    """`ids` lacks a kind whose list could not be read: then nothing of that kind is unknown. `zone` is
    IANA's.
    """

    ids: Mapping[Kind, Collection[str]]
    zone: str

    def including(self, kind: Kind, ids: Collection[str]) -> Roll:
        return replace(self, ids={**self.ids, kind: ids})

    def unknown(self, kind: Kind, name: str) -> str | None:
        """What is wrong with mentioning `name` as a `kind`, with the mend, or None."""
        if kind not in self.ids or name in self.ids[kind]:
            return None
        other = next((k for k in ("party", "actor", "topic", "source") if name in self.ids.get(k, ())), None)
        if other and kind != "footnote":
            return f"`{brief(name)}` is {_a(other)}, and {_a(kind)} is wanted here"
        near = nearest(name, self.ids[kind])
        mend = f"did you mean `{near}`?" if near else _HOME[kind].format(brief(name))
        return f"unknown {kind} `{brief(name)}`: {mend}"


def _a(kind: str) -> str:
    return f"{'an' if kind == 'actor' else 'a'} {kind}"

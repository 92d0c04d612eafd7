"""Who was there: parties in order, each with its actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.store.rows import Actor, Party


@dataclass(frozen=True, slots=True)
class Delegation:
    party: Party
    actors: tuple[Actor, ...]


def delegations(parties: Iterable[Party], actors: Iterable[Actor]) -> tuple[Delegation, ...]:
    """The parties with their actors; a party that only its actors bring along comes after the others."""
    actors = tuple(actors)
    every = {party.id: party for party in (*parties, *(actor.party for actor in actors))}
    return tuple(
        Delegation(party, tuple(actor for actor in actors if actor.party.id == party.id))
        for party in every.values()
    )

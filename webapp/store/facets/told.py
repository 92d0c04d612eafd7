"""Facets as a text, and read from it again."""

from __future__ import annotations

import base64
import json
import sys
import zlib
from array import array
from collections.abc import Iterable
from itertools import accumulate, chain, pairwise
from typing import Any

from webapp.store.facets.model import Cited, Facets
from webapp.store.facets.places import Places


def tell(facets: Facets) -> str:
    told = {
        "ids": _steps(facets.ids),
        "times": _steps(facets.times),
        "values": {
            name: {value: _told(places) for value, places in values.items()}
            for name, values in facets.values.items()
        },
        "cited": {
            name: {
                "sole": [_told(places) for places in cited.sole],
                "sharing": _steps(cited.sharing),
                "shared": _steps(cited.shared),
            }
            for name, cited in facets.cited.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Facets:
    """The facets that `tell` has told."""
    told: dict[str, Any] = json.loads(text)
    return Facets(
        ids=_array("I", told["ids"]),
        times=_array("q", told["times"]),
        values={
            name: {value: _places(places) for value, places in values.items()}
            for name, values in told["values"].items()
        },
        cited={
            name: Cited(
                [_places(places) for places in cited["sole"]],
                _array("I", cited["sharing"]),
                _array("I", cited["shared"]),
            )
            for name, cited in told["cited"].items()
        },
    )


def _told(places: Places) -> list[str]:
    if isinstance(places, int):
        return ["bits", _packed(places.to_bytes((places.bit_length() + 7) // 8, "little"))]
    return ["steps", _steps(places)]


def _places(told: list[str]) -> Places:
    kind, data = told
    return int.from_bytes(_unpacked(data), "little") if kind == "bits" else _array("I", data)


def _steps(numbers: Iterable[int]) -> str:
    """The numbers, each by how far it is from the one before: that is often the same."""
    steps = array("q", (after - before for before, after in pairwise(chain((0,), numbers))))
    return _packed(_little(steps).tobytes())


def _array(kind: str, data: str) -> array[int]:
    steps = array("q")
    steps.frombytes(_unpacked(data))
    return array(kind, accumulate(_little(steps)))


def _little(numbers: array[int]) -> array[int]:
    """With the least byte first, whatever the machine has."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


def _unpacked(data: str) -> bytes:
    return zlib.decompress(base64.b64decode(data))

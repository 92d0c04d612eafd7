"""Sets of places: as the bits of a number, or as a list where they are few."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

Places = int | array  # type: ignore[type-arg]  # bits, or places in order

_FEW = 128  # a place in a list takes the room of 32 bits, and longer to look up than as many as these
_BLOCK = 512  # bytes whose bits are counted once
_TO_FLAGS = bytes.maketrans(b"01", b"\0\1")


def held(places: Iterable[int], length: int) -> Places:
    """The set of these places, which are in order, of so many."""
    listed = array("I", places)
    return listed if len(listed) * _FEW < length else bits(listed)


def bits(places: Places) -> int:
    if isinstance(places, int):
        return places
    found = bytearray(places[-1] // 8 + 1 if places else 0)
    for place in places:
        found[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def span(first: int, end: int) -> int:
    """All places from the first to before the end, as bits."""
    return ((1 << max(0, end - first)) - 1) << first


class Placed:
    """The places of events by their ids."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.length = len(ids)
        self._first = min(ids, default=0)
        self._places = array("I", bytes(4 * (max(ids, default=0) - self._first + 1)))
        for place, id in enumerate(ids, start=1):
            self._places[id - self._first] = place

    @staticmethod
    def size(ids: Sequence[int]) -> int:
        """How many bytes it takes, which are more the farther apart the ids are."""
        return 4 * (max(ids, default=0) - min(ids, default=0) + 1)

    def of(self, id: int) -> tuple[int, ...]:
        """The place of that event, or none where the revision does not have it."""
        at = id - self._first
        place = self._places[at] if 0 <= at < len(self._places) else 0
        return (place - 1,) if place else ()

    def bits(self, ids: Iterable[int]) -> int:
        """The places of those of these events that the revision has."""
        found = bytearray(self.length // 8 + 1)
        first, places = self._first, self._places
        for id in ids:
            if 0 <= id - first < len(places) and (place := places[id - first]):
                found[place - 1 >> 3] |= 1 << (place - 1 & 7)
        return int.from_bytes(found, "little")


class Selection:
    """Some of so many places, as bits."""

    def __init__(self, bits: int, length: int) -> None:
        self.bits = bits
        self.length = length
        self._bytes = bits.to_bytes(length // 8 + 1, "little")

    @cached_property
    def total(self) -> int:
        return self.bits.bit_count()

    def count(self, places: Places) -> int:
        """How many of these are among them."""
        if isinstance(places, int):
            return (self.bits & places).bit_count()
        return sum(map(self.flags.__getitem__, places))

    @cached_property
    def flags(self) -> bytes:
        """A 1 for each place that is selected, a 0 for each other."""
        return format(self.bits, f"0{self.length}b").encode()[::-1].translate(_TO_FLAGS)

    def before(self, place: int) -> int:
        """How many are before that place."""
        byte = place >> 3
        block = byte // _BLOCK
        part = int.from_bytes(self._bytes[block * _BLOCK : byte + 1], "little")
        beyond = self._bytes[byte] >> (place & 7)
        return self._sums[block] + part.bit_count() - beyond.bit_count()

    @cached_property
    def _sums(self) -> list[int]:
        """How many are before each block."""
        starts = range(0, len(self._bytes), _BLOCK)
        counts = (int.from_bytes(self._bytes[at : at + _BLOCK], "little").bit_count() for at in starts)
        return list(accumulate(counts, initial=0))

    def ends(self, first: int, end: int) -> tuple[int, int] | None:
        """The first and the last from one place to before another, None where there is none."""
        byte = first >> 3
        part = int.from_bytes(self._bytes[byte : (end + 7) >> 3], "little") & ((1 << (end - 8 * byte)) - 1)
        part >>= first & 7
        if not part:
            return None
        return first + (part & -part).bit_length() - 1, first + part.bit_length() - 1

    def listed(self, first: int, most: int) -> list[int]:
        """As many of them in order, after the `first` of them."""
        low, high = 0, self.length
        while low < high:  # the place of the first that is listed
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.before(middle + 1) <= first else (low, middle)
        found, place = list[int](), low
        while len(found) < most and place < self.length:
            rest = self._bytes[place >> 3 : (place >> 3) + _BLOCK]
            part = int.from_bytes(rest, "little") >> (place & 7)
            for digit in _ones(part):
                found.append(place + digit)
            place = 8 * ((place >> 3) + _BLOCK)
        return found[:most]


def _ones(part: int) -> Iterable[int]:
    digits = format(part, "b")[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)

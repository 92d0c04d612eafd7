"""Sets of places answer what lists of them would."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from webapp.store.facets.places import Selection, bits, held, span
from webapp.store.passages.runs import MOST, merged

LENGTHS = st.sampled_from([1, 7, 8, 9, 4095, 4096, 4097, 20_000])


@st.composite
def selections(draw: st.DrawFn) -> tuple[int, list[int]]:
    """How many places there are, and some of them: scattered, side by side, or all."""
    length = draw(LENGTHS)
    place = st.integers(0, length - 1)
    found = set(draw(st.lists(place, max_size=30)))
    if draw(st.booleans()):
        first, last = sorted((draw(place), draw(place)))
        found |= set(range(first, last + 1))
    return length, sorted(found)


@given(selections(), selections())
def test_a_selection_counts(one: tuple[int, list[int]], other: tuple[int, list[int]]) -> None:
    length = max(one[0], other[0])
    selected = Selection(bits(held(one[1], length)), length)
    assert selected.total == len(one[1])
    assert list(selected.flags) == [int(place in set(one[1])) for place in range(length)]
    both = set(one[1]) & set(other[1])
    assert selected.count(held(other[1], length)) == selected.count(bits(held(other[1], length))) == len(both)


@given(selections(), st.data())
def test_a_selection_is_found_by_its_places(some: tuple[int, list[int]], data: st.DataObject) -> None:
    length, places = some
    selected = Selection(bits(held(places, length)), length)
    first, end = sorted(data.draw(st.tuples(st.integers(0, length), st.integers(0, length))))
    inside = [place for place in places if first <= place < end]
    assert selected.before(first) == sum(place < first for place in places)
    assert selected.ends(first, end) == ((inside[0], inside[-1]) if inside else None)
    assert Selection(selected.bits & span(first, end), length).total == len(inside)
    skipped, most = data.draw(st.tuples(st.integers(0, len(places)), st.integers(0, 200)))
    assert selected.listed(skipped, most) == places[skipped : skipped + most]


@given(st.lists(st.integers(0, 1000), max_size=40, unique=True))
def test_few_spans_hold_all_runs_and_as_little_else_as_can_be(ends: list[int]) -> None:
    ordered = sorted(ends)
    runs = list(zip(ordered[::2], ordered[1::2], strict=False))
    found = merged(reversed(runs))
    assert len(found) == min(len(runs), MOST)
    assert all(any(first <= run[0] <= run[1] <= last for first, last in found) for run in runs)
    gaps = sorted(after[0] - before[1] for before, after in pairwise(runs))
    between = [after[0] - before[1] for before, after in pairwise(found)]
    assert sorted(between) == gaps[len(gaps) - len(between) :]

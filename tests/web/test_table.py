import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.rowsmith import EDITION, event
from webapp.store.rows import EventCard
from webapp.web.table import Phase, anchor, phases


def laid(*cards: EventCard) -> tuple[Phase, ...]:
    return phases(EDITION, cards, [card.ref for card in cards if card.ref.number])


def layout(*cards: EventCard) -> list[tuple[str, list[list[str]]]]:
    return [
        (
            phase.name,
            [
                ["+".join(card.event.ref.title for card in half.cards) for half in row.halves]
                for row in phase.rows
            ],
        )
        for phase in laid(*cards)
    ]


def order(result: tuple[Phase, ...]) -> list[str]:
    keys = []
    for phase in result:
        keys += [phase.card.event.ref.key] if phase.card else []
        keys += [card.event.ref.key for row in phase.rows for card in row.cards]
    return keys


def test_rounds_are_phases_and_so_is_the_time_between_them() -> None:
    assert layout(
        event("early", "2025-05-01", "joint"),
        event("r1", "2025-05-16/2025-05-17", "joint", number=1),
        event("on the day", "2025-05-17", "joint"),
        event("named", "2025-05-20", "joint", round=1),
        event("between", "2025-05-20", "joint"),
        event("still about 1", "2025-05-21", "joint", round=1),
        event("r2", "2025-06-02", "joint", number=2),
        event("late", "2025-06-03", "joint"),
    ) == [
        ("Before round 1", [["early"]]),
        ("Round 1", [["on the day"], ["named"]]),
        ("Between rounds 1 and 2", [["between"], ["still about 1"]]),
        ("Round 2", []),
        ("After round 2", [["late"]]),
    ]


def test_phases_are_named_by_rounds_that_are_not_shown() -> None:
    rounds = [event(f"r{n}", f"2025-0{2 * n}-10/2025-0{2 * n}-12", "joint", number=n).ref for n in (1, 2)]
    shown = [
        event("on the day", "2025-02-11", "joint"),
        event("named", "2025-02-20", "joint", round=1),
        event("between", "2025-03", "joint"),
        event("still about 1", "2025-03-03", "joint", round=1),
        event("late", "2025-05", "joint"),
    ]
    found = phases(EDITION, shown, rounds)
    assert [(phase.name, phase.about, phase.card, len(phase.rows)) for phase in found] == [
        ("Round 1", rounds[0], None, 2),
        ("Between rounds 1 and 2", None, None, 2),
        ("After round 2", None, None, 1),
    ]


def test_without_rounds_there_is_one_phase_without_a_name() -> None:
    assert layout(event("x", "2025", "joint"), event("y", "2026", "joint")) == [("", [["x"], ["y"]])]
    assert layout() == []


@pytest.mark.parametrize(
    ("sides", "rows"),
    [
        ("ab", [["0", "1"]]),
        ("ba", [["0", "1"]]),
        ("aab", [["0"], ["1", "2"]]),
        ("abab", [["0", "1"], ["2", "3"]]),
        ("ajb", [["0"], ["1"], ["2"]]),
        ("bbb", [["0"], ["1"], ["2"]]),
    ],
)
def test_neighbours_on_opposite_sides_share_a_row(sides: str, rows: list[list[str]]) -> None:
    cards = [
        event(str(n), f"2025-05-0{n + 1}", {"j": "joint"}.get(side, side)) for n, side in enumerate(sides)
    ]
    assert layout(*cards) == [("", rows)]


def test_events_of_one_date_stand_together_side_by_side() -> None:
    cards = [event(f"{side}{n}", "2025-05-01", side) for n, side in enumerate("baab")]
    ((row,),) = (phase.rows for phase in laid(*cards))
    assert layout(*cards) == [("", [["b0+b3", "a1+a2"]])]
    assert (row.together, [half.quiet for half in row.halves]) == (True, [False, True])


def test_the_half_with_more_events_tells_the_date() -> None:
    cards = [event(f"{side}{n}", "2025-05-01", side) for n, side in enumerate("abb")]
    ((row,),) = (phase.rows for phase in laid(*cards))
    assert [half.quiet for half in row.halves] == [True, False]


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "joint", "round"]), st.sampled_from([None, 1, 2])), max_size=12
    )
)
def test_reading_row_by_row_is_reading_in_order(kinds: list[tuple[str, int | None]]) -> None:
    cards = [
        event(
            str(n),
            f"2025-05-{n + 1:02}",
            "joint" if kind == "round" else kind,
            round,
            n + 1 if kind == "round" else None,
        )
        for n, (kind, round) in enumerate(kinds)
    ]
    result = laid(*cards)
    assert order(result) == [card.ref.key for card in cards]
    anchors = [phase.anchor for phase in result]
    assert len(set(anchors)) == len(anchors)


def test_an_anchor_is_an_id() -> None:
    assert anchor("events/2025-05-28-call") == "events-2025-05-28-call"

"""What the events of a sheet are called, in whichever order its rows are, and after they went out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from webapp.dossier.ids import LONGEST, is_id
from webapp.dossier.problems import START
from webapp.timelinejs.names import ids, unique_id
from webapp.timelinejs.slides import Slide, Value

NAMED = st.sampled_from(
    ["", "a", "A", "A!", "a-2", "a-2-2", "\u044f", "1900-b", "1900-b-2", "x" * 100, "x" * 101]
)
HEADLINES = st.sampled_from(["a", "b", "\u044f", "b 2", "word " * 30])


def slide(named: str, headline: str) -> Slide:
    values = {"unique_id": named, "start_date.year": "1900", "text.headline": headline}
    return Slide("event", START, {name: Value(text, START) for name, text in values.items() if text})


def name(each: Slide) -> str | int:
    return each.text("unique_id") or id(each)


SLIDES = st.lists(st.builds(slide, NAMED, HEADLINES), max_size=8, unique_by=name)


def out(each: Slide, id: str) -> Slide:
    """The slide as its event, of this id, is given back to TimelineJS."""
    named = Value(unique_id(id, each.text("unique_id")), START)
    return replace(each, values=each.values | {"unique_id": named})


@given(SLIDES)
def test_each_event_has_an_id_of_its_own(slides: list[Slide]) -> None:
    found = ids(slides)
    assert len(set(found)) == len(slides)
    assert all(map(is_id, found)), LONGEST


@given(SLIDES, st.data())
def test_events_are_called_the_same_when_they_went_out_and_in(
    slides: list[Slide], data: st.DataObject
) -> None:
    """Though a spreadsheet has sorted them, and though new ones stand before them."""
    called = list(zip(ids(slides), slides, strict=True))
    back = data.draw(st.permutations([(id, out(each, id)) for id, each in called]))
    new = data.draw(st.lists(st.builds(slide, st.just(""), HEADLINES), max_size=2))
    found = ids([*new, *(each for _, each in back)])
    assert found[len(new) :] == [id for id, _ in back]


@given(SLIDES)
def test_what_slides_call_themselves_is_given_back(slides: list[Slide]) -> None:
    for id, each in zip(ids(slides), slides, strict=True):
        assert out(each, id).text("unique_id") == (each.text("unique_id") or id)


@given(SLIDES, SLIDES)
def test_a_row_put_before_others_leaves_their_names_alone(slides: list[Slide], more: list[Slide]) -> None:
    """Unless it is of the same date and headline as one of them, or calls itself as one of them is called."""
    before = ids(slides)
    wanted = {ids([each])[0] for each in slides} | set(before)
    new = [each for each in more if not ids([each])[0].startswith(tuple(wanted))]
    new = [each for each in new if not any(id.startswith(ids([each])[0]) for id in wanted)]
    assert ids([*new, *slides])[len(new) :] == before

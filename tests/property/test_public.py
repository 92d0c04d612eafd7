"""What holds for the public's version of every text: no quote is lost in it, and nothing withheld is told."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from webapp.quotes import Located, Piece, SourceText, excerpted, faults, locate, passages
from webapp.quotes.public import OMITTED, PASSED_OVER

AROUND = 8
WORDS = "the|war|talks|end|won’t|21,000|non-violent|ﬁnal|café|停火|l’accord|yes|no".split("|")  # noqa: SIM905
TEXTS = st.lists(
    st.sampled_from([*WORDS, "\n", "\n\n", "\n[…]\n", ".", ",", "[sic]", "“", "”"]), min_size=4, max_size=60
).map(" ".join)
# A cut, an insertion, and one glued to the word after it.
MARKS = st.sampled_from([" ", " ", " […] ", " […] ", " [so] ", " […] [so] "])


@st.composite
def found(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, Located]]]:
    """A text, and quotes that stand in it: the words as an author writes them, and which occurrence."""
    text = draw(TEXTS)
    quotes = []
    for _ in range(draw(st.integers(0, 4))):
        words = draw(_words(text))
        number = draw(st.integers(1, 3))
        located = locate(words, SourceText(text), number)
        if isinstance(located, Located):
            quotes.append((words, number, located))
    return text, quotes


@st.composite
def _words(draw: st.DrawFn, text: str) -> str:
    """Some of the words of the text, in order, with marks between them."""
    parts = text.split(" ")
    chosen = sorted(draw(st.sets(st.integers(0, len(parts) - 1), min_size=1, max_size=4)))
    words = parts[chosen[0]]
    for last, place in pairwise(chosen):
        words += (" " if place == last + 1 else draw(MARKS)) + parts[place]
    if draw(st.booleans()) and len(words) > 3 and words[0].isalpha():
        words = f"[{words[0]}]{words[1:]}"
    return words


def cited(quotes: list[tuple[str, int, Located]]) -> list[tuple[tuple[Piece, ...], int]]:
    return [(located.pieces, located.occurrence) for _, _, located in quotes]


@given(found())
@settings(max_examples=400)
def test_every_quote_stands_in_it_as_in_the_whole(case: tuple[str, list[tuple[str, int, Located]]]) -> None:
    text, quotes = case
    public = excerpted(text, cited(quotes), AROUND)
    for words, number, whole in quotes:
        there = locate(words, SourceText(public), number)
        assert isinstance(there, Located), (public, words, there)
        assert faults(there.pieces, public) == []
        assert [piece.text for piece in there.pieces] == [piece.text for piece in whole.pieces]
        assert (there.match, there.occurrence) == (whole.match, whole.occurrence)


@given(found())
@settings(max_examples=400)
def test_what_only_one_place_has_is_still_found_without_a_number(
    case: tuple[str, list[tuple[str, int, Located]]],
) -> None:
    text, quotes = case
    public = excerpted(text, cited(quotes), AROUND)
    for words, _, _ in quotes:
        if isinstance(locate(words, SourceText(text)), Located):
            assert isinstance(locate(words, SourceText(public)), Located), (public, words)


@given(found())
def test_nothing_else_is_in_it(case: tuple[str, list[tuple[str, int, Located]]]) -> None:
    """Of what is neither shown nor an earlier occurrence of a quote's words, no word is there."""
    text, quotes = case
    assume(all(number == 1 for _, number, _ in quotes))
    public = excerpted(text, cited(quotes), AROUND)
    spans = [(p.start, p.end) for _, _, each in quotes for p in each.spans if p.start is not None and p.end]
    shown = [text[start:end] for start, end in passages(text, spans, AROUND)]
    marks = "|".join(re.escape(mark) for mark in (PASSED_OVER, OMITTED))
    rest = re.sub(rf"({marks}|\s)+", " ", public).split()
    assert rest == re.sub(rf"({re.escape(OMITTED)}|\s)+", " ", " ".join(shown)).split()


def test_occurrences_before_the_one_that_is_meant_are_kept_bare() -> None:
    text = "The gate is shut, said one.\nNobody knows why.\nAnother said that the gate is shut, and left."
    located = locate("gate is shut", SourceText(text), 2)
    assert isinstance(located, Located)
    public = excerpted(text, [(located.pieces, 2)], 5)
    assert public == "[…]\ngate is shut\n[…]\nthe gate is shut, and\n[…]"


def test_a_cut_passes_over_what_is_left_out() -> None:
    text = "He said yes on Monday.\nMuch else happened.\nShe said no on Tuesday."
    located = locate("said yes […] said no", SourceText(text))
    assert isinstance(located, Located)
    public = excerpted(text, [(located.pieces, 1)], 4)
    assert public == "He said yes on (…)\n(…) She said no on\n[…]"


def test_of_a_text_without_quotes_nothing_is_told() -> None:
    assert excerpted("Nobody quotes this.", []) == OMITTED


def test_brackets_of_the_sources_own_are_so_beside_a_mark_of_the_authors_too() -> None:
    text = "Nobody quotes this.\nyes [sic] they said."
    located = locate("[…] yes [sic] they said", SourceText(text))
    assert isinstance(located, Located)
    there = locate("[…] yes [sic] they said", SourceText(excerpted(text, [(located.pieces, 1)])))
    assert isinstance(there, Located)
    assert there.pieces[-1].text == located.pieces[-1].text == "yes [sic] they said"

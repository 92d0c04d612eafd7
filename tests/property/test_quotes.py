"""What holds for every quote, whatever the text: strictness, offsets, excerpts."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from urllib.parse import unquote

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from webapp.quotes import (
    Located,
    Match,
    Refused,
    SourceText,
    faults,
    locate,
    passages,
    quote_id,
    text_fragment,
)
from webapp.quotes.edges import inside_word
from webapp.quotes.fold import Folded
from webapp.quotes.letters import BLANK, DASHES, DOUBLE, INVISIBLE, LIGATURES, SINGLE, SPACES

TRICKY = f"{DOUBLE}{SINGLE}{DASHES}{SPACES}{INVISIBLE}{''.join(LIGATURES)}"
WORDS = (
    "the|war|talks|Москва|won’t|21,000|1.5|ﬁnal|oﬃce|café|cafe\u0301|停火|หยุด|정상|e\u0301\u0323|ü|l’accord"
)
BETWEEN = " | | | |\n|\n\n|\u00a0|\u00ad|\u200b|\u200d|—|-|“|”|\"|'|‘|,|.|[sic]|[…]|\n[…]\n"
PIECES = st.sampled_from([*WORDS.split("|"), unicodedata.normalize("NFD", "정상"), *BETWEEN.split("|")])
ANY = st.text(st.characters() | st.sampled_from(TRICKY + "[]….\ud800\u0301"), max_size=60)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | ANY
OMITTED = re.compile(rf"(?m)^[{BLANK}]*\[(?:…|\.\.\.)\][{BLANK}]*$")
KINDS = {char: kinds for kinds in (DOUBLE, SINGLE, DASHES, SPACES) for char in kinds}


def fold(text: str) -> str:
    return Folded(text).text


def has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


@st.composite
def quotes(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a slice of it that begins and ends at a word's edge and may be quoted as it stands."""
    text = draw(TEXTS.filter(has_word))
    edges = [at for at in range(len(text) + 1) if not inside_word(text, at)]
    start, end = sorted((draw(st.sampled_from(edges)), draw(st.sampled_from(edges))))
    words = text[start:end]
    assume(has_word(words) and words == words.strip(BLANK))
    assume(all(end <= line.start() or line.end() <= start for line in OMITTED.finditer(text)))
    return text, start, end


def places(words: str, source: SourceText) -> list[Located]:
    """Every place of the words, one occurrence after another."""
    found: list[Located] = []
    while isinstance(located := locate(words, source, len(found) + 1), Located):
        found.append(located)
    return found


@given(quotes())
def test_every_quotable_slice_is_found_where_it_stands(quote: tuple[str, int, int]) -> None:
    text, start, end = quote
    source = SourceText(text)
    found = places(text[start:end], source)
    spans = [(located.start, located.end) for located in found]
    assert (start, end) in spans
    exact = found[spans.index((start, end))]
    assert exact.match is Match.EXACT
    assert exact.words == text[start:end]
    assert isinstance(locate(text[start:end], source), Located) == (len(found) == 1)


@given(quotes(), TEXTS)
def test_agrees_with_trying_every_slice(quote: tuple[str, int, int], more: str) -> None:
    text, start, end = quote
    text = f"{text} {more}"[: end + 30]
    assume("[" not in text)
    words = text[start:end]
    edges = [at for at in range(len(text) + 1) if not inside_word(text, at)]
    slices = [(i, j) for i in edges for j in edges if 0 < j - i < 3 * len(words) + 9]
    same = [
        (i, j) for i, j in slices if fold(text[i:j]) == fold(words) and text[i:j] == text[i:j].strip(BLANK)
    ]
    assert [(located.start, located.end) for located in places(words, SourceText(text))] == same


@given(quotes(), st.data())
def test_typography_changes_nothing_but_the_grade(quote: tuple[str, int, int], data: st.DataObject) -> None:
    text, start, end = quote
    words = text[start:end]
    assume(not {"[", "]"} & set(words))
    written = "".join(
        data.draw(st.sampled_from(KINDS.get(char, char))) + data.draw(st.sampled_from(["", "", INVISIBLE[0]]))
        for char in words
    )
    written = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), written).rstrip(INVISIBLE)
    found = {(located.start, located.end): located for located in places(written, SourceText(text))}
    assert (start, end) in found
    assert found[start, end].match is (Match.EXACT if written == words else Match.TYPOGRAPHIC)
    assert found[start, end].words == words


@given(TEXTS, TEXTS, st.integers(1, 3))
def test_what_is_accepted_stands_in_the_source(text: str, words: str, occurrence: int) -> None:
    located = locate(words, SourceText(text), occurrence)
    if isinstance(located, Refused):
        assert located.reason
        return
    assert faults(located.pieces, text) == []
    assert fold(located.words) == fold(words.strip(BLANK))
    assert text[: located.start].endswith(located.prefix)
    assert text[located.end :].startswith(located.suffix)
    assert len(located.prefix) <= 32
    assert len(located.suffix) <= 32
    for span in located.spans:
        assert span.text == span.text.strip(BLANK)
        assert not unicodedata.category(span.text[0]).startswith("M")
        assert not unicodedata.category((text[span.end :] or " ")[0]).startswith("M")


@given(st.data())
def test_one_other_letter_is_never_accepted(data: st.DataObject) -> None:
    text, start, end = data.draw(quotes())
    words = text[start:end]
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.sampled_from("abcdezаеіß1") | st.characters())
    edited = words[:at] + other + words[at + data.draw(st.integers(0, 1)) :]
    assume(not set("[]") & set(edited))
    located = locate(edited, SourceText(text), 1)
    if isinstance(located, Located):
        assert fold(edited.strip(BLANK)) in fold(text)
        assert fold(located.words) == fold(edited.strip(BLANK))


@given(ANY, ANY, st.none() | st.integers(-1, 3))
@settings(max_examples=300)
def test_never_raises(text: str, words: str, occurrence: int | None) -> None:
    source = SourceText(text)
    for quoted in (words, text, text[1:-1], f"{words} […] {text}", f"[x]{text[1:]}"):
        located = locate(quoted, source, occurrence)
        if isinstance(located, Located):
            assert len(quote_id("d", "s", located)) == 12
            text_fragment("https://example.org", located.pieces, located.prefix, located.suffix)


@given(TEXTS)
def test_folding_is_idempotent_and_canonical(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(unicodedata.normalize("NFC", text)) == folded


@given(TEXTS, st.booleans())
def test_the_way_back_is_monotone_and_inverse(text: str, omissions: bool) -> None:
    folded = Folded(text, omissions)
    done = 0
    for at in range(len(folded.text)):
        where = folded.origin(at, at + 1)
        if where is not None:
            start, end = where
            assert done <= start < end <= len(text)
            assert omissions or fold(text[start:end]) == folded.text[at] or fold(text[start:end]) == ""
            done = end
    if folded.text:
        whole = folded.origin(0, len(folded.text))
        assert whole is not None
        assert fold(text[slice(*whole)]) == fold(text)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4), st.integers(0, 30))
def test_passages_cover_every_span_and_show_no_more_than_around(
    text: str, slices: list[tuple[int, int]], around: int
) -> None:
    spans = [(start, min(len(text), start + length)) for start, length in slices if start < len(text)]
    shown = passages(text, spans, around)
    assert shown == sorted(shown)
    assert all(first[1] < second[0] or text[first[1] : second[0]] for first, second in pairwise(shown))
    for start, end in spans:
        assert any(first <= start and end <= last for first, last in shown)
    for first, last in shown:
        for at in range(first, last):
            assert text[at] == " " or any(start - around <= at < end + around for start, end in spans)


@given(quotes())
def test_a_link_names_words_of_the_source(quote: tuple[str, int, int]) -> None:
    text, start, end = quote
    located = locate(text[start:end], SourceText(text), 1)
    assert isinstance(located, Located)
    link = text_fragment("https://example.org/#a", located.pieces, located.prefix, located.suffix)
    assert link.startswith("https://example.org/#a:~:text=")
    assert link.isascii()
    visible = " ".join("".join(char for char in text if char not in INVISIBLE).split())
    for term in link.partition("text=")[2].split(","):
        assert "&" not in term
        words = unquote(term.removeprefix("-").removesuffix("-"))
        assert words in visible or "?" in words  # "?" stands for a lone surrogate

import pytest

from tests.web.rowsmith import EDITION, quote
from webapp.quotes import Piece
from webapp.web.languages import direction
from webapp.web.words import after, before, proof, words

WORDS = Piece("is ready", 40, 48)


@pytest.mark.parametrize(
    ("prefix", "shown"),
    [
        ("", ""),
        ("He said: ", "He said: "),
        ("bout the recent call, he added: ", "… the recent call, he added: "),
    ],
)
def test_context_before_begins_at_a_word(prefix: str, shown: str) -> None:
    assert before(prefix) == shown


@pytest.mark.parametrize(
    ("suffix", "shown"),
    [
        ("", ""),
        (", he said.", ", he said."),
        (", he said, and then he left for ", ", he said, and then he left for …"),
        (", he said, and then he left for t", ", he said, and then he left for …"),
    ],
)
def test_context_after_ends_at_a_word(suffix: str, shown: str) -> None:
    assert after(suffix) == shown


@pytest.mark.parametrize(
    ("pieces", "match", "said"),
    [
        ([WORDS], "exact", "verbatim"),
        ([WORDS], "typographic", "verbatim but for typography"),
        ([WORDS, Piece(" […] "), WORDS], "exact", "verbatim, with one cut"),
        ([WORDS, Piece(" [...] "), WORDS, Piece("[…]"), WORDS], "exact", "verbatim, with 2 cuts"),
        ([Piece("[he] "), WORDS], "typographic", "verbatim but for typography, with one insertion"),
        ([Piece("[he] "), WORDS, Piece("[…]"), WORDS], "exact", "verbatim, with one cut and one insertion"),
    ],
)
def test_proof_says_how_strictly_words_match(pieces: list[Piece], match: str, said: str) -> None:
    assert proof(quote("q", pieces, match=match)) == said


def test_a_quote_leads_to_its_page_its_place_and_where_it_was_published() -> None:
    shown = words(EDITION, quote("abc", [WORDS], "he ", " now"))
    assert (shown.here, shown.place) == ("/talks/quotes/abc", "/talks/sources/s#abc")
    assert str(shown.original).startswith("https://example.org/report#:~:text=")
    assert (shown.text, shown.origin, shown.side) == ("is ready", "A report", "a")


@pytest.mark.parametrize("tag", ["ar", "fa-IR", "he", "ur", "ckb", "az-Arab", "pa-Arab-PK", "AR", "yi", "ug"])
def test_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize(
    "tag", ["en", "ru", "uk", "tr", "ar-Latn", "sd-Deva", "zh-Hant", "az", "arn", "x-ar"]
)
def test_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"

import pytest

from webapp.store.passages.terms import (
    FTS5,
    LONGEST,
    MOST,
    TSQUERY,
    WORDS,
    in_heading,
    in_own,
    matching,
    side_by_side,
    some_in_heading,
    terms,
)

Terms = list[tuple[str, bool]]


def read(text: str) -> Terms:
    return [(" ".join(term.words), term.prefix) for term in terms(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lavrov memorandum", [("lavrov", False), ("memorandum", False)]),
        ('"direct talks" now', [("direct talks", False), ("now", False)]),
        ("“direct talks”", [("direct talks", False)]),
        ("«direct talks» „and so“", [("direct talks", False), ("and so", False)]),
        ("cease-fire Trump's", [("cease fire", False), ("trump s", False)]),
        ("negotiat*", [("negotiat", True)]),
        ('"direct ta*"', [("direct ta", True)]),
        ("cease-f*", [("cease f", True)]),
        ("停火", [("停 火", False)]),
        ("twice Twice TWICE twice*", [("twice", False), ("twice", True)]),
        ('"never closed words', [("never closed words", False)]),
        ('one "two three" four"five', [("one", False), ("two three", False), ("four", False),
                                       ("five", False)]),
        ("(a OR b) NOT c:d NEAR/2 ^e -f", [("a", False), ("or", False), ("b", False), ("not", False),
                                           ("c d", False), ("near 2", False), ("e", False), ("f", False)]),
        ("* ** *x \"*\"", [("x", False)]),
        ("\0 \ud800 ( ) : ^ - + ' \\", []),
        ('"', []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_typed_is_words_phrases_and_beginnings(text: str, found: Terms) -> None:
    assert read(text) == found


def test_terms_remember_how_they_were_typed() -> None:
    assert [term.typed for term in terms('Türkiye "Direct  talks" memo*')] == [
        "Türkiye",
        "“Direct  talks”",
        "memo*",
    ]
    assert read(" ".join(term.typed for term in terms('"direct talks" memo*'))) == [
        ("direct talks", False),
        ("memo", True),
    ]


def test_a_query_of_any_length_is_short() -> None:
    assert len(terms("a b c d e f g h " * 10_000)) == 8
    assert len(terms(" ".join(f"w{n}" for n in range(10_000)))) == MOST
    assert len(terms(" ".join(["x"] * 50) and '"' + "x " * 50_000)[0].words) == WORDS
    assert len(terms("x" * 100_000)[0].typed) == LONGEST


def test_each_database_gets_quoted_words_only() -> None:
    wanted = terms('"cease fire" memo*')
    assert matching(wanted, FTS5) == (
        '("cease fire") AND ("memo" *) AND (({heading own} : "cease fire") OR ({heading own} : "memo" *))'
    )
    assert matching(wanted, TSQUERY) == (
        "('cease' <-> 'fire') & ('memo':*) & (('cease':AD <-> 'fire':AD) | ('memo':*AD))"
    )
    for signs in (matching, in_heading, some_in_heading, in_own, side_by_side):
        assert (signs((), FTS5), signs((), TSQUERY)) == ('""', "")


def test_words_side_by_side_are_one_phrase_of_which_only_the_last_may_go_on() -> None:
    assert side_by_side(terms("cease fire memo*"), TSQUERY) == "('cease':AD <-> 'fire':AD <-> 'memo':*AD)"
    assert side_by_side(terms("cease* fire"), TSQUERY) == ""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.store.passages.folding import LONGEST, Folded, fold
from webapp.store.passages.snippet import MOST, Match, cut, marked, matches
from webapp.store.passages.terms import Term, terms


def shown(text: str, query: str) -> str:
    """The snippet, with what was looked for in brackets."""
    found = matches(text, terms(query))
    here = cut(text, found)
    return "".join(f"[{part}]" if is_ else part for part, is_ in marked(text, (here.start, here.end), found))


LONG = " ".join(f"word{n}" for n in range(200))


@pytest.mark.parametrize(
    ("text", "query", "snippet"),
    [
        ("The ferry opens.", "ferry", "The [ferry] opens."),
        ("The ferry’s rope.", "ferry", "The [ferry]’s rope."),
        ("A ceasefire, a cease-fire.", '"cease fire"', "A ceasefire, a [cease-fire]."),
        ("Türkiye hosts.", "turkiye", "[Türkiye] hosts."),
        ("e\u0301tude", "etude", "[e\u0301tude]"),
        ("Negotiators negotiate.", "negotiat*", "[Negotiators] [negotiate]."),
        ("渡船星期一開。河水不會等人。", "河水", "渡船星期一開。[河水]不會等人。"),
        ("One two. Two one.", '"two one"', "One two. [Two one]."),
        (
            "ferry master ferry",
            '"ferry master" master',
            "[ferry master] [ferry]".replace(" [ferry]", " ferry"),
        ),
    ],
)
def test_what_was_looked_for_is_marked(text: str, query: str, snippet: str) -> None:
    assert shown(text, query).replace("][", "") == snippet


def test_a_snippet_is_the_sentence_with_most_of_the_words() -> None:
    text = (
        "The rope is old and nobody has looked after it for as long as anybody on either bank can remember, "
        "said the miller of the south bank. "
        "The ferry and the rope are one thing to the people of the north bank who live by them, "
        "said the poet. Nothing else."
    )
    assert shown(text, "ferry rope").startswith("The [ferry] and the [rope]")


def test_short_sentences_come_with_what_follows_them() -> None:
    assert shown("He came. He saw. He left.", "saw") == "He came. He [saw]. He left."


def test_of_a_sentence_without_end_a_part_is_shown() -> None:
    snippet = shown(LONG, "word150")
    assert "[word150]" in snippet
    assert len(snippet) <= MOST + 2
    assert snippet.split()[0] in LONG.split()
    assert snippet.split()[-1] in LONG.split()


@given(st.text("ab .!\n停。’-é", max_size=600), st.sampled_from(["a", "ab", "b*", '"a b"', "停", "e a"]))
def test_a_snippet_is_part_of_its_text_and_marks_what_was_looked_for(text: str, query: str) -> None:
    wanted = terms(query)
    found = matches(text, wanted)
    here = cut(text, found)
    assert 0 <= here.start <= here.end <= len(text)
    parts = list(marked(text, (here.start, here.end), found))
    assert "".join(part for part, _ in parts) == text[here.start : here.end]
    if found:
        assert any(is_ for _, is_ in parts)
    for match in found:
        assert fold(text[match.start : match.end]).startswith(" ".join(wanted[match.term].words))


@given(
    st.text("ab .½停’-é\u0301", max_size=300)
    | st.sampled_from(["a" * n + " b" for n in (99, 100, 101, 300)]),
    st.sampled_from(
        ["a", "ab", "b*", '"a b"', '"a a"', "停", "1*", '"a 停"', "a b a*", "a" * 100, "a" * 120 + "*"]
    ),
)
def test_terms_are_looked_for_in_every_word(text: str, query: str) -> None:
    folded, wanted = Folded(text), terms(query)
    found = [(word[0][:LONGEST], word.span()) for word in re.finditer("[^ ]+", folded.text)]
    plainly = [
        Match(number, *folded.span(found[at][1][0], found[at + len(term.words) - 1][1][1]))
        for at in range(len(found))
        for number, term in enumerate(wanted)
        if begins([word for word, _ in found[at : at + len(term.words)]], term)
    ]
    assert matches(text, wanted) == plainly


def begins(words: list[str], term: Term) -> bool:
    if len(words) < len(term.words) or not term.prefix:
        return tuple(words) == term.words
    return tuple(words[:-1]) == term.words[:-1] and words[-1].startswith(term.words[-1])

import re
import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.store.passages.folding import GAP, LONGEST, Folded, fold


def words(text: str) -> list[tuple[str, int, int]]:
    """The words, and where they stand in the text."""
    folded = Folded(text)
    return [(word[0], *folded.span(*word.span())) for word in re.finditer("[^ ]+", folded.text)]


def plainly(text: str) -> list[tuple[str, int, int]]:
    """The same, one character after another."""
    found: list[tuple[str, int, int]] = []
    open_ = False
    for at, char in enumerate(text):
        folded = Folded(char).text
        for n, part in enumerate(folded.split(" ")):
            open_ = open_ and not n
            if part:
                before, start, _ = found.pop() if open_ else ("", at, at)
                found.append((before + part, start, at + 1))
                open_ = True
        if not folded and open_:
            found.append((*found.pop()[:2], at + 1))
    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Trump's cease-fire", "trump s cease fire"),
        ("Trump’s TRUMP", "trump s trump"),
        ("l’accord d'Istanbul", "l accord d istanbul"),
        ("İstanbul’da ISTANBUL ısı", "istanbul da istanbul isi"),
        ("Łódź, Ørsted; Đorđe & Straße", "lodz orsted dorde strasse"),
        ("Æsir œuvre þing", "aesir oeuvre thing"),
        ("ﬁne soft\u00adhyphen zero\u200bwidth", "fine softhyphen zero width"),
        ("e\u0301tude étude", "etude etude"),
        ("обʼєкт об’єкт об'єкт", "об єкт об єкт об єкт"),
        ("Мой ёж", "мои еж"),
        ("ΠΌΛΕΜΟΣ πόλεμος", "πολεμοσ πολεμοσ"),
        ("Saʿud sa\u02beud", "saud saud"),
        ("النهرُ لا يـنام", "النهر لا ينام"),
        ("हिन्दी में", "हिनदी में"),
        ("停火协议 2025年", "停 火 协 议 2025 年"),
        ("が が カ", "か \u3099 か \u3099 カ"),
        ("한국어", unicodedata.normalize("NFD", "한국어")),
        ("٣٤ ३ 12:30 1,000", "34 3 12 30 1 000"),
        ("sure¹ km² ½", "sure 1 km 2 1 2"),
        ("❤️ 🙂 -- ¶ §", ""),
        ("a\0b\ud800c\x1fd\u2028e", "a b c d e"),
        ("", ""),
    ],
)
def test_neither_case_nor_accents_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_endless_words_are_cut() -> None:
    assert fold("x" * 5000 + " y") == "x" * LONGEST + " y"


@given(st.text() | st.text("aAé ¹’-停が\u3099İﬁ½ʼ" + GAP))
def test_words_are_those_of_the_folded_text_and_stand_in_their_order(text: str) -> None:
    found = words(text)
    assert " ".join(word[:LONGEST] for word, *_ in found) == fold(text)
    assert found == plainly(text)


@given(st.text())
def test_folding_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert GAP not in fold(text)


@given(st.text())
def test_a_word_by_itself_is_the_word_in_its_text(text: str) -> None:
    for word, start, end in words(text):
        if " " not in fold(text[start:end]):
            assert fold(text[start:end]) == word[:LONGEST]


@given(st.text(min_size=1))
def test_sqlite_splits_folded_text_at_its_spaces_only(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE w USING fts5(t, tokenize='ascii')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(w, 'instance')")
        database.execute("INSERT INTO w VALUES (?)", (fold(text),))
        terms = database.execute("SELECT term FROM v ORDER BY offset").fetchall()
    assert [term for (term,) in terms] == fold(text).split()

"""Quotes: what is found, what is refused and why, and what follows from a quote that was found."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from webapp.quotes import (
    Located,
    Match,
    Piece,
    Refused,
    SourceText,
    faults,
    locate,
    passages,
    quote_id,
    text_fragment,
)

ARTICLE = SourceText((Path(__file__).parents[1] / "data" / "article.txt").read_text("utf-8").strip("\n"))


def found(words: str, text: str | SourceText, occurrence: int | None = None) -> Located:
    source = text if isinstance(text, SourceText) else SourceText(text)
    result = locate(words, source, occurrence)
    assert isinstance(result, Located), result
    assert faults(result.pieces, source.text) == []
    return result


def refused(words: str, text: str | SourceText, occurrence: int | None = None) -> str:
    result = locate(words, text if isinstance(text, SourceText) else SourceText(text), occurrence)
    assert isinstance(result, Refused), result
    return result.reason


def spans(located: Located) -> list[str]:
    return [piece.text for piece in located.spans]


class TestTheRealArticle:
    """Its curly and straight marks are mixed, a quote stands inside a quote, and a passage stands twice."""

    def test_letter_for_letter(self) -> None:
        located = found("Moscow and Kiev agreed in Istanbul to prepare documents", ARTICLE)
        assert located.match is Match.EXACT
        assert ARTICLE.text[located.start : located.end] == located.words
        assert (located.occurrence, located.prefix) == (1, 'ent further said, "In addition, ')
        assert located.suffix == " setting out the parties’ respec"

    def test_straight_for_curly_marks_is_typographic_and_shows_the_source(self) -> None:
        located = found("setting out the parties' respective stances", ARTICLE)
        assert located.match is Match.TYPOGRAPHIC
        assert located.words == "setting out the parties’ respective stances"

    def test_the_quote_inside_the_quote(self) -> None:
        located = found("awaiting their 'memorandum', so that the meeting won't be empty", ARTICLE)
        assert located.words == "awaiting their ‘memorandum’, so that the meeting won’t be empty"

    def test_double_marks_are_never_single_ones(self) -> None:
        assert 'the source has “‘memorandum’,”, the quote “"memorandum",”' in refused(
            'awaiting their "memorandum", so that', ARTICLE
        )
        assert "does not stand in the source" in refused("preparing 'concrete proposals' for", ARTICLE)

    def test_a_passage_that_stands_twice_needs_its_occurrence(self) -> None:
        words = "Moscow says certain conditions must first be met"
        reason = refused(words, ARTICLE)
        assert reason.startswith("these words stand 2 times in the source, (1) “…")
        assert "`, occurrence 2`" in reason
        first, second = found(words, ARTICLE, 1), found(words, ARTICLE, 2)
        assert (first.occurrence, second.occurrence) == (1, 2)
        assert first.start < second.start
        assert spans(first) == spans(second) == [words]

    def test_more_words_tell_the_two_apart(self) -> None:
        words = "on each side, no ceasefire was agreed upon. Ukraine and its Western allies"
        assert found(words, ARTICLE).occurrence == 1

    def test_there_is_no_third_occurrence(self) -> None:
        reason = refused("Moscow says certain conditions", ARTICLE, 3)
        assert reason == "there is no occurrence 3: these words stand 2 times in the source"
        assert "stand once" in refused("Rustem Umerov", ARTICLE, 2)
        assert "no occurrence 0" in refused("Rustem Umerov", ARTICLE, 0)

    def test_an_attribution_between_two_halves_is_cut(self) -> None:
        halves = "direct Russian-Ukrainian negotiations", "The first round was held on May 16"
        reason = refused(". ".join(halves), ARTICLE)
        assert reason.endswith('leaves out “," the ministry stated. "”: put it back, or write […] there')
        assert spans(found(" […] ".join(halves), ARTICLE)) == list(halves)

    def test_the_shared_number_is_not_cut_in_two(self) -> None:
        assert "“exchange of 1” ends inside “1,000”" in refused("exchange of 1", ARTICLE)
        assert "“000 prisoners of war each” begins inside “1,000”" in refused(
            "000 prisoners of war each", ARTICLE
        )

    def test_no_quote_spans_omitted_text(self) -> None:
        ends, begins = "must first be met.", "The meetings on May 16 were the first formal"
        for words in (f"{ends} {begins}", f"{ends} […] {begins}"):
            assert "the source marks text as omitted" in refused(words, ARTICLE, 1)


class TestTypography:
    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("He said “yes” and «no».", 'He said "yes" and "no".'),
            ("the parties’ respective ‚stances‘", "the parties' respective 'stances'"),
            ("2022–2025 — direct‑talks − now", "2022-2025 - direct-talks - now"),
            ("the oﬃcial ﬁrst ﬂoor staﬀ, ﬆill", "the official first floor staff, still"),
            ("nego\u00adti\u200bat\u2060ions\ufeff", "negotiations"),
            ("the\u00a0first\n\n \tround\u2009of\u202ftalks", "the first round of talks"),
            (unicodedata.normalize("NFD", "le négociateur à Genève"), "le négociateur à Genève"),
            ("le négociateur à Genève", unicodedata.normalize("NFD", "le négociateur à Genève")),
            (unicodedata.normalize("NFD", "정상 회담"), "정상 회담"),
            ("a q\u0307\u0323 b", "a q\u0323\u0307 b"),
            ("50 \u212b apart", "50 Å apart"),
            ("the ﬁ\u00adrst cafe\u00ad\u0301", "the first café"),
        ],
    )
    def test_counts_as_equal(self, source: str, words: str) -> None:
        located = found(words, source)
        assert located.match is Match.TYPOGRAPHIC
        assert located.words == source.rstrip("\ufeff")

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("Moscow", "moscow"),
            ("café", "cafe"),
            ("the war", "thewar"),
            ("the war's end", "the wars end"),
            ("the war-time talks", "the war time talks"),
            ("x² metres", "x2 metres"),
            ("Straße", "Strasse"),
            ("talks, then", "talks then"),
            ("Kiev", "Kyiv"),
            ("the colour", "the color"),
            ("'' quoted ''", '" quoted "'),
            ("ſtill", "still"),
            ("Пётр", "Петр"),
            ("Моsсоw", "Moscow"),
        ],
    )
    def test_counts_as_different(self, source: str, words: str) -> None:
        refused(words, source)
        refused(source, words)

    def test_a_wrapped_line_of_the_source_is_typographic(self) -> None:
        assert found("the first round", "the first\nround").match is Match.TYPOGRAPHIC
        assert found("the first round", "the first round").match is Match.EXACT

    def test_invisible_characters_around_the_words_are_not_shown(self) -> None:
        located = found("first round", "the \u200bfirst round\u00ad\u200b of")
        assert located.words == "first round"
        assert located.match is Match.EXACT


class TestWordEdges:
    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("army", "“army” ends inside “armyworms”"),
            ("worms", "“worms” begins inside “armyworms”"),
            ("21", "ends inside “21,000”"),
            ("21,", "ends inside “21,000”"),
            ("000", "begins inside “21,000”"),
            (",000 men", "begins inside “21,000”"),
            ("5 men", "begins inside “1.5”"),
            ("30 sharp", "begins inside “12:30”"),
            ("12", "ends inside “12:30”"),
            ("won", "ends inside “won’t”"),
            ("t go", "begins inside “won’t”"),
            ("Russia", "ends inside “Russia’s”"),
            ("5 km", "begins inside “3\u00a0405”"),
            ("405 km", "begins inside “3\u00a0405”"),
            ("мир", "ends inside “мирный”"),
            ("ять", "begins inside “п’ять”"),
            ("violent", "begins inside “non-violent”"),
            ("non", "ends inside “non-violent”"),
        ],
    )
    def test_nothing_begins_or_ends_inside_a_word(self, words: str, reason: str) -> None:
        source = (
            "armyworms; 21,000 men, 1.5 men, at 12:30 sharp: won’t go, Russia’s; 3\u00a0405 km; мирный; "
            "п’ять; non-violent"
        )
        assert reason in refused(words, source)

    @pytest.mark.parametrize("sign", "-−–")
    def test_a_number_keeps_its_sign(self, sign: str) -> None:
        assert f"“5 degrees” begins inside “{sign}5”" in refused("5 degrees", f"It was {sign}5 degrees.")
        assert f"“5” begins inside “{sign}5”" in refused("5", f"({sign}5)")
        assert found("-5 degrees", f"It was {sign}5 degrees.").words == f"{sign}5 degrees"
        assert found("20 men", f"10{sign}20 men").words == "20 men"
        assert found("19 began", f"Covid{sign}19 began").words == "19 began"

    @pytest.mark.parametrize(
        ("words", "source"),
        [
            ("5 of them", "some men —5 of them — left"),
            ("peace", "talks—peace—war"),
            ("the war", "(the war)"),
            ("accord", "à l’accord de Minsk"),
            ("the parties", "in the parties’ view"),
            ("in 2022", "in 2022."),
            ("May 16", "on May 16, 2025"),
            ("16 2025", "May 16 2025"),
            ("in 2022", "in 2022\u00a0100 men fell"),
            ("停火", "双方同意停火三十天"),
            ("ceasefire", "双方ceasefire同意"),
            ("停戦", "両国は停戦に合意した"),
            ("หยุดยิง", "ตกลงหยุดยิงทันที"),
            ("他说", "他说‘停火’了"),
            ("e\u0301te\u0301", "un e\u0301te\u0301 long"),
        ],
    )
    def test_edges_that_are_edges(self, words: str, source: str) -> None:
        assert found(words, source).words == words

    def test_a_place_inside_a_word_does_not_count_as_a_place(self) -> None:
        located = found("war", "Toward the warm war.")
        assert (located.start, located.occurrence) == (16, 1)

    @pytest.mark.parametrize("words", ["ต", "中"])
    def test_never_before_a_combining_mark(self, words: str) -> None:
        refused(words, "ตุลาคม 中\u302a文")


def test_the_context_of_a_quote_stays_in_its_paragraph() -> None:
    located = found("the war", "One paragraph.\nIn the war, he said.\nAnother.")
    assert (located.prefix, located.suffix) == ("In ", ", he said.")


class TestCuts:
    TEXT = "The talks began on Friday. The talks, he said, will go on. The talks ended on Monday."

    def test_a_cut_takes_the_nearest_words_after_it(self) -> None:
        located = found("will go on […] The talks […] Monday", self.TEXT)
        assert spans(located) == ["will go on", "The talks", "Monday"]
        assert located.words == "will go on […] The talks […] Monday"
        assert [piece.text for piece in located.pieces][1::2] == [" […] ", " […] "]
        assert located.spans[1].start == self.TEXT.rindex("The talks")

    def test_dots_are_a_cut_too(self) -> None:
        assert found("began [...] Friday", self.TEXT).words == "began [...] Friday"

    def test_a_cut_quote_counts_its_first_words(self) -> None:
        assert "stand 3 times" in refused("The talks […] Monday", self.TEXT)
        second = found("The talks […] Monday", self.TEXT, 2)
        assert second.start == self.TEXT.index("The talks, he")
        assert "stand 3 times" in refused("The talks […] Monday", self.TEXT, 4)

    @pytest.mark.parametrize("words", ["[…] will go on […]", "[...] will go on", "will go on […]"])
    def test_a_cut_at_the_beginning_or_end(self, words: str) -> None:
        located = found(words, self.TEXT)
        assert (spans(located), located.words) == (["will go on"], words)

    def test_punctuation_after_a_cut(self) -> None:
        assert spans(found("will go on […].", self.TEXT)) == ["will go on", "."]

    def test_a_quote_of_nothing_but_brackets_is_not_searched(self) -> None:
        assert "at most 20 square brackets" in refused("a [x] " * 21, "a " * 50_000)
        assert isinstance(locate("talks [they] " * 20, SourceText(self.TEXT)), Refused)

    def test_a_cut_inside_a_word_is_none(self) -> None:
        assert "ends inside “Friday”" in refused("on Fri[…]day", self.TEXT)

    def test_the_order_is_the_source_s(self) -> None:
        reason = refused("Monday […] Friday", self.TEXT)
        assert reason == "“Friday” does not come after “Monday” in the source: keep the source's order"

    def test_words_do_not_overlap(self) -> None:
        assert "keep the source's order" in refused("began on Friday […] Friday", self.TEXT)

    def test_omitted_text_is_a_wall(self) -> None:
        text = "One two.\n\n[...]\n\nThree four. Two one."
        assert "the source marks text as omitted" in refused("One […] four", text)
        assert spans(found("Three […] one", text)) == ["Three", "one"]
        assert spans(found("[…] Three four", text)) == ["Three four"]
        assert "the source marks text as omitted" in refused("two. Three", text)

    def test_only_a_line_of_its_own_is_omitted_text(self) -> None:
        text = "One two […]\nthree four."
        assert found("two […] three", text).words == "two […]\nthree"
        assert spans(found("One […] four", text)) == ["One", "four"]

    def test_other_dots_are_no_cut(self) -> None:
        assert "“[....]” is not the mark of a cut: write […]" in refused("began [....] Friday", self.TEXT)
        assert "write […] there" in refused("began … Friday. The talks, he", self.TEXT)


class TestInsertions:
    TEXT = "He said [sic] that labor and the Russians are ready. Talks resumed."

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("the Russians [in Istanbul] are ready", ["the Russians", "are ready"]),
            ("[Ukraine and] the Russians are ready", ["the Russians are ready"]),
            ("are ready [to talk]", ["are ready"]),
            ("[T]he Russians", ["he Russians"]),
            ("[h]e said", ["e said"]),
            ("that labo[u]r and", ["that labo", "r and"]),
            ("Talks resum[e]", ["Talks resum"]),
            ("are ready. [t]alks [were] resumed", ["are ready.", "alks", "resumed"]),
            ("labor […] [both of] the Russians", ["labor", "the Russians"]),
            ("Russians are ready […] [r]esumed", ["Russians are ready", "esumed"]),
            ("Russians[,] are ready", ["Russians", "are ready"]),
        ],
    )
    def test_are_the_author_s_words(self, words: str, expected: list[str]) -> None:
        located = found(words, self.TEXT)
        assert (spans(located), located.words) == (expected, words)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("He said [sic] that", ["He said [sic] that"]),
            ("[sic] that labor", ["[sic] that labor"]),
            ("said [sic] that [all] labor", ["said [sic] that", "labor"]),
            ("said [sic] that […] Talks", ["said [sic] that", "Talks"]),
            ("[sic]", ["[sic]"]),
        ],
    )
    def test_brackets_that_the_source_has_are_its_own(self, words: str, expected: list[str]) -> None:
        assert spans(found(words, self.TEXT)) == expected

    def test_brackets_of_the_source_beside_decomposed_letters(self) -> None:
        text = unicodedata.normalize("NFD", "[sic] 정상회담정상회담 [sic]")
        assert spans(found(text, text)) == [text]

    def test_the_source_s_brackets_elsewhere_do_not_hinder_an_insertion(self) -> None:
        text = "We [Russia] agree. Then we agree again."
        assert spans(found("Then we [Russia] agree again", text)) == ["Then we", "agree again"]

    @pytest.mark.parametrize("words", ["the [Ukrainians] are ready", "that [two] Russians"])
    def test_replace_nothing_by_themselves(self, words: str) -> None:
        assert "write […] as well" in refused(words, self.TEXT)

    def test_never_change_a_number(self) -> None:
        assert refused("[9]1,000 men", "21,000 men fell")
        assert refused("21,[9]00 men", "21,000 men fell")

    def test_stay_within_their_word(self) -> None:
        assert refused("labo[u]the Russians", self.TEXT)
        assert refused("resu[l]ed", "the result was discussed; the results were noted")

    def test_never_cut_a_ligature_or_a_sequence(self) -> None:
        assert refused("[F]inal round", "the ﬁnal round")
        assert refused("caf[é]\u0301", "cafe\u0301")

    @pytest.mark.parametrize("words", ["", " ", "[…]", "[x] […]", "…", "“”", "[x] — [y]", "\u200b"])
    def test_do_not_make_a_quote(self, words: str) -> None:
        assert refused(words, self.TEXT) == "a quote must hold at least one word of the source"


class TestReasons:
    @pytest.mark.parametrize(
        ("words", "says"),
        [
            ("is ready to presents this memorandum", "the source has “present”, the quote “presents”"),
            ("Our delegaton, led by", "the source has “delegation”, the quote “delegaton”"),
            ("Teh first round was held", "the source has “The”, the quote “Teh”"),
            ("the first round was held", "upper and lower case must be the same"),
            ("our delegation, led by", "the source has “Our”, the quote “our”"),
            ("delegation, led by Medinsky", "the quote leaves out “Vladimir”: put it back, or"),
            ("is very ready to present", "the quote adds “very”; put words of your own in [square brackets]"),
            ("a second round of resumed talks", "the quote leaves out “direct”"),
            ("the Russian-Ukrainian negotiation", "the source has “direct”, the quote “the”"),
            ("Umerof", "the source has “Umerov”, the quote “Umerof”"),
            ("Pursuant to the agreement reached", "the source has “agreements”, the quote “agreement”"),
            ("blue elephants", "nor does anything like it"),
        ],
    )
    def test_name_the_first_difference(self, words: str, says: str) -> None:
        reason = refused(words, ARTICLE)
        assert reason.startswith(f"“{words}” does not stand in the source")
        assert says in reason

    def test_show_the_nearest_passage(self) -> None:
        reason = refused("ready to presents this memorandum", ARTICLE)
        assert "“…led by Vladimir Medinsky, is ready to present this memorandum to the Ukrainian…”" in reason

    def test_name_the_part_that_is_wrong(self) -> None:
        reason = refused("Our delegation […] the Ukranian delegation", ARTICLE)
        assert reason.startswith("“the Ukranian delegation” does not stand")

    def test_a_late_difference_in_a_long_quote(self) -> None:
        paragraph = ARTICLE.text.split("\n")[0]
        assert "“updated”, the quote “apdated”" in refused(paragraph.replace("updated", "apdated"), ARTICLE)

    @pytest.mark.parametrize(
        ("words", "source", "says"),
        [
            ("*We'll* pay for half", "“We’ll pay for half", "the source has ““We’ll”, the quote “*We'll*”"),
            (
                "a start We will",
                "It is a start. We will go.",
                "the source has “start.”, the quote “start We”",
            ),
            ("very big", "It was *very* big.", "the source has “*very*”, the quote “very big”"),
            ("happy [] men", "The happy men went.", "the source has “men”, the quote “[]”"),
        ],
    )
    def test_show_marks_where_only_marks_differ(self, words: str, source: str, says: str) -> None:
        assert refused(words, source).endswith(says)

    def test_what_the_eye_cannot_tell(self) -> None:
        assert refused("in Moscow", "in Mоscow").endswith(
            "(CYRILLIC SMALL LETTER O and LATIN SMALL LETTER O)"
        )
        assert refused("in Moscow", "in Mos\u200ecow").endswith(
            "(LEFT-TO-RIGHT MARK and LATIN SMALL LETTER C)"
        )
        assert refused("in Moscow", "in Moskow").endswith("the source has “Moskow”, the quote “Moscow”")

    def test_languages_without_spaces(self) -> None:
        reason = refused("双方同意停战三十天", "据报道,双方同意停火三十天,并交换俘虏。")
        assert "同意停火三十天" in reason

    def test_stay_quick_in_ten_megabytes(self) -> None:
        filler = "On day {0} the delegations of the two sides met in room {0} and agreed on nothing. "
        before = "".join(filler.format(n) for n in range(65_000))
        source = SourceText(f"{before}\n{ARTICLE.text}\n{before}")
        assert len(source.text) > 10_000_000
        began = time.process_time()
        assert "“present”, the quote “presents”" in refused("is ready to presents this memorandum", source)
        assert found("is ready to present this memorandum", source).match is Match.EXACT
        assert time.process_time() - began < 5


class TestFaults:
    TEXT = "One two three four."

    def test_none_where_every_letter_stands(self) -> None:
        assert faults(found("One […] three", self.TEXT).pieces, self.TEXT) == []

    @pytest.mark.parametrize(
        "pieces",
        [
            [Piece("One", 0, 4)],
            [Piece("one", 0, 3)],
            [Piece("two", 5, 8)],
            [Piece("four.", 14, 20)],
            [Piece("", 3, 3)],
            [Piece("One", -19, -16)],
            [Piece("One", 0, None)],
            [Piece("One", None, 3)],
            [Piece("three", 8, 13), Piece(" […] "), Piece("One", 0, 3)],
            [Piece("One two", 0, 7), Piece("two", 4, 7)],
            [Piece("[…]")],
            [],
        ],
    )
    def test_everything_that_does_not_stand(self, pieces: list[Piece]) -> None:
        assert len(faults(pieces, self.TEXT)) == 1

    def test_each_piece_is_named(self) -> None:
        wrong = faults([Piece("Ome", 0, 3), Piece(" […] "), Piece("thee", 8, 13)], self.TEXT)
        assert wrong == [
            "the source has “One” from 0 to 3, not “Ome”",
            "the source has “three” from 8 to 13, not “thee”",
        ]


class TestQuoteId:
    TEXT = "The war ended. The war, the war. Then war came. War ended the war."

    def test_is_twelve_letters_and_digits(self) -> None:
        assert quote_id("istanbul-2025", "article", found("Then war", self.TEXT)) == "vgwichxu24fd"

    def test_survives_text_being_added(self) -> None:
        longer = f"Something else.\n\n{self.TEXT}\n\nAnd more."
        for words in ("Then war", "Then […] War", "[t]hen war"):
            before, after = (found(words, text, 1) for text in (self.TEXT, longer))
            assert before.start != after.start
            assert quote_id("d", "s", before) == quote_id("d", "s", after)

    def test_is_the_same_however_the_author_writes_the_passage(self) -> None:
        ids = {
            quote_id("d", "s", found(words, self.TEXT))
            for words in ("Then […] came", "[…] Then [...] came", "[Back] Then […] [it] came […]")
        }
        assert len(ids) == 1

    def test_differs_for_every_other_passage(self) -> None:
        quotes = [
            found("Then war", self.TEXT),
            found("war", self.TEXT, 1),
            found("war", self.TEXT, 2),
            found("The war", self.TEXT, 1),
            found("The […] war", self.TEXT, 1),
            found("The [x] war", self.TEXT, 1),
            found("[T]he war", self.TEXT, 1),
            found("[t]he war", self.TEXT, 3),
            found("Then [the] war", self.TEXT),
            found("Th[e]n war", self.TEXT),
        ]
        ids = [quote_id("d", "s", quote) for quote in quotes]
        ids += [quote_id("d", "t", quotes[0]), quote_id("e", "s", quotes[0]), quote_id("ds", "", quotes[0])]
        assert len(set(ids)) == len(ids)


class TestPassages:
    def test_a_span_with_what_is_around_it(self) -> None:
        text = "alpha beta gamma delta epsilon zeta"
        start = text.index("gamma")
        assert [text[i:j] for i, j in passages(text, [(start, start + 5)], 7)] == ["beta gamma delta"]
        assert [text[i:j] for i, j in passages(text, [(start, start + 5)], 0)] == ["gamma"]

    def test_stays_in_its_paragraph(self) -> None:
        text = "First paragraph.\n\nThe second one.\n\nThe third one."
        start = text.index("second")
        assert [text[i:j] for i, j in passages(text, [(start, start + 6)])] == ["The second one."]

    def test_overlapping_ones_are_merged_in_order(self) -> None:
        text = "a b c d e f g h i j k l m n o p"
        spans = [(20, 21), (0, 1), (6, 7)]
        assert [text[i:j] for i, j in passages(text, spans, 4)] == ["a b c d e f", "i j k l m"]

    def test_nothing_left_out_between_two_is_no_gap(self) -> None:
        assert passages("one two three", [(0, 3), (4, 7)], 0) == [(0, 7)]
        assert passages("one\ntwo three", [(0, 3), (4, 7)], 0) == [(0, 3), (4, 7)]

    def test_no_spans_no_passages(self) -> None:
        assert passages("one two three", []) == []


class TestTextFragment:
    URL = "https://example.org/a"

    def link(self, words: str, text: str, url: str = URL) -> str:
        located = found(words, text)
        return text_fragment(url, located.pieces, located.prefix, located.suffix)

    def test_words_between_what_stands_around_them(self) -> None:
        link = self.link("the war", "Nobody wants the war to go on.")
        assert link == f"{self.URL}#:~:text=Nobody%20wants-,the%20war,-to%20go%20on."

    def test_signs_of_the_syntax_are_encoded(self) -> None:
        link = self.link("war & peace, face-to-face — 100%", "war & peace, face-to-face — 100%")
        assert link == f"{self.URL}#:~:text=war%20%26%20peace%2C%20face%2Dto%2Dface%20%E2%80%94%20100%25"

    def test_a_long_quote_is_named_by_its_ends(self) -> None:
        words = ARTICLE.text.split("\n")[0]
        link = self.link(words, words)
        start, end = "Russian%20Foreign%20Minister%20Sergei", "United%20States%20and%20Russia."
        assert link == f"{self.URL}#:~:text={start},{end}"

    def test_a_quote_of_two_paragraphs_is_named_by_its_ends(self) -> None:
        text = "One two three four five.\n\nSix seven."
        assert self.link(text.replace("\n\n", " "), text).endswith(
            "#:~:text=One%20two%20three%20four,Six%20seven."
        )

    def test_one_directive_for_each_span(self) -> None:
        text = "Now the war is over, and the peace is near."
        link = self.link("the war […] the peace", text)
        assert link.endswith("#:~:text=Now-,the%20war&text=the%20peace,-is%20near.")

    @pytest.mark.parametrize(
        ("words", "fragment"),
        [
            ("[T]he war is", "#:~:text=war%20is,-over."),
            ("Now [t]he war i[s]", "#:~:text=Now&text=war"),
            ("the wa[r] […] over", "#:~:text=Now-,the&text=over"),
            ("Now […] [o]ver", "#:~:text=Now"),
            ("[o]ver", ""),
        ],
    )
    def test_words_that_the_author_changed_are_left_out(self, words: str, fragment: str) -> None:
        assert self.link(words, "Now the war is over.") == self.URL + fragment

    def test_half_words_of_the_context_are_left_out(self) -> None:
        link = self.link(
            "the war", "It is unconditional: all parties want the war to end, not unconditionally although."
        )
        assert link.endswith("#:~:text=all%20parties%20want-,the%20war,-to%20end%2C%20not%20unconditionally")

    def test_a_fragment_stays_and_an_old_directive_goes(self) -> None:
        assert self.link("war", "war", f"{self.URL}?x=1#top") == f"{self.URL}?x=1#top:~:text=war"
        assert self.link("war", "war", f"{self.URL}#top:~:text=peace") == f"{self.URL}#top:~:text=war"

    def test_invisible_characters_are_left_out(self) -> None:
        assert self.link("negotiations", "nego\u00adtia\u200btions").endswith("#:~:text=negotiations")

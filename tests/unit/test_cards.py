"""Cards: pictures of a fixed size in which the words can be seen, whatever they are and however many."""

from __future__ import annotations

import io
import time
import tracemalloc
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from tests.made.icons import FOLDER, icons
from tests.unit.cards import DOSSIER, EVENT, LONG, SCRIPTS, frame, quote, text
from webapp.cards import SIZE, Card, Dated, QuoteCard, Tone, draw, png, strip
from webapp.cards.emblem import BLOCKS
from webapp.cards.faces import Face, cleaned, has, width
from webapp.cards.script import MOST_MARKS
from webapp.cards.setting import MORE, Room, fit
from webapp.cards.strip import COLUMNS

STATIC = Path(__file__).parents[2] / "static"
WORDS = (80, 90, 1120, 430)  # where a quote's words stand
Box = tuple[int, int, int, int]


def ink(card: Card, box: Box = WORDS) -> Box | None:
    """Where something dark stands within the box."""
    grey = draw(card).crop(box).convert("L")
    return grey.point([255 if level < 128 else 0 for level in range(256)]).getbbox()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_card_is_a_png_of_the_size_that_other_sites_ask_for(name: str) -> None:
    image = Image.open(io.BytesIO(png(SCRIPTS[name])))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert ink(SCRIPTS[name])


def test_equal_cards_are_equal_pictures_and_other_words_are_others() -> None:
    assert png(quote("Light the lamp.")) is png(quote("Light the lamp."))
    one, other = draw(quote("Light the lamp.")), draw(quote("Light the lamb."))
    assert ImageChops.difference(one, other).getbbox()
    again, revised = quote("Light the lamp."), replace(frame(), revision=4)
    difference = ImageChops.difference(draw(again), draw(replace(again, frame=revised))).getbbox()
    assert difference
    assert difference[1] > SIZE[1] * 0.85  # at the foot, and nowhere else


@pytest.mark.parametrize(
    ("name", "rtl"), [("arabic", True), ("hebrew", True), ("russian", False), ("greek", False)]
)
def test_lines_begin_where_their_script_does(name: str, rtl: bool) -> None:
    for top in (100, 250):  # the upper lines and the lower ones
        found = ink(SCRIPTS[name], (80, top, 1120, top + 140))
        assert found
        left, right = found[0], 1040 - found[2]
        assert (right < 20 and right < left) if rtl else (left < 20 and left < right)


def test_arabic_letters_are_joined_and_latin_ones_within_them_keep_their_order() -> None:
    """Letters that join are narrower than the same ones apart; a Latin name in a line is drawn as ever."""
    arabic = text("سلام", "ar")
    apart = sum(width(letter, Face.SERIF, arabic, 64) for letter in arabic.words)
    assert width(arabic.words, Face.SERIF, arabic, 64) < 0.9 * apart
    mirrored = ImageChops.difference(draw(quote("abc אבג", "he")), draw(quote("cba אבג", "he")))
    assert mirrored.getbbox()


@pytest.mark.parametrize("letters", ["aßŁğ", "жѓЇґ", "ωΏἡ", "עשׂ", "عگچ", "“„«»…—–’€№"])
@pytest.mark.parametrize("face", Face)
def test_every_face_has_the_letters_of_every_script(face: Face, letters: str) -> None:
    assert all(has(face, letter) for letter in letters)


def test_what_no_font_has_is_one_box_and_a_text_of_it_is_said_not_to_be_shown() -> None:
    mixed = cleaned(text("Peace 🕊️🕊️ at last"), Face.SERIF)
    assert mixed.legible
    assert len(mixed.words) == len("Peace x at last")
    assert not cleaned(text("灯塔属于大家", "zh"), Face.SERIF).legible
    one, other = (draw(quote(words, "zh")) for words in ("灯塔属于大家。", "和平。"))
    assert not ImageChops.difference(one, other).getbbox()


def test_a_long_quote_is_cut_at_a_word_and_a_short_one_is_large() -> None:
    room = Room(1040, 300, (92, 60, 35))
    long = fit(text(LONG * 5), Face.SERIF, room, ("“", "”"))
    shown = " ".join(long.lines).removeprefix("“")
    assert (long.cut, long.size) == (True, 35)
    assert shown.endswith(MORE + "”")
    start = shown.removesuffix(MORE + "”")
    rest = (LONG * 5).removeprefix(start)
    assert rest != LONG * 5
    assert not rest[0].isalnum()
    assert long.height <= 300
    short = fit(text("Light the lamp."), Face.SERIF, room)
    assert (short.cut, short.size, short.lines) == (False, 92, ("Light the lamp.",))


@given(st.text(max_size=300), st.sampled_from(["en", "ar", "he", "el", "ru"]), st.integers(60, 1040))
@settings(max_examples=150, deadline=None)
def test_lines_never_leave_their_room_and_hold_the_words_in_order(
    words: str, language: str, wide: int
) -> None:
    given_text = text(words, language)
    setting = fit(given_text, Face.SERIF, Room(wide, 200, (60, 40, 30), lines=4))
    assert 1 <= len(setting.lines) <= 4
    for one in setting.lines:
        assert len(one) < 4 or width(one, Face.SERIF, given_text, setting.size) <= wide * 1.02 + 1
    kept = "".join(setting.lines).replace(" ", "")
    whole = cleaned(given_text, Face.SERIF).words.replace(" ", "")
    assert whole.startswith(kept.removesuffix("…")) if setting.cut else kept == whole


HOSTILE = {
    "marks": "a" + "\u0301" * 10_000 + " lamp",
    "control": "".join(map(chr, range(32))) + "\u202e\u2066\u2067lamp\u202d\x00" * 3_000,
    "letters": "l" * 5_000,
    "arabic-letters": "ل" * 5_000,
    "long": LONG * 2_000,
    "spaces": " \u00a0\u2003" * 100_000,
    "lone-surrogates": "\ud800\udfff" * 5_000,
    "nothing": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_little_more_than_others(name: str) -> None:
    words = HOSTILE[name]
    cards: list[Card] = [quote(words), quote(words, "ar", words), replace(EVENT, headline=text(words))]
    cards.append(replace(DOSSIER, title=text(words), lede=text(words), frame=frame(words)))
    draw(quote(LONG))  # fonts are read once
    usual = _cost(SCRIPTS["nine-hundred"])
    for card in cards:
        seconds, memory = _cost(card)
        assert seconds < 20 * usual[0] + 1
        assert memory < 4 * usual[1] + 20_000_000


def _cost(card: Card) -> tuple[float, int]:
    tracemalloc.start()
    before = time.perf_counter()
    draw(card)
    took = time.perf_counter() - before
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return took, memory


def test_a_letter_carries_few_marks() -> None:
    assert len(cleaned(text("a" + "\u0301" * 500), Face.SERIF).words) == 1 + MOST_MARKS


def test_a_side_is_the_colour_of_the_rule() -> None:
    tones: tuple[Tone, ...] = ("a", "b", "m", "none")
    assert len({draw(replace(EVENT, tone=tone)).getpixel((5, 300)) for tone in tones}) == len(tones)
    both = draw(replace(EVENT, tone="ab"))
    assert both.getpixel((5, 100)) != both.getpixel((5, 600))


def test_only_what_was_checked_has_a_check_mark() -> None:
    card = quote("Light the lamp.")
    loose = QuoteCard(card.frame, replace(card.said, checked=False))
    mark = (76, 575, 104, 605)
    red, green, _ = zip(*(_darkest(draw(each).crop(mark)) for each in (card, loose)), strict=True)
    assert green[0] - red[0] > 40 > abs(green[1] - red[1])


def _darkest(image: Image.Image) -> list[int]:
    """The darkest of each channel."""
    return [int(channel.getextrema()[0]) for channel in image.split()]  # type: ignore[arg-type]


def test_a_strip_has_a_place_for_every_event_and_invents_none() -> None:
    day = 86_400
    events = [Dated(n * day, (n + 1) * day - 1, "ab"[n % 2]) for n in range(100)]  # type: ignore[arg-type]
    events += [Dated(0, 31 * day, "m"), Dated(None, 50 * day, "a"), Dated(60 * day, None, "b")]
    found = strip(events, "begins", "ends")
    assert found
    assert len(found.columns) == COLUMNS
    assert sum(column.a + column.b + column.joint for column in found.columns) == 100
    month = next(span for span in found.spans if span.tone == "m")
    assert (month.first, month.last) == (0, 31 * COLUMNS // 100)
    assert all(span.first < span.last for span in found.spans)
    assert len(found.spans) == 3
    assert strip([], "", "") is None
    assert strip([Dated(None, None, "a")], "", "") is None


def test_a_strip_of_a_hundred_thousand_events_is_drawn_like_one_of_a_hundred() -> None:
    many = strip([Dated(n, n, "a", 1_000) for n in range(100)], "begins", "ends")
    one = strip([Dated(0, 0, "b")], "begins", "begins")
    for found in (many, one):
        assert ImageChops.difference(draw(DOSSIER), draw(replace(DOSSIER, strip=found))).getbbox()
    assert _cost(replace(DOSSIER, strip=many))[0] < 10 * _cost(replace(DOSSIER, strip=one))[0] + 1


def test_the_icons_are_those_that_the_emblem_makes() -> None:
    made = icons()
    assert {path.name for path in FOLDER.iterdir()} == set(made)
    for name, image in made.items():
        kept = Image.open(FOLDER / name)
        assert kept.size == image.size
        difference = ImageChops.difference(kept.convert("RGBA"), image.convert("RGBA"))
        assert max(high for _, high in difference.getextrema()) < 8  # type: ignore[misc]


def test_the_emblem_is_that_of_the_favicon() -> None:
    blocks = ET.parse(STATIC / "favicon.svg").getroot().findall("{*}rect")[1:]
    assert [(float(each.attrib["x"]), float(each.attrib["y"]), each.attrib["fill"]) for each in blocks] == [
        (x, y, fill) for x, y, fill in BLOCKS
    ]

"""The words of the generated negotiation. Some are said all the time, some once in a thousand events."""

from __future__ import annotations

from itertools import accumulate
from random import Random


class Words:
    """Words in order of how often they come up: the tenth about a tenth as often as the first (Zipf)."""

    def __init__(self, words: str) -> None:
        self.words = [" ".join(word.split()) for word in words.split(",")]
        self._weights = list(accumulate(1 / n for n in range(1, len(self.words) + 1)))

    def draw(self, draw: Random) -> str:
        return draw.choices(self.words, cum_weights=self._weights)[0]


MATTERS = Words("""
    the text, the annex, the timetable, the map, the protocol, the draft, the list, the wording, the
    first paragraph, the schedule, the guarantees, the memorandum, the translation, the quotas, the
    register, the fourth article, the letter of intent, the inventory, the ferry, the orchards, the
    lighthouse, the archive, the bakery at the crossing, the café by the bridge, the apiaries, the
    salt works, the printing press, the walnut groves, the observatory, the tannery, the bell of
    Đakovo, the astrolabe, the herbarium, the carillon, the glassworks, the kennels, the almanac,
    the weathervane, the gramophone, the samovar, the icehouse, the velocipede, the marionettes, the
    planetarium, the harpsichord, the quince jam, the sextant, the hippodrome, the camellias, the
    zither
""")
MANNERS = Words("""
    carefully, openly, at length, briefly, in writing, again, in private, without conditions, in
    good faith, reluctantly, line by line, over coffee, by candlelight, through interpreters, in the
    corridor, on the steps of the hotel, aboard the night train, under an umbrella, in whispers, by
    pneumatic post
""")
CONDITIONS = Words("""
    the prisoners are home, the guns are silent, the monitors have arrived, the lists are complete,
    the harvest is in, the bridge stands again, both sides have signed, winter is over, the maps are
    handed over, the harbour opens, the trains run, parliament has voted, the river falls, the
    courts have ruled, the last sapper has left, the storks return
""")
JUDGEMENTS = Words("""
    useful, difficult, a step forward, not enough, premature, constructive, cold, sincere,
    incomplete, a misunderstanding, historic, tedious, generous, unheard-of, baroque, quixotic
""")
PUBLISHERS = Words("""
    The Lume Courier, Velmark Gazette, Ostrana Daily, Wire Service North, The Harbour Post, Radio
    Quell, Łąki Observer, Gazeta Wiosny, Zürich Desk of the Courier, The Straits Review, Bulletin of
    the River Council, Đurava Večer, Lumeria Today, The Weekly Almanac
""")
KINDS = Words(
    "statement, call, meeting, letter, visit, proposal, exchange, interview, incident, vote, concert"
)
REVIEWERS = Words("The Annals of Mediation, Memoirs of a Delegate, Papers of the Council, The Long View")

# A few lines in other languages: how they are published, and what stands in them around a number.
FOREIGN = {
    "uk": ("Вісник Люми", "Ми готові продовжити переговори {n}-го дня, якщо друга сторона готова"),
    "ar": ("بريد النهر", "نحن مستعدون لمواصلة المحادثات بعد {n} يوما إذا وافق الطرف الآخر"),
    "zh-Hant": ("蒼海日報", "第{n}號文件已經送到蒼海港，雙方願意繼續談判"),
    "fr": ("Le Café des Délégués", "Nous n’avons pas encore signé la {n}e page, mais l’été sera long"),
}

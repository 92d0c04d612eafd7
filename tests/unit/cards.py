"""Cards of texts in many scripts, for tests and for looking at: `python -m tests.unit.cards FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from webapp.cards import Card, DossierCard, EventCard, Frame, QuoteCard, RoundCard, Said, Side, Text, png
from webapp.web.languages import direction

LONG = (
    "The lamp has to burn from the first hour of dusk, with oil that both harbours have paid for and with a "
    "keeper whom both harbours trust, and no ship of either may be turned away from the light because of "
    "where she comes from; whoever has once rounded the rocks in a winter night knows that a paper without "
    "an hour, without a name and without a measure of oil is worth nothing at all to those on board. "
)


def text(words: str, language: str = "en") -> Text:
    return Text(words, language, direction(language) == "rtl")


def said(words: str, language: str = "en", speaker: str | None = "Greta Sandbank", own: str = "en") -> Said:
    return Said(
        words=text(words, language),
        speaker=text(speaker, own) if speaker else None,
        office=text("Harbour master, North Quay") if speaker else None,
        tone="a" if speaker else "none",
        origin=text("The Invented Herald"),
        published="2 June 2001",
        proof="verbatim",
    )


def frame(title: str = "The lighthouse talks", language: str = "en") -> Frame:
    return Frame(text(title, language), 3)


def quote(words: str, language: str = "en", speaker: str | None = "Greta Sandbank") -> QuoteCard:
    return QuoteCard(frame(), said(words, language, speaker))


EVENT = EventCard(
    frame=frame(),
    tone="b",
    facts=(text("1 June 2001"), text("letter"), text("South Quay")),
    status="",
    headline=text("South Quay calls half of the oil a start, and names a day for the lamp"),
    sides=(Side(text("South Quay"), "b"), Side(text("North Quay"), "a")),
    said=said("Half of the oil is a start. We will light the lamp on 10 June."),
    counts="3 quotes found word for word in one source",
    checked=True,
)
ROUND = RoundCard(
    frame=frame(),
    tone="ab",
    number=2,
    facts=(text("10 June 2001"), text("On the pier")),
    status="planned",
    headline=text("Second meeting, about gloves"),
    sides=(
        Side(text("North Quay"), "a", (text("Greta Sandbank"),)),
        Side(text("South Quay"), "b", tuple(text(f"Keeper {n}") for n in range(1, 6))),
        Side(text("The Pilots’ Guild"), "m", ()),
    ),
    counts="2 quotes found word for word in one source",
    checked=True,
)
DOSSIER = DossierCard(
    frame=frame("محادثات المنارة", "ar"),
    tone="ab",
    title=text("محادثات المنارة", "ar"),
    lede=text("ميناءان يتقاسمان منارة واحدة ويتحادثان حول من يدفع ثمن زيتها.", "ar"),
    counts="2 events, 4 quotes",
    checked=True,
)
SCRIPTS: dict[str, Card] = {
    "three-words": quote("Light the lamp."),
    "sentence": quote("We’ll pay for half of the oil […] but not for the keeper’s gloves."),
    "nine-hundred": quote((LONG * 3)[:900]),
    "reported": quote("South Quay answered on Friday in a letter.", speaker=None),
    "one-long-word": quote("Leuchtturmwärterhandschuhbeschaffungsausschuss – nie gehört.", "de"),
    "polish": quote("Żółta łódź płynie do Łodzi, a świt już blisko.", "pl"),
    "russian": quote("Мы заплатим за половину масла, но перчатки смотрителя не наша забота.", "ru"),
    "ukrainian": quote("Ґанок маяка – наш, і їжа для сторожа теж.", "uk"),
    "greek": quote("Ο φάρος ανήκει σε όποιον τον βλέπει τη νύχτα.", "el"),
    "arabic": quote("لن ندفع ثمن القفازات، أما الزيت فنصفه علينا كما كتبت Herald في 2 يونيو 2001.", "ar"),
    "persian": quote("گفت‌وگو دربارهٔ چراغ است، نه دریا.", "fa"),
    "hebrew": quote("הַמִּגְדַּלּוֹר של כולנו, אמר השומר ב-Herald, וגם השמן.", "he"),
    "chinese": quote("灯塔属于大家。", "zh"),
    "emoji": quote("Peace 🕊️🕊️ at last, 和平."),
    "event": EVENT,
    "round": ROUND,
    "dossier-arabic": DOSSIER,
}

if __name__ == "__main__":
    for name, card in SCRIPTS.items():
        (Path(sys.argv[1]) / f"{name}.png").write_bytes(png(card))

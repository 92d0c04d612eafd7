"""Footnotes taken out of Markdown: what they say, where they stand, and the text without them."""

from __future__ import annotations

import time

import pytest

from webapp.dossier.footnotes import Footnote, Taken, take
from webapp.dossier.problems import Place, Report


def taken(body: str, first: int = 1) -> tuple[Taken, list[str]]:
    report = Report("a.md")
    found = take(body, first, report)
    return found, [str(problem).removeprefix("a.md:") for problem in sorted(report.problems)]


def only(body: str) -> Footnote:
    found, problems = taken(body)
    assert problems == []
    assert len(found.footnotes) == 1
    return found.footnotes[0]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('"concrete proposals" — a', "concrete proposals"),
        ("“concrete proposals” – a", "concrete proposals"),
        ("„concrete proposals“ -- a", "concrete proposals"),
        ("„concrete proposals” --- a", "concrete proposals"),
        ("”concrete proposals” — a", "concrete proposals"),
        ("« des propositions » — a", "des propositions"),
        ("»Vorschläge« — a", "Vorschläge"),
        ("‹des propositions› — a", "des propositions"),
        ("「具體建議」—a", "具體建議"),
        ("『具體建議』――a", "具體建議"),
        ("《具體建議》— a", "具體建議"),
        ("‘concrete proposals’ — a", "concrete proposals"),
        ("'Russia's proposals' — a", "Russia's proposals"),
        ('"He called it "useful" — twice" — a', 'He called it "useful" — twice'),
        ('"the words end" — he said — "here" — a', 'the words end" — he said — "here'),
        ('"« x »" — a', "« x »"),
        ('"[t]he talks […] end" — a', "[t]he talks […] end"),
    ],
)
def test_quote_marks_and_dashes_of_all_usual_kinds(written: str, words: str) -> None:
    footnote = only(f"[^1]: {written}")
    assert footnote.parts.words == words
    assert footnote.parts.source.text == "a"


@pytest.mark.parametrize(
    ("origin", "speaker", "source", "occurrence", "page"),
    [
        ("article", None, "article", None, None),
        ("lavrov, article", "lavrov", "article", None, None),
        ("lavrov , article , occurrence 2", "lavrov", "article", 2, None),
        ("lavrov, article, p. 4, occurrence 12", "lavrov", "article", 12, "4"),
        ("p. iv, article", None, "article", None, "iv"),
        ("lavrov, occurrence 1, article, pp.4–5", "lavrov", "article", 1, "4–5"),
        ("occurrence-of-it, p-1", "occurrence-of-it", "p-1", None, None),
    ],
)
def test_speaker_source_and_options(
    origin: str, speaker: str | None, source: str, occurrence: int | None, page: str | None
) -> None:
    parts = only(f'[^1]: "words" — {origin}').parts
    assert (parts.speaker.text if parts.speaker else None) == speaker
    assert (parts.source.text, parts.occurrence, parts.page) == (source, occurrence, page)


def test_lines_go_on_and_places_are_those_of_the_file() -> None:
    body = "Text.[^long]\n\n   [^long]: “The words\n  go on” —\n\tlavrov,\nthe-article\n\n# After\n"
    found, problems = taken(body, first=10)
    assert problems == []
    footnote = found.footnotes[0]
    assert footnote.parts.words == "The words go on"
    assert footnote.place == Place(12, 4)
    assert footnote.speaker_place == Place(14, 2)
    assert footnote.source_place == Place(15, 1)
    assert found.text == "Text.[^long]\n\n\n\n\n\n\n# After\n"
    assert found.labels == {"long": Place(12, 4)}


def test_lines_of_scripts_without_spaces_are_joined_without() -> None:
    assert only("[^1]: 「渡船\n  星期一開」\n  — a").parts.words == "渡船星期一開"
    assert only("[^1]: “회의가\n  끝났다” — a").parts.words == "회의가 끝났다"


@pytest.mark.parametrize("end", ["", "   ", "[^2]: “b” — a", "# Heading", "```", "~~~"])
def test_where_a_footnote_ends(end: str) -> None:
    found, problems = taken(f"[^1]: “a”\n— a\n{end}\n")
    assert problems == []
    assert found.footnotes[0].parts.source.text == "a"
    assert found.text == f"\n\n{'' if end.startswith('[') else end}\n"


@pytest.mark.parametrize(
    "code",
    [
        "```\n[^1]: x\n```",
        "~~~~ text\n[^1]: x\n~~~\n[^1]: x\n~~~~",
        "````\n```\n[^1]: x\n````",
        "```\n[^1]: never closed",
        "    [^1]: indented",
        "> [^1]: quoted",
        "Not at the beginning [^1]: of a line",
    ],
)
def test_what_is_no_footnote(code: str) -> None:
    found, problems = taken(code)
    assert problems == []
    assert found.text == code
    assert found.labels == {}


def test_code_in_a_line_opens_no_fence() -> None:
    found, _ = taken("```code``` in a line\n\n[^1]: “a” — a\n")
    assert found.labels == {"1": Place(3, 1)}


def test_a_thousand_footnotes_are_read_and_more_are_not() -> None:
    lines = [f"[^{n}]: “words {n}” — a" for n in range(5000)]
    found, problems = taken("\n".join(lines[:1000]))
    assert problems == []
    assert len(found.footnotes) == 1000
    start = time.process_time()
    found, problems = taken("\n".join(lines))
    assert time.process_time() - start < 3
    assert problems == ["1001:1: 5,000 footnotes, and at most 1,000 are read: split this file"]
    assert found.text.strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "[^1]:" + "\nx" * 100_000,
        "[^1]: " + '"' * 250_000,
        "[^1]: “" + "” — " * 60_000,
        "[^1]: “a” — " + "," * 250_000,
        "[^1]: “a”" + " " * 250_000 + "x",
        "[^" + "a" * 250_000,
        "[^1]:\n" * 900,
        "`" * 250_000,
    ],
    ids=["lines", "marks", "ends", "commas", "spaces", "label", "empty", "fence"],
)
def test_hostile_footnotes_take_no_time(text: str) -> None:
    start = time.process_time()
    taken(text)
    assert time.process_time() - start < 3

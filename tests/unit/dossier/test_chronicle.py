"""What can have been known when: only what is certainly impossible is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.dossier.folders import MINIMAL, messages, put


def told(folder: Path, published: str, date: str, more: str = "") -> list[str]:
    """The messages on an event of that date, which cites one source, without path and place."""
    source = MINIMAL["sources/bill.md"].replace("1911", f'"{published}"')
    event = MINIMAL["events/penny.md"].replace("1911", f'"{date}"').replace("kind:", f"{more}kind:")
    files = MINIMAL | {"sources/bill.md": source, "events/penny.md": event}
    return [message.partition(" ")[2] for message in messages(put(folder / "toll", files))]


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2001-03-02", "2001-03-02"),
        ("2001-03-02", "2001-03-01/2001-03-31"),
        ("2001-03", "2001-03-31"),
        ("2001-03-02", "2001-03-03~"),
        ("2001-03-02", "2001-04?"),
        ("2001-03-02?", "2001-03-03"),
        ("2001-03-02/..", "2001-03-03"),
        ("2001-03-02", "../2001-03-03"),
        ("2001-03-02", "[2001-03-01, 2001-03-04]"),
        ("2001-03-02T23:30-10:00", "2001-03-03"),
    ],
)
def test_what_a_source_can_have_reported_as_held(tmp_path: Path, published: str, date: str) -> None:
    assert told(tmp_path, published, date) == []


@pytest.mark.parametrize(
    ("published", "date", "by", "of"),
    [
        ("2001-03-02", "2001-03-03", "2 March 2001", "3 March 2001"),
        ("2001-03", "2001-04", "March 2001", "April 2001"),
        ("2001-03-02", "2001-03-03/..", "2 March 2001", "from 3 March 2001"),
        ("2001-03-02T12:00", "2001-03-02T12:01", "2 March 2001, 12:00", "2 March 2001, 12:01"),
    ],
)
def test_what_no_source_can_have_reported_as_held(
    tmp_path: Path, published: str, date: str, by: str, of: str
) -> None:
    assert told(tmp_path, published, date) == [
        f"what was published by {by} cannot report {of} as held: "
        "write `status: planned`, cite a later source, or correct the date"
    ]


@pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
def test_what_is_not_held_may_lie_ahead(tmp_path: Path, status: str) -> None:
    assert told(tmp_path, "2001-03-02", "2001-03-03", f"status: {status}\n") == []


def test_the_newest_source_counts(tmp_path: Path) -> None:
    """What one source could not report, another can."""
    event = MINIMAL["events/penny.md"].replace("1911", "1912")
    second = '[^2] halfpenny\n\n[^2]: "The toll was a halfpenny." — later\n[^1]:'
    files = MINIMAL | {
        "sources/later.md": MINIMAL["sources/bill.md"].replace("1911", "1912"),
        "events/penny.md": event.replace("[^1]:", second),
    }
    assert messages(put(tmp_path / "toll", files)) == []


def history(*entries: str) -> str:
    return "history:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["known: 2001-03-02, status: held"], []),
        (["known: 2001-03-02, status: planned", "known: 2001-03-03, status: held, date: 2001-03-01"], []),
        (["known: 2001-03-01, status: held"], [
            "nothing was known on 1 March 2001: the earliest source cited is of 2 March 2001; "
            "cite an earlier one, or correct `known`"]),
        (["known: 2001-03-02, status: planned", "known: 2001-03-02, status: held"], [
            "`known` is not later than in the entry above (2 March 2001): "
            "put the entries in order of time, one for a day"]),
        (["known: 2001-03-02, status: planned"], [
            "the last entry says planned, and the status is held: make them the same, or add an entry"]),
        (["known: 2001-03-02, status: held, date: 2001-03"], [
            "the last entry says 2001-03, and the date is 2001-03-01: make them the same, or add an entry"]),
        (["known: 2001-03-02, status: planned, title: A toll", "known: 2001-03-03, status: held"], []),
        (["known: 2001-03-02, status: held, title: The gate   opens"], [
            "the last entry says “The gate opens”, and the headline is “The toll”: "
            "make them the same, or leave this title out"]),
        (["known: 2001-03-02, status: held, title: The toll"], []),
        (["known: 2001-03-02, status: held, title: "], [
            "`title` is empty: give it a value, as in `title: Round 2 proposed for 2 June`, or remove it"]),
        (["known: 2001-03-02, status: held, title: [a, b]"], [
            "`title` is a list, and one value is wanted: "
            "write it as in `title: Round 2 proposed for 2 June`"]),
        (["known: 2001-02-30, status: held"], ["2001-02-30: February 2001 has 28 days"]),
        (["status: held"], ["`known` is missing: add it, as in `known: 2025-05-29`"]),
    ],
)  # fmt: skip
def test_history(tmp_path: Path, entries: list[str], expected: list[str]) -> None:
    assert told(tmp_path, "2001-03-02", "2001-03-01", history(*entries)) == expected


def test_a_history_from_an_uncertain_day_of_publication(tmp_path: Path) -> None:
    assert told(tmp_path, "2001-03-02~", "2001-03-01", history("known: 2001-03-01, status: held")) == []


def test_what_was_known_is_told_along_with_a_misquote(tmp_path: Path) -> None:
    """The source that a footnote names has its date, whether or not the words stand in it."""
    event = MINIMAL["events/penny.md"].replace("1911", "2001-03-03").replace('[^1]: "', '[^1]: "xyz ')
    source = MINIMAL["sources/bill.md"].replace("1911", "2001-03-02")
    found = messages(put(tmp_path / "toll", MINIMAL | {"sources/bill.md": source, "events/penny.md": event}))
    assert "does not stand in the source" in found[1]
    assert "cannot report 3 March 2001 as held" in found[0]
    assert len(found) == 2

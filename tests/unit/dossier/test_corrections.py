"""Corrections in front matter: in every kind of file, and told exactly where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.store.folders import Folder
from webapp.dossier import read

FILES = ("dossier.md", "sources/letter.md", "events/promise.md", "rounds/1.md")


def corrected(folder: Folder, name: str, lines: str) -> None:
    """Let the file begin with these corrections."""
    text = (folder.path / name).read_text()
    folder.write(name, text.replace("---\n", f"---\ncorrections:\n{lines}", 1))


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_lists_them(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path)
    corrected(
        folder,
        name,
        "  - date: 2025-06-03\n    note: A word   was\n      wrong.\n  - {date: 2025-06-04, note: 1}\n",
    )
    dossier = folder.read()
    listed = {"dossier": dossier.cover.corrections}
    listed |= {f"sources/{each.id}": each.corrections for each in dossier.sources}
    listed |= {event.key: event.corrections for event in dossier.events}
    found = listed.pop(name.removesuffix(".md"))
    assert [(each.date.text, each.note) for each in found] == [
        ("2025-06-03", "A word was wrong."),
        ("2025-06-04", "1"),
    ]
    assert not any(listed.values())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("  - {date: 2025-06, note: x}\n", "3:12: `date` is a day: write it as in `date: 2025-05-29`"),
        ("  - {date: 2025-06-31, note: x}\n", "3:12: 2025-06-31: June 2025 has 30 days"),
        ("  - {note: x}\n", "3:5: `date` is missing: add it, as in `date: 2025-06-03`"),
        ("  - {date: 2025-06-03}\n", "3:5: `note` is missing: add it, as in `note: "),
        ("  - {date: 2025-06-03, note: x, by: me}\n", "3:33: unknown key `by`: use date or note"),
        ("  A word was wrong.\n", "3:3: `corrections` is “A word was wrong.”, and a list is wanted: "),
    ],
)
def test_what_is_wrong_with_one_is_told_with_its_place(tmp_path: Path, lines: str, message: str) -> None:
    folder = Folder(tmp_path)
    corrected(folder, "events/promise.md", lines)
    problems = read(folder.path)
    assert isinstance(problems, list)
    (told,) = map(str, problems)
    assert told.startswith(f"events/promise.md:{message}"), told

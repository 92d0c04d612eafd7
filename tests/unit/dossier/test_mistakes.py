"""What authors get wrong, and what they are told: every message to the letter.

Each folder in `tests/data/dossiers/mistakes` has its messages beside it in `<folder>.txt`, as `parley check`
lists them. Most files in the folders are named after the mistake they make.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.unit.dossier.folders import DATA, messages

FOLDERS = sorted(path for path in (DATA / "mistakes").iterdir() if path.is_dir())


def expected(folder: Path) -> list[str]:
    return (DATA / "mistakes" / f"{folder.name}.txt").read_text(encoding="utf-8").splitlines()


told = cache(messages)


@pytest.mark.parametrize(
    ("folder", "message"),
    [(folder, message) for folder in FOLDERS for message in expected(folder)],
    ids=lambda value: value.name if isinstance(value, Path) else ":".join(value.split(":")[:3]),
)
def test_the_author_is_told(folder: Path, message: str) -> None:
    assert message in told(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_author_is_told_nothing_else_and_in_order(folder: Path) -> None:
    assert told(folder) == expected(folder)
    assert len(expected(folder)) > 0

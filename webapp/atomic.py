"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory


def write(target: Path, make: Callable[[Path], None]) -> None:
    """Let `make` write a file or folder beside the target, which takes its place once it is whole.

    A file, or a folder with something in it, that is there already is the caller's to look for. Raises
    OSError where the system refuses.
    """
    with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as temporary:
        whole = Path(temporary) / "whole"
        make(whole)
        os.rename(whole, target)

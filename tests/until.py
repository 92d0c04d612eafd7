"""What comes to be by itself, soon."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(holds: Callable[[], object], seconds: float) -> None:
    """Ask again and again until it holds; fail if it does not by then."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, f"not within {seconds} seconds"

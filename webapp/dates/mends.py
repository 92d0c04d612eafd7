"""What people write instead of EDTF, and the EDTF for it; for messages only, never to read a date."""

from __future__ import annotations

import re
from collections.abc import Callable

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def mend(text: str) -> str | None:
    """A sentence on what is wrong with the text and what to write; None where it has no well-known fault."""
    return None

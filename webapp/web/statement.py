"""What the site says of its accessibility, and how that is tested: tests read here what they have to do."""

from __future__ import annotations

WIDTHS = (1440, 320)  # of windows, in pixels of CSS
COLOURS = ("light", "dark", "forced")

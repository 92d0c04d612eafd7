"""The overview: from dated items to the numbers of a picture, which a template draws.

Pure: no request, no store, no clock; the same items always make the same picture.
"""

from webapp.timeline.draw import overview
from webapp.timeline.model import Item, Lane, Overview, Round

__all__ = ["Item", "Lane", "Overview", "Round", "overview"]

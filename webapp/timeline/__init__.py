"""The overview: from dated items to the numbers of a picture, which `web/svg.py` draws; and windows of time.

Pure: no request, no store, no clock; the same items always make the same picture.
"""

from webapp.timeline.draw import overviews
from webapp.timeline.items import Item, Lane, Round, Side, Tally
from webapp.timeline.model import Overview
from webapp.timeline.zoom import Excerpt, Window

__all__ = ["Excerpt", "Item", "Lane", "Overview", "Round", "Side", "Tally", "Window", "overviews"]

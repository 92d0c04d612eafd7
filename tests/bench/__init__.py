"""`make bench`: how fast Parley is, against Datasette, Flask and TimelineJS, at dossiers of any size.

`world` makes the dossiers and imports them, `servers` serves them, `load` asks for pages, `pages` says which
ones, `visits` opens them in Chromium, `targets` holds what was measured against what is promised.
"""

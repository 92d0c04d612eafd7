"""TimelineJS sheets: slides from a CSV or JSON file, and the dossier folder that says the same.

https://timeline.knightlab.com/docs/json-format.html is what is read; the CSV has the headings of its Google
spreadsheet. Data flows one way: sheet → slides → files → `dossier.read`.
"""

"""The CSV of TimelineJS's spreadsheet: a row of its headings, then a row for each slide.

A place in it is what a spreadsheet shows: the number of the row and of the column, from 1.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from webapp.dossier.ids import nearest
from webapp.dossier.problems import START, Place, Report, brief
from webapp.formulas import freed
from webapp.timelinejs.slides import Deck, Slide, Type, Value

LONGEST = 100_000  # characters of a cell

# Each heading and the field of the JSON that it stands for.
HEADINGS = {
    "Year": "start_date.year",
    "Month": "start_date.month",
    "Day": "start_date.day",
    "Time": "start_date.time",
    "End Year": "end_date.year",
    "End Month": "end_date.month",
    "End Day": "end_date.day",
    "End Time": "end_date.time",
    "Display Date": "display_date",
    "Headline": "text.headline",
    "Text": "text.text",
    "Media": "media.url",
    "Media Credit": "media.credit",
    "Media Caption": "media.caption",
    "Media Thumbnail": "media.thumbnail",
    "Alt Text": "media.alt",
    "Type": "type",
    "Group": "group",
    "Background": "background",
}
# Fields that TimelineJS reads as HTML; whatever else is in a cell, it takes letter by letter.
HTML = ("text.headline", "text.text", "media.caption", "media.credit", "display_date", "group")
_TYPES: dict[str, Type] = {"": "event", "event": "event", "title": "title", "era": "era", "eras": "era"}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2})(?::(?P<second>\d{1,2})(?:[.,:](?P<fraction>\d{1,3}))?)?)?"
    r"\s*(?:(?P<half>[ap])\.?m\.?)?",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"(https?:)?//?")

Cells = dict[str, Value]


def read(text: str, report: Report) -> Deck:
    """The slides of the CSV. What is wrong is reported, and left out."""
    deck = Deck()
    rows = _rows(text, report)
    columns = _columns(next(rows, []), report)
    for number, row in enumerate(rows, start=2):
        cells = _cells(row, number, columns, report)
        if cells:
            deck.slides.append(_slide(cells, Place(number, 1), report))
    return deck


def _rows(text: str, report: Report) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST)
    rows = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            mend = "save the sheet again as CSV, comma-separated, cells with line breaks in double quotes"
            report.add(Place(number, 1), f"this row cannot be read ({error}): {mend}")
            return


def _columns(row: Sequence[str], report: Report) -> dict[int, str]:
    """The heading of each column, as TimelineJS writes it; "" for one that it does not have."""
    known = {heading.lower(): heading for heading in HEADINGS} | {"tag": "Group"}
    columns = {number: known.get(cell.strip().lower(), "") for number, cell in enumerate(row, start=1)}
    if not any(columns.values()):
        wanted = "Year, Month, Day … Headline, Text, Media …"
        mend = f"put TimelineJS's own there ({wanted}), and separate the columns by commas"
        report.add(START, f"the first row holds none of the headings of a TimelineJS sheet: {mend}")
        return {}
    for number, heading in columns.items():
        cell = brief(row[number - 1])
        if not heading and cell:
            near = nearest(cell, HEADINGS)
            mend = f"did you mean `{near}`?" if near else "remove the column"
            report.add(Place(1, number), f"unknown heading `{cell}`: {mend}")
        elif heading and heading in list(columns.values())[: number - 1]:
            report.add(Place(1, number), f"the heading `{heading}` is written twice: keep one of them")
    return columns


def _cells(row: Sequence[str], number: int, columns: Mapping[int, str], report: Report) -> Cells:
    """The cells that hold something, by field."""
    cells: Cells = {}
    for column, cell in enumerate(row, start=1):
        heading = columns.get(column)
        if not cell.strip() or not columns or heading == "":
            continue
        if heading is None:
            mend = "put cells with commas in double quotes"
            report.add(Place(number, column), f"this cell has no heading above it: {mend}")
            break
        field = HEADINGS[heading]
        cells[field] = Value(freed(cell.strip(), field in HTML).strip(), Place(number, column))
    return cells


def _slide(cells: Cells, place: Place, report: Report) -> Slide:
    written = cells.pop("type", None)
    type = _TYPES.get(written.text.lower()) if written else "event"
    if written and type is None:
        report.add(written.place, f"unknown type “{brief(written.text)}”: write title, era, or nothing")
    for part in ("start_date", "end_date"):
        time = cells.pop(f"{part}.time", None)
        cells |= {f"{part}.{unit}": value for unit, value in _time(time, report).items()}
        for unit in ("year", "month", "day"):
            if cell := cells.get(f"{part}.{unit}"):
                cells[f"{part}.{unit}"] = Value(re.sub(r"[\s,]+", "", cell.text), cell.place)
    if background := cells.pop("background", None):
        cells[f"background.{'url' if _IMAGE.match(background.text) else 'color'}"] = background
    return Slide(type or "event", place, cells)


def _time(cell: Value | None, report: Report) -> Cells:
    """The parts of a time: `13:00`, `1:00 PM`, `1300`, `13:00:30.5`."""
    if cell is None:
        return {}
    found = _TIME.fullmatch(cell.text)
    if found is None:
        report.add(cell.place, f"“{brief(cell.text)}” is not a time: write it as in `13:00` or `1:00 PM`")
        return {}
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    parts = {"hour": str(hour), "minute": found["minute"], "second": found["second"]}
    parts["millisecond"] = found["fraction"] and found["fraction"].ljust(3, "0")
    return {unit: Value(text, cell.place) for unit, text in parts.items() if text}

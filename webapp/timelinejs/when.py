"""TimelineJS's dates as EDTF: a year stays a year. It has no year 0: -1 is 1 BCE, which EDTF writes 0000."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from webapp.dossier.problems import Report, brief
from webapp.timelinejs.slides import Slide

UNITS = ("year", "month", "day", "hour", "minute", "second")
_BESIDE = ("millisecond", "display_date", "format")
_NUMBER = re.compile("-?[0-9]{1,11}")  # no date here has a longer year


def edtf(slide: Slide, report: Report) -> str:
    """The slide's date, or its interval; "" where it has none or (reported) it cannot be read."""
    for part in ("start_date", "end_date"):
        if not _readable(slide, part, report):
            return ""
    start, end = moment(slide.part("start_date")), moment(slide.part("end_date"))
    return start if end in ("", start) else f"{start}/{end}"


def moment(date: Mapping[str, str]) -> str:
    """The EDTF of a date's parts, all numbers; "" without a year. It may be of a day that no calendar has."""
    if "year" not in date:
        return ""
    year = int(date["year"])
    written = _year(year + 1 if year < 0 else year)
    for unit in ("month", "day"):
        if unit in date:
            written += f"-{int(date[unit]):02}"
    if "hour" in date:
        written += f"T{int(date['hour']):02}:{int(date.get('minute', '0')):02}"
    return written + (f":{int(date['second']):02}" if "second" in date else "")


def exact(date: Mapping[str, str]) -> bool:
    """Whether EDTF holds all that the parts say."""
    return not any(name in date for name in _BESIDE) and not ("hour" in date and "minute" not in date)


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}" if abs(year) < 10_000 else f"Y{year}"


def _mend(text: str, unit: str) -> str:
    """What is wrong with what stands for a unit, and what to do."""
    if unit == "year" and re.fullmatch("-?[0-9]+", text):
        return "is too far off: a year has at most 11 digits here"
    return f"is no {unit}: write digits, and what readers are to see instead as the display date"


def _readable(slide: Slide, part: str, report: Report) -> bool:
    """Whether the part's units are numbers, and none is there without the next larger."""
    given = [unit for unit in UNITS if f"{part}.{unit}" in slide.values]
    for unit in given:
        value = slide.values[f"{part}.{unit}"]
        if not _NUMBER.fullmatch(value.text) or (unit != "year" and value.text.startswith("-")):
            report.add(value.place, f"“{brief(value.text)}” {_mend(value.text, unit)}")
            return False
    for larger, unit in pairwise(UNITS):
        if unit in given and larger not in given:
            place = slide.values[f"{part}.{unit}"].place
            report.add(place, f"the {unit} has no {larger} beside it: add that, or leave the {unit} out")
            return False
    if given and int(slide.text(f"{part}.year")) == 0:
        report.add(slide.place_of(f"{part}.year"), "there is no year 0: write -1 for 1 BCE, 1 for 1 CE")
        return False
    return True

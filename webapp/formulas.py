"""Cells that a spreadsheet may take for formulas, and how they are written so that it runs none of them."""

from __future__ import annotations

import re
import unicodedata

FORMULA = "=+-@"  # what makes a cell a formula, also in its full-width and small forms
BLANK = {"Cc", "Cf", "Zl", "Zp", "Zs"}  # categories of what a spreadsheet may not see before them

_ENTITY = re.compile(r"&#(?P<zeros>0*)(?P<code>[1-9][0-9]{1,4});")


def inert(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet may take it for a formula, else as it is."""
    return f"'{cell}" if dangerous(cell) else cell


def dangerous(cell: str) -> bool:
    """Does it begin with a tab, a line break or a sign of FORMULA, whatever blanks come before that sign?"""
    return cell[:1] in ("\t", "\r", "\n") or _begins(cell, _begin(cell))


def guarded(cell: str, html: bool) -> str:
    """The cell, without blanks around it, such that it is no formula, and that `freed` gives it back.

    In HTML the sign becomes its number, so that the words stay the same; elsewhere an apostrophe is put
    before it. What looks guarded already gets one 0 or apostrophe more.
    """
    cell = cell.strip()
    if not html:
        return f"'{cell}" if _behind_apostrophes(cell) else cell
    place = _begin(cell)
    if _begins(cell, place):
        return f"{cell[:place]}&#{ord(cell[place])};{cell[place + 1 :]}"
    return f"{cell[:place]}&#0{cell[place + 2 :]}" if _number(cell, place) else cell


def freed(cell: str, html: bool) -> str:
    """The cell as it was before it was `guarded`; any other as it is."""
    if not html:
        return cell[1:] if cell.startswith("'") and _behind_apostrophes(cell) else cell
    place = _begin(cell)
    number = _number(cell, place)
    if number is None:
        return cell
    if number["zeros"]:
        return f"{cell[:place]}&#{cell[place + 3 :]}"
    return f"{cell[:place]}{chr(int(number['code']))}{cell[number.end() :]}"


def _behind_apostrophes(cell: str) -> bool:
    """Does a formula stand there, or behind any number of apostrophes, without blanks around it?"""
    rest = cell.lstrip("'")
    return rest == rest.strip() and dangerous(rest)


def _begin(cell: str) -> int:
    """Where the first letter stands that is no blank; the end where there is none."""
    return next((n for n, sign in enumerate(cell) if unicodedata.category(sign) not in BLANK), len(cell))


def _begins(cell: str, place: int) -> bool:
    return unicodedata.normalize("NFKC", cell[place : place + 1])[:1] in tuple(FORMULA)


def _number(cell: str, place: int) -> re.Match[str] | None:
    """The number of a sign of FORMULA, as HTML writes it, if one stands there."""
    found = _ENTITY.match(cell, place)
    return found if found and _begins(chr(int(found["code"])), 0) else None

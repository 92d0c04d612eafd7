"""What people write instead of EDTF, and the EDTF for it: for messages only, never to read a date."""

from __future__ import annotations

import re
from collections.abc import Callable

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_NAMES = {month.lower(): number for number, month in enumerate(MONTHS, start=1)}
_NAMES |= {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_NAMES |= {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NAME = f"(?P<name>{'|'.join(_NAMES)})"
_YEAR = r"(?P<year>[0-9]{4}|ad [0-9]{1,4}|[0-9]{1,5} ?(?:bce?|ad|ce))"
_NTH = "(?:st|nd|rd|th)?"

Proposal = Callable[["re.Match[str]"], str]


def mend(text: str, readable: Callable[[str], bool]) -> str | None:
    """A sentence that proposes what to write instead; None where nobody can say. `readable`: is it a date?"""
    if (swapped := _either(text)) and all(readable(proposal) for proposal in swapped):
        return f"{text} is not a date: write {' or '.join(swapped)}, whichever it is"
    whole, by_part = (
        _edtf(text),
        "".join(_edtf(part) or part for part in re.split(r"(\.\.|[\[\]{},/])", text)),
    )
    proposal = next((one for one in (whole, by_part) if one and readable(one)), None)
    if proposal is None:
        return None
    digits = "two digits, " if re.fullmatch("[0-9]+-[0-9-]+", text) and len(text) < len(proposal) else ""
    return f"{text} is not a date: write {digits}{proposal}"


def _edtf(text: str) -> str | None:
    """What the text is in EDTF; it may still be no date."""
    for pattern, proposal in _RULES:
        if found := pattern.fullmatch(text):
            return proposal(found)
    return None


def _plain(text: str) -> str:
    return _edtf(text) or text


def _either(text: str) -> tuple[str, str] | None:
    """Both readings of 05/06/2025, and of 202505."""
    if re.fullmatch("[1-9][0-9]{5}", text):
        return f"{text[:4]}-{text[4:]}", f"Y{text}"
    found = re.fullmatch(r"([0-9]{1,2})([./ -])([0-9]{1,2})\2([0-9]{4})", text)
    if not found or found[1] == found[3]:
        return None
    one, other = int(found[1]), int(found[3])
    return f"{found[4]}-{other:02}-{one:02}", f"{found[4]}-{one:02}-{other:02}"


def _day_or_month_first(found: re.Match[str]) -> str:
    one, other = sorted(int(found[part]) for part in ("one", "other"))
    return f"{found['year']}-{one:02}-{other:02}"


def _named(found: re.Match[str]) -> str:
    day = found.groupdict().get("day")
    return f"{_year(found)}-{_NAMES[found['name'].lower()]:02}" + (f"-{int(day):02}" if day else "")


def _year(found: re.Match[str]) -> str:
    number = int(re.sub("[^0-9]", "", found["year"]))
    if "b" in found["year"].lower():
        return f"-{number - 1:04}" if number > 1 else "0000"
    return f"{number:04}"


def _timed(found: re.Match[str]) -> str:
    second = f":{found['second']}" if found["second"] else ""
    offset = re.sub("(?i)utc|gmt", "Z", found["offset"] or "")
    if offset not in ("", "Z", "z"):
        hours, minutes = offset[1:3], offset[3:].lstrip(":")
        offset = f"{offset[0]}{hours}" + (f":{minutes}" if minutes else "")
    return f"{_plain(found['date'])}T{int(found['hour']):02}:{found['minute']}{second}{offset.upper()}"


def _quarter(found: re.Match[str]) -> str:
    first = int(found["quarter"]) * 3 - 2
    return f"{found['year']}-{first:02}/{found['year']}-{first + 2:02}"


def _numbers(found: re.Match[str]) -> str:
    return "-".join([found["year"], *(f"{int(part):02}" for part in (found["month"], found["day"]) if part)])


def _rule(pattern: str, proposal: Proposal) -> tuple[re.Pattern[str], Proposal]:
    return re.compile(pattern, re.IGNORECASE), proposal


_RULES = (
    # 2025-5-8, 2025/05/28, 2025.05, 20250528; 28.05.2025 and 05/28/2025; 12025, Y2025
    _rule(r"(?P<year>[0-9]{4})([-./ ])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?", _numbers),
    _rule(r"(?P<year>[0-9]{4})(?P<month>[01][0-9])(?P<day>[0-3][0-9])", _numbers),
    _rule(r"(?P<one>[0-9]{1,2})([./ -])(?P<other>[0-9]{1,2})\2(?P<year>[0-9]{4})", _day_or_month_first),
    _rule(r"\+?(-?[1-9][0-9]{4,9})", lambda found: f"Y{found[1]}"),
    _rule("y(-?[0-9]{4})", lambda found: found[1]),
    # May 2025, 28 May 2025, May 28th, 2025, spring 2025; 44 BC, AD 79
    _rule(rf"{_NAME}\.?,? {_YEAR}", _named),
    _rule(rf"(?P<day>[0-9]{{1,2}}){_NTH}\.? (?:of )?{_NAME}\.?,? {_YEAR}", _named),
    _rule(rf"{_NAME}\.? (?P<day>[0-9]{{1,2}}){_NTH},? {_YEAR}", _named),
    _rule(_YEAR, _year),
    # the 2010s, 201x, 2025-uu, 2025-Q2; ~2025, 2025~-05
    _rule("(?:the )?([0-9]{2}[1-9])0['’]?s", lambda found: f"{found[1]}X"),
    _rule("(?=.*[xu])[0-9][0-9xu-]+", lambda found: found[0].upper().replace("U", "X")),
    _rule("(?P<year>[0-9]{4})[- ]?q(?P<quarter>[1-4])", _quarter),
    _rule("([0-9-]+)([?~%])(-[0-9-]+)", lambda found: f"{found[1]}{found[3]}{found[2]}"),
    _rule(r"(?:possibly about|%) ?(.+)", lambda found: f"{_plain(found[1])}%"),
    _rule(r"(?:about|around|approximately|circa|ca?\.?|~) ?(.+)", lambda found: f"{_plain(found[1])}~"),
    _rule(r"(?:possibly|perhaps|probably|\?) ?(.+)", lambda found: f"{_plain(found[1])}?"),
    # 2025-05-28 13:00, 2025-05-28T9:00, 28 May 2025, 13:00 UTC
    _rule(
        r"(?P<date>.*[0-9])(?:t|,? )"
        r"(?P<hour>[0-9]{1,2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2}))?"
        r" ?(?:utc)?(?P<offset>z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?)?",
        _timed,
    ),
    # before May 2025, since 2025, 2025-2026, May to June 2025, 2025-05-28/30
    _rule("(?:before|until|till|by|up to) (.+)", lambda found: f"../{_plain(found[1])}"),
    _rule("(?:from|after|since) (.+)", lambda found: f"{_plain(found[1])}/.."),
    _rule("(.+)/(?:open|now|present|ongoing)", lambda found: f"{_plain(found[1])}/.."),
    _rule("([0-9]{4}) ?[-–] ?([0-9]{4})", lambda found: f"{found[1]}/{found[2]}"),
    _rule("(([0-9]{4}-[0-9]{2}-)[0-9]{2})/([0-9]{2})", lambda found: f"{found[1]}/{found[2]}{found[3]}"),
    _rule(
        "(?:between )?(.+?)(?: to | and | - | ?(?:[–—]|--|[.][.]) ?)(.+)",
        lambda found: f"{_plain(found[1])}/{_plain(found[2])}",
    ),
)  # fmt: skip

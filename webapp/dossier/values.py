"""The types of the values in front matter: what they accept, and what JSON Schema says of them.

Validation takes a `Roll` as its context, so that unknown ids and impossible dates are found, with
everything else, in one pass. Refusals are `PydanticCustomError`s of type "refused" whose message is meant
for the author.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, PlainValidator, StringConstraints, ValidationInfo, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticKnownError, ValidationError

from webapp import dates
from webapp.dossier import ids, slides
from webapp.dossier.filenames import NUMBER
from webapp.dossier.problems import brief
from webapp.dossier.roll import Kind, Roll

# RFC 5646, section 2.1, without the grandfathered tags, and without languages of more than three letters:
# none is registered, and `English` is none.
LANGUAGE = (
    "[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    "(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+"
)
_EDTF = {
    "type": ["string", "integer"],
    "minLength": 1,
    "description": "EDTF (ISO 8601-2), levels 0 and 1, and sets",
}


def refused(message: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{message}", {"message": message})


def _one_line(value: str) -> str:
    text = " ".join(value.split())
    if not any(
        letter.isprintable() and letter != " " for letter in text
    ):  # also: nothing but invisible letters
        raise PydanticCustomError("empty", "empty")
    return text


def _new_id(value: str) -> str:
    if not value:
        raise PydanticCustomError("empty", "empty")
    if ids.is_id(value):
        return value
    proposal = ids.propose(value)
    mend = f"write `{proposal}`" if proposal else "write one in Latin letters"
    raise refused(f"“{brief(value)}” is not an id ({ids.RULE}): {mend}")


def _kind(value: str) -> str:
    if value == "round":
        raise refused("`kind: round` is for the files in `rounds`: use another word, or move this file there")
    return value


def _known(kind: Kind, value: str, info: ValidationInfo[Roll]) -> str:
    message = info.context.unknown(kind, value)
    if message:
        raise refused(message)
    return value


def _date(value: Any, info: ValidationInfo[Roll]) -> dates.Date:
    if not isinstance(value, str):
        raise refused(
            'a date is one value: put a set of dates in quote marks, as in `date: "[2025-05-28, 2025-05-29]"`'
        )
    if not value:
        raise PydanticCustomError("empty", "empty")
    if len(value) > 200:
        raise refused(
            "a date has at most 200 characters: name the first and the last, as in `2025-05-16/2025-05-28`"
        )
    try:
        return dates.parse(value, info.context.zone)
    except dates.DateError as error:
        raise refused(str(error)) from None


def _day(value: Any, info: ValidationInfo[Roll]) -> dates.Date:
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise refused(f"`{info.field_name}` is a day: write it as in `{info.field_name}: 2025-05-29`")
    return _date(value, info)


def _round(value: Any, info: ValidationInfo[Roll]) -> int:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if not re.fullmatch(NUMBER, value):
        raise refused(f"“{brief(value)}” is not the number of a round: write it as in `round: 2`")
    return int(_known("round", value, info))


def _language(value: str) -> str:
    if re.fullmatch(LANGUAGE, value, re.IGNORECASE | re.ASCII):
        return value
    mend = (
        f"write `{brief(value.replace('_', '-'))}`"
        if "_" in value
        else "write it as in `en`, `uk` or `zh-Hant`"
    )
    raise refused(f"“{brief(value)}” is not a language tag (BCP 47): {mend}")


zones = cache(available_timezones)


def _zone(value: str) -> str:
    if value in zones():
        return value
    near = ids.nearest(value, zones())
    raise refused(
        f"unknown time zone “{brief(value)}”: "
        + (f"did you mean `{near}`?" if near else "write it as in `Europe/Istanbul`")
    )


# What no address holds as it is (URL Standard, "URL code points"); servers read it percent-encoded.
_BARE = re.compile(r'["<>\[\\\]^`{|}#]|%(?![0-9A-Fa-f]{2})')
_NO_HOST = re.compile(r'["<>\\^`{|}%]')


def _url(value: str) -> str:
    """The address, in which what has to be is percent-encoded."""
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        whole = False
    if not whole or _NO_HOST.search(parts.netloc) or re.search(r"\s", value):
        raise refused(f"“{brief(value)}” is not a web address: write it in full, beginning with `https://`")
    start = value.index(parts.netloc) + len(parts.netloc)
    path, hash, fragment = value[start:].partition("#")
    return value[:start] + _encoded(path) + hash + _encoded(fragment)


def _encoded(part: str) -> str:
    return _BARE.sub(lambda found: f"%{ord(found[0]):02X}", part)


def _field(value: str) -> str:
    if value in slides.FIELDS:
        return value
    near = ids.nearest(value, slides.FIELDS)
    mend = f"did you mean `{near}`?" if near else "write it as in `media.url`, or remove it"
    raise refused(f"TimelineJS has no field `{brief(value)}`: {mend}")


def _fields(values: dict[str, str]) -> dict[str, str]:
    for name, value in values.items():
        if slides.leads_astray(name, value):
            error = refused(f"“{brief(value)}” is not a web address: write one that begins with `https://`")
            raise ValidationError.from_exception_data("dict", [_at(name, error)])
    return values


def _distinct(values: list[str]) -> list[str]:
    repeated = [n for n, value in enumerate(values) if value in values[:n]]
    if repeated:
        errors = [_at(n, refused(f"`{values[n]}` is listed twice: keep one of them")) for n in repeated]
        raise ValidationError.from_exception_data("list", errors)
    return values


def _at(index: int | str, error: PydanticCustomError) -> InitErrorDetails:
    return InitErrorDetails(type=error, loc=(index,), input=None)


def _string(**keywords: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **keywords})


def _mention(kind: Kind) -> Any:
    return AfterValidator(partial(_known, kind))


_ID_SCHEMA = _string(pattern=f"^{ids.PATTERN}$", maxLength=ids.LONGEST)

Name = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_one_line)]
Statement = Annotated[str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_one_line)]
NewId = Annotated[str, AfterValidator(_new_id), _ID_SCHEMA]
EventKind = Annotated[
    str,
    AfterValidator(_new_id),
    AfterValidator(_kind),
    _string(pattern=f"^{ids.PATTERN}$", maxLength=ids.LONGEST, **{"not": {"const": "round"}}),
]
PartyId = Annotated[str, _mention("party"), _ID_SCHEMA]
ActorId = Annotated[str, _mention("actor"), _ID_SCHEMA]
TopicId = Annotated[str, _mention("topic"), _ID_SCHEMA]
CommitmentId = Annotated[str, _mention("commitment"), _ID_SCHEMA]
Label = Annotated[str, _mention("footnote"), WithJsonSchema({"type": ["string", "integer"], "minLength": 1})]
RoundNumber = Annotated[
    int,
    PlainValidator(_round),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "maximum": 9999, "pattern": f"^{NUMBER}$"}),
]
Item = TypeVar("Item", bound=str)
Distinct = Annotated[list[Item], AfterValidator(_distinct), Field(json_schema_extra={"uniqueItems": True})]
Slide = Annotated[
    dict[
        Annotated[
            str, AfterValidator(_field), _string(pattern=f"^({'|'.join(map(re.escape, slides.FIELDS))})$")
        ],
        Annotated[str, StringConstraints(min_length=1, max_length=10_000)],
    ],
    AfterValidator(_fields),
]
Edtf = Annotated[dates.Date, PlainValidator(_date), WithJsonSchema(_EDTF)]
Day = Annotated[dates.Date, PlainValidator(_day), _string(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Language = Annotated[str, AfterValidator(_language), _string(minLength=2)]
Zone = Annotated[str, AfterValidator(_zone), _string(minLength=1)]
Url = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_url),
    _string(format="uri", pattern="^https?://", maxLength=2000),
]

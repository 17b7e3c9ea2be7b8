"""The small types of a pack: keys, titles, years, days. Strict, so that 2017 is never a date."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, PlainSerializer, PlainValidator, StringConstraints, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError


def _from_json(value: Any, info: ValidationInfo) -> Any:
    """JSON has no dates: an ISO string read from JSON is one, in TOML it is a string."""
    if info.mode == "json" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2200


def _day(value: Any, info: ValidationInfo) -> date:
    value = _from_json(value, info)
    if not _is_day(value):
        raise PydanticCustomError("day", "a date without quotes")
    return value


def _when(value: Any, info: ValidationInfo) -> int | date:
    value = _from_json(value, info)
    if not (_is_day(value) or _is_year(value)):
        raise PydanticCustomError("when", "a year or a date without quotes")
    return value


def _month_day(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d\d-\d\d", value):
        try:
            date.fromisoformat(f"2000-{value}")
            return value
        except ValueError:
            pass
    raise PydanticCustomError("month_day", "month and day as MM-DD")


def _closing_day(value: Any, info: ValidationInfo) -> str | date:
    found = _from_json(value, info)
    return found if _is_day(found) else _month_day(value)


_DAY = {"type": "string", "format": "date"}
_YEAR = {"type": "integer", "minimum": 1900, "maximum": 2200}
_MONTH_DAY = {"type": "string", "pattern": r"^\d\d-\d\d$"}

_AS_IT_IS = PlainSerializer(lambda value: value, return_type=Any)

Day = Annotated[date, PlainValidator(_day), _AS_IT_IS, WithJsonSchema(_DAY)]
When = Annotated[int | date, PlainValidator(_when), _AS_IT_IS, WithJsonSchema({"anyOf": [_YEAR, _DAY]})]
MonthDay = Annotated[str, PlainValidator(_month_day), WithJsonSchema(_MONTH_DAY)]
ClosingDay = Annotated[
    str | date, PlainValidator(_closing_day), _AS_IT_IS, WithJsonSchema({"anyOf": [_MONTH_DAY, _DAY]})
]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Link = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
Accent = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Flag = Annotated[bool, Field(strict=True)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Count = Annotated[int, Field(strict=True, ge=0, le=1000)]
Figure = Annotated[float, Field(strict=True, allow_inf_nan=False)]

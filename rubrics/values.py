"""The kinds of value that rubrics and assessments are made of: exact numbers, texts, frozen models.

Numbers in the YAML are decimals and stay exact (0.05 occurs in real standards); a number in quotes is a text and an error.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXACT = Context(prec=100)
"""Writing a figure never depends on the precision that the caller calculates with."""


def _exact(value: object) -> object:
    """Let whole numbers and decimals through; floats and texts are not exact numbers."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("not a number")  # noqa: TRY004 - pydantic collects ValueErrors only
    return value


def _day(value: object) -> object:
    """Let days through; pydantic would take a number, or digits in a text, for seconds since 1970."""
    if isinstance(value, str) and _DAY.fullmatch(value) is None:
        raise PydanticCustomError("date_parsing", "no day")
    if not isinstance(value, str | date):
        raise PydanticCustomError("date_type", "no day")
    return value


def plain(value: Decimal) -> int | Decimal:
    """Return ``value`` without trailing zeros, as an ``int`` where it is whole.

    >>> plain(Decimal('2.50')), plain(Decimal('600'))
    (Decimal('2.5'), 600)
    """
    return int(value) if value == value.to_integral_value() else value.normalize(_EXACT)


def show(value: Decimal) -> str:
    """Return ``value`` as a person writes it: no exponent, no trailing zeros.

    >>> show(Decimal('600')), show(Decimal('0.50'))
    ('600', '0.5')
    """
    return format(plain(value), "f") if value != value.to_integral_value() else str(int(value))


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(max_digits=18, decimal_places=9, allow_inf_nan=False),
    PlainSerializer(plain, return_type=Any),
    WithJsonSchema({"type": "number"}),
]
"""An exact decimal number."""

Points = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, max_digits=12, decimal_places=6, allow_inf_nan=False),
    PlainSerializer(plain, return_type=Any),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""A number of points (分), zero or more, exact."""

Count = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=10**9, max_digits=15, decimal_places=6, allow_inf_nan=False),
    PlainSerializer(plain, return_type=Any),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""How many, or how much: zero or more."""

Whole = Annotated[int, Strict()]
"""A whole number; a text, a truth value and 2.0 are none."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day, written 2024-03-04."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""A text with something in it."""

IDENTIFIER = r"^[^\s/\\:#,\[\]{}'\"]{1,100}$"
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER)]
"""A name without white space that can stand in a path or a YAML key."""


class Model(BaseModel):
    """A frozen value; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, validate_default=False)

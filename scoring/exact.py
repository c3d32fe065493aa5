"""Exact arithmetic: decimals that never round by themselves, and fractions where a division does not come out even.

Points are decimals, and their sums and products stay decimals. Only a mean of objects, a percent and a weighted sum divide;
these are kept as fractions until they are compared with a mark or rounded as the standard says (59.96 is not 60 unless the
standard rounds it to 60.0; three times a third of ten is ten).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction

from rubrics.policy import Rounding
from rubrics.values import show

Exact = Decimal | Fraction
"""A number without any error; a ``Decimal`` wherever it can be one."""

ZERO = Decimal(0)
HUNDRED = Decimal(100)
EXACT = Context(prec=100, traps=[InvalidOperation, DivisionByZero, Inexact, Overflow])
"""The context for all sums: more digits than any rubric and count can make, and an error rather than a rounded figure."""

_SHOWN = Context(prec=28, rounding=ROUND_HALF_UP)


def plus(*values: Exact) -> Exact:
    """Return the exact sum.

    >>> plus(Decimal('0.1'), Decimal('0.2')), plus(*[Fraction(10, 3)] * 3)
    (Decimal('0.3'), Decimal('10'))
    """
    return total(values)


def total(values: Iterable[Exact]) -> Exact:
    """Return the exact sum of any number of values; 0 of none."""
    values = tuple(values)
    try:
        return sum(values, ZERO)
    except TypeError:
        return settled(sum((Fraction(value) for value in values), Fraction()))


def minus(value: Exact, taken: Exact) -> Exact:
    """Return ``value - taken``."""
    if isinstance(value, Decimal) and isinstance(taken, Decimal):
        return value - taken
    return settled(Fraction(value) - Fraction(taken))


def ratio(part: Exact, whole: Exact) -> Fraction:
    """Return ``part / whole``; ``whole`` is not 0."""
    return Fraction(part) / Fraction(whole)


def settled(value: Fraction) -> Exact:
    """Return ``value`` as a decimal where it has an end as one (its denominator is made of twos and fives only).

    >>> settled(Fraction(5, 8)), settled(Fraction(1, 3))
    (Decimal('0.625'), Fraction(1, 3))
    """
    rest = value.denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return value
    places = max(twos, fives)
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, EXACT)


def rounded(value: Exact, rounding: Rounding) -> Decimal:
    """Return ``value`` to the places that the policy says, half up or cut off.

    >>> rounded(Decimal('72.45'), Rounding(places=1)), rounded(Fraction(200, 3), Rounding(places=0, mode='down'))
    (Decimal('72.5'), Decimal('66'))
    """
    scaled = Fraction(value) * 10**rounding.places
    whole = int(scaled) if rounding.mode == "down" else _half_up(scaled)
    return Decimal(whole).scaleb(-rounding.places, EXACT)


def as_decimal(value: Exact) -> Decimal:
    """Return ``value`` for a scorecard: itself where it has an end, else its first 28 digits."""
    if isinstance(value, Decimal):
        return value
    return _SHOWN.divide(Decimal(value.numerator), Decimal(value.denominator))


def percent(part: Exact, whole: Exact) -> Decimal:
    """Return ``part`` in percent of ``whole`` (not 0) for a scorecard: exact where it has an end within 28 digits.

    >>> percent(Decimal(15), Decimal(60)), percent(Decimal(1), Decimal(3))
    (Decimal('25'), Decimal('33.33333333333333333333333333'))
    """
    if isinstance(part, Decimal) and isinstance(whole, Decimal):
        return _SHOWN.divide(part * 100, whole)
    return as_decimal(settled(ratio(part, whole) * 100))


def said(value: Exact | None) -> str:
    """Return ``value`` as a person writes it; one without an end to four places, with an ellipsis.

    >>> said(Decimal('12.50')), said(Fraction(200, 3))
    ('12.5', '66.6667…')
    """
    if value is None:
        return ""
    return show(value) if isinstance(value, Decimal) else f"{as_decimal(value):.4f}…"


def whole_steps(amount: Decimal, every: Decimal) -> Decimal:
    """Return how many full steps of ``every`` are in ``amount``; none in a negative one.

    >>> whole_steps(Decimal('2.5'), Decimal(1)), whole_steps(Decimal(-3), Decimal(1))
    (Decimal('2'), Decimal('0'))
    """
    return max(ZERO, amount // every)


def _half_up(value: Fraction) -> int:
    """Return the nearest whole number, the half away from zero (四舍五入)."""
    doubled = abs(value) * 2
    nearest = (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
    return nearest if value >= 0 else -nearest

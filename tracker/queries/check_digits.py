"""The check digits of ``domain/identity.py`` once more, over rows.

Forms and imports take no number that fails; what fails here was written by other hands.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, literal, not_, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from tracker.domain.identity import CREDIT_ALPHABET, CREDIT_WEIGHTS, ID_CHECKS, ID_WEIGHTS

_MONTH_AND_DAY = (
    "((0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])|(0[469]|11)(0[1-9]|[12][0-9]|30)"
    "|02(0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_DAY = "0229"
_ID_FORM = f"^[1-9][0-9]{{5}}[0-9]{{4}}({_MONTH_AND_DAY}|{_LEAP_DAY})[0-9]{{3}}[0-9X]$"
_CREDIT_FORM = f"^[{CREDIT_ALPHABET}]{{18}}$"


class PlaceIn(FunctionElement[int]):
    """Where in the first text the second begins, from 1; 0 where it does not."""

    type = Integer()
    inherit_cache = True
    name = "place_in"


@compiles(PlaceIn)
def _place_in(element: Any, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(PlaceIn, "sqlite")
def _place_in_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


def fails_as_resident_id(number: Any) -> ColumnElement[bool]:
    """Whether form, birth date or check digit is wrong; to be asked of those that are stated."""
    digits = (cast(func.substr(number, place, 1), Integer) for place in range(1, 18))
    total = sum(
        (digit * weight for digit, weight in zip(digits, ID_WEIGHTS, strict=True)), literal(0)
    )
    right = func.substr(literal(ID_CHECKS), total % 11 + 1, 1)
    year = cast(func.substr(number, 7, 4), Integer)
    leaps = and_(year % 4 == 0, (year % 100 != 0) | (year % 400 == 0))
    born = and_(year > 0, (func.substr(number, 11, 4) != _LEAP_DAY) | leaps)
    # only what has the form is read as digits
    sound = and_(right == func.substr(number, 18, 1), born)
    return case((number.regexp_match(_ID_FORM), not_(sound)), else_=true())


def fails_as_credit_code(code: Any) -> ColumnElement[bool]:
    """Whether form or check character is wrong; to be asked of those that are stated."""
    places = (
        PlaceIn(literal(CREDIT_ALPHABET), func.substr(code, place, 1)) - 1 for place in range(1, 18)
    )
    total = sum(
        (value * weight for value, weight in zip(places, CREDIT_WEIGHTS, strict=True)), literal(0)
    )
    right = func.substr(literal(CREDIT_ALPHABET), (31 - total % 31) % 31 + 1, 1)
    return case(
        (code.regexp_match(_CREDIT_FORM), right != func.substr(code, 18, 1)),
        else_=true(),
    )

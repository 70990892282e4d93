"""The SQL of a figure as a formula over the rows: read off its declaration, never written twice.

A condition becomes alternatives, each a list of criteria that COUNTIFS and SUMIFS understand; where
"or" makes them overlap, what was counted twice is taken away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, cast

from sqlalchemy import ColumnElement, Date, and_, column
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BooleanClauseList,
    Grouping,
    Null,
    True_,
    TypeCoerce,
)

from tracker.indicators.kinds import Cases
from tracker.indicators.windows import Window
from tracker.reports.workbook.fields import (
    FIELDS,
    PICKS,
    PLACES,
    Field,
    Rows,
    expression_of,
    marked_by,
    told_by,
)

FIRST_DAY, LAST_DAY, ROW = "first_day", "last_day", "row"
KNOWN = 500
"""Conditions whose terms are remembered: far more than there are figures."""


class Untold(LookupError):
    """No column of the workbook tells a condition or a value."""

    def __init__(self, expression: ColumnElement[Any]) -> None:
        super().__init__(
            "no column of the workbook tells this, so no formula can: declare a Field or a Mark"
            f" for it in tracker/reports/workbook/fields.py: {expression}"
        )


@dataclass(frozen=True)
class Spot:
    """Where a figure stands: the cells of its period's days and, in a breakdown, the dimension and
    the cell with the number of its row.
    """

    first: str
    last: str
    dimension: str | None = None
    row: str = ""

    def seen(self, against: str) -> str:
        """The cell of a day of the window, or of the row; anything else as it is."""
        return {FIRST_DAY: self.first, LAST_DAY: self.last, ROW: self.row}.get(against, against)


@dataclass(frozen=True)
class Criterion:
    """``against`` is what a cell is compared with: a day of the window, by its name, or a number;
    empty for nothing.
    """

    field: Field
    sign: str
    against: str = ""

    def counted(self, spot: Spot) -> str:
        """As COUNTIFS and SUMIFS want it."""
        against = spot.seen(self.against)
        if not against:
            return f'{self.field.range},"{self.sign}"'
        if self.sign == "=":
            return f"{self.field.range},{against}"
        return f'{self.field.range},"{self.sign}"&{against}'

    def tested(self, spot: Spot) -> str:
        """As a comparison, cell by cell."""
        against = spot.seen(self.against) or '""'
        return f"({self.field.range}{self.sign}{against})"

    def excludes(self, other: Criterion) -> bool:
        """Whether no cell meets both: one asks for nothing, the other for something."""
        is_blank = (self.field, self.sign, self.against) == (self.field, "=", "")
        return self.field is other.field and is_blank and other != self


@dataclass(frozen=True)
class Term:
    """Rows that meet all the criteria, to be added or (``sign`` -1) taken away."""

    criteria: tuple[Criterion, ...]
    sign: int = 1


Terms = Sequence[Term]
ALL: Terms = (Term(()),)
_WINDOW = Window(column(FIRST_DAY, Date), column(LAST_DAY, Date))
_SIGNS: dict[Any, str] = {
    operators.le: "<=",
    operators.lt: "<",
    operators.ge: ">=",
    operators.gt: ">",
    operators.is_: "=",
    operators.is_not: "<>",
}


def count(cases: Cases, spot: Spot) -> str:
    """How many rows."""
    return _added(
        (one.sign, f"COUNTIFS({','.join(each.counted(spot) for each in one.criteria)})")
        for one in _terms_at(cases, spot)
    )


def total(cases: Cases, value: ColumnElement[Any], spot: Spot) -> str:
    """The sum of a column over the rows."""
    summed = _field(value).range
    return _added(
        (one.sign, f"SUMIFS({summed},{','.join(each.counted(spot) for each in one.criteria)})")
        for one in _terms_at(cases, spot)
    )


def median(cases: Cases, value: ColumnElement[Any], spot: Spot) -> str:
    """The middle value of a column over the rows; an array formula."""
    met = _added(
        (one.sign, "*".join(each.tested(spot) for each in one.criteria))
        for one in _terms_at(cases, spot)
    )
    return f"MEDIAN(IF({met},{_field(value).range}))"


def _terms_at(cases: Cases, spot: Spot) -> Terms:
    """Those of one row of the spot's dimension only, if it has one."""
    terms = terms_of(cases)
    if spot.dimension is None:
        return terms
    place = PLACES[terms[0].criteria[0].field.rows][spot.dimension]
    return _both((Term((Criterion(place, "=", ROW),)),), terms)


@lru_cache(KNOWN)
def terms_of(cases: Cases) -> Terms:
    """The rows that are meant in a window. Raises Untold."""
    anchor = PICKS.get(cases.anchor, cases.anchor.condition)
    condition = and_(anchor(_WINDOW), cases.kept(_WINDOW))
    terms = _terms(condition)
    if len({each.field.rows for one in terms for each in one.criteria}) != 1:
        raise Untold(condition)
    return terms


def _added(parts: Iterable[tuple[int, str]]) -> str:
    found = [("+" if sign > 0 else "-") + part for sign, part in parts]
    return "".join(found).removeprefix("+")


@lru_cache(KNOWN)
def _field(value: ColumnElement[Any]) -> Field:
    bare = value.clause if isinstance(value, TypeCoerce) else value
    found = told_by(bare)
    if found is None:
        raise Untold(value)
    return found


def _terms(condition: ColumnElement[Any]) -> Terms:
    if isinstance(condition, Grouping):
        return _terms(cast("ColumnElement[Any]", condition.element))
    if isinstance(condition, True_):
        return ALL
    if isinstance(condition, BooleanClauseList):
        return _list(condition)
    if isinstance(condition, BinaryExpression):
        return (Term(_criteria(condition)),)
    raise Untold(condition)


def _list(condition: BooleanClauseList) -> Terms:
    if condition.operator is operators.or_:
        return reduce(_either, (_terms(one) for one in condition.clauses))
    clauses = list(condition.clauses)
    terms = ALL
    for field in FIELDS[Rows.CASES]:
        if isinstance(field.tells, BooleanClauseList) and _holds(clauses, field):
            told = expression_of(field).clauses
            clauses = [one for one in clauses if not any(part.compare(one) for part in told)]
            terms = _both(terms, (Term((Criterion(field, "=", "1"),)),))
    return reduce(_both, (_terms(one) for one in clauses), terms)


def _holds(clauses: Sequence[ColumnElement[Any]], field: Field) -> bool:
    """Whether all that the column tells is among the clauses: "and" lists are always flat."""
    return all(any(part.compare(one) for one in clauses) for part in field.tells.clauses)


def _criteria(condition: BinaryExpression[Any]) -> tuple[Criterion, ...]:
    asked, operator, right = condition.left, condition.operator, condition.right
    if operator in (operators.in_op, operators.not_in_op):
        mark = marked_by(asked, right.value)
        if mark is not None:
            return (Criterion(mark, "=", "1" if operator is operators.in_op else "0"),)
    field = told_by(asked)
    if field is None:
        raise Untold(condition)
    if operator is operators.between_op:
        first, last = (_day(one) for one in right.clauses)
        if first and last:
            return Criterion(field, ">=", first), Criterion(field, "<=", last)
    if operator in _SIGNS:
        if isinstance(right, Null):
            return (Criterion(field, _SIGNS[operator]),)
        day = _day(right)
        if day:
            return (Criterion(field, _SIGNS[operator], day),)
    raise Untold(condition)


def _day(compared: ColumnElement[Any]) -> str | None:
    """Which day of the window it is."""
    name = getattr(compared, "name", None)
    return name if name in (FIRST_DAY, LAST_DAY) else None


def _both(some: Terms, others: Terms) -> Terms:
    return [
        Term(tuple(dict.fromkeys((*one.criteria, *other.criteria))), one.sign * other.sign)
        for one in some
        for other in others
        if not _contradict(one, other)
    ]


def _either(some: Terms, others: Terms) -> Terms:
    twice = [Term(one.criteria, -one.sign) for one in _both(some, others)]
    return [*some, *others, *twice]


def _contradict(one: Term, other: Term) -> bool:
    return any(
        this.excludes(that) or that.excludes(this)
        for this in one.criteria
        for that in other.criteria
    )

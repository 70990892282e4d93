"""The SQL of a figure as a formula over the rows: read off its declaration, never written twice.

A condition becomes alternatives, each a list of criteria that COUNTIFS and SUMIFS understand; where
"or" makes them overlap, what was counted twice is taken away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
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


@dataclass(frozen=True)
class Criterion:
    """``against`` is what a cell is compared with; empty for nothing."""

    field: Field
    sign: str
    against: str = ""

    def counted(self) -> str:
        """As COUNTIFS and SUMIFS want it."""
        if not self.against:
            return f'{self.field.range},"{self.sign}"'
        if self.sign == "=":
            return f"{self.field.range},{self.against}"
        return f'{self.field.range},"{self.sign}"&{self.against}'

    def tested(self) -> str:
        """As a comparison, cell by cell."""
        against = self.against or '""'
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
_DAYS = ("first_day", "last_day")
_WINDOW = Window(*(column(name, Date) for name in _DAYS))
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
        (one.sign, f"COUNTIFS({','.join(each.counted() for each in one.criteria)})")
        for one in terms_of(cases, spot)
    )


def total(cases: Cases, value: ColumnElement[Any], spot: Spot) -> str:
    """The sum of a column over the rows."""
    summed = _field(value).range
    return _added(
        (one.sign, f"SUMIFS({summed},{','.join(each.counted() for each in one.criteria)})")
        for one in terms_of(cases, spot)
    )


def median(cases: Cases, value: ColumnElement[Any], spot: Spot) -> str:
    """The middle value of a column over the rows; an array formula."""
    met = _added(
        (one.sign, "*".join(each.tested() for each in one.criteria))
        for one in terms_of(cases, spot)
    )
    return f"MEDIAN(IF({met},{_field(value).range}))"


def terms_of(cases: Cases, spot: Spot) -> Terms:
    """The rows that are meant at the spot. Raises Untold."""
    anchor = PICKS.get(cases.anchor, cases.anchor.condition)
    terms = _terms(and_(anchor(_WINDOW), cases.kept(_WINDOW)), spot)
    rows = {each.field.rows for one in terms for each in one.criteria}
    if len(rows) != 1:
        raise Untold(cases.condition(_WINDOW))
    if spot.dimension is None:
        return terms
    place = PLACES[rows.pop()][spot.dimension]
    return _both((Term((Criterion(place, "=", spot.row),)),), terms)


def _added(parts: Iterable[tuple[int, str]]) -> str:
    found = [("+" if sign > 0 else "-") + part for sign, part in parts]
    return "".join(found).removeprefix("+")


def _field(value: ColumnElement[Any]) -> Field:
    bare = value.clause if isinstance(value, TypeCoerce) else value
    found = told_by(bare)
    if found is None:
        raise Untold(value)
    return found


def _terms(condition: ColumnElement[Any], spot: Spot) -> Terms:
    if isinstance(condition, Grouping):
        return _terms(cast("ColumnElement[Any]", condition.element), spot)
    if isinstance(condition, True_):
        return ALL
    if isinstance(condition, BooleanClauseList):
        return _list(condition, spot)
    if isinstance(condition, BinaryExpression):
        return (Term(_criteria(condition, spot)),)
    raise Untold(condition)


def _list(condition: BooleanClauseList, spot: Spot) -> Terms:
    if condition.operator is operators.or_:
        return reduce(_either, (_terms(one, spot) for one in condition.clauses))
    clauses = list(condition.clauses)
    terms = ALL
    for field in FIELDS[Rows.CASES]:
        if isinstance(field.tells, BooleanClauseList) and _holds(clauses, field):
            told = expression_of(field).clauses
            clauses = [one for one in clauses if not any(part.compare(one) for part in told)]
            terms = _both(terms, (Term((Criterion(field, "=", "1"),)),))
    return reduce(_both, (_terms(one, spot) for one in clauses), terms)


def _holds(clauses: Sequence[ColumnElement[Any]], field: Field) -> bool:
    """Whether all that the column tells is among the clauses: "and" lists are always flat."""
    return all(any(part.compare(one) for one in clauses) for part in field.tells.clauses)


def _criteria(condition: BinaryExpression[Any], spot: Spot) -> tuple[Criterion, ...]:
    asked, operator, right = condition.left, condition.operator, condition.right
    if operator in (operators.in_op, operators.not_in_op):
        mark = marked_by(asked, right.value)
        if mark is not None:
            return (Criterion(mark, "=", "1" if operator is operators.in_op else "0"),)
    field = told_by(asked)
    if field is None:
        raise Untold(condition)
    if operator is operators.between_op:
        first, last = (_cell(one, spot) for one in right.clauses)
        if first and last:
            return Criterion(field, ">=", first), Criterion(field, "<=", last)
    if operator in _SIGNS:
        if isinstance(right, Null):
            return (Criterion(field, _SIGNS[operator]),)
        cell = _cell(right, spot)
        if cell:
            return (Criterion(field, _SIGNS[operator], cell),)
    raise Untold(condition)


def _cell(day: ColumnElement[date], spot: Spot) -> str | None:
    """The cell with the window's first or last day."""
    return dict(zip(_DAYS, (spot.first, spot.last), strict=True)).get(getattr(day, "name", ""))


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

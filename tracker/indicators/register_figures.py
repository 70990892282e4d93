"""The figures of the registers: one statement for all of them, whatever the number of periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    not_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session

from tracker.domain.money import from_fen
from tracker.domain.periods import Period
from tracker.indicators.dimensions import CENTER
from tracker.indicators.figures import Figure, percent
from tracker.indicators.year import Comparison, Summary
from tracker.models.types import Fen
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register
from tracker.registers.figures import Part, RowFigure

Figures = Mapping[str, Figure]
KEPT = 64
"""Statements kept: one for each scope and number of periods that somebody asked."""


def declared() -> Mapping[str, tuple[Register, RowFigure]]:
    """Every figure by its key, in the order of the registers."""
    return {
        figure.key: (register, figure)
        for register in REGISTERS.values()
        for figure in register.figures
    }


def register_figures(
    session: Session, scope: Scope, periods: Sequence[Period]
) -> Sequence[Figures]:
    """For each period every figure; of a scope that is one organisation's there are none."""
    found: list[dict[str, Figure]] = [{} for _period in periods]
    registers = [one for one in REGISTERS.values() if one.figures]
    if scope.organisation_id is not None or not periods or not registers:
        return found
    numbers = _pairs(_asked(session, tuple(registers), scope, periods))
    for register in registers:
        for figures in found:
            for one in register.figures:
                figures[one.key] = _figure(register, one, list(islice(numbers, len(one.parts))))
    return found


def registers_beside(session: Session, scope: Scope, summary: Summary) -> Mapping[str, Comparison]:
    """The figures of the summary's period beside those of the year before; none of rows that were
    picked among the cases. A year of which a register knows nothing cannot be compared with.
    """
    if any(name != CENTER for name, _row in summary.picks):
        return {}
    now, before = register_figures(session, scope, [summary.period, summary.year_before])
    return {
        key: Comparison(figure, older if (older := before[key]).rows or older.denominator else None)
        for key, figure in now.items()
    }


MISSING = "missing"
"""The part of a share that its numerator lacks, where entries are counted."""


def counted_in(
    register: Register, figure: RowFigure, part: str, period: Period
) -> ColumnElement[bool]:
    """The entries that the part of the figure counts in the period. Raises KeyError."""
    if part == MISSING and figure.among is not None and figure.part.of is None:
        lacking = not_(_inside(register, figure.part, period))
        return and_(_inside(register, figure.among, period), lacking)
    return _inside(register, figure.parts[part], period)


def _inside(register: Register, part: Part, period: Period) -> ColumnElement[bool]:
    table = register.model.__table__
    first, last = (literal(day, Date()) for day in (period.start, period.end))
    return part.condition(table, table.c[register.day], first, last)


def _asked(
    session: Session, registers: tuple[Register, ...], scope: Scope, periods: Sequence[Period]
) -> Iterable[Any]:
    days = {
        name: day
        for place, period in enumerate(periods)
        for name, day in zip(_days(place), (period.start, period.end), strict=True)
    }
    return session.execute(_statement(registers, scope, len(periods)), days).one()


@lru_cache(KEPT)
def _statement(registers: tuple[Register, ...], scope: Scope, periods: int) -> Select[Any]:
    """Made once: which periods it counts is told when it is asked."""
    sums = [_sums(one, scope, periods) for one in registers]
    beside: FromClause = sums[0]
    for one in sums[1:]:
        beside = beside.join(one, true())
    return select(*(column for one in sums for column in one.c)).select_from(beside)


def _sums(register: Register, scope: Scope, periods: int) -> Subquery:
    """One row: for each period and part what it adds up to, and of how many entries."""
    model, table = register.model, register.model.__table__
    columns: list[ColumnElement[Any]] = []
    for place in range(periods):
        first, last = (bindparam(name, type_=Date()) for name in _days(place))
        for part in (part for one in register.figures for part in one.parts.values()):
            inside = part.condition(table, table.c[register.day], first, last)
            value = literal(1) if part.of is None else type_coerce(table.c[part.of], BigInteger)
            columns += [func.sum(case((inside, value), else_=0)), func.count(case((inside, 1)))]
    named = (column.label(f"sum_{place}") for place, column in enumerate(columns))
    standing = select(*named).where(scope.reaches(model), model.voided_at.is_(None))
    return standing.subquery(register.kind)


def _days(place: int) -> tuple[str, str]:
    """The names of a period's first and last day in the statement."""
    return f"first_{place}", f"last_{place}"


def _pairs(row: Iterable[Any]) -> Iterator[tuple[int, int]]:
    values = iter(row)
    for value in values:
        yield int(value or 0), int(next(values))


def _figure(register: Register, one: RowFigure, sums: Sequence[tuple[int, int]]) -> Figure:
    if one.among is not None:
        (above, _rows), (below, _all) = sums
        value = percent(above, below)
        return Figure(one.key, one.unit.value, value, numerator=above, denominator=below)
    ((total, rows),) = sums
    money = one.part.of is not None and isinstance(
        register.model.__table__.c[one.part.of].type, Fen
    )
    return Figure(one.key, one.unit.value, from_fen(total) if money else total, rows=rows)

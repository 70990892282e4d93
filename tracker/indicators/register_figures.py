"""The figures of the registers: of each register one statement, whatever the number of periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    and_,
    case,
    func,
    literal,
    not_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from tracker.domain.money import from_fen
from tracker.domain.periods import Period
from tracker.indicators.figures import Figure, percent
from tracker.models.types import Fen
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register
from tracker.registers.figures import Part, RowFigure

Figures = Mapping[str, Figure]
Sums = Sequence[int]


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
    if scope.organisation_id is not None or not periods:
        return found
    for register in REGISTERS.values():
        asked = [part for one in register.figures for part in one.parts.values()]
        if not asked:
            continue
        sums = iter(_sums(session, register, scope, periods, asked))
        for figures in found:
            for one in register.figures:
                figures[one.key] = _figure(register, one, [next(sums) for _part in one.parts])
    return found


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


def _sums(
    session: Session,
    register: Register,
    scope: Scope,
    periods: Sequence[Period],
    parts: Sequence[Part],
) -> Sequence[tuple[int, int]]:
    """For each period and part what it adds up to, and of how many entries."""
    model = register.model
    columns = list(_columns(register, periods, parts))
    row = session.execute(
        select(*columns).where(and_(scope.reaches(model), model.voided_at.is_(None)))
    ).one()
    return [(int(row[place] or 0), int(row[place + 1] or 0)) for place in range(0, len(row), 2)]


def _columns(
    register: Register, periods: Sequence[Period], parts: Sequence[Part]
) -> Iterator[ColumnElement[Any]]:
    table = register.model.__table__
    for period in periods:
        for part in parts:
            inside = _inside(register, part, period)
            value: Any = literal(1)
            if part.of is not None:
                value = type_coerce(table.c[part.of], BigInteger)
            yield func.sum(case((inside, value), else_=0))
            yield func.sum(case((inside, 1), else_=0))


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

"""The figures of the registers: one statement for all of them, whatever the number of periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session

from tracker.domain.money import from_fen
from tracker.domain.periods import Period
from tracker.indicators.changes import Comparison
from tracker.indicators.figures import Figure, percent
from tracker.indicators.windows import Window, days_of, table_to_fill
from tracker.models.types import Fen
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register
from tracker.registers.figures import Part, RowFigure

Figures = Mapping[str, Figure]
KEPT = 64
"""Statements kept: one for each scope and number of periods that somebody asked."""
PERIODS = "periods"


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
    """For each period every figure; of a scope that is one organisation's there are none.

    A register that has no entry of a period tells nothing of it, and no figure of it is zero.
    """
    registers = tuple(one for one in REGISTERS.values() if one.figures)
    if scope.organisation_id is not None or not periods or not registers:
        return [{} for _period in periods]
    rows = _asked(session, registers, scope, periods)
    return [dict(_of_period(registers, _pairs(row))) for row in rows]


def _of_period(
    registers: Iterable[Register], numbers: Iterator[Sum]
) -> Iterator[tuple[str, Figure]]:
    for register in registers:
        own = {one: list(islice(numbers, len(one.parts))) for one in register.figures}
        entries = next(numbers)
        kept = any(rows for sums in (*own.values(), [entries]) for _sum, rows in sums)
        for one, sums in own.items():
            yield one.key, _figure(register, one, sums, kept)


def registers_beside(
    session: Session, scope: Scope, period: Period, before: Period
) -> Mapping[str, Comparison]:
    """The figures of the period beside those of the other."""
    now, then = register_figures(session, scope, [period, before])
    return {key: beside(figure, then[key]) for key, figure in now.items()}


def beside(now: Figure, then: Figure) -> Comparison:
    """A period of which the register knows nothing cannot be compared with."""
    return Comparison(now, None if then.value is None else then)


MISSING = "missing"
"""The part of a share that its numerator lacks, where entries are counted."""


@dataclass(frozen=True)
class RowDrill:
    """One number of one figure of a register, and the way to its entries; ``center`` is the code of
    the chosen one.
    """

    register: Register
    figure: RowFigure
    part: str
    period: Period
    center: str | None = None

    def args(self) -> dict[str, str]:
        """What stands in the link, for ``url_for``; what is usual is left out."""
        args = {"kind": self.register.kind, "figure": self.figure.key}
        if self.part != "value":
            args["part"] = self.part
        if self.center:
            args["center"] = self.center
        return args | {"from": self.period.start.isoformat(), "to": self.period.end.isoformat()}

    @property
    def lists(self) -> bool:
        """Whether entries make up the number: what a share of people or amounts lacks are none."""
        return self.part != MISSING or self.figure.part.of is None


def counted_in(
    register: Register, figure: RowFigure, part: str, period: Period
) -> ColumnElement[bool]:
    """The entries that the part of the figure counts in the period. Raises KeyError."""
    if part == MISSING and figure.among is not None and figure.part.of is None:
        lacking = inside(register, figure.part, period).is_not(true())  # also where it is unknown
        return and_(inside(register, figure.among, period), lacking)
    return inside(register, figure.parts[part], period)


def touched_in(register: Register, period: Period) -> ColumnElement[bool]:
    """The entries of the period, and those of other days of which anything counts in it."""
    parts = [part for figure in register.figures for part in figure.parts.values()]
    return or_(*(inside(register, part, period) for part in (*parts, Part())))


def inside(register: Register, part: Part, period: Period) -> ColumnElement[bool]:
    """The entries that the part counts in the period."""
    table = register.model.__table__
    first, last = (literal(day, Date()) for day in (period.start, period.end))
    return part.condition(table, table.c[register.day], first, last)


def _asked(
    session: Session, registers: tuple[Register, ...], scope: Scope, periods: Sequence[Period]
) -> Iterable[Any]:
    """A row for each period."""
    statement = _statement(registers, scope, len(periods))
    return session.execute(statement, days_of(periods, PERIODS))


@lru_cache(KEPT)
def _statement(registers: tuple[Register, ...], scope: Scope, number: int) -> Select[Any]:
    """Made once: which periods it counts is told when it is asked."""
    windows = table_to_fill(number, PERIODS)
    sums = [_sums(one, scope, windows) for one in registers]
    beside: FromClause = windows
    for one in sums:
        beside = beside.join(one, one.c.place == windows.c.place)
    numbers = (column for one in sums for column in one.c if column is not one.c.place)
    return select(*numbers).select_from(beside).order_by(windows.c.place)


def _sums(register: Register, scope: Scope, windows: CTE) -> Subquery:
    """For each period and part what it adds up to, and of how many entries; then the same of all
    entries of the period.
    """
    model, table = register.model, register.model.__table__
    window = Window.over(windows)
    columns: list[ColumnElement[Any]] = []
    parts = [part for one in register.figures for part in one.parts.values()]
    for part in (*parts, Part()):
        inside = part.condition(table, table.c[register.day], window.start, window.end)
        value = literal(1) if part.of is None else type_coerce(table.c[part.of], BigInteger)
        columns += [func.sum(case((inside, value))), func.count(case((inside, 1)))]
    named = (column.label(f"sum_{place}") for place, column in enumerate(columns))
    standing = and_(scope.reaches(model), model.voided_at.is_(None))
    return (
        select(windows.c.place, *named)
        .select_from(windows.outerjoin(table, standing))
        .group_by(windows.c.place)
        .subquery(register.kind)
    )


Sum = tuple[int | None, int]
"""What entries add up to, None where none of them states a number; and how many they are."""


def _pairs(row: Iterable[Any]) -> Iterator[Sum]:
    values = iter(row)
    for value in values:
        entries = int(next(values))
        stated = 0 if value is None and not entries else value
        yield None if stated is None else int(stated), entries


def _figure(register: Register, one: RowFigure, sums: Sequence[Sum], kept: bool) -> Figure:
    """``sums`` are those of its parts; ``kept`` says whether the register tells anything."""
    if one.among is not None:
        above, below = (number or 0 for number, _entries in sums)
        value = percent(above, below)
        return Figure(one.key, one.unit.value, value, numerator=above, denominator=below)
    ((total, rows),) = sums
    if not kept or total is None:
        return Figure(one.key, one.unit.value, None, rows=rows)
    money = one.part.of is not None and isinstance(
        register.model.__table__.c[one.part.of].type, Fen
    )
    return Figure(one.key, one.unit.value, from_fen(total) if money else total, rows=rows)

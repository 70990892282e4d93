"""What a year's figures take of each entry of a register: in which parts it counts, what it adds.

As ``counted_parts`` does it of cases: the very conditions that count, asked of the entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from tracker.domain.counted_cases import APART, Legend
from tracker.domain.periods import Period
from tracker.indicators.register_figures import inside
from tracker.queries.frozen_years import COLUMNS
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.registers.declaring import Register
from tracker.registers.figures import Part


def parts_of(register: Register) -> Mapping[str, Part]:
    """``penalties_simple.value``, ``exam_pass_rate.numerator``."""
    return {
        f"{figure.key}.{name}": part
        for figure in register.figures
        for name, part in figure.parts.items()
    }


def sums_of(register: Register) -> Mapping[str, Part]:
    """The parts to which an entry adds a number of its own."""
    return {name: part for name, part in parts_of(register).items() if part.of is not None}


def legend_of_entries(register: Register) -> Legend:
    """A register's entries stand in no breakdown."""
    return Legend(parts=list(parts_of(register)), sums=list(sums_of(register)), places=[])


def counted_entries(scope: Scope, period: Period) -> Mapping[str, Select[*tuple[Any, ...]]]:
    """By kind the columns of ``COLUMNS`` for every entry of which anything counts."""
    return {
        kind: _counted(register, scope, period)
        for kind, register in REGISTERS.items()
        if register.figures
    }


def _counted(register: Register, scope: Scope, period: Period) -> Select[*tuple[Any, ...]]:
    model, table = register.model, register.model.__table__
    counts = [inside(register, part, period) for part in parts_of(register).values()]
    marks: list[ColumnElement[int]] = [
        case((one, literal(1 << place, BigInteger)), else_=0) for place, one in enumerate(counts)
    ]
    added = [
        case((inside(register, part, period), cast(table.c[part.of], String)), else_="")
        for part in sums_of(register).values()
    ]
    columns: tuple[Any, ...] = (
        *(model.center_id, model.id, model.version),
        reduce(lambda left, right: left + right, marks),
        _joined(added),
        literal(""),
        cast(register.column(register.title), String),
    )
    return select(*(one.label(name) for one, name in zip(columns, COLUMNS, strict=True))).where(
        scope.reaches(model), model.voided_at.is_(None), or_(*counts)
    )


def _joined(texts: list[Any]) -> ColumnElement[str]:
    stated: list[ColumnElement[str]] = [func.coalesce(one, "") for one in texts]
    return reduce(lambda left, right: left + APART + right, stated) if stated else literal("")

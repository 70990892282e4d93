"""Case numbers that nobody bears: runs of missing serials in the years of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.numbers import case_number
from tracker.domain.periods import Period
from tracker.indicators.remembered import remembered
from tracker.models import Case, CaseCounter, Center
from tracker.queries.scope import Scope


@dataclass(frozen=True)
class Gap:
    """Serials ``first`` to ``last`` of a center's year."""

    center: str
    short_name: str
    year: int
    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @property
    def numbers(self) -> tuple[str, ...]:
        """The first and the last missing number; one where only one is missing."""
        ends = dict.fromkeys((self.first, self.last))
        return tuple(case_number(self.year, self.short_name, serial) for serial in ends)


def gaps_of(session: Session, scope: Scope, period: Period) -> Sequence[Gap]:
    """Of the centers in view as wholes: a number is the center's and no organisation's."""
    years = (period.start.year, period.end.year)
    key = (gaps_of, scope.center_ids, years)
    return remembered(session, scope, key, lambda: _find(session, scope, years))


def _find(session: Session, scope: Scope, years: tuple[int, int]) -> Sequence[Gap]:
    given = select(
        Case.center_id, Case.number_year.label("year"), Case.number_serial.label("serial")
    ).where(Case.center_id.in_(scope.center_ids), Case.number_year.between(*years))
    counted = select(CaseCounter.center_id, CaseCounter.year, CaseCounter.last_serial).where(
        CaseCounter.center_id.in_(scope.center_ids), CaseCounter.year.between(*years)
    )
    # behind the highest number that was given stands one that is not there
    known = union_all(given, counted).subquery("known")
    ends = select(known.c.center_id, known.c.year, func.max(known.c.serial) + 1).group_by(
        known.c.center_id, known.c.year
    )
    serials = union_all(given, ends).subquery("serials")
    before = func.lag(serials.c.serial, 1, 0).over(
        partition_by=(serials.c.center_id, serials.c.year), order_by=serials.c.serial
    )
    steps = select(serials, before.label("before")).subquery("steps")
    found = session.execute(
        select(Center.name, Center.short_name, steps.c.year, steps.c.before + 1, steps.c.serial - 1)
        .join_from(steps, Center, Center.id == steps.c.center_id)
        .where(steps.c.serial - steps.c.before > 1)
        .order_by(Center.code, steps.c.year, steps.c.serial)
    )
    return [Gap(*row) for row in found]

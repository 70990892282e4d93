"""The months of the subsidy per case: where the list of each stands, and what it pays to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tracker.domain.months import Month
from tracker.domain.subsidies import ListState
from tracker.domain.subsidy_lists import Line, Share, shares_of, state_of, total_of
from tracker.queries.subsidies import (
    Approval,
    approvals,
    drafts,
    first_waiting,
    lines_of,
    shares_by_month,
)


@dataclass(frozen=True)
class MonthList:
    """``lines`` are read only where one month is asked for."""

    month: Month
    state: ListState
    approval: Approval | None
    shares: Sequence[Share]
    lines: Sequence[Line] = field(default=())

    @property
    def total(self) -> Decimal:
        return total_of(self.shares)

    @property
    def count(self) -> int:
        """How many lines it has."""
        return sum(one.lines for one in self.shares)

    def of(self, mediator_id: int | None) -> MonthList:
        """What of it is that mediator's."""
        return replace(
            self,
            shares=[one for one in self.shares if one.mediator_id == mediator_id],
            lines=[one for one in self.lines if one.mediator_id == mediator_id],
        )


@dataclass(frozen=True)
class YearOfLists:
    """``waiting`` is a month of an earlier year that has to be approved first."""

    months: Sequence[MonthList]
    waiting: Month | None


def year_of_lists(session: Session, center_id: int, year: int, today: date) -> YearOfLists:
    """The months of the year that have begun."""
    listed, paid = approvals(session, center_id, year), shares_by_month(session, center_id, year)
    begun = [one for number in range(1, 13) if (one := Month(year, number)).start <= today]
    drafted = drafts(session, center_id, [one for one in begun if one not in listed])
    months = []
    for month in begun:
        lines = drafted.get(month, [])
        state = state_of(month, month in listed, not lines, today)
        shares = paid.get(month, []) if month in listed else shares_of(lines)
        months.append(MonthList(month, state, listed.get(month), shares))
    return YearOfLists(months, first_waiting(session, center_id, Month(year, 1)))


def month_list(session: Session, center_id: int, month: Month, today: date) -> MonthList:
    """The list of one month with its lines."""
    approval = approvals(session, center_id, month.year).get(month)
    if approval is not None:
        lines = lines_of(session, center_id, approval.list_id)
    else:
        lines = drafts(session, center_id, [month]).get(month, [])
    state = state_of(month, approval is not None, not lines, today)
    return MonthList(month, state, approval, shares_of(lines), lines)

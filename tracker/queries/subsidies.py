"""What the subsidy per case comes to: of a month that is a draft computed, of an approved one read.

The list of a month pays for each case what the rules give for it as it stands at the end of the
month, less what was paid for it before. Why: docs/decisions/0014.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from tracker.domain.money import from_fen
from tracker.domain.months import Month
from tracker.domain.subsidies import Because, LineKind
from tracker.domain.subsidy_lists import NOTHING, Line, Share, by_name, in_order
from tracker.models import Case, Mediator, SubsidyLine, SubsidyList
from tracker.queries.subsidies_owed import Key, Owed, owed_on
from tracker.queries.subsidy_rules import Rule, first_day, rules_of

MONTHS = 12
"""Lists that are drafted at a time while looking for one that has something in it."""


@dataclass(frozen=True)
class Approval:
    """When and by whom a month's list was approved."""

    list_id: int
    at: datetime
    by: str
    note: str


def approvals(session: Session, center_id: int, year: int) -> dict[Month, Approval]:
    """The approved lists of the year, by month."""
    statement = select(SubsidyList).where(
        SubsidyList.center_id == center_id, SubsidyList.year == year
    )
    return {
        Month(one.year, one.month): Approval(one.id, one.approved_at, one.approved_by, one.note)
        for one in session.scalars(statement.order_by(SubsidyList.month))
    }


def last_approved(session: Session, center_id: int) -> Month | None:
    row = session.execute(
        select(SubsidyList.year, SubsidyList.month)
        .where(SubsidyList.center_id == center_id)
        .order_by(SubsidyList.year.desc(), SubsidyList.month.desc())
        .limit(1)
    ).first()
    return None if row is None else Month(row.year, row.month)


def drafts(session: Session, center_id: int, months: Iterable[Month]) -> dict[Month, list[Line]]:
    """The lines of months that are not approved, as if each were approved after the one before it.

    Months until the last approved one are left out, and so are those before the first rule.
    """
    rules, approved = rules_of(session, center_id), last_approved(session, center_id)
    first = _first_open(rules, approved)
    asked = sorted(one for one in set(months) if first is not None and one >= first)
    before = {one: one.later(-1).end for one in asked if one != first}
    days = {*before.values(), *(one.end for one in asked)}
    owed = owed_on(session, center_id, rules, approved, sorted(days))
    return {
        one: _lines(owed[one.end], owed[before[one]] if one in before else {}, one.end)
        for one in asked
    }


def first_waiting(session: Session, center_id: int, before: Month) -> Month | None:
    """The first month that has to be approved before that one; None where all are."""
    rules, approved = rules_of(session, center_id), last_approved(session, center_id)
    month = _first_open(rules, approved)
    if month is None or month >= before:
        return None
    last = before.later(-1).end
    if not owed_on(session, center_id, rules, approved, [last])[last]:
        return None
    while True:  # what is owed at the end of the last month stands in the list of one of them
        block = [one for place in range(MONTHS) if (one := month.later(place)) < before]
        found = drafts(session, center_id, block)
        if waiting := next((one for one in block if found[one]), None):
            return waiting
        month = month.later(MONTHS)


def _first_open(rules: Mapping[int, Rule], approved: Month | None) -> Month | None:
    """The month after the last approved one, at first that of the first rule."""
    if approved is not None:
        return approved.later(1)
    return Month.of(first_day(rules.values())) if rules else None


def lines_of(session: Session, center_id: int, list_id: int) -> list[Line]:
    """The lines of an approved list."""
    rows = session.execute(
        select(
            SubsidyLine.case_id,
            Case.number,
            SubsidyLine.mediator_id,
            Mediator.name,
            SubsidyLine.rule_id,
            SubsidyLine.kind,
            SubsidyLine.amount,
            SubsidyLine.because,
        )
        .join(Case, _of(Case, SubsidyLine.case_id))
        .join(Mediator, _of(Mediator, SubsidyLine.mediator_id))
        .where(SubsidyLine.center_id == center_id, SubsidyLine.list_id == list_id)
    )
    return in_order(Line(*row) for row in rows)


def shares_by_month(session: Session, center_id: int, year: int) -> dict[Month, list[Share]]:
    """What the approved lists of the year pay to whom."""
    is_payment = SubsidyLine.kind == LineKind.PAYMENT
    rows = session.execute(
        select(
            SubsidyList.month,
            SubsidyLine.mediator_id,
            Mediator.name,
            func.count(SubsidyLine.id),
            func.sum(SubsidyLine.amount).filter(is_payment),
            func.sum(SubsidyLine.amount).filter(~is_payment),
        )
        .join(SubsidyLine, _of(SubsidyList, SubsidyLine.list_id))
        .join(Mediator, _of(Mediator, SubsidyLine.mediator_id))
        .where(SubsidyList.center_id == center_id, SubsidyList.year == year)
        .group_by(SubsidyList.month, SubsidyLine.mediator_id, Mediator.name)
    )
    found: dict[Month, list[Share]] = {}
    for number, mediator_id, name, lines, payments, corrections in rows:
        share = Share(mediator_id, name, lines, payments or NOTHING, corrections or NOTHING)
        found.setdefault(Month(year, number), []).append(share)
    return {month: by_name(shares) for month, shares in found.items()}


def _of(model: Any, column: Any) -> ColumnElement[bool]:
    """The row of that id in the center of the line."""
    return and_(model.center_id == SubsidyLine.center_id, model.id == column)


def _lines(now: Mapping[Key, Owed], before: Mapping[Key, Owed], day: date) -> list[Line]:
    """What is owed at the end of the day and was not at the end of the month before."""
    found = []
    for key in now.keys() | before.keys():
        earlier, owed = before.get(key), now.get(key)
        fen = (owed.fen if owed else 0) - (earlier.fen if earlier else 0)
        told = owed or earlier
        if fen and told is not None:
            because = _because(owed, earlier, day)
            found.append(
                Line(
                    told.case_id,
                    told.number,
                    told.mediator_id,
                    told.mediator,
                    owed.rule_id if owed else None,
                    LineKind.PAYMENT if because is None else LineKind.CORRECTION,
                    from_fen(fen),
                    because,
                )
            )
    return in_order(found)


def _because(owed: Owed | None, earlier: Owed | None, day: date) -> Because | None:
    """Why it is a correction; None for the first payment of the case."""
    if owed is None or earlier is not None:
        took_back = earlier is not None and earlier.rule_id is None
        return Because.AGAIN if took_back else Because.OTHER_RULE
    if owed.gone is not None or owed.paid_for is None:
        return owed.gone
    if owed.rule_id is None:
        late = owed.closed_on is not None and owed.closed_on > day
        return Because.NOT_CLOSED if late else Because.NO_RULE
    if owed.paid:
        return Because.OTHER_RULE
    return Because.MEDIATOR if owed.paid_for else Because.AGAIN

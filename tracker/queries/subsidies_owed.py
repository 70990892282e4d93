"""What is owed for cases at the end of given days, beyond what approved lists have paid for them.

A constant number of statements, whatever the ledger holds and however many days are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Row,
    and_,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from tracker import clock
from tracker.domain.money import to_fen
from tracker.domain.months import Month
from tracker.domain.subsidies import Because
from tracker.models import Case, Mediator, SubsidyLine
from tracker.queries.subsidy_rules import Rule, fen_of, first_day, winner

Key: TypeAlias = tuple[int, int]
"""(case, mediator)"""


@dataclass(frozen=True)
class Owed:
    """``fen`` to be paid, or to be taken back where negative; ``paid`` fen went to the mediator,
    ``paid_for`` fen to anybody for the case, None where it stands in no list yet.

    ``gone``: why nothing of what was paid is due any more.
    """

    case_id: int
    number: str | None
    mediator_id: int
    mediator: str
    closed_on: date | None
    rule_id: int | None
    fen: int
    paid: int
    paid_for: int | None
    gone: Because | None = None

    @property
    def key(self) -> Key:
        return self.case_id, self.mediator_id


def owed_on(
    session: Session,
    center_id: int,
    rules: Mapping[int, Rule],
    approved: Month | None,
    days: Sequence[date],
) -> dict[date, dict[Key, Owed]]:
    """By day; ``days`` in their order, all of them after the last ``approved`` month.

    Without rules nothing is owed, and nothing was ever paid.
    """
    found: dict[date, dict[Key, Owed]] = {day: {} for day in days}
    if not rules or not days:
        return found
    since = first_day(rules.values())
    for one in _gone(session, center_id, since, days[-1]):
        for day in days:
            found[day][one.key] = one
    for day, one in _due(session, center_id, rules, _unsettled(approved), since, days):
        found[day][one.key] = one
    return found


def _unsettled(approved: Month | None) -> ColumnElement[bool]:
    """The case may be owed something since the last approved month.

    One that was closed until then and not written to since is settled: it was judged when the
    month was approved, nothing that it states is of a later day, and rules of that time stand.
    """
    if approved is None:
        return true()
    next_day = approved.later(1).start
    since = datetime.combine(next_day, time.min, clock.zone())
    return or_(Case.closed_on >= next_day, Case.updated_at >= since)


def _due(
    session: Session,
    center_id: int,
    rules: Mapping[int, Rule],
    unsettled: ColumnElement[bool],
    since: date,
    days: Sequence[date],
) -> Iterator[tuple[date, Owed]]:
    """Cases closed by the last day whose mediator was paid something else than a rule gives."""
    table = union_all(*(select(literal(day, Date).label("day")) for day in days)).cte("days")
    told = (
        select(
            table.c.day,
            Case.id,
            Case.number,
            Case.closed_on,
            Case.mediator_id,
            Mediator.name,
            winner(rules, table.c.day).label("rule_id"),
            func.coalesce(_paid(SubsidyLine.mediator_id == Case.mediator_id), 0).label("paid"),
            _paid().label("paid_for"),
        )
        .join_from(table, Case, _closed_between(center_id, since, days[-1]))
        .join(Mediator, Case.mediator)
        .where(Case.merged_into_id.is_(None), unsettled)
        .cte("told")
        # which rule fits is asked once a case, and not wherever the answer is compared
        .prefix_with("MATERIALIZED")
    )
    given = fen_of(rules, told.c.rule_id)
    for row in session.execute(select(told).where(given != told.c.paid)):
        amount = 0 if row.rule_id is None else to_fen(rules[row.rule_id].amount)
        paid_for = None if row.paid_for is None else int(row.paid_for)
        yield (
            row.day,
            Owed(
                row.id,
                row.number,
                row.mediator_id,
                row.name,
                row.closed_on,
                row.rule_id,
                amount - int(row.paid),
                int(row.paid),
                paid_for,
            ),
        )


def _gone(session: Session, center_id: int, since: date, until: date) -> Iterator[Owed]:
    """What was paid to a mediator for a case that is not, or not this mediator's, among those."""
    paid = (
        select(
            SubsidyLine.case_id,
            SubsidyLine.mediator_id,
            func.sum(SubsidyLine.amount, type_=BigInteger).label("paid"),
        )
        .where(SubsidyLine.center_id == center_id)
        .group_by(SubsidyLine.case_id, SubsidyLine.mediator_id)
        .having(func.sum(SubsidyLine.amount, type_=BigInteger) != 0)
        .subquery("paid")
    )
    statement = (
        select(
            Case.id,
            Case.number,
            Case.closed_on,
            Case.merged_into_id,
            Case.mediator_id.label("leads"),
            paid.c.mediator_id,
            paid.c.paid,
            Mediator.name,
        )
        .join_from(paid, Case, and_(Case.center_id == center_id, Case.id == paid.c.case_id))
        .join(Mediator, and_(Mediator.center_id == center_id, Mediator.id == paid.c.mediator_id))
        .where(
            or_(
                Case.merged_into_id.is_not(None),
                Case.closed_on.is_(None),
                Case.closed_on < since,
                Case.closed_on > until,
                Case.mediator_id.is_(None),
                Case.mediator_id != paid.c.mediator_id,
            )
        )
    )
    for row in session.execute(statement):
        amount = int(row.paid)
        yield Owed(
            row.id,
            row.number,
            row.mediator_id,
            row.name,
            row.closed_on,
            None,
            -amount,
            amount,
            amount,
            _why(row, until),
        )


def _why(row: Row[Any], until: date) -> Because:
    if row.merged_into_id is not None:
        return Because.MERGED
    if row.closed_on is None or row.closed_on > until:
        return Because.NOT_CLOSED
    return Because.NO_RULE if row.leads == row.mediator_id else Because.MEDIATOR


def _closed_between(center_id: int, since: date, until: date) -> ColumnElement[bool]:
    return and_(Case.center_id == center_id, Case.closed_on.between(since, until))


def _paid(*also: ColumnElement[bool]) -> ColumnElement[Any]:
    """Fen that approved lists have paid for the case at hand; NULL where it stands in none."""
    return (
        select(func.sum(SubsidyLine.amount, type_=BigInteger))
        .where(SubsidyLine.center_id == Case.center_id, SubsidyLine.case_id == Case.id, *also)
        .correlate(Case)
        .scalar_subquery()
    )

"""The rules of the subsidy per case, in the order in which they win, and as conditions of cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, and_, case, literal, null, select
from sqlalchemy.orm import Session

from tracker.domain.money import to_fen
from tracker.domain.record_words import AgreementForm
from tracker.domain.rules import AGREED_AS
from tracker.domain.subsidies import PaidFor
from tracker.domain.vocabulary import Difficulty
from tracker.models import Case, SubsidyRule
from tracker.queries import performance


@dataclass(frozen=True)
class Rule:
    """A rule as it stands; None means any, ``amount`` is yuan."""

    id: int
    difficulty: Difficulty | None
    form: AgreementForm | None
    paid_for: PaidFor
    complete_file: bool
    fully_performed: bool
    amount: Decimal
    valid_from: date
    valid_to: date | None
    note: str

    def fits(self, day: ColumnElement[date]) -> ColumnElement[bool]:
        """The case at hand is paid by this rule, as it stood at the end of that day."""
        asked: list[ColumnElement[bool]] = [
            Case.closed_on <= day,
            Case.closed_on >= self.valid_from,
        ]
        if self.valid_to is not None:
            asked.append(Case.closed_on <= self.valid_to)
        if self.difficulty is not None:
            asked.append(Case.difficulty == self.difficulty)
        if self.form is not None:
            asked.append(Case.outcome == AGREED_AS[self.form])
        if self.paid_for is not PaidFor.CLOSED:
            asked.append(Case.outcome.in_(self.paid_for.outcomes()))
        if self.complete_file:
            asked.append(Case.archived_on <= day)
        if self.fully_performed:
            asked.append(performance.in_full(day))
        return and_(*asked)


def rules_of(session: Session, center_id: int) -> dict[int, Rule]:
    """By id; the first that fits a case pays it: the highest amount, then the older rule."""
    columns = [getattr(SubsidyRule, name) for name in Rule.__annotations__]
    rows = session.execute(
        select(*columns)
        .where(SubsidyRule.center_id == center_id)
        .order_by(SubsidyRule.amount.desc(), SubsidyRule.id)
    )
    return {row.id: Rule(*row) for row in rows}


def winner(rules: Mapping[int, Rule], day: ColumnElement[date]) -> ColumnElement[int | None]:
    """The id of the rule that pays the case at hand; NULL where none does."""
    whens = [(one.fits(day), literal(one.id, BigInteger)) for one in rules.values()]
    return case(*whens, else_=null())


def fen_of(rules: Mapping[int, Rule], rule_id: ColumnElement[int]) -> ColumnElement[int]:
    """What the rule of that id pays, in fen; nothing for NULL."""
    whens = [(rule_id == one.id, literal(to_fen(one.amount), BigInteger)) for one in rules.values()]
    return case(*whens, else_=literal(0, BigInteger))


def first_day(rules: Iterable[Rule]) -> date:
    """From which closing day on any of them pays."""
    return min(one.valid_from for one in rules)

"""The sample's subsidy per case: some rules, and lists approved until the month before last."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.demo.years import LAST_DAY, YEARS
from tracker.domain.months import Month
from tracker.domain.problems import Refused
from tracker.domain.record_words import AgreementForm
from tracker.domain.subsidies import PaidFor, RuleDraft
from tracker.domain.vocabulary import Difficulty, Role
from tracker.models import Account
from tracker.permissions import Actor
from tracker.services import subsidies, subsidy_rules

FIRST_DAY = date(YEARS[-1].year, 10, 1)
"""The last quarter of the last whole year: more lists would only make the sample slower."""
NOTE = "示例补贴办法"

RULES = (
    RuleDraft(Decimal(30), FIRST_DAY, paid_for=PaidFor.RESOLVED, note=NOTE),
    RuleDraft(Decimal(50), FIRST_DAY, form=AgreementForm.ORAL, note=NOTE),
    RuleDraft(Decimal(100), FIRST_DAY, form=AgreementForm.WRITTEN, note=NOTE),
    RuleDraft(Decimal(150), FIRST_DAY, form=AgreementForm.WRITTEN, fully_performed=True, note=NOTE),
    RuleDraft(Decimal(300), FIRST_DAY, difficulty=Difficulty.COMPLEX, note=NOTE),
    RuleDraft(
        Decimal(800), FIRST_DAY, difficulty=Difficulty.MAJOR, fully_performed=True, note=NOTE
    ),
)


def pay_cases(session: Session, center_id: int, today: date) -> None:
    """Last month's list is left as a draft; a month in which nothing is due needs no approval."""
    admin, supervisor = (
        account_of(session, center_id, one) for one in (Role.ADMIN, Role.SUPERVISOR)
    )
    for draft in RULES:
        subsidy_rules.add(session, admin, draft)
    session.flush()
    for month in _months(Month.of(today).later(-1)):
        with suppress(Refused):  # in months of which the sample tells little, nothing is due
            subsidies.approve(session, supervisor, month)


def _months(last: Month) -> list[Month]:
    """Those before the last one in which the sample closes cases: of its years, and of late."""
    first, of_years = Month.of(FIRST_DAY), Month.of(LAST_DAY)
    years = [one for place in range(12) if (one := first.later(place)) <= of_years]
    late = [last.later(-2), last.later(-1)]
    return sorted({one for one in (*years, *late) if one < last})


def account_of(session: Session, center_id: int, role: Role) -> Actor:
    """The sample has one account a role."""
    row = session.scalars(
        select(Account).where(Account.center_id == center_id, Account.role == role)
    ).one()
    return Actor(center_id, row.name, role, row.id)

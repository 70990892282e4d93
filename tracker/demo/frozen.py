"""The sample's frozen years: of the first everything stands, of the second a case was put right
since; the last one is left to be frozen by whoever tries the sample.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.demo.life import Office
from tracker.demo.office import DESK, TOWN
from tracker.demo.subsidies import account_of
from tracker.demo.years import YEARS
from tracker.domain.drafts import CaseDraft
from tracker.domain.vocabulary import Role
from tracker.indicators.whole_year import count_year
from tracker.models import Case
from tracker.services import cases, frozen_years, parties
from tracker.services.case_writing import PLAIN_FIELDS

NOTE = "年度工作总结公布的数字"
TOO_MUCH = 10
"""A zero too many was typed into an amount."""


def freeze_years(session: Session, office: Office) -> None:
    supervisor = account_of(session, office.center.id, Role.SUPERVISOR)
    first, second, *_last = (one.year for one in YEARS)
    frozen_years.freeze(session, supervisor, first, NOTE, count_year)
    case = _mistyped(session, office, second)
    wrong, right = _draft(case, TOO_MUCH), _draft(case)
    desk = office.actors[DESK]
    cases.edit(session, desk, case, wrong, case.version)
    frozen_years.freeze(session, supervisor, second, NOTE, count_year)
    cases.edit(session, desk, case, right, case.version)


def _mistyped(session: Session, office: Office, year: int) -> Case:
    """A case of the desk's organisation that can still be edited."""
    found = select(Case).where(
        Case.center_id == office.center.id,
        Case.organisation_id == office.organisations[TOWN],
        Case.number_year == year,
        Case.amount_claimed.is_not(None),
        Case.archived_on.is_(None),
        Case.merged_into_id.is_(None),
        Case.closed_on.is_not(None),
    )
    return session.scalars(found.order_by(Case.id).limit(1)).one()


def _draft(case: Case, times: int = 1) -> CaseDraft:
    plain = {name: getattr(case, name) for name in PLAIN_FIELDS}
    draft = CaseDraft(
        **plain,
        parties=[parties.draft_of(one) for one in case.parties],
        co_mediator_ids=tuple(one.mediator_id for one in case.co_mediators),
    )
    amount = case.amount_claimed
    return replace(draft, amount_claimed=None if amount is None else amount * times)

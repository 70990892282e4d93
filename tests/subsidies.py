"""What tests of the subsidy per case are written with: rules, cases at their ends, lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import make_case, named
from tracker.domain.months import Month
from tracker.domain.subsidies import RuleDraft
from tracker.domain.subsidy_lists import Line
from tracker.models import Case, Center, Mediator, SubsidyLine, SubsidyRule
from tracker.permissions import Actor
from tracker.queries.subsidies import drafts
from tracker.services import subsidies, subsidy_rules

FIRST = date(2024, 1, 1)
JANUARY, FEBRUARY, MARCH, APRIL = (Month(2024, number) for number in range(1, 5))
LEAD, OTHER = "吴和平", "解春晖"


def set_rule(session: Session, center: Center, amount: int = 100, **facts: Any) -> SubsidyRule:
    """A rule from the first of January on; of mediated cases unless ``facts`` say otherwise."""
    draft = RuleDraft(Decimal(amount), **{"valid_from": FIRST, **facts})
    rule = subsidy_rules.add(session, Actor.system(center.id), draft)
    session.commit()
    return rule


def closed_case(session: Session, center: Center, closed: date, **facts: Any) -> Case:
    """A case of 吴和平 with a written agreement, unless ``facts`` say otherwise."""
    lead = named(session, Mediator, LEAD, center).id
    day = min(closed, date(2024, 1, 2))
    values: dict[str, Any] = {"mediator_id": lead, "registered_on": day, "accepted": day}
    return make_case(session, center, closed=closed, **values | facts)


def draft_of(session: Session, center: Center, month: Month) -> list[Line]:
    return drafts(session, center.id, [month]).get(month, [])


def amounts(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """(mediator, yuan) of each line."""
    return [(one.mediator, str(one.amount)) for one in lines]


def approve(session: Session, center: Center, *months: Month) -> None:
    for month in months:
        subsidies.approve(session, Actor.system(center.id), month)
    session.commit()


def paid(session: Session, case: Case) -> list[Decimal]:
    """What approved lists have paid for the case, in the order of the lists."""
    lines = select(SubsidyLine.amount).where(
        SubsidyLine.center_id == case.center_id, SubsidyLine.case_id == case.id
    )
    return list(session.scalars(lines.order_by(SubsidyLine.id)))


def subsidy_rows(session: Session, center: Center) -> dict[str, Any]:
    """The list of January approved, that of March waiting; a rule in force and one to come."""
    in_force = set_rule(session, center, note="镇政发〔2024〕1号")
    for day in (date(2024, 1, 20), date(2024, 3, 20)):
        closed_case(session, center, day)
    approve(session, center, JANUARY)
    to_come = set_rule(session, center, 500, valid_from=date(2199, 1, 1))
    return {"rule_in_force": in_force, "rule_to_come": to_come}

"""Whatever is written of what figures count raises the version of its case.

Frozen years rely on it: only cases whose version differs are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.agreements import PAPERS, agreed_case
from tests.factories import draft, extend, make_case, named, open_office
from tests.links import ACCEPTED, merged_case, referred
from tracker import clock
from tracker.domain.drafts import (
    Closing,
    ConfirmationDraft,
    PartyDraft,
    PaymentDraft,
    SplitDraft,
    VisitDraft,
)
from tracker.domain.periods import Period
from tracker.domain.record_words import ConfirmationResult, VisitManner
from tracker.domain.vocabulary import Difficulty, Outcome, Satisfaction, Side, Source
from tracker.indicators.counted_parts import counted_cases
from tracker.models import Center, DisputeType, Mediator, Village
from tracker.permissions import Actor
from tracker.queries.frozen_years import CountedCase
from tracker.queries.scope import Scope
from tracker.services import (
    agreements,
    case_merging,
    case_splitting,
    cases,
    confirmations,
    performance,
    time_limits,
    visits,
)

OPEN = {"accepted": ACCEPTED}
CLOSED = {**OPEN, "closed": date(2024, 3, 20), "agreed": Decimal("800.00")}
SIDES = (Side.APPLICANT, Side.APPLICANT, Side.RESPONDENT)
LATER = date(2024, 5, 1)


@pytest.fixture
def counted_anew(session, center):
    """``with counted_anew():`` something is written that figures count, and the version tells."""

    def now():
        scope = Scope(tuple(session.scalars(select(Center.id))))
        return {
            (year, one.center_id, one.id): one
            for year in (2024, clock.today().year)
            for row in session.execute(counted_cases(scope, Period.year(year)))
            for one in [CountedCase(*row)]
        }

    @contextmanager
    def watched(*, at_least: int = 1) -> Iterator[None]:
        before = now()
        yield
        session.flush()
        after = now()
        otherwise = [key for key in before if _counted(before, key) != _counted(after, key)]
        assert len(otherwise) >= at_least, "nothing that figures count was written"
        for key in otherwise:
            assert key not in after or after[key].version > before[key].version

    return watched


def _counted(found, key):
    return replace(found[key], version=0) if key in found else None


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.mark.parametrize(
    "change",
    [
        {"registered_on": date(2023, 12, 30)},
        {"amount_claimed": Decimal("77.00")},
        {"difficulty": Difficulty.MAJOR},
        {"source": Source.COURT},
        {"parties": [PartyDraft(Side.APPLICANT, "王五")]},
        {"village_id": (Village, "后横村")},
        {"dispute_type_id": (DisputeType, "邻里")},
        {"mediator_id": (Mediator, "吴和平")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_editing_does(session, center, actor, counted_anew, change):
    case = make_case(session, center, **OPEN)
    values = {
        name: named(session, *value, center).id if isinstance(value, tuple) else value
        for name, value in change.items()
    }
    with counted_anew():
        cases.edit(session, actor, case, draft(session, center, **values), case.version)


def test_accepting_declining_closing_and_reopening_do(session, center, actor, counted_anew):
    case, declined = make_case(session, center), make_case(session, center)
    with counted_anew():
        cases.accept(session, actor, case, ACCEPTED, case.version)
    with counted_anew():
        closing = Closing(date(2024, 3, 20), Outcome.FAILED)
        cases.close(session, actor, case, closing, case.version)
    with counted_anew():
        cases.reopen(session, actor, case, "复核", case.version)
    with counted_anew():
        cases.decline(session, actor, declined, "已由法院受理", declined.version)


def test_what_is_paid_and_ticked_off_does(session, center, actor, counted_anew):
    case = agreed_case(session, center)
    repair = case.agreement.terms[1]
    with counted_anew():
        payment = PaymentDraft(date(2024, 4, 1), PAPERS.amount)
        performance.record_payment(session, actor, case, payment, case.version)
    with counted_anew():
        performance.tick_off(session, actor, case, repair, date(2024, 4, 2), case.version)
    with counted_anew():
        performance.untick(session, actor, case, repair, "未修好", case.version)
    with counted_anew():
        (paid,) = case.payments
        performance.remove_payment(session, actor, case, paid, "重复登记", case.version)


def test_another_agreement_does(session, center, actor, counted_anew):
    case = agreed_case(session, center)
    payment = PaymentDraft(date(2024, 4, 1), PAPERS.amount)
    performance.record_payment(session, actor, case, payment, case.version)
    with counted_anew():
        papers = replace(PAPERS, terms=PAPERS.terms[:1])
        agreements.revise(session, actor, case, papers, case.version)


def test_confirmations_and_visits_do(session, center, actor, counted_anew):
    case = make_case(session, center, **CLOSED)
    with counted_anew():
        day = date(2024, 3, 25)
        confirmed = ConfirmationDraft(day, "法院", ConfirmationResult.CONFIRMED, LATER, "民特1号")
        confirmations.apply_for(session, actor, case, confirmed, case.version)
    seen = VisitDraft(LATER, VisitManner.PHONE, satisfaction=Satisfaction.DISSATISFIED)
    with counted_anew():
        visit = visits.record(session, actor, case, seen, case.version)
    with counted_anew():
        better = replace(seen, satisfaction=Satisfaction.SATISFIED)
        visits.amend(session, actor, case, visit, better, "听错", case.version)
    with counted_anew():
        visits.remove(session, actor, case, visit, "记错", case.version)


def test_moving_the_due_date_does(session, center, actor, counted_anew):
    case = make_case(session, center, **OPEN)
    with counted_anew():
        extend(session, case, date(2025, 2, 1))
    with counted_anew():
        (extension,) = case.extensions
        time_limits.remove_extension(session, actor, case, extension, "记错", case.version)


def test_merging_splitting_and_undoing_it_do(session, center, actor, counted_anew):
    people = [PartyDraft(side, name) for side, name in zip(SIDES, "甲乙丙", strict=True)]
    case = make_case(session, center, parties=people, **OPEN)
    with counted_anew():
        going = tuple(one.id for one in case.parties if one.name != "乙")
        wanted = SplitDraft(going, going[:1], "工资", "", Decimal(100), "两起纠纷")
        case_splitting.split(session, actor, case, wanted, case.version)
    merged = merged_case(session, center)
    with counted_anew(at_least=0):
        case_merging.unmerge(session, actor, merged, "不是同一起", merged.version)
    into = make_case(session, center, **OPEN)
    with counted_anew():
        case_merging.merge(session, actor, merged, into, "重复登记", merged.version)


def test_what_another_center_does_with_a_case_raises_the_version_here(
    session, center, actor, counted_anew
):
    """Resolved there, the case is resolved elsewhere here."""
    case = make_case(session, center, **OPEN)
    other = open_office(session, "QJ", "虹")
    new = referred(session, case, other)
    day = new.accepted_on or new.registered_on
    there = Actor.system(other.id)
    if new.accepted_on is None:
        cases.accept(session, there, new, day, new.version)
    with counted_anew():
        cases.close(session, there, new, Closing(day, Outcome.EXPLAINED), new.version)
    assert case.outcome is Outcome.RESOLVED_ELSEWHERE

"""When a desk warns that a window for confirmation ends, and that a visit is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.afterwards import COURT
from tests.agreements import AGREED, PAPERS, agreed_case
from tests.factories import STUDIO, make_case, named
from tests.statements import selects
from tracker.domain.afterwards import confirmation_window, visit_due_on
from tracker.domain.archive import Archiving
from tracker.domain.drafts import ConfirmationDraft, Decision, PaymentDraft, VisitDraft
from tracker.domain.record_words import ConfirmationResult, VisitManner
from tracker.domain.vocabulary import Outcome, Role
from tracker.extensions import db
from tracker.models import Organisation
from tracker.permissions import Actor
from tracker.queries.reminders import confirmations as windows
from tracker.queries.reminders import visits as due
from tracker.queries.scope import scope_of
from tracker.services import archive, confirmations, performance, visits

EFFECTIVE = replace(PAPERS, effective_on=date(2024, 3, 22))
LAST = date(2024, 4, 21)
AFTER_PLAN = date(2024, 5, 2)
"""The day after the last instalment of the papers."""


@pytest.fixture
def scope(session, actors):
    return scope_of(session, actors[Role.MEDIATOR])


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def seen(session, scope):
    """(case, day) of what that source says on the day."""

    def asked(source, today):
        return sorted((one.case_id, one.day) for one in source(session, scope, None, today))

    return asked


def test_a_window_is_told_of_in_its_last_week(session, center, seen):
    case = agreed_case(session, center, EFFECTIVE)
    assert confirmation_window(case).last == LAST
    for days in range(-12, 3):
        today = LAST + timedelta(days=days)
        told = seen(windows.closing_windows, today)
        assert told == ([(case.id, LAST)] if -7 <= days <= 0 else []), days


def test_without_papers_it_is_counted_from_the_closing(session, center, seen):
    closed = {"accepted": AGREED, "closed": AGREED, "agreed": PAPERS.amount}
    case = make_case(session, center, registered_on=AGREED, **closed)
    assert seen(windows.closing_windows, date(2024, 4, 15)) == [(case.id, date(2024, 4, 19))]


def test_papers_not_in_effect_are_not_told_of(session, center, seen):
    agreed_case(session, center)
    assert seen(windows.closing_windows, date(2024, 4, 15)) == []


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (None, False),
        (Decision(ConfirmationResult.CONFIRMED, date(2024, 4, 2)), False),
        (Decision(ConfirmationResult.REFUSED, date(2024, 4, 2)), True),
        (Decision(ConfirmationResult.WITHDRAWN, date(2024, 4, 2)), True),
    ],
)
def test_what_is_before_a_court_or_confirmed_is_not_told_of(
    session, center, actor, seen, decision, told
):
    case = agreed_case(session, center, EFFECTIVE)
    wanted = ConfirmationDraft(date(2024, 4, 1), COURT)
    application = confirmations.apply_for(session, actor, case, wanted, case.version)
    if decision:
        confirmations.decide(session, actor, case, application, decision, case.version)
    session.commit()
    assert bool(seen(windows.closing_windows, LAST)) == told


def test_what_is_paid_and_done_needs_no_court(session, center, actor, seen):
    case = agreed_case(session, center, EFFECTIVE)
    paid = PaymentDraft(date(2024, 4, 1), PAPERS.amount)
    performance.record_payment(session, actor, case, paid, case.version)
    session.commit()
    assert seen(windows.closing_windows, LAST) == [(case.id, LAST)], "a repair is still owed"
    repair = case.agreement.terms[1]
    performance.tick_off(session, actor, case, repair, date(2024, 4, 2), case.version)
    session.commit()
    assert seen(windows.closing_windows, LAST) == []


def test_a_visit_is_told_of_from_its_week_on_until_it_is_made(session, center, actor, seen):
    case = agreed_case(session, center, EFFECTIVE)
    assert visit_due_on(case) == AFTER_PLAN
    monday = AFTER_PLAN - timedelta(days=AFTER_PLAN.weekday())
    assert seen(due.due_visits, monday - timedelta(days=1)) == []
    for today in (monday, AFTER_PLAN, AFTER_PLAN + timedelta(days=60)):
        assert seen(due.due_visits, today) == [(case.id, AFTER_PLAN)]
    assert seen(due.due_visits, AFTER_PLAN + timedelta(days=61)) == []
    made = VisitDraft(date(2024, 5, 3), VisitManner.PHONE)
    visits.record(session, actor, case, made, case.version)
    session.commit()
    assert seen(due.due_visits, AFTER_PLAN) == []


def test_a_plan_of_years_is_followed_to_its_end(session, center, seen):
    late = replace(PAPERS.instalments[1], due_on=date(2027, 6, 30))
    papers = replace(EFFECTIVE, instalments=(PAPERS.instalments[0], late))
    case = agreed_case(session, center, papers)
    assert seen(due.due_visits, date(2024, 5, 2)) == []
    assert seen(due.due_visits, date(2027, 7, 1)) == [(case.id, date(2027, 7, 1))]


def test_where_no_day_was_agreed_the_visit_is_due_a_week_after_closing(session, center, seen):
    case = make_case(session, center, accepted=date(2024, 3, 6), closed=AGREED)
    assert seen(due.due_visits, date(2024, 3, 27)) == [(case.id, date(2024, 3, 27))]


@pytest.mark.parametrize("outcome", [one for one in Outcome if one.is_chosen])
def test_only_agreements_are_told_of(session, center, seen, outcome):
    make_case(session, center, accepted=date(2024, 3, 6), closed=AGREED, outcome=outcome)
    assert bool(seen(due.due_visits, date(2024, 4, 1))) == outcome.is_agreement


def test_what_another_organisation_has_to_do_is_not_told_of(session, center, seen):
    trade = named(session, Organisation, STUDIO).id
    closed = {"accepted": AGREED, "closed": AGREED, "agreed": PAPERS.amount}
    make_case(session, center, registered_on=AGREED, organisation_id=trade, **closed)
    assert seen(windows.closing_windows, date(2024, 4, 15)) == []
    assert seen(due.due_visits, date(2024, 4, 15)) == []


@pytest.mark.parametrize(
    ("source", "statements"), [(windows.closing_windows, 1), (due.due_visits, 2)]
)
def test_it_costs_the_same_statements_whatever_the_number(
    session, center, scope, source, statements
):
    def count():
        session.expire_all()
        return selects(db.engine, lambda: source(session, scope, None, LAST))

    scope.holds()
    agreed_case(session, center, EFFECTIVE)
    assert count() == statements
    for _turn in range(4):
        agreed_case(session, center, EFFECTIVE)
    assert count() == statements


def test_what_is_archived_is_not_told_of(session, center, actor, seen):
    case = agreed_case(session, center, EFFECTIVE)
    assert seen(windows.closing_windows, LAST)
    assert seen(due.due_visits, AFTER_PLAN)
    archive.archive(session, actor, case, Archiving(LAST, "吴和平"), case.version)
    session.commit()
    assert seen(windows.closing_windows, LAST) == seen(due.due_visits, AFTER_PLAN) == []

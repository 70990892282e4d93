"""Which instalments and items in kind stand on a desk, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.agreements import PAPERS, agreed_case
from tests.factories import named
from tests.statements import noted
from tracker.domain.agreements import InstalmentDraft, NonPerformanceDraft, TermDraft
from tracker.domain.archive import Archiving
from tracker.domain.drafts import PaymentDraft
from tracker.domain.performance import Standing, performance_of
from tracker.domain.record_words import NonPerformanceStep
from tracker.domain.vocabulary import Role
from tracker.extensions import db
from tracker.models import Mediator
from tracker.permissions import Actor
from tracker.queries.reminders import in_kind, instalments
from tracker.queries.reminders.base import last_day_of_week
from tracker.queries.scope import scope_of
from tracker.services import agreements, archive, performance

WEDNESDAY = date(2024, 5, 1)
SUNDAY = date(2024, 5, 5)


@pytest.fixture
def scope(session, actors):
    return scope_of(session, actors[Role.MEDIATOR])


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def seen(session, scope):
    """What is due, as (day, what)."""

    def asked(source, today=WEDNESDAY, mediator_id=None):
        found = source(session, scope, mediator_id, today)
        return sorted((one.day, one.text) for one in found)

    return asked


def test_instalments_of_this_week_and_overdue_ones_stand_there_until_they_are_paid(
    session, center, actor, seen
):
    plan = [(date(2024, 4, 1), 300), (SUNDAY, 500), (date(2024, 5, 6), 7)]
    papers = replace(
        PAPERS, instalments=tuple(InstalmentDraft(day, Decimal(yuan)) for day, yuan in plan)
    )
    case = agreed_case(session, center, papers)
    assert seen(instalments.unpaid) == [
        (date(2024, 4, 1), "¥ 300.00"),
        (SUNDAY, "¥ 500.00"),
    ]
    paid = PaymentDraft(date(2024, 4, 30), Decimal("310.50"))
    performance.record_payment(session, actor, case, paid, case.version)
    session.commit()
    assert seen(instalments.unpaid) == [(SUNDAY, "¥ 489.50")]
    assert len(seen(instalments.unpaid, SUNDAY + timedelta(days=1))) == 2


def test_items_in_kind_stand_there_by_their_own_day_or_that_of_the_whole(
    session, center, actor, seen
):
    terms = (
        TermDraft("道歉", True, date(2024, 4, 2)),
        TermDraft("修复", True),
        TermDraft("付款"),
        TermDraft("清理", True, SUNDAY),
    )
    papers = replace(PAPERS, terms=terms, instalments=(), perform_by=date(2024, 5, 6))
    case = agreed_case(session, center, papers)
    assert seen(in_kind.unticked) == [(date(2024, 4, 2), "道歉"), (SUNDAY, "清理")]
    apology = case.agreement.terms[0]
    performance.tick_off(session, actor, case, apology, date(2024, 4, 3), case.version)
    session.commit()
    assert seen(in_kind.unticked, SUNDAY + timedelta(days=1)) == [
        (SUNDAY, "清理"),
        (date(2024, 5, 6), "修复"),
    ]


def test_what_went_to_court_or_was_withdrawn_is_off_the_desk(session, center, actor, seen):
    guided = agreed_case(session, center)
    paid = PaymentDraft(date(2024, 4, 2), Decimal(100))
    performance.record_payment(session, actor, guided, paid, guided.version)
    told = NonPerformanceDraft(date(2024, 4, 30), NonPerformanceStep.GUIDED, "告知可以起诉")
    performance.note_non_performance(session, actor, guided, told, guided.version)
    assert seen(instalments.unpaid) == [(WEDNESDAY, "¥ 500.25")]
    assert seen(in_kind.unticked) == [(date(2024, 4, 30), "乙方修好楼板")]
    agreements.withdraw(session, actor, guided, "录错", guided.version)
    session.commit()
    assert seen(instalments.unpaid) == []
    assert seen(in_kind.unticked) == []


def test_a_mediator_is_reminded_of_the_own_cases_and_of_those_nobody_leads(
    session, center, actor, seen
):
    me, other = (named(session, Mediator, name).id for name in ("吴和平", "解春晖"))
    for mediator_id in (me, other, None):
        case = agreed_case(session, center)
        case.mediator_id = mediator_id
    assert len(seen(instalments.unpaid, mediator_id=me)) == 4
    assert len(seen(in_kind.unticked, mediator_id=me)) == 2
    assert len(seen(instalments.unpaid)) == 6


def test_the_desk_counts_as_the_page_of_the_case_does(session, center, actor, seen):
    case = agreed_case(session, center)
    for yuan in ("300.24", "0.01", "500.24", "0.01", "5"):
        performance.record_payment(
            session, actor, case, PaymentDraft(date(2024, 4, 1), Decimal(yuan)), case.version
        )
        session.commit()
        left = [
            (one.due_on, f"¥ {one.open}")
            for one in performance_of(case, last_day_of_week(WEDNESDAY)).instalments
            if one.standing is not Standing.DONE
        ]
        assert seen(instalments.unpaid) == left


def test_each_source_is_one_statement_for_any_number_of_cases(session, center, seen):
    for _turn in range(3):
        agreed_case(session, center)
    with noted(db.engine) as asked:
        assert len(seen(instalments.unpaid)) == 6
        assert len(seen(in_kind.unticked)) == 3
    assert [one.partition(" ")[0] for one in asked].count("SELECT") == 2


def test_what_is_archived_is_off_the_desk(session, center, actor, seen):
    case = agreed_case(session, center)
    assert seen(instalments.unpaid)
    assert seen(in_kind.unticked)
    archive.archive(session, actor, case, Archiving(WEDNESDAY, "吴和平"), case.version)
    session.commit()
    assert seen(instalments.unpaid) == seen(in_kind.unticked) == []

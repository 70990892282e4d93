"""Too many cases on one day, none where one must be, and days that cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from tests.factories import STUDIO, named
from tests.meetings import TALK
from tests.quality import DAY, END, FIRST, case_of, found, imported, parties
from tracker import clock
from tracker.domain.drafts import Closing, PartyDraft, PaymentDraft, VisitDraft
from tracker.domain.findings import Finding
from tracker.domain.periods import Period
from tracker.domain.record_words import SessionKind, VisitManner
from tracker.domain.vocabulary import Outcome, Side
from tracker.models import AuditLine, Case, Mediator, Organisation, Payment
from tracker.models.keys import next_id
from tracker.permissions import Actor
from tracker.services import cases, performance, sessions, visits

SETTLED = {"outcome": Outcome.SETTLED_PRIVATELY}


def same_day(session, center, count, first=0, mediator="吴和平", **more):
    who = named(session, Mediator, mediator, center).id
    day = {"accepted": DAY, "closed": DAY, "mediator_id": who} | more
    return [
        case_of(session, center, number, **SETTLED | day) for number in range(first, first + count)
    ]


def ids(cases):
    return {case.id for case in cases}


@pytest.mark.parametrize(("count", "is_found"), [(4, False), (5, True)])
def test_five_cases_of_a_mediator_accepted_and_closed_on_a_day_are_found(
    session, center, count, is_found
):
    bulk = same_day(session, center, count)
    same_day(session, center, 4, 10, mediator="解春晖")
    assert found(session, Finding.CLOSED_IN_BULK, center) == (ids(bulk) if is_found else set())


def test_cases_that_were_only_closed_on_that_day_do_not_count(session, center):
    same_day(session, center, 4)
    same_day(session, center, 3, 10, accepted=FIRST)
    assert found(session, Finding.CLOSED_IN_BULK, center) == set()


def close_on(session, center, first, *days):
    return [
        case_of(session, center, number, **SETTLED, closed=day)
        for number, day in enumerate(days, first)
    ]


USUAL = [date(2024, 5, 1 + place // 3) for place in range(12)]
"""Three on a day."""


@pytest.mark.parametrize(
    ("day", "count", "is_found"),
    [
        (date(2024, 12, 31), 10, True),
        (date(2024, 12, 20), 10, True),
        (date(2024, 12, 31), 9, False),
        (date(2024, 12, 19), 10, False),
        (date(2024, 11, 30), 10, False),
    ],
)
def test_a_crowded_day_at_the_end_of_the_year_is_found(session, center, day, count, is_found):
    close_on(session, center, 0, *USUAL)
    crowded = close_on(session, center, 20, *[day] * count)
    assert found(session, Finding.YEAR_END_BULK, center) == (ids(crowded) if is_found else set())


def test_where_every_day_is_crowded_the_last_one_is_as_usual(session, center):
    close_on(session, center, 0, *[date(2024, 5, 6)] * 4, *[date(2024, 12, 31)] * 11)
    assert found(session, Finding.YEAR_END_BULK, center) == set()


@pytest.mark.parametrize(("count", "is_found"), [(9, False), (10, True)])
def test_a_year_closed_at_its_end_alone_is_found(session, center, count, is_found):
    close_on(session, center, 20, date(2025, 5, 6))
    crowded = close_on(session, center, 0, *[date(2024, 12, 31)] * count)
    assert found(session, Finding.YEAR_END_BULK, center) == (ids(crowded) if is_found else set())


def hold(session, center, case, **more):
    talk = TALK.__class__(**{**vars(TALK), **more})
    sessions.record_session(session, Actor.system(center.id), case, talk, case.version)


def test_a_mediation_without_a_session_is_found_once_its_organisation_records_them(session, center):
    recorded = case_of(session, center, closed=END)
    hold(session, center, recorded, held_on=DAY)
    missing = case_of(session, center, 1, closed=END, outcome=Outcome.FAILED)
    case_of(session, center, 2, accepted=DAY - timedelta(days=1), closed=END)
    case_of(session, center, 3, closed=END, outcome=Outcome.EXPLAINED)
    trade = named(session, Organisation, STUDIO, center).id
    case_of(session, center, 4, closed=END, organisation_id=trade)
    case_of(session, center, 5)
    assert found(session, Finding.SESSION_MISSING, center) == {missing.id}


def test_an_inquiry_is_no_session_and_an_imported_case_has_none(session, center):
    hold(session, center, case_of(session, center, closed=END), held_on=DAY)
    asked, from_ledger = (case_of(session, center, number, closed=END) for number in (1, 2))
    hold(session, center, asked, held_on=DAY, kind=SessionKind.INQUIRY)
    imported(session, center, from_ledger)
    assert found(session, Finding.SESSION_MISSING, center) == {asked.id}


@pytest.mark.parametrize(("days", "is_found"), [(0, False), (1, True)])
def test_a_payment_before_the_acceptance_cannot_be(session, center, days, is_found):
    case = case_of(session, center, closed=END, agreed=Decimal(500))
    paid = PaymentDraft(DAY - timedelta(days=days), Decimal(100))
    performance.record_payment(session, Actor.system(center.id), case, paid, case.version)
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == ({case.id} if is_found else set())


@pytest.mark.parametrize(
    ("born", "is_found"),
    [
        (FIRST, False),
        (FIRST + timedelta(days=1), True),
        (date(1904, 3, 5), False),
        (date(1903, 3, 5), True),
    ],
)
def test_nobody_is_yet_to_be_born_or_older_than_120(session, center, born, is_found):
    people = [PartyDraft(Side.APPLICANT, "张三", birth_date=born), *parties("李四")]
    case = case_of(session, center, parties=people)
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == ({case.id} if is_found else set())


@pytest.mark.parametrize(
    ("year", "is_found"), [(2023, False), (2024, False), (2022, True), (2025, True)]
)
def test_a_number_is_of_the_year_of_registration_or_acceptance(session, center, year, is_found):
    last, first = date(2023, 12, 31), date(2024, 1, 1)
    case = case_of(session, center, registered_on=last, accepted=first)
    session.execute(update(Case).where(Case.id == case.id).values(number_year=year))
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == ({case.id} if is_found else set())


@pytest.mark.parametrize(("hour", "is_found"), [(15, True), (16, False)])
def test_no_day_lies_after_that_on_which_it_was_written(session, center, hour, is_found):
    """Sixteen hours in UTC is midnight at the center."""
    case = case_of(session, center, closed=END, **SETTLED)
    written = datetime.combine(END - timedelta(days=1), datetime.min.time(), UTC)
    written += timedelta(hours=hour)
    session.execute(update(Case).where(Case.id == case.id).values(updated_at=written))
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == ({case.id} if is_found else set())


def written_on(session, day):
    """As if all that was done so far had been done at noon of that day."""
    moment = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=4)
    session.execute(update(Case).values(updated_at=moment))
    session.execute(update(AuditLine).values(at=moment))
    session.expire_all()


@pytest.mark.parametrize(("days", "is_found"), [(0, False), (1, True)])
def test_a_closing_ahead_of_its_day_is_found_also_after_later_steps(
    session, center, days, is_found
):
    case = case_of(session, center, closed=END, **SETTLED)
    wanted = {case.id} if is_found else set()
    written_on(session, END - timedelta(days=days))
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == wanted
    visit = VisitDraft(END + timedelta(days=9), VisitManner.PHONE)
    visits.record(session, Actor.system(center.id), case, visit, case.version)
    session.commit()
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == wanted


def test_a_closing_that_was_taken_back_is_not_held_against_the_next_one(session, center):
    case = case_of(session, center, closed=END, **SETTLED)
    written_on(session, END - timedelta(days=1))
    actor = Actor.system(center.id)
    cases.reopen(session, actor, case, "误登", case.version)
    session.flush()
    again = Closing(END - timedelta(days=2), Outcome.SETTLED_PRIVATELY, None)
    cases.close(session, actor, case, again, case.version)
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == set()


def test_a_payment_of_a_day_to_come_is_found(session, center):
    cases = [case_of(session, center, number, closed=END, agreed=Decimal(500)) for number in (0, 1)]
    today = clock.today()
    for case, days in zip(cases, (0, 1), strict=True):
        row = Payment(
            center_id=center.id,
            id=next_id(session, center.id),
            case_id=case.id,
            paid_on=today + timedelta(days=days),
            amount=Decimal(100),
        )
        session.add(row)
    assert found(session, Finding.IMPOSSIBLE_DATES, center) == {cases[1].id}


def test_a_finding_stands_in_every_period_that_has_the_case_on_the_desk(session, center):
    bulk = same_day(session, center, 5)
    march, april = Period.month(2024, 3), Period.month(2024, 4)
    assert found(session, Finding.CLOSED_IN_BULK, center, period=march) == ids(bulk)
    assert found(session, Finding.CLOSED_IN_BULK, center, period=april) == set()

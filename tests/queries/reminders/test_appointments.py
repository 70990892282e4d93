"""Whose desk an appointment stands on, and until when."""

from datetime import date, time, timedelta

import pytest

from tests.factories import STUDIO, make_case, named
from tests.statements import selects
from tracker.domain.archive import Archiving
from tracker.domain.drafts import AppointmentDraft, Closing
from tracker.domain.record_words import Purpose
from tracker.domain.vocabulary import Outcome, Role
from tracker.extensions import db
from tracker.models import CaseOrganisation, Mediator, Organisation
from tracker.permissions import Actor
from tracker.queries.reminders import reminders_for
from tracker.queries.reminders.base import last_day_of_week
from tracker.queries.reminders.kinds import ReminderKind
from tracker.queries.scope import scope_of
from tracker.services import appointments, archive, audit, cases

TUESDAY = date(2024, 3, 5)
SUNDAY = date(2024, 3, 10)
ACCEPTED = {"registered_on": TUESDAY, "accepted": TUESDAY}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("tracker.clock.today", lambda: TUESDAY)


@pytest.fixture
def scope(session, actors):
    return scope_of(session, actors[Role.MEDIATOR])


@pytest.fixture
def me(session):
    return named(session, Mediator, "吴和平").id


@pytest.fixture
def plan(session, center):
    """An appointment of the case, planned by the office itself."""

    def planned(case, day=TUESDAY, at=None, **more):
        actor = Actor.system(center.id)
        draft = AppointmentDraft(day, at, **more)
        row = appointments.plan_appointment(session, actor, case, draft, case.version)
        session.commit()
        return row

    return planned


@pytest.fixture
def seen(session, scope):
    """The days and times of the appointments on the desk."""

    def asked(mediator_id=None, today=TUESDAY):
        found = reminders_for(session, scope, mediator_id, today)
        return [(one.day, one.at) for one in found if one.kind is ReminderKind.APPOINTMENT]

    return asked


@pytest.mark.parametrize("days", range(14))
def test_the_week_ends_on_its_sunday(days):
    day = TUESDAY + timedelta(days=days)
    sunday = last_day_of_week(day)
    assert sunday.isoweekday() == 7
    assert timedelta(0) <= sunday - day < timedelta(days=7)


def test_the_desk_shows_what_is_past_and_this_week_in_order_and_nothing_of_the_next(
    session, center, plan, seen
):
    case = make_case(session, center, **ACCEPTED)
    monday = SUNDAY + timedelta(days=1)
    plan(case, SUNDAY, time(9))
    plan(case, TUESDAY, time(14))
    plan(case, TUESDAY)
    plan(case, TUESDAY, time(9, 30))
    plan(case, monday)
    assert seen() == [
        (TUESDAY, None),
        (TUESDAY, time(9, 30)),
        (TUESDAY, time(14)),
        (SUNDAY, time(9)),
    ]
    assert seen(today=monday)[-2:] == [(SUNDAY, time(9)), (monday, None)]


def test_what_is_kept_or_cancelled_or_lapsed_is_off_the_desk(session, center, plan, seen):
    actor = Actor.system(center.id)
    case = make_case(session, center, **ACCEPTED)
    kept, cancelled = plan(case, at=time(8)), plan(case, at=time(9))
    plan(case, at=time(10))
    plan(case, at=time(11), purpose=Purpose.VISIT)
    appointments.keep_appointment(session, actor, case, kept, TUESDAY, case.version)
    appointments.cancel_appointment(session, actor, case, cancelled, "生病", case.version)
    session.commit()
    assert seen() == [(TUESDAY, time(10)), (TUESDAY, time(11))]
    cases.close(session, actor, case, Closing(TUESDAY, Outcome.EXPLAINED), case.version)
    session.commit()
    assert seen() == [(TUESDAY, time(11))]
    declined = make_case(session, center, registered_on=TUESDAY)
    plan(declined, at=time(12))
    cases.decline(session, actor, declined, "已由法院受理", declined.version)
    session.commit()
    assert seen() == [(TUESDAY, time(11))]


def test_a_mediator_sees_the_own_appointments_and_those_of_nobody_in_cases_of_the_own_desk(
    session, center, plan, seen, me
):
    other = named(session, Mediator, "解春晖").id
    own = make_case(session, center, **ACCEPTED, mediator_id=me)
    others = make_case(session, center, **ACCEPTED, mediator_id=other)
    plan(own, at=time(8), mediator_id=me)
    plan(own, at=time(9), mediator_id=other)
    plan(own, at=time(10))
    plan(others, at=time(11), mediator_id=me)
    plan(others, at=time(12))
    assert seen(me) == [(TUESDAY, time(8)), (TUESDAY, time(10)), (TUESDAY, time(11))]
    assert len(seen(None)) == 5


def test_in_a_case_that_the_own_organisation_helps_in_the_own_appointments_are_shown(
    session, center, plan, seen, scope, me
):
    studio = named(session, Organisation, STUDIO).id
    case = make_case(session, center, **ACCEPTED, organisation_id=studio)
    plan(case, mediator_id=me)
    assert seen(me) == []
    helper = CaseOrganisation(
        center_id=center.id,
        case_id=case.id,
        organisation_id=scope.organisation_id,
        joined_on=TUESDAY,
    )
    session.add(helper)
    audit.record(session, Actor.system(center.id), "test.help", case)
    session.commit()
    assert seen(me) == [(TUESDAY, None)]


def test_a_reminder_says_who_what_and_where(session, center, plan, scope):
    case = make_case(session, center, **ACCEPTED)
    plan(case, place="村委会", purpose=Purpose.SIGNING)
    one = reminders_for(session, scope, None, TUESDAY)[0]
    assert (one.parties, one.what, one.text) == ("张小三 / 李四", Purpose.SIGNING, "村委会")
    assert (one.number, one.center_code, one.endpoint) == (case.number, "LS", "show")
    assert one.tone(TUESDAY) == "active"
    assert one.tone(SUNDAY) == "due"


def test_the_reminders_cost_the_same_number_of_statements_whatever_their_number(
    session, center, plan, scope, me
):
    def statements():
        return selects(db.engine, lambda: reminders_for(session, scope, me, TUESDAY))

    plan(make_case(session, center, **ACCEPTED))
    few = statements()
    for _ in range(4):
        case = make_case(session, center, **ACCEPTED, mediator_id=me)
        plan(case, mediator_id=me)
        plan(case, at=time(9))
    assert statements() == few


def test_what_is_archived_is_off_the_desk(session, center, plan, seen):
    case, actor = make_case(session, center, **ACCEPTED), Actor.system(center.id)
    plan(case, purpose=Purpose.VISIT)
    cases.close(session, actor, case, Closing(TUESDAY, Outcome.EXPLAINED), case.version)
    assert seen() == [(TUESDAY, None)]
    archive.archive(session, actor, case, Archiving(TUESDAY, "吴和平"), case.version)
    session.commit()
    assert seen() == []

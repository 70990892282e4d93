"""A case's due date: fixed on acceptance, moved by extensions and by its source alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.factories import draft, extend, make_case, trail
from tracker.domain.drafts import ExtensionDraft
from tracker.domain.problems import Refused
from tracker.domain.time_limits import CenterSettings
from tracker.domain.vocabulary import Role, Source, Status
from tracker.models import AuditLine, Case, Extension
from tracker.permissions import Actor, Forbidden
from tracker.services import cases, centers, time_limits
from tracker.services.case_writing import Stale

DAY = date(2024, 3, 6)
UNTIL = date(2024, 5, 1)


@pytest.fixture
def admin(center):
    return Actor.system(center.id)


@pytest.fixture
def limits(session, admin):
    """Set the center's limits to so many days, ordinary and court-delegated."""

    def put(days, court_days):
        centers.change_settings(session, admin, CenterSettings(days, court_days, 3))
        session.commit()

    return put


def edit(session, center, case, **changes):
    wanted = draft(session, center, **changes)
    return cases.edit(session, Actor.system(center.id), case, wanted, case.version)


def last_changes(session, case):
    line = session.scalars(
        select(AuditLine).where(AuditLine.subject_id == case.id).order_by(AuditLine.id.desc())
    ).first()
    return line.changes


def test_each_case_is_due_by_the_limit_that_held_when_it_was_accepted(session, center, limits):
    before = make_case(session, center, accepted=DAY)
    limits(45, 20)
    after = make_case(session, center, accepted=DAY)
    court = make_case(session, center, accepted=DAY, source=Source.COURT)
    days = [(one.due_on - DAY).days for one in (before, after, court)]
    assert days == [30, 45, 20]


def test_a_case_may_be_extended_again_and_again_and_every_extension_stays(session, center):
    case = make_case(session, center, accepted=DAY)
    extend(session, case, UNTIL)
    extend(session, case, UNTIL + timedelta(days=10))
    session.commit()
    session.expire_all()
    assert [one.until for one in case.extensions] == [UNTIL, UNTIL + timedelta(days=10)]
    assert case.due_on == UNTIL + timedelta(days=10)
    assert trail(session, case)[-2:] == ["case.extend", "case.extend"]
    assert last_changes(session, case) == {
        "due_on": ["2024-05-01", "2024-05-11"],
        "agreed_on": [None, "2024-03-06"],
        "until": [None, "2024-05-11"],
        "consent": [None, "双方当事人口头同意"],
    }


@pytest.mark.parametrize(
    "stages",
    [{}, {"accepted": DAY, "closed": DAY}, {"declined": "不属于受理范围"}],
)
def test_only_an_open_case_is_extended(session, center, stages):
    case = make_case(session, center, **stages)
    wanted = ExtensionDraft(DAY, UNTIL, "双方同意", "等待鉴定")
    with pytest.raises(Refused):
        time_limits.extend(session, Actor.system(center.id), case, wanted, case.version)
    assert session.scalars(select(Extension)).all() == []


def test_who_read_an_older_version_does_not_extend(session, center):
    case = make_case(session, center, accepted=DAY)
    wanted = ExtensionDraft(DAY, UNTIL, "双方同意", "等待鉴定")
    with pytest.raises(Stale):
        time_limits.extend(session, Actor.system(center.id), case, wanted, case.version - 1)


def test_another_source_of_an_open_case_moves_its_due_date_and_the_trail_says_so(
    session, center, limits
):
    limits(30, 45)
    case = make_case(session, center, accepted=DAY)
    edit(session, center, case, source=Source.COURT)
    assert case.due_on == date(2024, 4, 20)
    assert last_changes(session, case)["due_on"] == ["2024-04-05", "2024-04-20"]
    edit(session, center, case, source=Source.POLICE)
    assert case.due_on == date(2024, 4, 5)


def test_a_source_with_the_same_limit_moves_nothing_whatever_the_center_set_since(
    session, center, limits
):
    case = make_case(session, center, accepted=DAY, source=Source.POLICE)
    limits(60, 60)
    edit(session, center, case, source=Source.PETITION_OFFICE)
    assert case.due_on == date(2024, 4, 5)


def test_what_the_parties_agreed_and_what_is_over_stays_whatever_the_source(
    session, center, limits
):
    limits(30, 45)
    extended = make_case(session, center, accepted=DAY)
    extend(session, extended, UNTIL)
    closed = make_case(session, center, accepted=DAY, closed=DAY)
    waiting = make_case(session, center)
    for case in (extended, closed, waiting):
        edit(session, center, case, source=Source.COURT)
    assert [case.due_on for case in (extended, closed, waiting)] == [UNTIL, date(2024, 4, 5), None]


def test_a_reopened_case_keeps_its_due_date(session, center):
    case = make_case(session, center, accepted=DAY, closed=DAY)
    cases.reopen(session, Actor.system(center.id), case, "一方反悔", case.version)
    assert (case.status, case.due_on) == (Status.OPEN, date(2024, 4, 5))


def test_settings_are_the_administrators_and_every_change_stands_in_the_trail(
    session, center, actors
):
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Forbidden):
            centers.change_settings(session, actors[role], CenterSettings(45, 30, 3))
    centers.change_settings(session, actors[Role.ADMIN], CenterSettings(45, 30, 5))
    centers.change_settings(session, actors[Role.ADMIN], CenterSettings(45, 30, 5))
    session.commit()
    lines = session.scalars(select(AuditLine).where(AuditLine.action == "center.change")).all()
    assert [line.changes for line in lines] == [
        {"mediation_days": [30, 45], "warning_days": [3, 5]}
    ]
    assert (center.mediation_days, center.court_mediation_days, center.warning_days) == (45, 30, 5)


def test_settings_out_of_range_are_refused_all_at_once(session, admin, center):
    with pytest.raises(Refused) as refused:
        centers.change_settings(session, admin, CenterSettings(0, 400, 3))
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["mediation_days", "court_mediation_days"]
    assert session.scalars(select(Case)).all() == []
    assert center.mediation_days == 30


def test_a_due_date_that_the_limits_do_not_give_stays_when_the_source_is_corrected(session, center):
    case = make_case(session, center, accepted=date(2024, 3, 6))
    actor = Actor.system(center.id)
    center.mediation_days = center.court_mediation_days = 60
    session.flush()
    corrected = replace(draft(session, center), source=Source.COURT)
    cases.edit(session, actor, case, corrected, case.version)
    assert case.due_on == date(2024, 4, 5)

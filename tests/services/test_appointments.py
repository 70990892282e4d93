"""Appointments are planned ahead, moved, kept or cancelled; what is over stays as it was."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.factories import make_case, trail
from tracker.domain.drafts import AppointmentDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import Purpose
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine
from tracker.services import appointments

TODAY = date(2024, 3, 15)
ACCEPTED = date(2024, 3, 6)
PLAN = AppointmentDraft(date(2024, 3, 20), time(14), "村委会", note="请带土地证")


@pytest.fixture(autouse=True)
def clock_at(monkeypatch):
    """Move the day; it begins as TODAY."""

    def at(day):
        monkeypatch.setattr("tracker.clock.today", lambda: day)

    at(TODAY)
    return at


@pytest.fixture
def mediator(actors):
    return actors[Role.MEDIATOR]


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=ACCEPTED)


@pytest.fixture
def plan(session, mediator, case):
    def planned(draft=PLAN):
        row = appointments.plan_appointment(session, mediator, case, draft, case.version)
        session.commit()
        return row

    return planned


def last_line(session, case):
    lines = session.query(AuditLine).filter_by(center_id=case.center_id, subject_id=case.id)
    return lines.order_by(AuditLine.id.desc()).first()


def fields(problems):
    return [one.field for one in problems.value.problems]


@pytest.mark.parametrize("day", [TODAY, date(2024, 3, 20)])
def test_an_appointment_is_planned_for_today_or_later(session, case, plan, day):
    plan(replace(PLAN, planned_on=day))
    assert trail(session, case)[-1] == "case.plan_appointment"
    assert last_line(session, case).changes["appointment"][1] == {
        "planned_on": day.isoformat(),
        "planned_at": "14:00",
        "planned_place": "村委会",
        "purpose": "mediation",
        "note": "请带土地证",
    }


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(PLAN, planned_on=date(2024, 3, 14)), "planned_on"),
        (replace(PLAN, place="长" * 101), "place"),
        (replace(PLAN, note="长" * 501), "note"),
    ],
)
def test_what_cannot_be_planned_is_refused_beside_its_field(plan, draft, field):
    with pytest.raises(Refused) as problems:
        plan(draft)
    assert fields(problems) == [field]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_closed_case_is_only_signed_visited_or_otherwise_met(session, center, mediator, purpose):
    case = make_case(session, center, accepted=ACCEPTED, closed=date(2024, 3, 12))
    draft = replace(PLAN, purpose=purpose)
    if purpose in (Purpose.MEDIATION, Purpose.INQUIRY):
        with pytest.raises(Refused) as problems:
            appointments.plan_appointment(session, mediator, case, draft, case.version)
        assert fields(problems) == ["purpose"]
    else:
        appointments.plan_appointment(session, mediator, case, draft, case.version)


def test_nothing_is_planned_in_a_declined_case(session, center, mediator):
    case = make_case(session, center, declined="已由法院受理")
    with pytest.raises(Refused):
        appointments.plan_appointment(session, mediator, case, PLAN, case.version)


def test_an_appointment_is_moved_with_before_and_after_in_the_trail(session, case, plan, mediator):
    row = plan()
    later = replace(PLAN, planned_on=date(2024, 3, 22), planned_at=None)
    appointments.change_appointment(session, mediator, case, row, later, case.version)
    session.commit()
    before, after = last_line(session, case).changes["appointment"]
    assert (before["planned_on"], after["planned_on"]) == ("2024-03-20", "2024-03-22")
    assert "planned_at" not in after


def test_of_a_past_appointment_only_a_new_day_has_to_lie_ahead(
    session, case, plan, mediator, clock_at
):
    row = plan()
    clock_at(date(2024, 3, 25))
    noted = replace(PLAN, note="一方未到")
    appointments.change_appointment(session, mediator, case, row, noted, case.version)
    moved = replace(PLAN, planned_on=date(2024, 3, 24))
    with pytest.raises(Refused) as problems:
        appointments.change_appointment(session, mediator, case, row, moved, case.version)
    assert fields(problems) == ["planned_on"]


@pytest.mark.parametrize("kept_on", [date(2024, 3, 16), date(2024, 3, 4)])
def test_it_is_kept_neither_in_the_future_nor_before_the_case(
    session, case, plan, mediator, kept_on
):
    row = plan()
    with pytest.raises(Refused) as problems:
        appointments.keep_appointment(session, mediator, case, row, kept_on, case.version)
    assert fields(problems) == ["kept_on"]


def test_what_was_kept_is_neither_cancelled_nor_moved_nor_kept_again(session, case, plan, mediator):
    row = plan()
    appointments.keep_appointment(session, mediator, case, row, TODAY, case.version)
    session.commit()
    assert last_line(session, case).changes["appointment"][1]["kept_on"] == "2024-03-15"
    version = case.version
    with pytest.raises(Refused):
        appointments.cancel_appointment(session, mediator, case, row, "生病", version)
    with pytest.raises(Refused):
        appointments.change_appointment(session, mediator, case, row, PLAN, version)
    with pytest.raises(Refused):
        appointments.keep_appointment(session, mediator, case, row, TODAY, version)
    assert (row.cancelled_reason, row.kept_on) == (None, TODAY)


def test_an_appointment_is_cancelled_with_a_reason_once(session, case, plan, mediator):
    row = plan()
    with pytest.raises(Refused) as problems:
        appointments.cancel_appointment(session, mediator, case, row, " ", case.version)
    assert fields(problems) == ["reason"]
    appointments.cancel_appointment(session, mediator, case, row, "当事人生病", case.version)
    session.commit()
    line = last_line(session, case)
    assert (line.action, line.reason) == ("case.cancel_appointment", "当事人生病")
    with pytest.raises(Refused):
        appointments.cancel_appointment(session, mediator, case, row, "又一次", case.version)

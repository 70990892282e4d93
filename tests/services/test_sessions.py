"""Sessions and inquiries are written up, corrected and taken out; the trail keeps all of it."""

from dataclasses import replace
from datetime import date, time

import pytest

from tests.factories import draft, make_case, named, trail
from tracker.domain.drafts import AppointmentDraft, Closing, SessionDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import Purpose, SessionKind, SessionResult
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import AuditLine, Mediator
from tracker.permissions import Forbidden
from tracker.services import appointments, cases, sessions

TODAY = date(2024, 3, 15)
ACCEPTED = date(2024, 3, 6)
CLOSED = {"accepted": ACCEPTED, "closed": date(2024, 3, 12)}
TALK = SessionDraft(
    kind=SessionKind.MEDIATION,
    held_on=date(2024, 3, 10),
    record="双方各让一步。",
    began_at=time(9, 30),
    place="调解室",
    attended="张小三、李四",
    result=SessionResult.CONTINUES,
)
ASKED = replace(TALK, kind=SessionKind.INQUIRY, held_on=date(2024, 3, 5), result=None)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("tracker.clock.today", lambda: TODAY)


@pytest.fixture
def mediator(actors):
    return actors[Role.MEDIATOR]


@pytest.fixture
def record(session, mediator):
    def recorded(case, draft=TALK, following=None):
        held = sessions.record_session(session, mediator, case, draft, case.version, following)
        session.commit()
        return held

    return recorded


def last_change(session, case):
    lines = session.query(AuditLine).filter_by(center_id=case.center_id, subject_id=case.id)
    return lines.order_by(AuditLine.id.desc()).first().changes


def refused(problems):
    return [(one.field, one.message) for one in problems.value.problems]


def test_a_session_stands_in_the_case_and_whole_in_the_trail(session, center, record):
    case = make_case(session, center, accepted=ACCEPTED)
    lead, other = named(session, Mediator, "吴和平"), named(session, Mediator, "解春晖")
    draft = replace(TALK, mediator_id=lead.id, co_mediator_ids=(other.id, lead.id, other.id))
    held = record(case, draft)
    session.expire_all()
    assert [one.id for one in case.sessions] == [held.id]
    assert (held.began_at, held.mediator.name) == (time(9, 30), "吴和平")
    assert [one.mediator.name for one in held.co_mediators] == ["解春晖"]
    assert last_change(session, case) == {
        "session": [
            None,
            {
                "kind": "mediation",
                "held_on": "2024-03-10",
                "began_at": "09:30",
                "place": "调解室",
                "mediator_id": lead.id,
                "attended": "张小三、李四",
                "record": "双方各让一步。",
                "result": "continues",
                "co_mediators": [other.id],
            },
        ]
    }


@pytest.mark.parametrize(
    ("stages", "draft", "field"),
    [
        ({}, TALK, "kind"),
        ({"accepted": ACCEPTED}, replace(TALK, held_on=date(2024, 3, 5)), "held_on"),
        ({"accepted": ACCEPTED}, replace(TALK, held_on=date(2024, 3, 16)), "held_on"),
        ({"accepted": ACCEPTED}, replace(TALK, record=" "), "record"),
        ({"accepted": ACCEPTED}, replace(TALK, place="长" * 101), "place"),
        (CLOSED, replace(TALK, held_on=date(2024, 3, 13)), "held_on"),
        ({}, replace(ASKED, held_on=date(2024, 3, 4)), "held_on"),
        ({}, replace(ASKED, result=SessionResult.AGREED), "result"),
        ({"declined": "已由法院受理"}, ASKED, ""),
    ],
)
def test_what_cannot_have_been_is_refused_beside_its_field(
    session, center, record, stages, draft, field
):
    case = make_case(session, center, **stages)
    with pytest.raises(Refused) as problems:
        record(case, draft)
    assert [one[0] for one in refused(problems)] == [field]
    session.rollback()
    assert case.sessions == []


@pytest.mark.parametrize(
    ("stages", "draft"),
    [
        ({}, ASKED),
        ({"accepted": ACCEPTED}, ASKED),
        ({"accepted": ACCEPTED}, replace(TALK, held_on=ACCEPTED)),
        ({"accepted": ACCEPTED}, replace(TALK, held_on=TODAY)),
        (CLOSED, replace(TALK, held_on=date(2024, 3, 12))),
        ({}, replace(ASKED, result=SessionResult.ABSENT)),
    ],
)
def test_what_may_have_been_is_taken_also_when_it_is_written_up_later(
    session, center, record, stages, draft
):
    case = make_case(session, center, **stages)
    record(case, draft)
    assert len(case.sessions) == 1


def test_a_correction_keeps_what_stood_before(session, center, record, mediator):
    case = make_case(session, center, accepted=ACCEPTED)
    held = record(case)
    better = replace(TALK, record="双方同意分期。", place="")
    sessions.edit_session(session, mediator, case, held, better, case.version)
    session.commit()
    before, after = last_change(session, case)["session"]
    assert (before["record"], before["place"]) == ("双方各让一步。", "调解室")
    assert after["record"] == "双方同意分期。"
    assert "place" not in after
    count = len(trail(session, case))
    sessions.edit_session(session, mediator, case, held, better, case.version)
    session.commit()
    assert len(trail(session, case)) == count


def test_co_mediators_who_stay_keep_their_rows(session, center, record, mediator):
    case = make_case(session, center, accepted=ACCEPTED)
    one, other = named(session, Mediator, "吴和平").id, named(session, Mediator, "解春晖").id
    held = record(case, replace(TALK, co_mediator_ids=(one,)))
    kept = held.co_mediators[0].id
    draft = replace(TALK, co_mediator_ids=(one, other))
    sessions.edit_session(session, mediator, case, held, draft, case.version)
    session.commit()
    assert [row.mediator_id for row in held.co_mediators] == [one, other]
    assert held.co_mediators[0].id == kept


def test_a_record_written_in_error_goes_with_a_reason_and_stays_in_the_trail(
    session, center, record, mediator
):
    case = make_case(session, center, accepted=ACCEPTED)
    held = record(case, replace(TALK, co_mediator_ids=(named(session, Mediator, "解春晖").id,)))
    with pytest.raises(Refused):
        sessions.remove_session(session, mediator, case, held, " ", case.version)
    sessions.remove_session(session, mediator, case, held, "登错案件", case.version)
    session.commit()
    session.expire_all()
    assert case.sessions == []
    before, after = last_change(session, case)["session"]
    assert (before["record"], after) == ("双方各让一步。", None)


def test_the_record_keeps_what_was_planned_for_its_day_and_kind(session, center, record, mediator):
    case = make_case(session, center, accepted=ACCEPTED)
    plans = [
        (TODAY, Purpose.MEDIATION),
        (TODAY, Purpose.SIGNING),
        (TODAY, Purpose.INQUIRY),
        (date(2024, 3, 16), Purpose.MEDIATION),
    ]
    for day, purpose in plans:
        draft = AppointmentDraft(day, purpose=purpose)
        appointments.plan_appointment(session, mediator, case, draft, case.version)
    record(case, replace(TALK, held_on=TODAY))
    kept = {(one.planned_on, one.purpose) for one in case.appointments if one.kept_on == TODAY}
    assert kept == set(plans[:2])
    assert last_change(session, case)["appointments_kept"] == [None, ["mediation", "signing"]]


def test_the_next_appointment_comes_with_the_record_or_neither_does(session, center, record):
    case = make_case(session, center, accepted=ACCEPTED)
    with pytest.raises(Refused) as problems:
        record(case, following=AppointmentDraft(date(2024, 3, 14), place="长" * 101))
    assert [one[0] for one in refused(problems)] == ["planned_on", "planned_place"]
    session.rollback()
    assert (case.sessions, case.appointments) == ([], [])
    record(case, following=AppointmentDraft(date(2024, 3, 20), time(14), "村委会"))
    assert [one.planned_at for one in case.appointments] == [time(14)]
    assert trail(session, case)[-1:] == ["case.record_session"]
    assert last_change(session, case)["appointment"] == [
        None,
        {
            "planned_on": "2024-03-20",
            "planned_at": "14:00",
            "purpose": "mediation",
            "planned_place": "村委会",
        },
    ]


def test_a_case_is_not_closed_before_its_last_session(session, center, record, mediator):
    case = make_case(session, center, accepted=ACCEPTED)
    record(case)
    too_early = Closing(date(2024, 3, 9), Outcome.FAILED)
    with pytest.raises(Refused) as problems:
        cases.close(session, mediator, case, too_early, case.version)
    assert [one[0] for one in refused(problems)] == ["closed_on"]
    cases.close(session, mediator, case, Closing(TALK.held_on, Outcome.FAILED), case.version)


def test_a_case_is_not_registered_after_what_is_on_record(session, center, record, mediator):
    """Neither an inquiry nor an appointment that was kept comes before the registration."""
    inquired, met = make_case(session, center), make_case(session, center)
    record(inquired, ASKED)
    plan = AppointmentDraft(date(2024, 3, 18), purpose=Purpose.INQUIRY)
    planned = appointments.plan_appointment(session, mediator, met, plan, met.version)
    appointments.keep_appointment(session, mediator, met, planned, date(2024, 3, 5), met.version)
    for case in (inquired, met):
        later = draft(session, center, registered_on=date(2024, 3, 6))
        assert [one.field for one in cases.check(later, case=case)] == ["registered_on"]
        with pytest.raises(Refused) as problems:
            cases.edit(session, mediator, case, later, case.version)
        (problem,) = problems.value.problems
        assert (problem.field, problem.values) == ("registered_on", {"date": date(2024, 3, 5)})
        earlier = draft(session, center, registered_on=date(2024, 3, 4))
        cases.edit(session, mediator, case, earlier, case.version)
        assert case.registered_on == date(2024, 3, 4)


def test_only_those_who_write_the_case_record_its_sessions(session, center, actors):
    case = make_case(session, center, accepted=ACCEPTED)
    for role in (Role.SUPERVISOR, Role.CLERK, Role.ADMIN, Role.AUDITOR):
        with pytest.raises(Forbidden):
            sessions.record_session(session, actors[role], case, TALK, case.version)


def test_somebody_elses_change_in_between_is_not_overwritten(session, center, record, mediator):
    case = make_case(session, center, accepted=ACCEPTED)
    outdated = case.version
    held = record(case)
    with pytest.raises(cases.Stale):
        sessions.edit_session(session, mediator, case, held, TALK, outdated)

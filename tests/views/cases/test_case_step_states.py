"""A step that no page offers is not taken by sending it either, from a page or by a program."""

from __future__ import annotations

from datetime import date

import pytest

from tests.agreements import agreed_case, broken_case
from tests.factories import actor_of, make_case
from tests.pages import form_of, text_of
from tracker import clock
from tracker.domain.drafts import AppointmentDraft, SessionDraft, VisitDraft
from tracker.domain.record_words import Purpose, SessionKind, VisitManner
from tracker.domain.vocabulary import Role
from tracker.models import Center
from tracker.services import appointments, cases, sessions, visits

NOT_NOW = "状态已变化"
REGISTERED = date(2024, 3, 5)


def declined_with_an_appointment(session, center, actor):
    case = make_case(session, center)
    planned = AppointmentDraft(planned_on=clock.today(), purpose=Purpose.INQUIRY)
    row = appointments.plan_appointment(session, actor, case, planned, case.version)
    cases.decline(session, actor, case, "不属于受理范围", case.version)
    return case, f"appointments/{row.id}/keep", {"kept_on": clock.today().isoformat()}


def declined_with_a_record(session, center, actor):
    case = make_case(session, center)
    held = SessionDraft(SessionKind.INQUIRY, REGISTERED, record="双方各执一词")
    row = sessions.record_session(session, actor, case, held, case.version)
    cases.decline(session, actor, case, "不属于受理范围", case.version)
    return case, f"sessions/{row.id}/remove", {"reason": "录错"}


def reopened_with_a_visit(session, center, actor):
    case = agreed_case(session, center)
    made = VisitDraft(date(2024, 4, 1), VisitManner.PHONE)
    row = visits.record(session, actor, case, made, case.version)
    cases.reopen(session, actor, case, "一方反悔", case.version)
    return case, f"visits/{row.id}/remove", {"reason": "录错"}


def reopened_with_a_note(session, center, actor):
    case = broken_case(session, center)
    cases.reopen(session, actor, case, "一方反悔", case.version)
    return case, f"non-performances/{case.non_performances[0].id}/remove", {"reason": "录错"}


@pytest.fixture(
    params=[
        declined_with_an_appointment,
        declined_with_a_record,
        reopened_with_a_visit,
        reopened_with_a_note,
    ]
)
def out_of_turn(request, ledger, office):
    """(address of the case, the step behind it, what is sent)."""
    with ledger() as session:
        center = session.get_one(Center, office)
        actor = actor_of(session, center, Role.MEDIATOR)
        case, step, typed = request.param(session, center, actor)
        session.commit()
        return case.id, step, typed | {"version": str(case.version)}


def test_a_step_out_of_turn_is_refused_and_loses_nothing_typed(mediator, out_of_turn, look):
    case_id, step, sent = out_of_turn
    page = mediator.post(f"/cases/{case_id}/{step}", data=sent)
    assert page.status_code == 422
    assert NOT_NOW in text_of(page.text.split('class="error-summary"')[1].split("</div>")[0])
    kept = form_of(page.text, "version")
    assert sent.items() <= kept.items()
    assert str(look(lambda case: case.version)) == sent["version"]


def test_a_program_is_refused_the_same_step(mediator, out_of_turn, look):
    case_id, step, sent = out_of_turn
    body = sent | {"version": int(sent["version"])}
    answer = mediator.post(f"/api/v1/cases/{case_id}/{step}", json=body)
    assert answer.status_code == 422
    assert NOT_NOW in str(answer.json["problems"])
    assert look(lambda case: case.version) == body["version"]

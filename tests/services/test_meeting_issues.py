"""The issues of a meeting: its numbers are those of the list, once there is one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import make_case, open_office
from tests.registers.entries import entry
from tracker.domain.periods import Period
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.indicators.register_figures import register_figures
from tracker.models import AuditLine
from tracker.permissions import Forbidden
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.services import meeting_issues, registers
from tracker.services.meeting_issues import Issue, listed, write

MEETINGS = REGISTERS["meetings"]
TWO = [Issue("欠薪", True), Issue("噪声")]


@pytest.fixture
def clerk(actors):
    return actors[Role.CLERK]


@pytest.fixture
def meeting(session, clerk):
    row = registers.add(session, clerk, MEETINGS, entry(MEETINGS, analysed=9, resolved=7))
    session.commit()
    return row


def refused(does):
    with pytest.raises(Refused) as found:
        does()
    return [one.field for one in found.value.problems]


def test_the_numbers_of_a_meeting_are_counted_from_its_list(session, center, clerk, meeting):
    write(session, clerk, meeting, TWO, meeting.version)
    session.commit()
    assert (meeting.analysed, meeting.resolved) == (2, 1)
    assert listed(session, meeting) == TWO
    (year,) = register_figures(session, Scope((center.id,)), [Period.year(2024)])
    assert (year["issues_analysed"].value, year["issues_resolved"].value) == (2, 1)
    write(session, clerk, meeting, [], meeting.version)
    session.commit()
    assert (meeting.analysed, meeting.resolved, listed(session, meeting)) == (2, 1, [])


def test_other_numbers_than_those_of_the_list_are_refused(session, clerk, meeting):
    write(session, clerk, meeting, TWO, meeting.version)
    session.commit()

    def change(**stated):
        values = {name: getattr(meeting, name) for name in MEETINGS.fields} | stated
        registers.change(session, clerk, MEETINGS, meeting, values, meeting.version)

    assert refused(lambda: change(analysed=3)) == ["analysed"]
    change(topic="改题")
    session.commit()
    assert (meeting.topic, meeting.analysed) == ("改题", 2)


def test_the_trail_tells_the_list_before_and_after(session, clerk, meeting):
    write(session, clerk, meeting, TWO, meeting.version)
    write(session, clerk, meeting, TWO, meeting.version)
    session.commit()
    lines = session.scalars(
        select(AuditLine).where(AuditLine.subject_id == meeting.id).order_by(AuditLine.id)
    ).all()
    assert [one.action for one in lines] == ["register.add", "register.change"]
    assert lines[1].changes["issues"] == [[], ["欠薪，已化解", "噪声，未化解"]]
    assert lines[1].changes["analysed"] == [9, 2]


def test_an_issue_is_about_a_case_of_the_center(session, center, clerk, meeting):
    case = make_case(session, center, accepted=date(2024, 3, 6))
    theirs = make_case(session, open_office(session, "QJ", "虹"), accepted=date(2024, 3, 6))
    write(session, clerk, meeting, [Issue("欠薪", case=case.number)], meeting.version)
    session.commit()
    assert listed(session, meeting)[0].case == case.number
    wrong = [Issue("一"), Issue("", case=theirs.number), Issue("长" * 501)]
    assert refused(lambda: write(session, clerk, meeting, wrong, meeting.version)) == [
        "issues-1-text",
        "issues-1-case",
        "issues-2-text",
    ]


def test_of_two_who_change_a_list_the_second_is_told(session, clerk, meeting):
    seen = meeting.version
    write(session, clerk, meeting, TWO, seen)
    session.commit()
    assert refused(lambda: write(session, clerk, meeting, TWO[:1], seen)) == ["version"]
    session.rollback()
    assert listed(session, meeting) == TWO


def test_a_voided_meeting_has_no_list_to_change_and_nobody_else_may(
    session, clerk, meeting, actors
):
    with pytest.raises(Forbidden):
        write(session, actors[Role.SUPERVISOR], meeting, TWO, meeting.version)
    registers.void(session, clerk, MEETINGS, meeting, "登错")
    session.commit()
    assert refused(lambda: write(session, clerk, meeting, TWO, meeting.version)) == [""]
    assert meeting_issues.listed(session, meeting) == []

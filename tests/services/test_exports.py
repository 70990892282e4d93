"""Every file that leaves the program is on record."""

import pytest
from sqlalchemy import select

from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Role
from tracker.models import AuditLine
from tracker.permissions import Actor, Forbidden
from tracker.services.exports import record_export


def line(session):
    return session.scalars(select(AuditLine).where(AuditLine.action == "export.cases")).one()


def test_an_export_leaves_a_line_with_what_it_took_along(session, actors):
    record_export(session, actors[Role.SUPERVISOR], cases=7, form="csv", chosen={"year": 2024})
    session.commit()
    assert line(session).changes == {
        "cases": 7,
        "format": "csv",
        "unmasked": False,
        "chosen": {"year": 2024},
    }


def test_personal_data_leave_only_with_a_reason_on_record(session, actors):
    with pytest.raises(Refused, match="state the reason"):
        record_export(session, actors[Role.CLERK], cases=7, form="xlsx", unmasked=True, reason=" ")
    record_export(session, actors[Role.CLERK], cases=7, form="xlsx", unmasked=True, reason="核对")
    session.commit()
    assert (line(session).reason, line(session).changes["unmasked"]) == ("核对", True)


def test_a_reason_longer_than_the_trail_holds_is_refused(session, actors):
    with pytest.raises(Refused, match="At most 500 characters"):
        record_export(
            session, actors[Role.CLERK], cases=7, form="xlsx", unmasked=True, reason="长" * 501
        )


def test_the_operator_at_the_terminal_needs_no_reason(session, center):
    record_export(session, Actor.system(center.id), cases=7, form="xlsx", unmasked=True)
    session.commit()
    assert line(session).actor_name == "tracker"


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.ADMIN, Role.AUDITOR])
def test_who_may_not_export_does_not(session, actors, role):
    with pytest.raises(Forbidden):
        record_export(session, actors[role], cases=1, form="xlsx")


def test_a_supervisor_exports_masked_only(session, actors):
    with pytest.raises(Forbidden):
        record_export(
            session, actors[Role.SUPERVISOR], cases=1, form="xlsx", unmasked=True, reason="核对"
        )

"""Several organisations on one case: the lead one adds, the others see and record."""

from datetime import date

import pytest

from tests.factories import STUDIO, actor_of, make_case, named, trail
from tracker import clock
from tracker.domain.drafts import SessionDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import AttachmentKind, SessionKind
from tracker.domain.vocabulary import Role
from tracker.models import Attachment, Organisation
from tracker.permissions import Actor, Forbidden, may_help
from tracker.queries.case_filter import CaseFilter
from tracker.queries.cases import count_cases, find_case
from tracker.queries.desk import helped_cases
from tracker.queries.scope import Scope
from tracker.services import attachments, case_helpers, sessions


@pytest.fixture
def studio(session, center):
    return named(session, Organisation, STUDIO, center)


@pytest.fixture
def case(session, center):
    return make_case(session, center, accepted=date(2024, 3, 6))


def test_a_helping_organisation_opens_the_case_but_counts_and_lists_it_nowhere(
    session, center, case, studio
):
    theirs = Scope((center.id,), studio.id)
    assert find_case(session, theirs, case.id) is None
    lead = actor_of(session, center, Role.MEDIATOR)
    case_helpers.add(session, lead, case, studio.id, case.version)
    session.commit()
    assert find_case(session, theirs, case.id) is case
    assert count_cases(session, theirs, CaseFilter()) == 0
    assert [one.id for one in helped_cases(session, theirs).rows] == [case.id]
    assert trail(session, case)[-1] == "case.add_helper"
    noise = make_case(session, center, accepted=date(2024, 3, 6))
    assert find_case(session, theirs, noise.id) is None


def test_a_helper_takes_part_and_does_not_lead(session, center, case, studio):
    helper = Actor(center.id, "helper", Role.MEDIATOR, organisation_id=studio.id)
    case_helpers.add(session, Actor.system(center.id), case, studio.id, case.version)
    assert may_help(helper, center.id, case.organisation_id, case.helper_ids)
    with pytest.raises(Forbidden):
        case_helpers.remove(session, helper, case, case.helpers[0], "够了", case.version)


def test_a_helper_takes_out_nothing_of_what_was_recorded(session, center, case, studio):
    """Which of them wrote it, the file does not tell: taking out is for the lead one."""
    lead = actor_of(session, center, Role.MEDIATOR)
    helper = Actor(center.id, "helper", Role.MEDIATOR, organisation_id=studio.id)
    case_helpers.add(session, lead, case, studio.id, case.version)
    talk = SessionDraft(SessionKind.MEDIATION, date(2024, 3, 7), "双方各让一步")
    held = sessions.record_session(session, helper, case, talk, case.version)
    paper = Attachment(
        center_id=center.id,
        kind=AttachmentKind.EVIDENCE,
        name="现场.jpg",
        digest="0" * 64,
        size=1,
        media_type="image/jpeg",
        note="",
        added_at=clock.now(),
        added_by="mediator",
    )
    case.attachments.append(paper)
    session.flush()
    with pytest.raises(Forbidden):
        sessions.remove_session(session, helper, case, held, "登错", case.version)
    with pytest.raises(Forbidden):
        attachments.remove(session, helper, case, paper, "传错", case.version)
    sessions.remove_session(session, lead, case, held, "登错", case.version)
    attachments.remove(session, lead, case, paper, "传错", case.version)
    assert (case.sessions, attachments.standing(case)) == ([], [])


def test_an_organisation_takes_part_once_and_its_help_can_end(session, center, case, studio):
    actor = Actor.system(center.id)
    case_helpers.add(session, actor, case, studio.id, case.version)
    for again in (studio.id, case.organisation_id):
        with pytest.raises(Refused) as refused:
            case_helpers.add(session, actor, case, again, case.version)
        assert refused.value.problems[0].field == "organisation_id"
    case_helpers.remove(session, actor, case, case.helpers[0], "已查明", case.version)
    session.commit()
    assert find_case(session, Scope((center.id,), studio.id), case.id) is None
    assert trail(session, case)[-2:] == ["case.add_helper", "case.remove_helper"]


def test_a_case_that_is_over_gets_no_helpers(session, center, studio):
    closed = make_case(session, center, accepted=date(2024, 3, 6), closed=date(2024, 3, 20))
    with pytest.raises(Refused):
        case_helpers.add(session, Actor.system(center.id), closed, studio.id, closed.version)

"""An extension that was recorded in error is taken back: the case is due as it was before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import STUDIO, TOWN, draft, extend, make_case, named, trail
from tests.importers.imported import import_rows
from tests.importers.ledgers import case as ledger_row
from tests.reports.ledgers import figures
from tracker.domain.archive import Archiving
from tracker.domain.drafts import Closing, SplitDraft
from tracker.domain.problems import Refused
from tracker.domain.time_limits import CenterSettings
from tracker.domain.vocabulary import Outcome, Role, Source
from tracker.models import AuditLine, Case, Extension, Organisation
from tracker.permissions import Forbidden
from tracker.services import archive, case_merging, case_splitting, cases, centers, time_limits
from tracker.services.case_writing import ARCHIVED, MERGED, Stale

DAY, DUE = date(2024, 3, 6), date(2024, 4, 5)
UNTIL, LATER = date(2024, 5, 1), date(2024, 6, 1)
AGAIN = "The time limit was extended again since; remove the last extension first."


@pytest.fixture
def mediator(actors):
    return actors[Role.MEDIATOR]


@pytest.fixture
def remove(session, mediator):
    """Take back an extension of the case, the last one if none is named."""

    def taken(case, extension=None, reason="录错案件", actor=mediator, version=None):
        extension = extension or case.extensions[-1]
        version = case.version if version is None else version
        time_limits.remove_extension(session, actor, case, extension, reason, version)
        session.commit()

    return taken


@pytest.fixture
def extended(session, center):
    """An open case, extended twice."""
    case = make_case(session, center, accepted=DAY)
    for until in (UNTIL, LATER):
        extend(session, case, until)
    session.commit()
    return case


def refusal(problems):
    """The only sentence with which something was refused."""
    (problem,) = problems.value.problems
    return problem.message


def test_the_case_is_due_as_before_and_the_trail_keeps_the_extension_with_the_reason(
    session, extended, remove
):
    remove(extended)
    session.expire_all()
    assert (extended.due_on, [one.until for one in extended.extensions]) == (UNTIL, [UNTIL])
    line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.action, line.subject_id) == ("case.remove_extension", extended.id)
    assert line.reason == "录错案件"
    assert line.changes == {
        "due_on": ["2024-06-01", "2024-05-01"],
        "agreed_on": ["2024-03-06", None],
        "until": ["2024-06-01", None],
        "consent": ["双方当事人口头同意", None],
    }
    remove(extended)
    assert (extended.due_on, extended.extensions) == (DUE, [])
    assert session.scalars(select(Extension)).all() == []
    extend(session, extended, LATER)
    assert trail(session, extended)[-3:] == [
        "case.remove_extension",
        "case.remove_extension",
        "case.extend",
    ]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    limit=st.integers(1, 60),
    longer=st.lists(st.integers(1, 60), min_size=1, max_size=4),
    since=st.integers(1, 60),
)
def test_taken_back_one_by_one_they_give_every_due_date_again(
    session, center, actors, remove, limit, longer, since
):
    centers.change_settings(session, actors[Role.ADMIN], CenterSettings(limit, limit, 3))
    case = make_case(session, center, accepted=DAY)
    stood = [case.due_on]
    for days in longer:
        extend(session, case, stood[-1] + timedelta(days=days))
        stood.append(case.due_on)
    centers.change_settings(session, actors[Role.ADMIN], CenterSettings(since, since, 3))
    session.commit()
    while case.extensions:
        assert case.due_on == stood.pop()
        remove(case)
    assert [case.due_on] == stood


def test_only_the_last_extension_is_taken_back(session, extended, remove):
    with pytest.raises(Refused) as problems:
        remove(extended, extended.extensions[0])
    assert refusal(problems) == AGAIN
    assert (extended.due_on, len(extended.extensions)) == (LATER, 2)


def test_a_case_that_is_over_keeps_the_time_limit_it_had(session, center, extended, mediator):
    def tried(case):
        last = case.extensions[-1]
        with pytest.raises(Refused) as problems:
            time_limits.remove_extension(session, mediator, case, last, "录错", case.version)
        return refusal(problems)

    duplicate = make_case(session, center, accepted=DAY)
    extend(session, duplicate, UNTIL)
    case_merging.merge(session, mediator, duplicate, extended, "重复", duplicate.version)
    assert tried(duplicate) == MERGED
    cases.close(session, mediator, extended, Closing(UNTIL, Outcome.FAILED), extended.version)
    assert tried(extended) == "The case is closed already."
    archiving = Archiving(LATER, "吴和平")
    archive.archive(session, mediator, extended, archiving, extended.version)
    assert tried(extended) == ARCHIVED
    assert (extended.due_on, duplicate.due_on) == (LATER, UNTIL)


def test_a_reopened_case_is_open_to_it_again(session, extended, mediator, remove):
    cases.close(session, mediator, extended, Closing(UNTIL, Outcome.FAILED), extended.version)
    cases.reopen(session, mediator, extended, "一方反悔", extended.version)
    remove(extended)
    assert extended.due_on == UNTIL


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501])
def test_a_reason_is_stated_and_fits(extended, remove, reason):
    with pytest.raises(Refused) as problems:
        remove(extended, reason=reason)
    assert [one.field for one in problems.value.problems] == ["reason"]
    assert extended.due_on == LATER


def test_who_read_an_older_version_takes_nothing_back(extended, remove):
    with pytest.raises(Stale):
        remove(extended, version=extended.version - 1)
    assert len(extended.extensions) == 2


def test_who_may_not_extend_takes_nothing_back(session, center, actors, mediator, extended, remove):
    elsewhere = named(session, Organisation, STUDIO, center).id
    others = [actors[role] for role in set(Role) - {Role.MEDIATOR}]
    for actor in (*others, replace(mediator, organisation_id=elsewhere)):
        with pytest.raises(Forbidden):
            remove(extended, actor=actor)
    assert len(extended.extensions) == 2


def test_an_imported_extension_goes_back_to_the_centers_limit(session, actors, tmp_path, remove):
    ours = {"调解组织": TOWN, "延长期限至": "2024-06-01"}
    import_rows(session, actors[Role.CLERK], tmp_path, ledger_row(**ours))
    case = session.scalars(select(Case)).one()
    remove(case)
    assert (case.due_on, case.extensions) == (case.accepted_on + timedelta(days=30), [])


def test_an_imported_extension_that_the_limits_do_not_explain_stays(
    session, actors, tmp_path, remove
):
    ours = {"调解组织": TOWN, "延长期限至": "2024-03-20", "调解到期日期": "2024-03-20"}
    import_rows(session, actors[Role.CLERK], tmp_path, ledger_row(**ours))
    case = session.scalars(select(Case)).one()
    with pytest.raises(Refused) as problems:
        remove(case)
    assert "does not say when the case was due before" in refusal(problems)
    assert case.due_on == date(2024, 3, 20)


def test_each_of_two_split_cases_can_take_it_back_for_itself(session, extended, mediator, remove):
    going = tuple(one.id for one in extended.parties)
    wanted = SplitDraft(going, (), "另一起纠纷", "", None, "两起纠纷")
    new = case_splitting.split(session, mediator, extended, wanted, extended.version)
    session.commit()
    remove(new)
    assert (new.due_on, extended.due_on) == (UNTIL, LATER)
    remove(new)
    assert new.due_on == DUE


def test_the_source_moves_the_due_date_again_once_no_extension_stands(
    session, center, actors, mediator, extended, remove
):
    centers.change_settings(session, actors[Role.ADMIN], CenterSettings(30, 45, 3))
    remove(extended)
    remove(extended)
    court = draft(session, center, source=Source.COURT)
    cases.edit(session, mediator, extended, court, extended.version)
    assert extended.due_on == DAY + timedelta(days=45)


def test_a_past_period_follows_a_later_extension_and_its_taking_back(
    session, center, extended, remove
):
    def overdue():
        return figures(session, center, 2024)[0]["overdue"]

    assert overdue() == 1
    extend(session, extended, date(2025, 1, 31))
    session.commit()
    assert overdue() == 0
    remove(extended)
    assert overdue() == 1

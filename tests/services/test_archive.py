"""The file of a case goes into the archive; what is archived is not changed."""

from datetime import date, timedelta

import pytest

from tests.factories import make_case, trail
from tracker import clock
from tracker.domain.archive import Archiving
from tracker.domain.drafts import ConfirmationDraft, Decision, PaymentDraft, VisitDraft
from tracker.domain.problems import Refused
from tracker.domain.record_words import ConfirmationResult, Retention, VisitManner
from tracker.domain.vocabulary import Outcome, Satisfaction
from tracker.permissions import Actor
from tracker.services import archive, cases, confirmations, performance, visits

CLOSED = {"accepted": date(2024, 3, 6), "closed": date(2024, 3, 20)}
WELL = Archiving(date(2024, 5, 6), "吴和平", Retention.LONG)


@pytest.fixture
def case(session, center):
    return make_case(session, center, **CLOSED)


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def archived(session, actor, case):
    return archive.archive(session, actor, case, WELL, case.version)


def fields(refused):
    return [problem.field for problem in refused.value.problems]


def test_the_case_says_when_by_whom_and_for_how_long(session, archived):
    session.commit()
    said = (archived.archived_on, archived.archived_by, archived.retention)
    assert said == (date(2024, 5, 6), "吴和平", Retention.LONG)
    assert trail(session, archived)[-1] == "case.archive"


@pytest.mark.parametrize(
    "stage", [{}, {"accepted": date(2024, 3, 6)}, {"declined": "已由法院受理"}]
)
def test_only_a_closed_case_is_archived(session, center, actor, stage):
    case = make_case(session, center, **stage)
    with pytest.raises(Refused):
        archive.archive(session, actor, case, WELL, case.version)


@pytest.mark.parametrize("day", [date(2024, 3, 19), clock.today() + timedelta(days=1)])
def test_never_before_the_closing_nor_after_today(session, actor, case, day):
    with pytest.raises(Refused) as refused:
        archive.archive(session, actor, case, Archiving(day, "吴和平"), case.version)
    assert fields(refused) == ["archived_on"]


def test_never_before_the_return_visit(session, actor, case):
    visit = VisitDraft(date(2024, 6, 1), VisitManner.PHONE, satisfaction=Satisfaction.SATISFIED)
    visits.record(session, actor, case, visit, case.version)
    with pytest.raises(Refused, match="return visit"):
        archive.archive(session, actor, case, WELL, case.version)


def test_never_while_a_court_has_the_agreement_nor_before_it_confirmed_it(session, actor, case):
    wanted = ConfirmationDraft(date(2024, 4, 1), "柳市人民法院")
    application = confirmations.apply_for(session, actor, case, wanted, case.version)
    with pytest.raises(Refused, match="before the court"):
        archive.archive(session, actor, case, WELL, case.version)
    confirmed = Decision(ConfirmationResult.CONFIRMED, date(2024, 5, 7))
    confirmations.decide(session, actor, case, application, confirmed, case.version)
    with pytest.raises(Refused, match="before the judicial confirmation"):
        archive.archive(session, actor, case, WELL, case.version)


def test_somebody_has_put_it_together(session, actor, case):
    with pytest.raises(Refused) as refused:
        archive.archive(session, actor, case, Archiving(date(2024, 5, 6), "  "), case.version)
    assert fields(refused) == ["archived_by"]


def test_an_archived_case_takes_no_other_step(session, actor, archived):
    payment = PaymentDraft(date(2024, 4, 1), 100)
    for step in (
        lambda: performance.record_payment(session, actor, archived, payment, archived.version),
        lambda: cases.reopen(session, actor, archived, "反悔", archived.version),
        lambda: archive.archive(session, actor, archived, WELL, archived.version),
    ):
        with pytest.raises(Refused, match="take it out of the archive first"):
            step()


def test_out_of_the_archive_it_can_be_worked_on_again(session, actor, archived):
    archive.take_out(session, actor, archived, "补充回访记录", archived.version)
    assert (archived.archived_on, archived.archived_by, archived.retention) == (None, None, None)
    cases.reopen(session, actor, archived, "反悔", archived.version)
    assert trail(session, archived)[-3:] == ["case.archive", "case.take_out", "case.reopen"]


def test_taking_out_needs_a_reason_and_an_archived_case(session, actor, archived):
    with pytest.raises(Refused):
        archive.take_out(session, actor, archived, " ", archived.version)
    archive.take_out(session, actor, archived, "补充", archived.version)
    with pytest.raises(Refused, match="not in the archive"):
        archive.take_out(session, actor, archived, "补充", archived.version)


def test_an_archived_case_counts_as_before(session, center, actor, archived):
    assert archived.outcome is Outcome.WRITTEN_AGREEMENT
    assert archived.status.value == "closed"

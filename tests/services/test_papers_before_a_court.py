"""Papers drawn up for an agreement that a court has before it, or has confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.afterwards import CLOSED, COURT, import_dates
from tests.agreements import AGREED, ORAL, PAPERS
from tests.factories import make_case
from tracker.domain.agreements import AgreementDraft
from tracker.domain.drafts import ConfirmationDraft, Decision
from tracker.domain.problems import Refused
from tracker.domain.record_words import ConfirmationResult
from tracker.domain.vocabulary import Outcome
from tracker.permissions import Actor
from tracker.services import agreements, confirmations

APPLIED = date(2024, 3, 25)
IN_TIME = replace(PAPERS, effective_on=APPLIED)
CONFIRMED = Decision(ConfirmationResult.CONFIRMED, date(2024, 4, 2))
REFUSED = Decision(ConfirmationResult.REFUSED, date(2024, 4, 2))


@pytest.fixture
def actor(center):
    return Actor.system(center.id)


@pytest.fixture
def case(session, center):
    """Closed with an agreement whose papers are not in the file yet."""
    return make_case(session, center, **CLOSED)


@pytest.fixture
def applied(session, actor, case):
    wanted = ConfirmationDraft(APPLIED, COURT)
    return confirmations.apply_for(session, actor, case, wanted, case.version)


@pytest.mark.parametrize("answer", [None, CONFIRMED])
@pytest.mark.parametrize("effective_on", [None, date(2024, 3, 26)])
def test_papers_are_in_effect_by_the_day_of_the_application(
    session, actor, case, applied, answer, effective_on
):
    if answer:
        confirmations.decide(session, actor, case, applied, answer, case.version)
    late = replace(PAPERS, effective_on=effective_on)
    with pytest.raises(Refused) as refused:
        agreements.draw_up(session, actor, case, late, case.version)
    (problem,) = refused.value.problems
    assert problem.field == "effective_on"
    assert "2024-03-25" in str(problem)
    agreements.draw_up(session, actor, case, IN_TIME, case.version)
    assert case.agreement.effective_on == APPLIED


def test_an_oral_agreement_was_in_effect_when_the_parties_applied(session, center, actor):
    case = make_case(session, center, **CLOSED | {"outcome": Outcome.ORAL_AGREEMENT})
    wanted = ConfirmationDraft(APPLIED, COURT)
    confirmations.apply_for(session, actor, case, wanted, case.version)
    agreements.draw_up(session, actor, case, ORAL, case.version)
    assert case.agreement.effective_on == AGREED


@pytest.mark.parametrize("effective_on", [None, date(2024, 4, 3)])
def test_papers_of_an_imported_confirmation_are_in_effect_by_then(
    session, actor, case, effective_on
):
    import_dates(session, case, judicial_confirmed_on=date(2024, 4, 2))
    late = replace(PAPERS, effective_on=effective_on)
    with pytest.raises(Refused, match="2024-04-02"):
        agreements.draw_up(session, actor, case, late, case.version)
    agreements.draw_up(session, actor, case, IN_TIME, case.version)
    whole = ConfirmationDraft(APPLIED, COURT, ConfirmationResult.CONFIRMED, date(2024, 4, 2))
    confirmations.complete(session, actor, case, whole, "核对裁定书", case.version)
    session.commit()
    assert case.judicial_confirmed_on == date(2024, 4, 2)


@pytest.mark.parametrize("papers", [PAPERS, replace(PAPERS, effective_on=date(2024, 4, 20))])
def test_what_no_court_has_any_more_may_take_effect_later(
    session, actor, case, applied, papers: AgreementDraft
):
    """The refused application is still corrected: its day was judged when it was noted."""
    confirmations.decide(session, actor, case, applied, REFUSED, case.version)
    agreements.draw_up(session, actor, case, papers, case.version)
    right = ConfirmationDraft(APPLIED, COURT, ConfirmationResult.REFUSED, date(2024, 4, 3))
    confirmations.amend(session, actor, case, applied, right, "日期录错", case.version)
    session.commit()
    assert applied.decided_on == date(2024, 4, 3)
    other_day = replace(right, applied_on=date(2024, 3, 26))
    with pytest.raises(Refused):
        confirmations.amend(session, actor, case, applied, other_day, "再改", case.version)


def test_the_court_answers_whatever_stands_in_the_papers(session, actor, case, applied):
    """Papers from before this was asked of them."""
    agreements.draw_up(session, actor, case, IN_TIME, case.version)
    case.agreement.effective_on = None
    confirmations.decide(session, actor, case, applied, CONFIRMED, case.version)
    session.commit()
    assert case.judicial_confirmed_on == CONFIRMED.decided_on

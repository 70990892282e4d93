"""A dispute that is settled on the spot: registered, accepted and closed in one transaction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import draft, trail
from tracker.domain.drafts import Closing
from tracker.domain.problems import Refused
from tracker.domain.vocabulary import Outcome, Role, Status
from tracker.models import Case
from tracker.services import cases

DAY = date(2024, 3, 5)
AGREED = Closing(DAY, Outcome.ORAL_AGREEMENT, Decimal("500.00"))


@pytest.fixture
def mediator(actors):
    return actors[Role.MEDIATOR]


def test_it_goes_through_its_whole_life_with_a_line_for_each_step(session, center, mediator):
    case = cases.register(session, mediator, draft(session, center), "k", DAY, AGREED)
    session.commit()
    assert case.status is Status.CLOSED
    assert (case.number_serial, case.closed_on, case.amount_agreed) == (1, DAY, Decimal("500.00"))
    assert trail(session, case) == ["case.register", "case.accept", "case.close"]
    assert cases.register(session, mediator, draft(session, center), "k", DAY, AGREED) is case


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(session, center, mediator):
    wrong = draft(session, center, parties=[], amount_claimed=Decimal(-1))
    closing = Closing(date(2024, 3, 1), Outcome.FAILED, Decimal(5))
    with pytest.raises(Refused) as refused:
        cases.register(session, mediator, wrong, "k", DAY, closing)
    fields = {one.field for one in refused.value.problems}
    assert fields == {"closed_on", "amount_agreed", "amount_claimed", "parties"}
    assert session.scalar(select(func.count()).select_from(Case)) == 0


def test_it_is_accepted_before_it_is_closed(session, center, mediator):
    with pytest.raises(Refused) as refused:
        cases.register(session, mediator, draft(session, center), "k", None, AGREED)
    assert [one.field for one in refused.value.problems] == ["closed_on"]


@pytest.mark.parametrize("outcome", [one for one in Outcome if not one.is_chosen])
def test_an_outcome_that_nobody_chooses_is_refused(session, center, mediator, outcome):
    with pytest.raises(Refused) as refused:
        cases.register(session, mediator, draft(session, center), "k", DAY, Closing(DAY, outcome))
    assert "outcome" in [one.field for one in refused.value.problems]

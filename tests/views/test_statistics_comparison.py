"""Two to five of a kind side by side in the browser: what is chosen, what is said, what is taken."""

from __future__ import annotations

import pytest

from tests.small_year import fill
from tests.views.matrix import center_of
from tests.views.test_summaries import follow_all
from tracker.domain.vocabulary import Role

PAGE = "/statistics/comparison"


@pytest.fixture
def supervisor(ledger, open_as):
    with ledger() as session:
        fill(session, center_of(session, "LS"))
        fill(session, center_of(session, "QJ"))
    return open_as(Role.SUPERVISOR)


KINDS = ["organisation", "mediator", "village", "dispute_type", "year", "source", "difficulty"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_every_column_opens_exactly_its_cases(supervisor, kind):
    assert follow_all(supervisor, f"{PAGE}?year=2024&compare={kind}") >= 20

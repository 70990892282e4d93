"""A summary that the program wrote agrees with the ledger, and with itself."""

from __future__ import annotations

import pytest

from tests.reconcile.own_summary import contradictions, held_summary
from tests.small_year import fill
from tracker.domain.verdicts import Verdict


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_summary_of_a_small_ledger_agrees_in_every_figure(session, center, year):
    fill(session, center)
    result = held_summary(session, center, year)
    assert sum(one.verdict is Verdict.EQUAL for one in result.held) > 10
    assert contradictions(result) == []

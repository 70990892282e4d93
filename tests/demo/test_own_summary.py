"""The summary of the sample, held against the sample."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.reconcile.own_summary import contradictions, held_summary
from tracker.domain.verdicts import Verdict
from tracker.models import Center


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_a_summary_of_the_sample_agrees_in_every_figure(demo_session, year):
    center = demo_session.scalars(select(Center)).one()
    result = held_summary(demo_session, center, year)
    assert sum(one.verdict is Verdict.EQUAL for one in result.held) > 20
    assert contradictions(result) == []

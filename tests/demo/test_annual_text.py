"""The sample's annual report: written by its office, and true to its rows."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.annual import text_of_year
from tests.reconcile.own_annual_text import contradictions, held_report
from tracker.domain.verdicts import Verdict
from tracker.models import Center
from tracker.reports.annual_text.document import said_of
from tracker.reports.official.document import plain


@pytest.mark.parametrize("form", ["text", "docx"])
def test_the_report_of_the_sample_agrees_in_every_figure(demo_session, form):
    center = demo_session.scalars(select(Center)).one()
    result = held_report(demo_session, center, 2024, form)
    assert sum(one.verdict is Verdict.EQUAL for one in result.held) > 40
    assert contradictions(result) == []


def test_the_office_has_written_its_own_paragraphs_and_nothing_has_changed_since(demo_session):
    center = demo_session.scalars(select(Center)).one()
    text = text_of_year(demo_session, center)
    written = {key: one.number for key, one in text.paragraphs.items() if one.number}
    assert written == {"opening": 2, "duties": 1, "problems": 1, "plans": 1}
    assert not text.moved
    (opening,) = said_of(text.paragraphs["opening"])
    assert "化解各类矛盾纠纷1366件，化解率99.56%（1366/1372）" in plain(opening)
    assert "法院月度通报" in str(text.outside["lawsuits"])
    assert all(one.by == "clerk" for one in text.outside["lawsuits"])

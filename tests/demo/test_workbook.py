"""The sample's year as a workbook: a spreadsheet calculates the reference figures from its rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.libreoffice import recalculated
from tests.reports.workbook.books import (
    ABOUT,
    CASES,
    expected_of,
    lines_of,
    make,
    opened,
    shown_in,
    summary_of,
    without_results,
)
from tracker.models import Center
from tracker.queries.scope import Scope, centers_below


def test_the_reference_figures_follow_from_the_rows_alone(
    demo_session: Session, tmp_path: Path
) -> None:
    center = demo_session.scalars(select(Center).order_by(Center.id)).first()
    assert center is not None
    scope = Scope(centers_below(demo_session, center.id))
    summary = summary_of(demo_session, scope)
    path = make(demo_session, scope, summary, tmp_path / "sample.xlsx")
    found = opened(recalculated([without_results(path)], tmp_path / "anew")[0])
    shown = shown_in(found)
    assert shown == expected_of(summary)
    assert shown.overview["resolved"][0] == 1366
    assert shown.overview["resolution_rate"] == (Decimal("99.56"), 1366, 1372)
    assert shown.overview["mediated_success"][0] == 765
    assert shown.overview["amount_agreed"][0] == Decimal(91_600_000)
    assert shown.before["caseload"][3] == "下降"
    assert len(lines_of(found[CASES])) > 2500
    assert "示例" in str(found[ABOUT]["A1"].value)

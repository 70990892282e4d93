"""The figures of the sample: those of the reference year, out of the cases and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.demo.rows import facts, query
from tests.indicators import plain_count
from tracker.domain.drafts import Closing
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis, Outcome
from tracker.extensions import db
from tracker.indicators.year import summarise
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.queries.scope import scope_of
from tracker.services import cases

REFERENCE = {
    "caseload": 1372,
    "resolved": 1366,
    "mediated_success": 765,
    "amount_agreed": Decimal("91600000.00"),
    "resolution_rate": Decimal("99.56"),
    "resident_mediators": 8,
}
"""What the reference township published for 2024."""

YEARS = (2022, 2023, 2024)


def summary(session, year, basis=Basis.CASELOAD):
    center = session.scalars(select(Center)).one()
    scope = scope_of(session, Actor.system(center.id))
    return summarise(session, scope, center, Period.year(year), basis)


def test_2024_gives_the_figures_of_the_reference_year(demo_session):
    figures = summary(demo_session, 2024).figures
    assert {key: figures[key].value for key in REFERENCE} == REFERENCE
    assert figures["resolution_rate"].numerator == 1366
    assert figures["resolution_rate"].denominator == 1372


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("year", YEARS)
def test_every_figure_equals_a_plain_count_of_the_rows(demo_file, demo_session, year, basis):
    figures = summary(demo_session, year, basis).figures
    counted = plain_count.figures(
        facts(demo_file), date(year, 1, 1), date(year, 12, 31), basis.value
    )
    assert {key: figures[key].plain for key in counted} == {
        key: one["value"] for key, one in counted.items()
    }


def test_six_of_the_caseload_were_not_resolved_some_closed_and_some_still_open(demo_session):
    figures = summary(demo_session, 2024).figures
    assert figures["unresolved"].value == 3
    assert figures["pending"].value == 3
    assert figures["carried_over"].value == 31


def test_disputes_and_backlog_decline_from_year_to_year(demo_session):
    years = [summary(demo_session, year) for year in YEARS]
    caseloads = [one.figures["caseload"].value for one in years]
    backlogs = [one.figures["pending"].value for one in years]
    assert caseloads == [1604, 1481, 1372]
    assert backlogs == sorted(backlogs, reverse=True)
    assert years[2].year_on_year["caseload"].change_percent == Decimal("-7.36")
    assert years[2].year_on_year["caseload"].direction == "down"


def test_before_the_first_year_there_is_nothing_to_compare_with(demo_session):
    assert summary(demo_session, 2022).year_on_year["caseload"].direction is None


def test_cases_end_on_the_last_day_of_a_year_and_on_the_first_of_the_next(demo_file):
    count = "SELECT count(*) FROM cases WHERE closed_on = ?"
    for day in ("2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01", "2024-12-31"):
        assert query(demo_file, count, day)[0][0] >= 1, day


def test_cases_of_later_years_leave_the_reference_year_alone(demo_file):
    """The last backlog and the cases of these weeks: accepted in 2024, or after all that."""
    later = [
        case
        for case in facts(demo_file)
        if case["registered"] > date(2024, 12, 31) and case["registered"] <= date(2025, 6, 30)
    ]
    assert later == []


def test_changing_one_case_changes_the_figures(own_demo):
    with own_demo.app_context():
        session = db.session()
        before = summary(session, 2024).figures
        case = session.scalars(
            select(Case)
            .where(
                Case.closed_on >= date(2024, 1, 1),
                Case.closed_on <= date(2024, 12, 31),
                Case.outcome == Outcome.WRITTEN_AGREEMENT,
                Case.amount_agreed.is_not(None),
                ~Case.payments.any(),
            )
            .order_by(Case.id)
        ).first()
        agreed, closed_on = case.amount_agreed, case.closed_on
        actor = Actor.system(case.center_id)
        cases.reopen(session, actor, case, "one side went back on it", case.version)
        cases.close(session, actor, case, Closing(closed_on, Outcome.FAILED), case.version)
        session.commit()
        after = summary(session, 2024).figures
        db.session.remove()
    assert after["resolved"].value == before["resolved"].value - 1
    assert after["mediated_success"].value == before["mediated_success"].value - 1
    assert after["amount_agreed"].value == before["amount_agreed"].value - agreed
    assert after["resolution_rate"].value == Decimal("99.49")

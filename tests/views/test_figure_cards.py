"""Figures as the pages write them."""

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.changes import Comparison
from tracker.indicators.definitions import BY_KEY, RESIDENT_MEDIATORS
from tracker.indicators.figures import Figure
from tracker.views.figure_cards import card, period_before, year_before

YEAR = Period.year(2024)


@pytest.fixture(autouse=True)
def page(app):
    with app.test_request_context():
        yield


def shown(figure, period=YEAR, basis=Basis.CASELOAD):
    return card(BY_KEY[figure.key], figure, period, basis)


def test_a_count_links_to_its_cases():
    found = shown(Figure("resolved", "cases", 1366, rows=1366))
    assert (found.text, found.unit, found.value) == ("1,366", "件", 1366)
    assert "figure=resolved" in found.href
    assert "from=2024-01-01" in found.href


def test_a_rate_says_its_basis_and_links_its_fraction_and_what_is_missing():
    found = shown(Figure("resolution_rate", "percent", Decimal("99.56"), 1366, 1372))
    assert (found.text, found.unit, found.href) == ("99.56", "%", None)
    assert found.note == "应办口径"
    assert (found.numerator.value, found.denominator.value, found.missing.value) == (1366, 1372, 6)
    assert "part=missing" in found.missing.href


def test_a_rate_without_a_choice_of_basis_has_no_note():
    assert shown(Figure("mediation_success_rate", "percent", Decimal("50.00"), 1, 2)).note is None


def test_a_rate_of_nothing_is_a_dash_beside_its_zeros():
    found = shown(Figure("resolution_rate", "percent", None, 0, 0))
    assert (found.text, found.value, found.denominator.text) == ("—", None, "0")


def test_an_amount_is_rounded_for_reading_with_the_exact_yuan_behind_it():
    found = shown(Figure("amount_agreed", "yuan", Decimal("91600000.00"), rows=700, asked=765))
    assert (found.text, found.unit) == ("9,160.00", "万元")
    assert (found.title, found.value) == ("¥ 91,600,000.00", "91600000.00")
    assert found.note == "765 件中 700 件填写金额"


def test_a_link_speaks_of_the_very_period_of_the_figure():
    spring = Period(date(2024, 3, 1), date(2024, 5, 31))
    found = shown(Figure("median_days", "days", Decimal("11.0"), rows=3), spring)
    assert (found.text, found.unit) == ("11.0", "天")
    assert "to=2024-05-31" in found.href


def test_people_on_the_roster_have_no_cases_behind_them():
    found = card(RESIDENT_MEDIATORS, RESIDENT_MEDIATORS.of(8), YEAR, Basis.CASELOAD)
    assert (found.text, found.unit, found.href) == ("8", "人", None)


def test_a_figure_may_stand_beside_that_of_the_year_before():
    now, before = Figure("caseload", "cases", 1372), Figure("caseload", "cases", 1481)
    pasts = year_before(Comparison(now, before)), period_before(Comparison(before, now))
    [a_year, just] = card(BY_KEY["caseload"], now, YEAR, Basis.CASELOAD, (), *pasts).trends
    assert (a_year.text, a_year.direction) == ("上年同期 1,481 件", "down")
    assert (just.text, just.direction) == ("上期 1,372 件", "up")


def test_there_is_no_trend_where_either_year_cannot_be_told():
    rate = Figure("resolution_rate", "percent", Decimal("99.56"), 1366, 1372)
    nothing = Figure("resolution_rate", "percent", None, 0, 0)
    for compared in (Comparison(rate, nothing), Comparison(nothing, rate), Comparison(rate, None)):
        found = card(BY_KEY[rate.key], rate, YEAR, Basis.CASELOAD, (), year_before(compared))
        assert not found.trends

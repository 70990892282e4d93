"""Side by side: every column is a count by hand, differences and ranks follow from the columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import make_case
from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN, ledgers, periods, write
from tests.indicators.test_drill import listed, numbers
from tests.indicators.test_random_ledgers import Ledger, as_plain, bases, row_key, visible
from tests.statements import selects
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.candidates import YEARS, candidates, kinds_for
from tracker.indicators.comparison import Beside, Side, ranks, side_by_side
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.drill import Drill
from tracker.indicators.figures import Figure, percent
from tracker.models import Center
from tracker.queries.scope import Scope

SCOPES = (Scope((TOWN,)), Scope((COUNTY, TOWN, ISLAND)), Scope((TOWN,), 2))
KINDS = ("organisation", "mediator", "village", "dispute_type", "source")
YEAR = Period.year(2024)


def rate(numerator: int, denominator: int) -> Figure:
    value = percent(numerator, denominator)
    return Figure("resolution_rate", "percent", value, numerator, denominator)


@examples(60)
@given(
    ledger=ledgers,
    scope=st.sampled_from(SCOPES),
    period=periods,
    basis=bases,
    kind=st.sampled_from(KINDS),
)
def test_every_column_is_the_count_by_hand_of_its_row(
    four_centers: Session,
    ledger: Ledger,
    scope: Scope,
    period: tuple[date, date],
    basis: str,
    kind: str,
) -> None:
    chosen, on = Period(*period), Basis(basis)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = candidates(four_centers, scope, kind, chosen, on)
        sides = found.sides(list(found.names)[:4] + list(found.usual))
        counted = [
            (listed(four_centers, scope, Drill(BY_KEY[key], part, chosen, on, side.picks)), rows)
            for side in sides[-2:]
            for key, part, _figure, rows in numbers(side.figures)
        ]
        savepoint.rollback()
    seen = visible(ledger, scope)
    for side in sides:
        of_row = [case for case in seen if row_key(case, kind) == side.key]
        assert as_plain(side.figures) == plain_count.figures(of_row, *period, basis)
    assert all(total == said for total, said in counted)
    check_usual(found.usual, seen, kind, period)


def check_usual(usual: Sequence[str], seen: Ledger, kind: str, period: tuple[date, date]) -> None:
    """The most cases first, at most five, never what is not stated."""
    sizes = {}
    for key in {row_key(case, kind) for case in seen} - {"unstated"}:
        rows = [case for case in seen if row_key(case, kind) == key]
        sizes[key] = plain_count.figures(rows, *period, "closed")["caseload"]["value"]
    shown = [sizes[key] for key in usual]
    assert shown == sorted(sizes.values(), reverse=True)[: len(shown)]
    assert len(usual) <= 5
    assert len(usual) == 5 or len(usual) >= sum(size > 0 for size in sizes.values())


@examples(25)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods, basis=bases)
def test_a_column_of_a_year_is_the_same_period_in_that_year(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date], basis: str
) -> None:
    chosen = Period(*period)
    years = [chosen.start.year - 2, chosen.start.year, chosen.start.year - 1]
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = candidates(four_centers, scope, YEARS, chosen, Basis(basis))
        keys = [str(year) for year in years if str(year) in found.names]
        sides = found.sides(keys)
        savepoint.rollback()
    assert len(sides) >= 2
    for side in sides:
        assert side.period == chosen.in_year(int(side.key))
        days = side.period.start, side.period.end
        expected = plain_count.figures(visible(ledger, scope), *days, basis)
        assert as_plain(side.figures) == expected


def test_the_same_days_of_another_year_end_with_the_month_if_they_did() -> None:
    february = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert february.in_year(2023) == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert february.in_year(2023).in_year(2028) == Period(date(2028, 2, 1), date(2028, 2, 29))
    over = Period(date(2023, 11, 15), date(2024, 2, 14))
    assert over.in_year(2020) == Period(date(2020, 11, 15), date(2021, 2, 14))


fractions = st.integers(0, 40).flatmap(
    lambda whole: st.builds(rate, st.integers(0, whole), st.just(whole))
)


@given(st.lists(fractions, min_size=1, max_size=5))
def test_rates_of_ten_cases_and_more_are_ranked_by_their_exact_fraction(
    rates: list[Figure],
) -> None:
    exact = {
        place: Fraction(one.numerator or 0, one.denominator)
        for place, one in enumerate(rates)
        if one.denominator and one.denominator >= 10
    }
    for place, rank in enumerate(ranks(rates)):
        if place not in exact or len(exact) == 1:
            assert rank is None
        else:
            assert rank == 1 + sum(other > exact[place] for other in exact.values())


def test_rates_that_round_alike_are_still_told_apart() -> None:
    assert ranks([rate(1360, 1366), rate(1366, 1372)]) == [2, 1]
    assert ranks([rate(10, 20), rate(20, 40), rate(0, 10)]) == [1, 1, 3]


def test_a_rate_of_nine_cases_is_marked_and_one_of_ten_is_not() -> None:
    for cases, few in ((0, False), (1, True), (9, True), (10, False)):
        assert Beside(rate(cases, cases), None, None, None).few is few


def beside(key: str, *figures: Figure) -> Sequence[Beside]:
    """The asked figure of sides that are otherwise alike."""
    nothing = {one: Figure(one, "cases", 0) for one in BY_KEY}
    sides = [Side("", "", YEAR, (), {**nothing, key: figure}) for figure in figures]
    return side_by_side(sides)[key]


def test_differences_are_to_the_first_column() -> None:
    counts = [Figure("closed", "cases", value) for value in (8, 10, 8, 0)]
    found = beside("closed", *counts)
    assert [one.difference for one in found] == [None, 2, 0, -8]
    assert [one.percent for one in found] == [None, Decimal("25.00"), Decimal("0.00"), -100]


def test_rates_differ_by_points_and_unknown_ones_by_nothing() -> None:
    _first, more, unknown = beside("resolution_rate", rate(19, 20), rate(393, 400), rate(0, 0))
    assert (more.difference, more.percent) == (Decimal("3.25"), None)
    assert (unknown.difference, unknown.percent, unknown.rank) == (None, None, None)
    assert unknown.interval is None


def test_nothing_is_so_many_percent_more_than_nothing() -> None:
    _first, more = beside("closed", Figure("closed", "cases", 0), Figure("closed", "cases", 3))
    assert (more.difference, more.percent) == (3, None)


def test_organisations_are_compared_only_by_who_sees_several() -> None:
    assert kinds_for(Scope((TOWN,)))[0] == "organisation"
    assert "organisation" not in kinds_for(Scope((TOWN,), 2))


@pytest.mark.parametrize("kind", ["organisation", YEARS])
def test_a_comparison_takes_the_same_few_statements_whatever_the_ledger(
    session: Session, center: Center, kind: str
) -> None:
    make_case(session, center, registered_on=date(2024, 1, 5), accepted=date(2024, 1, 5))
    before = statements(session, center, kind)
    assert before <= 12
    for day in range(1, 21):
        make_case(
            session,
            center,
            registered_on=date(2023, 1, day),
            accepted=date(2024, 1, day),
            closed=date(2024, 2, day),
        )
    assert statements(session, center, kind) == before


def statements(session: Session, center: Center, kind: str) -> int:
    scope = Scope((center.id,))
    session.flush()

    def compare() -> None:
        found = candidates(session, scope, kind, YEAR, Basis.CASELOAD)
        found.sides(found.usual)

    return selects(db.engine, compare)

"""How soon the cases accepted together were resolved, against a count case by case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN, ledgers, periods, write
from tests.indicators.plain_count import RESOLVED
from tests.indicators.test_random_ledgers import visible
from tests.statements import noted
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.cohorts import HORIZON, LIMITS, Cohorts, cohorts, observed
from tracker.indicators.drill import Drill
from tracker.models import Case
from tracker.queries.scope import Scope

Facts = dict[str, Any]
FAR = date(2190, 1, 1)
"""A day on which all cases are old enough."""


def told(found: Cohorts) -> dict[str, list[tuple[int, int] | None]]:
    """For each cohort and limit numerator and denominator; None for "not yet"."""
    return {
        one.key: [
            seen and (seen.figure.numerator, seen.figure.denominator)
            for seen in one.within.values()
        ]
        for one in (*found.months, found.whole)
    }


def by_hand(
    cases: list[Facts], spans: dict[str, tuple[date, date]], today: date
) -> dict[str, list[tuple[int, int] | None]]:
    counted: dict[str, list[tuple[int, int] | None]] = {}
    for key, (first, last) in spans.items():
        counted[key] = []
        for limit in LIMITS:
            oldest = first + timedelta(days=limit)
            if not oldest < today:
                counted[key].append(None)
                continue
            old = [
                case
                for case in cases
                if case["accepted"] is not None
                and not case["merged"]
                and first <= case["accepted"] <= last
                and case["accepted"] + timedelta(days=limit) < today
            ]
            soon = [
                case
                for case in old
                if case["outcome"] in RESOLVED
                and case["closed"] <= case["accepted"] + timedelta(days=limit)
            ]
            counted[key].append((len(soon), len(old)))
    return counted


@examples(60)
@given(
    ledger=ledgers,
    scope=st.sampled_from([Scope((TOWN,)), Scope((COUNTY, TOWN, ISLAND)), Scope((TOWN,), 2)]),
    days=periods,
    later=st.integers(-3, 90) | st.none(),
)
def test_every_share_is_that_of_a_count_by_hand_and_lists_its_cases(
    four_centers: Session,
    ledger: list[Facts],
    scope: Scope,
    days: tuple[date, date],
    later: int | None,
) -> None:
    period = Period(*days)
    today = FAR if later is None else period.end + timedelta(days=later)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = cohorts(four_centers, scope, period, (), today)
        listed = {
            (one.key, limit.key, part): four_centers.scalar(
                select(func.count()).where(
                    scope.holds(Case), Drill(limit, part, seen.period, Basis.CASELOAD).condition
                )
            )
            for one in (*found.months, found.whole)
            for limit, seen in one.within.items()
            if seen is not None
            for part in ("numerator", "denominator")
        }
        savepoint.rollback()
    spans = {f"{one.start:%Y-%m}": (one.start, one.end) for one in period.months()}
    expected = by_hand(visible(ledger, scope), {**spans, "period": days}, today)
    assert told(found) == expected
    for (cohort, limit, part), number in listed.items():
        fraction = expected[cohort][LIMITS.index(int(limit.rpartition("_")[2]))]
        assert fraction is not None
        assert number == fraction[part == "denominator"]
    if found.curve is not None:
        ends = [found.curve.resolved[limit] for limit in LIMITS]
        of_whole = expected["period"][-1]
        assert of_whole == (found.curve.resolved[HORIZON], found.curve.accepted)
        assert ends == sorted(ends)
        assert len(found.curve.resolved) == HORIZON + 1


def test_a_case_is_observed_when_the_last_day_is_over() -> None:
    day = date(2024, 3, 1)
    march = Period(day, date(2024, 3, 31))
    assert observed(march, 7, day + timedelta(days=7)) is None
    assert observed(march, 7, day + timedelta(days=8)) == Period(day, day)
    assert observed(march, 7, FAR) == march


def test_more_months_take_no_more_statements(session: Session, center: Any) -> None:
    scope = Scope((center.id,))

    def asked(months: Period) -> int:
        with noted(session.get_bind()) as statements:
            cohorts(session, scope, months, (), FAR)
        return len(statements)

    assert asked(Period.month(2024, 1)) == asked(Period(date(2020, 1, 1), date(2024, 12, 31))) <= 4

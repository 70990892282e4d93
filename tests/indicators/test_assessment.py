"""The share of cases without a finding, the missing numbers, and what asking for both costs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from tests.factories import open_office
from tests.indicators.conftest import examples
from tests.indicators.ledgers import (
    COUNTY,
    ISLAND,
    TOWN,
    cases,
    ledgers,
    merged_into_the_first,
    periods,
    write,
)
from tests.indicators.plain_findings import plain_findings
from tests.indicators.test_random_ledgers import visible
from tests.quality import YEAR, case_of
from tests.statements import noted
from tracker.domain.periods import Period
from tracker.extensions import db
from tracker.indicators.quality import CHECKS
from tracker.indicators.quality.assess import assess
from tracker.indicators.quality.gaps import gaps_of
from tracker.models import Case, Center, Dismissal
from tracker.queries.scope import Scope
from tracker.services.numbers import take_serials

crowded = (
    st.tuples(st.lists(cases(), min_size=1, max_size=5), st.sampled_from([5, 8, 10]))
    .map(lambda drawn: [dict(case) for case in drawn[0] * drawn[1]])
    .map(merged_into_the_first)
)
"""The same cases over and over, so that thresholds are reached."""


@examples(80)
@given(
    ledger=ledgers | crowded,
    scope=st.sampled_from([Scope((TOWN,)), Scope((TOWN,), 2), Scope((COUNTY, TOWN, ISLAND))]),
    period=periods,
    every=st.integers(0, 3),
)
def test_every_count_and_the_share_equal_those_of_a_count_by_hand(
    four_centers: Session,
    ledger: list[dict[str, Any]],
    scope: Scope,
    period: tuple[date, date],
    every: int,
) -> None:
    """Of each check every so many findings were set aside."""
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        aside = _set_aside(four_centers, every)
        found = assess(four_centers, scope, Period(*period))
        savepoint.rollback()
    seen = {id(case) for case in visible(ledger, scope)}
    plain = []
    serials: dict[int, int] = {}
    for case, keys in plain_findings(ledger):
        center = case["center"]
        serials[center] = serials.get(center, 0) + 1
        if id(case) in seen and _on_the_desk(case, *period):
            judged = {key for key in keys if (center, serials[center], key) in aside}
            plain.append((keys - judged, judged))
    assert {one.check.key: (one.figure.value, one.dismissed) for one in found.results} == {
        one.key: (
            sum(one.key in still for still, _judged in plain),
            sum(one.key in judged for _still, judged in plain),
        )
        for one in CHECKS
    }
    assert found.faultless.numerator == sum(not still for still, _judged in plain)
    assert found.faultless.denominator == len(plain)


def _on_the_desk(case: dict[str, Any], start: date, end: date) -> bool:
    if case["merged"] or case["accepted"] is None or case["accepted"] > end:
        return False
    return case["closed"] is None or bool(case["closed"] >= start)


def _set_aside(session: Session, every: int) -> set[tuple[int, int, str]]:
    """(center, case, check) of the findings that somebody judged."""
    rows: list[dict[str, Any]] = []
    for check in CHECKS if every else ():
        found = session.execute(
            select(Case.center_id, Case.id, check.fingerprint)
            .where(check.found)
            .order_by(Case.center_id, Case.id)
        ).all()
        rows += [
            {"center_id": center_id, "case_id": case_id, "finding": check.finding, "facts": facts}
            for center_id, case_id, facts in found[::every]
        ]
    said = {"reason": "已核实", "dismissed_at": datetime(2026, 1, 1, tzinfo=UTC)}
    if rows:
        session.execute(
            insert(Dismissal.__table__),
            [
                {**row, **said, "id": place, "dismissed_by": "supervisor"}
                for place, row in enumerate(rows, 1)
            ],
        )
    return {(row["center_id"], row["case_id"], row["finding"].value) for row in rows}


def _gaps(session: Session, *centers: Center, period: Period = YEAR) -> list[tuple[Any, ...]]:
    scope = Scope(tuple(center.id for center in centers))
    found = gaps_of(session, scope, period)
    return [(gap.center, gap.year, gap.first, gap.last, gap.count) for gap in found]


def _number(session: Session, case: Case, serial: int) -> None:
    session.execute(update(Case).where(Case.id == case.id).values(number_serial=serial))


def test_a_series_without_a_hole_has_no_gap(session, center):
    for number in range(3):
        case_of(session, center, number)
    case_of(session, center, 3, accepted=None)
    assert _gaps(session, center) == []


def test_missing_serials_are_told_at_the_beginning_between_and_at_the_end(session, center):
    first, second = case_of(session, center), case_of(session, center, 1)
    _number(session, first, 3)
    _number(session, second, 7)
    take_serials(session, center.id, 2024, 6)
    assert _gaps(session, center) == [
        (center.name, 2024, 1, 2, 2),
        (center.name, 2024, 4, 6, 3),
        (center.name, 2024, 8, 8, 1),
    ]


def test_a_number_ahead_of_the_counter_hides_no_gap(session, center):
    _number(session, case_of(session, center), 5)
    assert _gaps(session, center) == [(center.name, 2024, 1, 4, 4)]


def test_gaps_are_those_of_the_years_and_centers_in_view(session, center):
    other = open_office(session, "QJ", "虹")
    for one in (center, other):
        take_serials(session, one.id, 2024, 1)
    assert len(_gaps(session, center)) == 1
    assert len(_gaps(session, center, other)) == 2
    assert _gaps(session, center, period=Period.year(2025)) == []


@pytest.mark.parametrize("count", [0, 12])
def test_asking_takes_two_statements_whatever_the_number_of_cases(session, center, count):
    for number in range(count):
        case_of(session, center, number % 3)
    scope = Scope((center.id,))
    with noted(db.engine) as asked:
        found = assess(session, scope, YEAR)
    assert found.faultless.denominator == count
    assert len(asked) == 2

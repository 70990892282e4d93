"""Where every target stands, against a count case by case; and what each number leads to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tests.factories import TOWN, make_case, named, open_office
from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import NAMES, ledgers, write
from tests.indicators.ledgers import TOWN as TOWN_CENTER
from tests.indicators.test_random_ledgers import one_plain, visible
from tests.statements import noted
from tests.targets import set_target
from tracker.domain.targets import RATE, TARGETED, Aim, Progress
from tracker.domain.vocabulary import Basis, Outcome, Role
from tracker.indicators.drill import FIGURES, Drill
from tracker.indicators.targets import YearOfTargets, year_of_targets
from tracker.models import Case, Center, Organisation, Target
from tracker.queries.scope import Scope, scope_of

Facts = dict[str, Any]
LAST_DAY, NEW_YEAR = date(2024, 12, 31), date(2025, 1, 1)


def exact(plain: Facts) -> Fraction | None:
    """The figure of the pencil count before it is rounded."""
    if plain["value"] is None:
        return None
    if "denominator" in plain:
        return Fraction(100 * plain["numerator"], plain["denominator"])
    return Fraction(str(plain["value"]))


def by_hand(cases: list[Facts], figure: str, value: Fraction, year: int, today: date) -> Progress:
    last = min(date(year, 12, 31), today)
    if year > today.year:
        return Progress.TO_COME
    counted = plain_count.figures(cases, date(year, 1, 1), last, "caseload")
    told = ("caseload", *TARGETED)
    on_record = any(
        counted[key].get("denominator", counted[key]["value"])
        for key in told
        if key != "median_days"
    )
    measured = exact(counted[figure]) if on_record else None
    if measured is None:
        return Progress.NO_DATA
    at_least = TARGETED[figure].aim is Aim.AT_LEAST
    if measured >= value if at_least else measured <= value:
        grows = figure in ("resolved", "mediated_success")
        return Progress.REACHED if grows or year < today.year else Progress.MET_SO_FAR
    return Progress.MISSED if year < today.year else Progress.ON_THE_WAY


@examples(80)
@given(
    ledger=ledgers,
    scope=st.sampled_from([Scope((TOWN_CENTER,)), Scope((TOWN_CENTER,), 2)]),
    year=st.sampled_from([2023, 2024]),
    today=st.sampled_from([date(2024, 1, 1), date(2024, 6, 30), LAST_DAY, NEW_YEAR]),
    data=st.data(),
)
def test_every_target_stands_where_a_count_by_hand_puts_it_and_lists_its_cases(
    four_centers: Session,
    ledger: list[Facts],
    scope: Scope,
    year: int,
    today: date,
    data: st.DataObject,
) -> None:
    steps = st.integers(0, 4)
    rows = [
        {
            "center_id": TOWN_CENTER,
            "id": 1 + place * 10 + (organisation or 0),
            "organisation_id": organisation,
            "year": year,
            "figure": figure,
            "value": data.draw(
                st.sampled_from([0, 3333, 5000, 6667, 10_000]) if one.scale is RATE else steps
            ),
            "version": 1,
        }
        for place, (figure, one) in enumerate(TARGETED.items())
        for organisation in (None, 1, 2)
    ]
    center = four_centers.get_one(Center, TOWN_CENTER)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        four_centers.execute(insert(Target.__table__), rows)
        found = year_of_targets(four_centers, scope, center, year, (), today)
        listed = {
            (one.target.id, part): four_centers.scalar(
                select(func.count()).where(
                    scope.holds(Case),
                    Drill(
                        FIGURES[one.target.figure], part, found.days, Basis.CASELOAD, one.picks
                    ).condition,
                )
            )
            for one in found.lines
            if one.figure is not None and found.days is not None
            for part in (
                ("value",) if one.figure.denominator is None else ("numerator", "denominator")
            )
            if one.figure.value is not None or part != "value"
        }
        savepoint.rollback()
    seen = visible(ledger, scope)
    shown = [row for row in rows if scope.organisation_id in (None, row["organisation_id"])]
    assert {one.target.id for one in found.lines} == {row["id"] for row in shown}
    for one in found.lines:
        id_ = one.target.organisation_id
        cases = [case for case in seen if id_ is None or case["organisation"] == NAMES[id_ - 1]]
        value = one.targeted.scale.exact(one.target.value)
        assert one.standing.progress is by_hand(cases, one.target.figure, value, year, today)
        if one.figure is None or found.days is None:
            continue
        counted = plain_count.figures(cases, found.days.start, found.days.end, "caseload")
        assert one_plain(one.figure) == counted[one.target.figure]
        for part in ("value", "numerator", "denominator"):
            if (one.target.id, part) in listed:
                expected = one.figure.rows if part == "value" else getattr(one.figure, part)
                assert listed[one.target.id, part] == expected


@pytest.fixture
def held(session: Session, center: Center) -> Any:
    """The year's targets as the scope sees them; the whole center's by default."""

    def asked(scope: Scope | None = None, today: date = NEW_YEAR) -> YearOfTargets:
        within = scope or Scope((center.id,))
        return year_of_targets(session, within, center, 2024, (), today)

    return asked


def closed(session: Session, center: Center, outcome: Outcome, **facts: Any) -> None:
    day = date(2024, 3, 5)
    make_case(session, center, accepted=day, closed=day, outcome=outcome, **facts)


def test_a_rate_that_only_prints_like_its_target_does_not_reach_it(session, center, held):
    """2 of 3 prints as 66.67 and is less."""
    for outcome in (Outcome.EXPLAINED, Outcome.EXPLAINED, Outcome.FAILED):
        closed(session, center, outcome)
    set_target(session, center, "66.67", "resolution_rate")
    (one,) = held().lines
    assert (one.figure.plain, one.standing.progress) == ("66.67", Progress.MISSED)
    assert (one.standing.apart, one.short) == (Fraction(1, 300), 1)


def test_a_mediator_sees_the_own_organisations_targets_only(session, center, actors, held):
    for organisation in (None, TOWN, "电气行业调解中心"):
        set_target(session, center, organisation=organisation)
    of_mediator = held(scope_of(session, actors[Role.MEDIATOR])).lines
    assert [one.target.organisation for one in of_mediator] == [TOWN]
    assert [one.target.organisation for one in held().lines] == [None, "电气行业调解中心", TOWN]


def test_the_whole_centers_figures_include_the_centers_below_for_who_sees_them(
    session, center, actors, held
):
    below = open_office(session, "QJ", "虹", parent=center)
    closed(session, below, Outcome.EXPLAINED)
    set_target(session, center, "1")
    set_target(session, below, "1")
    (above,) = held(scope_of(session, actors[Role.SUPERVISOR])).lines
    assert (above.figure.value, above.standing.progress) == (1, Progress.REACHED)
    (clerks,) = held(scope_of(session, actors[Role.CLERK])).lines
    assert (clerks.figure, clerks.standing.progress) == (None, Progress.UNSEEN)


def test_of_a_year_without_a_case_nobody_can_tell(session, center, held):
    set_target(session, center, "0", "overdue")
    set_target(session, center, "0")
    assert {one.standing.progress for one in held().lines} == {Progress.NO_DATA}


def test_more_targets_and_cases_take_no_more_statements(session, center):
    scope = Scope((center.id,))
    named(session, Organisation, TOWN, center)

    def asked() -> int:
        session.refresh(center)
        with noted(session.get_bind()) as statements:
            year_of_targets(session, scope, center, 2024, (), NEW_YEAR)
        return len(statements)

    set_target(session, center, "1", "resolved")
    before = asked()
    for organisation in (None, TOWN):
        for figure in TARGETED:
            if (organisation, figure) != (None, "resolved"):
                set_target(session, center, "1", figure, organisation=organisation)
    for _one in range(5):
        closed(session, center, Outcome.EXPLAINED)
    assert asked() == before <= 7

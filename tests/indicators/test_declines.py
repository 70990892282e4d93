"""The steady declines: counted by hand, and honest where nothing is on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from sqlalchemy.orm import Session

from tests.factories import make_case
from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import TOWN, ledgers, periods, write
from tests.indicators.test_random_ledgers import visible
from tests.registers.entries import entry
from tracker import clock
from tracker.domain.periods import Period
from tracker.indicators.declines import DECLINES, YEARS, Step, steps
from tracker.models import Center
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.registers import REGISTERS
from tracker.services import registers

DISPUTES = DECLINES[0]


def told(step: Step) -> tuple[int | None, int | None]:
    """The caseload now and a year before; None where it is not known."""
    compared = step.compared[DISPUTES]
    if compared is None:
        return None, None
    return compared.now.rows, compared.before and compared.before.rows


@examples(40)
@given(ledger=ledgers, days=periods)
def test_each_period_stands_beside_the_same_a_year_before(
    four_centers: Session, ledger: list[dict[str, Any]], days: tuple[date, date]
) -> None:
    scope, period = Scope((TOWN,)), Period(*days)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = steps(four_centers, scope, period)
        savepoint.rollback()
    seen = visible(ledger, scope)

    def caseload(one: Period) -> int:
        counted = plain_count.figures(seen, one.start, one.end, "caseload")["caseload"]["value"]
        assert isinstance(counted, int)
        return counted

    assert len(found.years) == YEARS
    for step in (*found.years, *found.months):
        now, before = caseload(step.period), caseload(step.period.year_before())
        assert told(step) == (now or None, (before or None) if now else None)


def test_of_what_nothing_is_on_record_nobody_can_tell(session: Session, center: Any) -> None:
    [step, *_earlier] = steps(session, Scope((center.id,)), Period.year(2024)).years
    assert set(step.compared.values()) == {None}


def of_registers(step: Step) -> list[tuple[Any, Any] | None]:
    """Of the petition backlog and of lawsuits the number now and a year before."""
    found = (step.compared[one] for one in DECLINES[1:])
    return [one and (one.now.value, one.previous) for one in found]


def test_petitions_and_lawsuits_are_those_of_the_registers(
    session: Session, center: Center
) -> None:
    actor, petitions, lawsuits = (
        Actor.system(center.id),
        *(REGISTERS[kind] for kind in ("petitions", "lawsuits")),
    )
    for number, received, resolved in (
        (1, date(2022, 5, 1), date(2024, 2, 1)),
        (2, date(2023, 12, 31), None),
        (3, date(2024, 12, 31), date(2025, 1, 1)),
        (4, date(2024, 3, 1), date(2024, 12, 31)),
    ):
        stated = {"received_on": received, "resolved_on": resolved, "number": f"{number}"}
        registers.add(session, actor, petitions, entry(petitions, **stated))
    for until, received in ((date(2023, 12, 31), 40), (date(2024, 6, 30), 30)):
        registers.add(session, actor, lawsuits, entry(lawsuits, until=until, received=received))
    scope = Scope((center.id,))
    found = steps(session, scope, Period.year(2024))
    assert [of_registers(one) for one in found.years] == [
        [(2, 2), (30, 40)],
        [(2, 1), (40, None)],
        [(1, None), None],
        [None, None],
        [None, None],
    ]
    assert of_registers(found.months[5]) == [(2, 1), (30, None)]
    assert of_registers(found.months[6]) == [(2, 1), None]
    [narrowed, *_others] = steps(session, scope, Period.year(2024), [("source", "applied")]).years
    assert of_registers(narrowed) == [None, None]
    [own, *_others] = steps(session, Scope((center.id,), 1), Period.year(2024)).years
    assert of_registers(own) == [None, None]


@pytest.fixture
def in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 10 March 2025."""
    monkeypatch.setattr(clock, "today", lambda: date(2025, 3, 10))


@pytest.mark.usefixtures("in_march")
def test_a_year_that_still_runs_is_held_against_as_many_days_of_the_year_before(
    session: Session, center: Center
) -> None:
    for year, months in ((2024, (1, 2, 12, 12)), (2025, (1, 2))):
        for month in months:
            day = date(year, month, 5)
            make_case(session, center, registered_on=day, accepted=day, closed=day)
    found = steps(session, Scope((center.id,)), Period.year(2025))
    assert told(found.years[0]) == (2, 2)
    assert [told(step) for step in found.months[:3]] == [(1, 1), (1, 1), (None, None)]


@pytest.mark.usefixtures("in_march")
def test_of_a_month_that_has_not_begun_nobody_can_tell(session: Session, center: Center) -> None:
    make_case(session, center, registered_on=date(2025, 3, 1), accepted=date(2025, 3, 1))
    found = steps(session, Scope((center.id,)), Period.year(2025))
    assert [told(step)[0] for step in found.months] == [None, None, 1, *[None] * 9]


def test_of_months_before_the_ledger_began_nobody_can_tell(
    session: Session, center: Center
) -> None:
    day = date(2023, 7, 5)
    make_case(session, center, registered_on=day, accepted=day)
    found = steps(session, Scope((center.id,)), Period.year(2024))
    assert [told(step)[1] for step in found.months] == [*[None] * 6, *[1] * 6]

"""The steady declines: counted by hand, and honest where nothing is on record."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from sqlalchemy.orm import Session

from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import TOWN, ledgers, periods, write
from tests.indicators.test_random_ledgers import visible
from tracker.domain.periods import Period
from tracker.indicators.declines import DECLINES, YEARS, Step, steps
from tracker.queries.scope import Scope

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
    for step in found.years:
        now, before = caseload(step.period), caseload(step.period.year_before())
        assert told(step) == (now or None, (before or None) if now else None)
    now, before = caseload(period), caseload(period.year_before())
    for step, earlier in zip(found.months, period.year_before().months(), strict=False):
        assert told(step) == (
            caseload(step.period) if now else None,
            caseload(earlier) if now and before else None,
        )


def test_what_no_ledger_tells_nobody_can_tell(session: Session, center: Any) -> None:
    [step, *_earlier] = steps(session, Scope((center.id,)), Period.year(2024)).years
    assert set(step.compared.values()) == {None}
    assert all(one.unknown for one in DECLINES if one.indicator is None)

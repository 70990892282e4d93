"""Why cases are missing from a rate: each has one reason, and each reason leads to its cases."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN, ledgers, periods, write
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.compute import Asked, tally
from tracker.indicators.definitions import RATES
from tracker.indicators.drill import Drill
from tracker.indicators.kinds import missing_for
from tracker.indicators.missing import reasons_missing
from tracker.models import Case
from tracker.queries.scope import Scope

REASONED = [one for one in RATES if one.reasons]


@examples(60)
@given(
    ledger=ledgers,
    scope=st.sampled_from([Scope((TOWN,)), Scope((COUNTY, TOWN, ISLAND)), Scope((TOWN,), 2)]),
    period=periods,
    basis=st.sampled_from(list(Basis)),
    rate=st.sampled_from(REASONED),
)
def test_the_reasons_add_up_to_what_the_rate_lacks_and_list_their_cases(
    four_centers: Session,
    ledger: list[dict[str, Any]],
    scope: Scope,
    period: tuple[date, date],
    basis: Basis,
    rate: Any,
) -> None:
    chosen = Period(*period)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = reasons_missing(four_centers, scope, chosen, basis, (), rate)
        asked = Asked(scope, [chosen], dimensions=())
        figure = rate.figure(tally(four_centers, asked, [rate]).windows[0], basis)
        listed = {
            reason: four_centers.scalar(
                select(func.count()).where(
                    scope.holds(Case), Drill(rate, missing_for(reason), chosen, basis).condition
                )
            )
            for reason in found
        }
        savepoint.rollback()
    assert sum(found.values()) == figure.missing
    assert listed == dict(found)


def test_a_reason_is_said_in_the_title_of_its_list(session, center) -> None:
    [rate] = [one for one in RATES if one.key == "resolution_rate"]
    titles = [
        Drill(rate, missing_for(reason), Period.year(2024)).describe(session, Scope((center.id,)))
        for reason in rate.reasons
    ]
    assert "期末未结" in titles[0]
    assert any("调解不成" in title for title in titles)
    assert len(set(titles)) == len(titles)

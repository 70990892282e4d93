"""The three bases taken apart: which cases make the difference, and that they make all of it."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN, ledgers, periods, write
from tests.indicators.test_drill import listed
from tests.indicators.test_random_ledgers import Ledger, visible
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.bases import GROUPS, taken_apart
from tracker.indicators.drill import Drill
from tracker.queries.scope import Scope

Share = tuple[set[int], set[int]]
"""Which cases, by their places in the ledger, are in the numerator and in the denominator."""


def shares(ledger: Ledger, start: date, end: date) -> dict[Basis, Share]:
    """Told by looking at each case."""
    found: dict[Basis, Share] = {basis: (set(), set()) for basis in Basis}
    for place, case in enumerate(ledger):
        accepted, closed = case["accepted"], case["closed"]
        if case["merged"] or accepted is None:
            continue
        by_then = closed is not None and closed <= end
        counts = {
            Basis.CASELOAD: accepted <= end and (closed is None or closed >= start),
            Basis.CLOSED: closed is not None and start <= closed <= end,
            Basis.ACCEPTED: start <= accepted <= end,
        }
        for basis, (numerator, denominator) in found.items():
            if counts[basis]:
                denominator.add(place)
                if by_then and case["outcome"] in plain_count.RESOLVED:
                    numerator.add(place)
    return found


@examples(100)
@given(
    ledger=ledgers,
    scope=st.sampled_from([Scope((TOWN,)), Scope((TOWN,), 2), Scope((COUNTY, TOWN, ISLAND))]),
    period=periods,
)
def test_the_groups_are_exactly_what_one_basis_counts_and_another_does_not(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date]
) -> None:
    chosen = Period(*period)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        bases = taken_apart(four_centers, scope, chosen)
        lists = {one: listed(four_centers, scope, Drill(one, "value", chosen)) for one in GROUPS}
        savepoint.rollback()
    assert lists == bases.cases
    plain = shares(visible(ledger, scope), *period)
    for basis, rate in bases.rates.items():
        assert (rate.numerator, rate.denominator) == tuple(map(len, plain[basis]))
    for start, end in permutations(Basis, 2):
        steps = list(bases.way(start, end))
        for part, changes in enumerate(
            ([one.numerator for one in steps], [one.denominator for one in steps])
        ):
            before, after = plain[start][part], plain[end][part]
            assert sum(one for one in changes if one > 0) == len(after - before)
            assert sum(-one for one in changes if one < 0) == len(before - after)


@examples(25)
@given(ledger=ledgers, period=periods, row=st.sampled_from([f"{TOWN}-1", f"{ISLAND}-2"]))
def test_the_groups_of_a_picked_row_are_of_its_cases_only(
    four_centers: Session, ledger: Ledger, period: tuple[date, date], row: str
) -> None:
    scope, chosen = Scope((COUNTY, TOWN, ISLAND)), Period(*period)
    picks = (("mediator", row),)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        bases = taken_apart(four_centers, scope, chosen, picks)
        lists = {
            one: listed(four_centers, scope, Drill(one, "value", chosen, picks=picks))
            for one in GROUPS
        }
        savepoint.rollback()
    center, place = (int(part) for part in row.split("-"))
    of_row: list[dict[str, Any]] = [
        case
        for case in ledger
        if (case["center"], case["mediator"]) == (center, "甲乙丙"[place - 1])
    ]
    plain = shares(of_row, *period)
    assert lists == bases.cases
    assert bases.rates[Basis.CASELOAD].denominator == len(plain[Basis.CASELOAD][1])
    assert sum(bases.cases.values()) == len(plain[Basis.CASELOAD][1])


def test_whoever_counts_on_a_basis_is_told_in_words() -> None:
    assert len({str(one.name) for one in GROUPS}) == len(GROUPS) == 8
    assert all(Basis.CASELOAD in one.bases for one in GROUPS)

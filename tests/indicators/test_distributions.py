"""Days taken, amounts, ages, villages by types: held against a count by hand, and listed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.factories import make_case
from tests.indicators.conftest import examples
from tests.indicators.ledgers import TOWN, ledgers, periods, write
from tests.indicators.plain_count import AGREEMENT
from tests.indicators.test_drill import YEAR, listed
from tests.indicators.test_random_ledgers import SCOPES, row_key, visible
from tests.statements import selects
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.extensions import db
from tracker.indicators.charted import Charted, charted
from tracker.indicators.definitions import BY_KEY
from tracker.indicators.dimensions import Pick
from tracker.indicators.distributions import AGE, AMOUNT, DAYS, DISTRIBUTIONS
from tracker.indicators.drill import Drill, drill_of
from tracker.indicators.kinds import Tally
from tracker.models import Center
from tracker.queries.scope import Scope

WAN = 1_000_000
DAYS_TAKEN = {
    "0-0": (0, 0), "1-3": (1, 3), "4-7": (4, 7), "8-15": (8, 15),
    "16-30": (16, 30), "31-60": (31, 60), "61-": (61, 10**6),
}  # fmt: skip
AGES = {
    "0-7": (0, 7), "8-15": (8, 15), "16-30": (16, 30),
    "31-60": (31, 60), "61-90": (61, 90), "91-": (91, 10**6),
}  # fmt: skip
AMOUNTS = {
    "0-1": (0, WAN - 1), "1-5": (WAN, 5 * WAN - 1), "5-10": (5 * WAN, 10 * WAN - 1),
    "10-50": (10 * WAN, 50 * WAN - 1), "50-100": (50 * WAN, 100 * WAN - 1),
    "100-": (100 * WAN, 10**15),
}  # fmt: skip
"""First and last number of each class: days, and fen."""

FIGURE = {"days": "closed", "amount": "mediated_success", "age": "pending"}


def class_of(number: int | None, classes: dict[str, tuple[int, int]]) -> str:
    if number is None:
        return "unstated"
    return next(key for key, (least, most) in classes.items() if least <= number <= most)


def by_hand(seen: list[dict[str, Any]], start: date, end: date) -> dict[str, Counter[str]]:
    """Each distribution's classes, as a clerk would sort the files into heaps."""
    known = [case for case in seen if not case["merged"] and case["accepted"]]
    closed = [case for case in known if case["closed"] and start <= case["closed"] <= end]
    pending = [
        case
        for case in known
        if case["accepted"] <= end and (case["closed"] is None or case["closed"] > end)
    ]
    return {
        "days": Counter(
            class_of((case["closed"] - case["accepted"]).days, DAYS_TAKEN) for case in closed
        ),
        "amount": Counter(
            class_of(case["agreed"], AMOUNTS) for case in closed if case["outcome"] in AGREEMENT
        ),
        "age": Counter(class_of((end - case["accepted"]).days, AGES) for case in pending),
    }


def counted(found: Charted, name: str) -> Counter[str]:
    figure = BY_KEY[FIGURE[name]]
    rows = found.classes(DISTRIBUTIONS[name])
    return Counter({row.key: figure.figure(row.tally, Basis.CASELOAD).rows or 0 for row in rows})


def ask(session: Session, scope: Scope, period: Period, picks: tuple[Pick, ...] = ()) -> Charted:
    center = session.get_one(Center, scope.center_ids[0])
    return charted(session, scope, center, period, Basis.CASELOAD, picks)


@examples(40)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods)
def test_each_class_has_the_cases_that_a_count_by_hand_puts_there(
    four_centers: Session, ledger: list[dict[str, Any]], scope: Scope, period: tuple[date, date]
) -> None:
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = ask(four_centers, scope, Period(*period))
        savepoint.rollback()
    for name, heaps in by_hand(visible(ledger, scope), *period).items():
        assert +counted(found, name) == heaps, name


@examples(15)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods, data=st.data())
def test_every_class_lists_exactly_as_many_cases(
    four_centers: Session,
    ledger: list[dict[str, Any]],
    scope: Scope,
    period: tuple[date, date],
    data: st.DataObject,
) -> None:
    chosen = Period(*period)
    source = data.draw(st.sampled_from([(), (("source", "court"),)]))
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        found = ask(four_centers, scope, chosen, source)
        for name in DISTRIBUTIONS:
            for key, number in counted(found, name).items():
                drill = Drill(BY_KEY[FIGURE[name]], "value", chosen, picks=(*source, (name, key)))
                assert listed(four_centers, scope, drill) == number, (name, key)
        savepoint.rollback()


@examples(25)
@given(ledger=ledgers, scope=st.sampled_from(SCOPES), period=periods)
def test_the_matrix_has_each_accepted_case_in_one_cell_and_lists_it(
    four_centers: Session, ledger: list[dict[str, Any]], scope: Scope, period: tuple[date, date]
) -> None:
    chosen, accepted = Period(*period), BY_KEY["accepted"]
    by_hand = Counter(
        (row_key(case, "village"), row_key(case, "dispute_type"))
        for case in visible(ledger, scope)
        if not case["merged"] and case["accepted"] and case["accepted"] in chosen
    )
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        matrix = ask(four_centers, scope, chosen).matrix()
        cells = {
            pair: accepted.figure(found, Basis.CASELOAD).rows
            for pair, found in matrix.cells.items()
        }
        for (village, kind), number in cells.items():
            picks = (("village", village), ("dispute_type", kind))
            assert listed(four_centers, scope, Drill(accepted, "value", chosen, picks=picks)) == (
                number
            )
        savepoint.rollback()
    assert +Counter(cells) == by_hand
    assert {pair[0] for pair in cells} == {place.key for place in matrix.rows}
    assert {pair[1] for pair in cells} == {place.key for place in matrix.columns}


@pytest.mark.parametrize(
    ("days", "key"),
    [(0, "0-0"), (1, "1-3"), (3, "1-3"), (4, "4-7"), (15, "8-15"), (16, "16-30"), (60, "31-60"),
     (61, "61-")],
)  # fmt: skip
def test_a_class_ends_with_its_last_day(
    session: Session, center: Center, days: int, key: str
) -> None:
    first = date(2024, 1, 10)
    make_case(
        session, center, registered_on=first, accepted=first, closed=first + timedelta(days=days)
    )
    assert +counted(ask(session, Scope((center.id,)), YEAR), "days") == {key: 1}


@pytest.mark.parametrize(
    ("yuan", "key"),
    [(None, "unstated"), ("0", "0-1"), ("9999.99", "0-1"), ("10000", "1-5"), ("499999.99", "10-50"),
     ("1000000", "100-")],
)  # fmt: skip
def test_an_amount_belongs_to_the_class_that_begins_with_it(
    session: Session, center: Center, yuan: str | None, key: str
) -> None:
    day = date(2024, 1, 10)
    agreed = None if yuan is None else Decimal(yuan)
    make_case(session, center, registered_on=day, accepted=day, closed=day, agreed=agreed)
    assert +counted(ask(session, Scope((center.id,)), YEAR), "amount") == {key: 1}


def test_the_age_is_that_of_the_periods_last_day(session: Session, center: Center) -> None:
    day = date(2024, 12, 1)
    make_case(session, center, registered_on=day, accepted=day)
    scope = Scope((center.id,))
    assert +counted(ask(session, scope, YEAR), "age") == {"16-30": 1}
    assert +counted(ask(session, scope, Period(day, day)), "age") == {"0-7": 1}
    assert +counted(ask(session, scope, Period.year(2025)), "age") == {"91-": 1}


def test_a_class_is_named_above_the_list_of_its_cases(four_centers: Session) -> None:
    drill = Drill(BY_KEY["closed"], "value", YEAR, picks=(("days", "8-15"),))
    assert drill.describe(four_centers, Scope((TOWN,))).endswith("办理天数：8至15天")


@pytest.mark.parametrize("key", ["8-16", "", "'; drop table cases", "甲" * 5000])
def test_a_class_that_there_is_not_lists_no_case(four_centers: Session, key: str) -> None:
    for name in DISTRIBUTIONS:
        picks = ((name, key),)
        assert listed(four_centers, Scope((TOWN,)), Drill(BY_KEY["closed"], "value", YEAR, picks=picks)) == 0  # fmt: skip # noqa: E501


def test_a_class_is_read_back_from_an_address() -> None:
    drill = drill_of(MultiDict({"figure": "closed", "from": "2024-01-01", "to": "2024-12-31",
                                "by": "days", "key": "8-15"}))  # fmt: skip
    assert drill is not None
    assert drill.picks == (("days", "8-15"),)


def test_what_the_charts_need_takes_the_same_few_statements_whatever_the_ledger(
    session: Session, center: Center
) -> None:
    scope = Scope((center.id,))

    def statements() -> int:
        ask(session, scope, YEAR)  # brings back the rows that a commit made stale
        return selects(db.engine, lambda: ask(session, scope, YEAR))

    few = statements()
    for day in range(1, 21):
        make_case(
            session,
            center,
            registered_on=date(2024, 1, day),
            accepted=date(2024, 1, day),
            closed=date(2024, 2, day),
            agreed=Decimal(day * 10_000),
        )
    assert statements() == few <= 8


def test_the_classes_of_a_distribution_leave_no_gap() -> None:
    for distribution, classes in ((DAYS, DAYS_TAKEN), (AGE, AGES), (AMOUNT, AMOUNTS)):
        assert [band.key for band in distribution.bands] == list(classes)


def test_months_of_a_year_before_without_any_case_are_not_known(
    session: Session, center: Center
) -> None:
    scope = Scope((center.id,))
    for day in (date(2024, 3, 1), date(2023, 3, 1)):
        make_case(session, center, registered_on=day, accepted=day, closed=day)
    before = ask(session, scope, YEAR).months_before()
    assert before is not None
    assert [bool(month) for month in before] == [month == 3 for month in range(1, 13)]
    assert ask(session, scope, Period.year(2023)).months_before() is None
    assert ask(session, scope, Period.year(2021)).whole == Tally()

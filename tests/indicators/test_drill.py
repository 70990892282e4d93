"""From a figure back to its cases: as many rows as the figure says, and exactly those."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, TOWN, ledgers, periods, write
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators import definitions
from tracker.indicators.dimensions import Pick
from tracker.indicators.drill import BadDrill, Drill, drill_args, drill_of
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Unit
from tracker.indicators.year import Figures, Summary, summarise
from tracker.models import Case, Center, Payment
from tracker.queries.scope import Scope

YEAR = Period.year(2024)


def numbers(figures: Figures) -> Iterator[tuple[str, str, Figure, int]]:
    """(key, part, figure, the number of cases it speaks of)."""
    for key, figure in figures.items():
        if key not in definitions.BY_KEY:
            continue
        if figure.denominator is None:
            assert figure.rows is not None
            yield key, "value", figure, figure.rows
        else:
            for part in ("numerator", "denominator", "missing"):
                yield key, part, figure, getattr(figure, part)


def listed(session: Session, scope: Scope, drill: Drill) -> int:
    """How many cases the list behind the link has; the link is read back from its address."""
    args = MultiDict(
        (name, one)
        for name, value in drill.args().items()
        for one in ([value] if isinstance(value, str) else value)
    )
    read = drill_of(args)
    assert read is not None
    query = select(func.count()).select_from(Case).where(scope.holds(), read.condition)
    return session.scalar(query) or 0


def rows_of(summary: Summary, draw: Any) -> list[tuple[tuple[Pick, ...], Figures]]:
    """The totals, and one drawn row of each breakdown."""
    rows: list[tuple[tuple[Pick, ...], Figures]] = [((), summary.figures)]
    for name, found in summary.breakdowns.items():
        if found:
            row = draw(st.sampled_from(found))
            rows.append((((name, row.key),), row.figures))
    return rows


@examples(25)
@given(
    ledger=ledgers,
    scope=st.sampled_from([Scope((TOWN,)), Scope((COUNTY, TOWN, ISLAND)), Scope((TOWN,), 2)]),
    period=periods,
    basis=st.sampled_from(list(Basis)),
    data=st.data(),
)
def test_every_figure_lists_as_many_cases_as_it_says(
    four_centers: Session,
    ledger: list[dict[str, Any]],
    scope: Scope,
    period: tuple[date, date],
    basis: Basis,
    data: st.DataObject,
) -> None:
    chosen = Period(*period)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        center = four_centers.get_one(Center, scope.center_ids[0])
        summary = summarise(four_centers, scope, center, chosen, basis)
        found = {}
        expected = {}
        for picks, figures in rows_of(summary, data.draw):
            for key, part, _figure, rows in numbers(figures):
                drill = Drill(definitions.BY_KEY[key], part, chosen, basis, picks)
                found[key, part, picks] = listed(four_centers, scope, drill)
                expected[key, part, picks] = rows
        savepoint.rollback()
    assert found == expected


@examples(25)
@given(ledger=ledgers, period=periods)
def test_the_amounts_of_the_listed_cases_add_up_to_the_figure(
    four_centers: Session, ledger: list[dict[str, Any]], period: tuple[date, date]
) -> None:
    scope, chosen = Scope((COUNTY, TOWN, ISLAND)), Period(*period)
    columns = {"amount_claimed": Case.amount_claimed, "amount_agreed": Case.amount_agreed}
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        center = four_centers.get_one(Center, COUNTY)
        figures = summarise(four_centers, scope, center, chosen, Basis.CASELOAD).figures
        for key, column in columns.items():
            where = Drill(definitions.BY_KEY[key], "value", chosen).condition
            amounts = four_centers.scalars(select(column).where(scope.holds(), where))
            assert sum(filter(None, amounts), Decimal(0)) == figures[key].value
        where = Drill(definitions.BY_KEY["amount_performed"], "value", chosen).condition
        paid = four_centers.scalars(
            select(Payment.amount)
            .join(Case, (Case.center_id == Payment.center_id) & (Case.id == Payment.case_id))
            .where(scope.holds(), where, Payment.paid_on.between(*period))
        )
        assert sum(paid, Decimal(0)) == figures["amount_performed"].value
        savepoint.rollback()


@examples(10)
@given(ledger=ledgers, period=periods, data=st.data())
def test_a_summary_of_picked_rows_is_that_of_the_rows_themselves(
    four_centers: Session, ledger: list[dict[str, Any]], period: tuple[date, date], data: Any
) -> None:
    scope, chosen = Scope((COUNTY, TOWN, ISLAND)), Period(*period)
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        center = four_centers.get_one(Center, COUNTY)
        whole = summarise(four_centers, scope, center, chosen, Basis.CLOSED)
        for picks, figures in rows_of(whole, data.draw):
            if picks and picks[0][0] != "month":
                part = summarise(four_centers, scope, center, chosen, Basis.CLOSED, picks)
                assert part.figures == figures
        savepoint.rollback()


def test_a_link_is_read_back_as_it_was_written() -> None:
    picks = (("organisation", "1-2"), ("month", "2024-06"))
    args = drill_args("resolution_rate", "missing", YEAR, Basis.CLOSED, picks)
    drill = drill_of(
        MultiDict([(k, v) for k, vs in args.items() for v in ([vs] if isinstance(vs, str) else vs)])
    )
    assert drill is not None
    assert (drill.indicator.key, drill.part, drill.period) == ("resolution_rate", "missing", YEAR)
    assert (drill.basis, drill.picks) == (Basis.CLOSED, picks)


def test_an_address_without_a_figure_asks_for_nothing() -> None:
    assert drill_of(MultiDict({"status": "open"})) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"figure": "resolvd"},
        {"part": "numerator"},
        {"from": "2024-13-01"},
        {"to": "2023-12-31"},
        {"to": "9999-12-31"},
        {"basis": "whatever"},
        {"by": "colour", "key": "red"},
        {"by": "source"},
        {"from": ""},
    ],
)
def test_an_address_that_names_nothing_known_is_refused(wrong: dict[str, str]) -> None:
    right = {"figure": "resolved", "part": "value", "from": "2024-01-01", "to": "2024-12-31"}
    with pytest.raises(BadDrill):
        drill_of(MultiDict(right | wrong))


@pytest.mark.parametrize("row", ["9-9-9", "x-1", "'; drop table cases", "99999999999999999999-1"])
def test_a_row_that_cannot_be_lists_no_case(four_centers: Session, row: str) -> None:
    for name in ("organisation", "source", "dispute_type", "month"):
        drill = Drill(definitions.BY_KEY["caseload"], "value", YEAR, picks=((name, row),))
        assert listed(four_centers, Scope((TOWN,)), drill) == 0


def test_the_list_says_in_words_what_it_shows(four_centers: Session) -> None:
    picks = (("month", "2024-06"), ("organisation", f"{TOWN}-1"))
    drill = Drill(definitions.BY_KEY["resolution_rate"], "missing", YEAR, picks=picks)
    words = drill.describe(four_centers, Scope((TOWN,)))
    assert "2024-01-01" in words
    assert words.endswith("甲")


def test_what_lies_outside_of_the_scope_is_not_named(four_centers: Session) -> None:
    for pick in (("organisation", f"{TOWN}-1"), ("center", "LS")):
        drill = Drill(definitions.BY_KEY["caseload"], "value", YEAR, picks=(pick,))
        assert drill.describe(four_centers, Scope((ISLAND,))).endswith(pick[1])


def test_only_amounts_are_in_yuan() -> None:
    in_yuan = {one.key for one in definitions.INDICATORS if one.unit is Unit.YUAN}
    assert in_yuan == {"amount_claimed", "amount_agreed", "amount_performed"}

"""Every figure, on every basis, in every row of every breakdown, against a count by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.indicators import plain_count
from tests.indicators.conftest import examples
from tests.indicators.ledgers import (
    COUNTY,
    ISLAND,
    NAMES,
    TOWN,
    TYPES,
    ledgers,
    periods,
    write,
)
from tracker.domain.periods import Period
from tracker.domain.vocabulary import Basis
from tracker.indicators.figures import Figure
from tracker.indicators.year import Summary, summarise
from tracker.models import Center
from tracker.queries.scope import Scope

Ledger = list[dict[str, Any]]
SCOPES = (
    Scope((TOWN,)),
    Scope((TOWN,), 2),
    Scope((COUNTY, TOWN, ISLAND)),
)
MONEY_AND_COUNTS = {
    "registered", "declined", "accepted", "closed", "resolved", "unresolved", "mediated_success",
    "mediation_concluded", "amount_claimed", "amount_agreed", "amount_performed",
    "judicial_confirmations",
}  # fmt: skip
"""What happens on a day, and so adds up over the months."""


def visible(ledger: Ledger, scope: Scope) -> Ledger:
    return [
        case
        for case in ledger
        if case["center"] in scope.center_ids
        and scope.organisation_id in (None, NAMES.index(case["organisation"] or NAMES[0]) + 1)
        and (scope.organisation_id is None or case["organisation"])
    ]


def summary_of(
    session: Session, ledger: Ledger, scope: Scope, period: tuple[date, date], basis: str
) -> Summary:
    write(session, ledger)
    center = session.get_one(Center, scope.center_ids[0])
    chosen = next(one for one in Basis if one.value == basis)
    return summarise(session, scope, center, Period(*period), chosen)


def as_plain(figures: Any) -> dict[str, dict[str, Any]]:
    return {key: one_plain(figure) for key, figure in figures.items() if key in PLAIN_KEYS}


def one_plain(figure: Figure) -> dict[str, Any]:
    plain: dict[str, Any] = {"value": figure.plain}
    if figure.denominator is not None:
        plain |= {"numerator": figure.numerator, "denominator": figure.denominator}
    return plain


PLAIN_KEYS = set(plain_count.figures([], date(2024, 1, 1), date(2024, 1, 2), "closed"))


def row_key(case: dict[str, Any], dimension: str) -> str:
    value = case[dimension]
    if value is None:
        return "unstated"
    if dimension == "dispute_type":
        return TYPES[value] or str(value)
    if dimension in ("source", "difficulty"):
        return str(value)
    return f"{case['center']}-{NAMES.index(value) + 1}"


def is_shown(figures: dict[str, dict[str, Any]]) -> bool:
    """A row stands there when anything in it is more than nothing."""
    return any(one["value"] not in (0, None, "0.00") for one in figures.values()) or any(
        one.get("denominator") for one in figures.values()
    )


scopes = st.sampled_from(SCOPES)
bases = st.sampled_from(["caseload", "closed", "accepted"])


@examples(150)
@given(ledger=ledgers, scope=scopes, period=periods, basis=bases)
def test_every_figure_in_every_row_equals_the_count_by_hand(
    four_centers: Session, ledger: Ledger, scope: Scope, period: tuple[date, date], basis: str
) -> None:
    with four_centers.begin_nested() as savepoint:
        summary = summary_of(four_centers, ledger, scope, period, basis)
        savepoint.rollback()
    seen = visible(ledger, scope)
    check_totals(summary, seen, period, basis)
    check_rows(summary, seen, period, basis)
    check_months(summary, seen, period, basis)
    check_year_before(summary, seen, period, basis)


def check_totals(summary: Summary, seen: Ledger, period: tuple[date, date], basis: str) -> None:
    assert as_plain(summary.figures) == plain_count.figures(seen, *period, basis)
    for reading, figure in summary.readings.items():
        expected = plain_count.figures(seen, *period, reading.value)["resolution_rate"]
        assert one_plain(figure) == expected


def check_rows(summary: Summary, seen: Ledger, period: tuple[date, date], basis: str) -> None:
    for dimension in (
        "dispute_type",
        "source",
        "organisation",
        "mediator",
        "village",
        "difficulty",
    ):
        rows: dict[str, Ledger] = {}
        for case in seen:
            rows.setdefault(row_key(case, dimension), []).append(case)
        expected = {key: plain_count.figures(rows[key], *period, basis) for key in rows}
        found = {row.key: as_plain(row.figures) for row in summary.breakdowns[dimension]}
        assert found == {key: figures for key, figures in expected.items() if is_shown(figures)}
        for key, figure in summary.figures.items():
            if key in PLAIN_KEYS and isinstance(figure.value, int):
                assert sum(row[key]["value"] for row in found.values()) == figure.value


def check_months(summary: Summary, seen: Ledger, period: tuple[date, date], basis: str) -> None:
    months = list(Period(*period).months())
    rows = summary.breakdowns["month"]
    assert [row.key for row in rows] == [f"{month.start:%Y-%m}" for month in months]
    for row, month in zip(rows, months, strict=True):
        assert as_plain(row.figures) == plain_count.figures(seen, month.start, month.end, basis)
    for key in MONEY_AND_COUNTS:
        values = [row.figures[key].value or 0 for row in rows]
        assert sum(values) == summary.figures[key].value
    for charted, month in zip(
        summary.chart_before, Period(*period).year_before().months(), strict=True
    ):
        counted = plain_count.figures(seen, month.start, month.end, basis)
        known = bool(counted["caseload"]["value"])
        assert charted == (counted["resolved"]["value"] if known else None)


def check_year_before(
    summary: Summary, seen: Ledger, period: tuple[date, date], basis: str
) -> None:
    earlier = Period(*period).year_before()
    now = plain_count.figures(seen, *period, basis)
    before = plain_count.figures(seen, earlier.start, earlier.end, basis)
    can_tell = is_shown(now) and is_shown(before)
    for key, comparison in summary.year_on_year.items():
        if not can_tell:
            assert (comparison.previous, comparison.direction) == (None, None)
            continue
        assert comparison.before is not None
        assert one_plain(comparison.before) == before[key]
        if "denominator" in now[key] or None in (now[key]["value"], before[key]["value"]):
            continue
        change = comparison.change_percent
        assert {
            "previous": comparison.before.plain,
            "change_percent": None if change is None else str(change),
            "direction": comparison.direction,
        } == plain_count.compared(now[key], before[key])

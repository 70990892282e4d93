"""A figure's formula is read off its declaration; what no column tells is refused aloud."""

from __future__ import annotations

import pytest

from tracker.domain.vocabulary import Basis, Outcome
from tracker.indicators import anchors, definitions
from tracker.indicators.figures import Figure
from tracker.indicators.kinds import Cases, Count, Section
from tracker.models import Case
from tracker.reports.workbook.formulas import Spot, Untold, count, median, total
from tracker.reports.workbook.live import live

YEAR = Spot("期初", "期末")
IN_A_ROW = Spot("期初", "期末", "village", "$A7")
CLOSED = '结案日期,">="&期初,结案日期,"<="&期末'


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("indicator", definitions.INDICATORS, ids=lambda one: str(one.key))
def test_every_declared_figure_has_a_formula_on_every_basis(indicator, basis) -> None:
    nothing = Figure(indicator.key, indicator.unit.value, None)
    for cell in live(indicator, nothing, basis, IN_A_ROW, lambda part: "B2").values():
        assert "村社区序号" in cell.formula or "B2" in cell.formula


def test_a_condition_becomes_criteria_over_the_named_columns() -> None:
    assert count(definitions.closed, YEAR) == f"COUNTIFS({CLOSED})"
    assert count(definitions.resolved, YEAR) == f"COUNTIFS({CLOSED},计为化解,1)"
    assert count(definitions.resolved, IN_A_ROW) == f"COUNTIFS(村社区序号,$A7,{CLOSED},计为化解,1)"
    unresolved = definitions.BY_KEY["unresolved"].parts(Basis.CASELOAD)["value"]
    assert count(unresolved, YEAR) == f"COUNTIFS({CLOSED},计为化解,0)"


def test_either_of_two_conditions_is_counted_once() -> None:
    assert count(definitions.pending, YEAR) == (
        'COUNTIFS(受理日期,"<="&期末,结案日期,"=")'
        '+COUNTIFS(受理日期,"<="&期末,结案日期,">="&期初,结案日期,">"&期末)'
    )
    overlapping = Cases(anchors.CLOSED).also(
        lambda window: (Case.due_on < window.end) | (Case.visited_on <= window.end)
    )
    assert count(overlapping, YEAR) == (
        f'COUNTIFS({CLOSED},调解到期日期,"<"&期末)'
        f'+COUNTIFS({CLOSED},回访日期,"<="&期末)'
        f'-COUNTIFS({CLOSED},调解到期日期,"<"&期末,回访日期,"<="&期末)'
    )


def test_sums_and_medians_take_the_column_of_their_value() -> None:
    paid, days = (definitions.BY_KEY[key] for key in ("amount_performed", "median_days"))
    assert total(paid.cases, paid.value, IN_A_ROW) == (
        'SUMIFS(履行金额,履行村社区序号,$A7,履行日期,">="&期初,履行日期,"<="&期末)'
    )
    assert median(days.cases, days.value, YEAR) == (
        "MEDIAN(IF((结案日期>=期初)*(结案日期<=期末),办理天数))"
    )


def test_a_new_figure_on_known_conditions_needs_nothing_more() -> None:
    late = Count(
        key="closed_late",
        section=Section.RESOLUTION,
        name=definitions.INDICATORS[0].name,
        text=definitions.INDICATORS[0].text,
        cases=definitions.mediated.also(lambda window: Case.due_on < window.end),
    )
    figure = Figure(late.key, late.unit.value, 1)
    made = live(late, figure, Basis.CASELOAD, YEAR, lambda part: "B2")["value"]
    assert made.formula == f'COUNTIFS({CLOSED},计为调解成功,1,调解到期日期,"<"&期末)'


@pytest.mark.parametrize(
    "unknown",
    [
        lambda _window: Case.archived_on.is_not(None),
        lambda _window: Case.outcome.in_([Outcome.FAILED]),
        lambda _window: Case.outcome == Outcome.FAILED,
        lambda _window: Case.amount_claimed > 100,
    ],
)
def test_what_no_column_tells_says_what_to_declare(unknown) -> None:
    with pytest.raises(Untold, match=r"declare a Field or a Mark for it in .*fields\.py"):
        count(definitions.closed.also(unknown), YEAR)


def test_payments_and_cases_cannot_be_mixed_in_one_condition() -> None:
    mixed = Cases(anchors.PAID).also(lambda window: Case.due_on < window.end)
    with pytest.raises(Untold):
        count(mixed, YEAR)

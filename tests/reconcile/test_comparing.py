"""Stated figures against a ledger: what fits, what does not, and why it may not."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, ledgers, write
from tests.indicators.ledgers import TOWN as TOWN_CENTER
from tests.reconcile.reports import AMOUNTS, DAYS, SENTENCES, SUBSETS, amount_said, report
from tests.small_year import fill
from tests.statements import noted
from tracker.domain.periods import Period
from tracker.domain.verdicts import Because, Verdict
from tracker.domain.vocabulary import Basis
from tracker.indicators.year import summarise
from tracker.models import Center
from tracker.queries.scope import Scope
from tracker.reconcile.result import reconcile, result_json

YEAR = Period.year(2024)
SCOPE = Scope((COUNTY, TOWN_CENTER, ISLAND))


@examples(40)
@given(ledger=ledgers, falsehoods=st.sets(st.sampled_from(sorted(SENTENCES))))
def test_every_planted_falsehood_is_found_and_no_other(
    four_centers: Session, ledger: list[Any], falsehoods: set[str]
) -> None:
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        center = four_centers.get_one(Center, COUNTY)
        figures = summarise(four_centers, SCOPE, center, YEAR, Basis.CASELOAD).figures
        sentences = report(figures, falsehoods)
        text = "".join(one.text for one in sentences)
        result = reconcile(four_centers, SCOPE, text, 2024, Basis.CASELOAD)
        savepoint.rollback()
    assert [one.stated.indicator for one in result.held] == [one.key for one in sentences]
    for one, held in zip(sentences, result.held, strict=True):
        if held.verdict is Verdict.OTHER_BASIS:
            assert one.false
            assert one.key == "resolution_rate"
        elif held.verdict is not Verdict.NOT_COMPUTABLE:
            assert (held.verdict is Verdict.DIFFERS) == one.false, held


def test_a_text_is_held_by_as_many_statements_whatever_it_states(session, center):
    fill(session, center)
    scope = Scope((center.id,))
    years = (f"{year}年化解纠纷5件，化解率50%，涉及金额3万元。" for year in range(2015, 2025))
    numbers = []
    for text in ("化解纠纷5件。", "".join(years)):
        with noted(session.get_bind()) as statements:
            reconcile(session, scope, text, 2024, Basis.CASELOAD)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_what_differs_is_told_with_what_it_may_be(session, center):
    fill(session, center)
    scope = Scope((center.id,))
    figures = summarise(session, scope, center, YEAR, Basis.CASELOAD).figures
    caseload, accepted = figures["caseload"].value, figures["accepted"].value
    assert caseload != accepted
    text = f"全年受理矛盾纠纷{caseload}件。法院一审收案3件。"
    first, second = reconcile(session, scope, text, 2024, Basis.CASELOAD).held
    assert (first.verdict, first.read.figure.value) == (Verdict.DIFFERS, accepted)
    others = [one.instead.figure.key for one in first.likely if one.instead]
    assert "caseload" in others
    assert second.verdict is Verdict.NOT_COMPUTABLE


def test_a_year_without_cases_cannot_be_held_against(session, center):
    (held,) = reconcile(session, Scope((center.id,)), "化解纠纷5件。", 2024, Basis.CASELOAD).held
    assert held.verdict is Verdict.NOT_COMPUTABLE


def test_the_json_says_where_what_and_how(session, center):
    fill(session, center)
    text = "全镇化解矛盾纠纷1366起，化解率99.56%。"
    told = result_json(reconcile(session, Scope((center.id,)), text, 2024, Basis.CASELOAD))
    count, rate = told["stated"]
    assert text[count["start"] : count["end"]] == count["text"] == "化解矛盾纠纷1366起"
    assert [count[one] for one in ("kind", "value", "unit", "bound")] == [
        *("count", "1366", "起", "exact")
    ]
    assert [rate[one] for one in ("period", "indicator", "verdict")] == [
        *("2024", "resolution_rate", "differs")
    ]
    assert rate["ledger"].keys() >= {"value", "numerator", "denominator", "basis"}
    assert rate["readings"] == [
        {"numerator": 1366, "denominator": 1372},
        {"numerator": 1360, "denominator": 1366},
    ]


@examples(30)
@given(
    ledger=ledgers,
    days=st.sampled_from(sorted(DAYS)),
    falsehoods=st.sets(st.sampled_from(sorted(SENTENCES))),
    subsets=st.lists(st.tuples(st.sampled_from(SUBSETS), st.integers(1, 400)), max_size=4),
)
def test_falsehoods_of_other_days_are_found_among_figures_of_parts(
    four_centers: Session,
    ledger: list[Any],
    days: str,
    falsehoods: set[str],
    subsets: list[tuple[str, int]],
) -> None:
    period = Period(*map(date.fromisoformat, days.split("..")))
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        center = four_centers.get_one(Center, COUNTY)
        figures = summarise(four_centers, SCOPE, center, period, Basis.CASELOAD).figures
        sentences = report(figures, falsehoods)
        parts = [sentence.format(number) for sentence, number in subsets]
        told = [one.text.replace("全年", "").replace("年底", "") for one in sentences]
        text = "\n\n".join([*parts, *(DAYS[days] + one for one in told)])
        result = reconcile(four_centers, SCOPE, text, 2024, Basis.CASELOAD)
        savepoint.rollback()
    held = result.held[len(parts) :]
    assert [one.stated.indicator for one in result.held[: len(parts)]] == [None] * len(parts)
    assert [one.stated.indicator for one in held] == [one.key for one in sentences]
    for one, found in zip(sentences, held, strict=True):
        assert found.stated.period == period
        if found.verdict not in (Verdict.NOT_COMPUTABLE, Verdict.OTHER_BASIS):
            assert (found.verdict is Verdict.DIFFERS) == one.false, found


@examples(30)
@given(
    ledger=ledgers,
    unit=st.sampled_from(sorted(AMOUNTS)),
    cut=st.booleans(),
    false=st.booleans(),
    key=st.sampled_from(("amount_agreed", "amount_claimed")),
)
def test_an_amount_may_be_rounded_and_not_cut_off(
    four_centers: Session, ledger: list[Any], unit: str, cut: bool, false: bool, key: str
) -> None:
    with four_centers.begin_nested() as savepoint:
        write(four_centers, ledger)
        center = four_centers.get_one(Center, COUNTY)
        figures = summarise(four_centers, SCOPE, center, YEAR, Basis.CASELOAD).figures
        said = amount_said(key, figures[key], unit, cut=cut, false=false)
        (held,) = reconcile(four_centers, SCOPE, said.text, 2024, Basis.CASELOAD).held
        savepoint.rollback()
    if held.verdict is Verdict.NOT_COMPUTABLE:
        return
    assert held.verdict is said.verdict
    if said.cut_off:
        assert Because.CUT_OFF in [one.because for one in held.likely]


def _held(session, center, text, year=2024):
    return reconcile(session, Scope((center.id,)), text, year, Basis.CASELOAD)


def test_of_what_other_ledgers_count_the_ledger_is_named(session, center):
    fill(session, center)
    ledgers = {
        "法院一审收案1320件。": Because.IN_LAWSUITS,
        "受理信访件236件。": Because.IN_PETITIONS,
        "行政处罚731件。": Because.IN_PENALTIES,
        "开展普法活动14场。": Because.IN_PUBLICITY,
        "法律知识考试参考率100%。": Because.IN_EXAMS,
        "合法性审查90件。": Because.IN_REVIEWS,
        "涉稳信息研判会62次。": Because.IN_MEETINGS,
        "镇村干部法治培训4次。": Because.IN_TRAINING,
        "12345热线转办工单354件。": Because.IN_SERVICES,
        "主动公开政务信息652条。": Because.IN_DISCLOSURE,
        "民生实事票决满意率96.8%。": Because.IN_VOTES,
        "监督发现并推动解决问题22个。": Because.IN_FINDINGS,
    }
    for text, because in ledgers.items():
        (held,) = _held(session, center, text).held
        assert held.verdict is Verdict.NOT_COMPUTABLE, text
        assert [one.because for one in held.likely] == [because], text


def test_the_residents_on_the_roster_are_counted(session, center):
    fill(session, center)
    right, wrong = _held(session, center, "常驻人民调解员1名。常驻调解员7名。").held
    assert (right.verdict, wrong.verdict) == (Verdict.EQUAL, Verdict.DIFFERS)
    assert wrong.read.figure.value == 1


def test_the_roster_of_today_says_nothing_of_earlier_years(session, center):
    fill(session, center)
    (held,) = _held(session, center, "2020年常驻人民调解员1名。").held
    assert (held.verdict, held.read) == (Verdict.NOT_COMPUTABLE, None)


def test_a_change_is_held_against_the_ledger_of_both_years(session, center):
    fill(session, center)
    scope = Scope((center.id,))
    now, then = (
        summarise(session, scope, center, Period.year(year), Basis.CASELOAD)
        .figures["resolved"]
        .value
        for year in (2024, 2023)
    )
    risen = (Decimal(now - then) * 100 / then).quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"化解纠纷{now}件，同比上升{risen}%。化解纠纷同比增加{now - then + 1}件。"
    right, wrong = _held(session, center, text).changes
    assert (right.verdict, wrong.verdict) == (Verdict.EQUAL, Verdict.DIFFERS)
    assert (wrong.now.figure.value, wrong.then.figure.value) == (now, then)


def test_a_figure_of_the_year_that_is_one_of_its_months_says_so(session, center):
    fill(session, center)
    scope = Scope((center.id,))
    days = Period(date(2024, 1, 1), date(2024, 11, 30))
    months = summarise(session, scope, center, days, Basis.CASELOAD).figures["caseload"].value
    year = summarise(session, scope, center, YEAR, Basis.CASELOAD).figures["caseload"].value
    assert months != year
    (held,) = _held(session, center, f"应办矛盾纠纷{months}件。").held
    other = [one.instead for one in held.likely if one.because is Because.OTHER_DAYS]
    assert held.verdict is Verdict.DIFFERS
    assert [one.period for one in other] == [days]


def test_the_rate_of_a_few_months_is_no_reason_for_the_rate_of_a_year(session, center):
    fill(session, center)
    text = "".join(f"化解率为{one / 100:.2f}%。" for one in range(0, 10000, 33))
    found = [
        one.instead.period
        for held in _held(session, center, text).held
        for one in held.likely
        if one.because is Because.OTHER_DAYS
    ]
    assert all(len(list(days.months())) in (3, 6, 12) for days in found)


def test_a_rate_that_stands_elsewhere_may_be_copied(session, center):
    fill(session, center)
    scope = Scope((center.id,))
    figures = summarise(session, scope, center, YEAR.year_before(), Basis.CASELOAD).figures
    before = figures["mediation_success_rate"].value
    (held,) = _held(session, center, f"调解成功率{before}%。").held
    assert Because.COPIED in [one.because for one in held.likely]


def test_the_value_of_the_year_after_is_one_of_other_days(session, center):
    fill(session, center)
    (held,) = _held(session, center, "2023年受理纠纷10件。").held
    (likely,) = [one for one in held.likely if one.because is Because.OTHER_DAYS]
    assert likely.instead.period == YEAR

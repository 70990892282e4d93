"""Stated figures against a ledger: what fits, what does not, and why it may not."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.indicators.conftest import examples
from tests.indicators.ledgers import COUNTY, ISLAND, ledgers, write
from tests.indicators.ledgers import TOWN as TOWN_CENTER
from tests.reconcile.reports import SENTENCES, report
from tests.small_year import fill
from tests.statements import noted
from tracker.domain.periods import Period
from tracker.domain.verdicts import Verdict
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
    assert second.verdict is Verdict.UNSURE


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

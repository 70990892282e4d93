"""Figures of the other work: held against the registers that count them, where they are kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories import TOWN, named
from tests.registers.entries import entry
from tests.statements import noted
from tracker.domain.verdicts import Because, Verdict
from tracker.domain.vocabulary import Basis
from tracker.models import Organisation
from tracker.permissions import Actor
from tracker.queries.scope import Scope
from tracker.reconcile.reading import read
from tracker.reconcile.remembering import is_sure
from tracker.reconcile.result import reconcile
from tracker.registers import REGISTERS
from tracker.services import registers


@pytest.fixture
def kept(session: Session, center):
    """Three publicity activities of 2024 and one of 2023; nothing in any other register."""
    publicity, actor = REGISTERS["publicity"], Actor.system(center.id)
    for year in (2024, 2024, 2024, 2023):
        row = entry(publicity, **{publicity.day: date(year, 3, 5)})
        registers.add(session, actor, publicity, row)
    session.commit()
    return Scope((center.id,))


def held(session, scope, text):
    (one,) = reconcile(session, scope, text, 2024, Basis.CASELOAD).held
    return one


def test_what_the_register_counts_is_equal_and_says_so(session, kept):
    one = held(session, kept, "开展法治宣传活动3场。")
    assert (one.verdict, one.read.figure.plain, one.likely) == (Verdict.EQUAL, 3, ())


def test_another_number_differs_and_may_be_that_of_the_year_before(session, kept):
    one = held(session, kept, "开展法治宣传活动1场。")
    assert (one.verdict, one.read.figure.plain) == (Verdict.DIFFERS, 3)
    (likely,) = one.likely
    assert (likely.because, likely.instead.period.start.year) == (Because.OTHER_DAYS, 2023)


def test_a_bound_is_a_bound_there_too(session, kept):
    assert held(session, kept, "开展法治宣传活动3场以上。").verdict is Verdict.WITHIN_BOUND


def test_a_change_is_that_of_both_its_years(session, kept):
    right, wrong, more = reconcile(
        session,
        kept,
        "开展法治宣传活动同比增加2场。开展法治宣传活动同比增长100%。作出行政处罚同比增加3起。",
        2024,
        Basis.CASELOAD,
    ).changes
    assert [one.verdict for one in (right, wrong, more)] == [
        *(Verdict.EQUAL, Verdict.DIFFERS, Verdict.NOT_COMPUTABLE)
    ]
    assert (right.now.figure.plain, right.then.figure.plain, wrong.moved) == (3, 1, 200)


def test_a_register_without_an_entry_tells_nothing(session, kept):
    one = held(session, kept, "作出行政处罚决定731起。")
    assert (one.verdict, one.read) == (Verdict.NOT_COMPUTABLE, None)
    assert one.likely


def test_who_sees_one_organisation_sees_no_register(session, kept, center):
    own = Scope(kept.center_ids, named(session, Organisation, TOWN, center).id)
    assert held(session, own, "开展法治宣传活动3场。").verdict is Verdict.NOT_COMPUTABLE


def test_the_registers_are_asked_as_often_whatever_is_stated_of_them(session, kept):
    numbers = []
    years = "".join(f"{year}年开展法治宣传活动3场，作出行政处罚5起。" for year in range(2015, 2025))
    for text in ("开展法治宣传活动3场。", years):
        with noted(session.get_bind()) as statements:
            reconcile(session, kept, text, 2024, Basis.CASELOAD)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("人民法院诉讼收案1180件。", "lawsuits"),
        ("年末信访积案21件。", "petition_backlog"),
        ("公共法律服务窗口服务群众1464人次。", "window_services"),
        ("主动公开政务信息36条。", "disclosures"),
        ("开展票决与测评2次。", "votes"),
        ("测评满意率95.00%。", "survey_satisfaction_rate"),
        ("监督发现问题24个。", "supervision_findings"),
        ("监督问题按期解决率91.67%。", "findings_in_time_rate"),
        ("分析研判问题600个。", "issues_analysed"),
        ("接访下访接待批次60批。", "reception_visitors"),
        ("接访下访受理信访件30件。", "reception_petitions"),
        ("县人民法院诉讼收案5180件。", None),
        ("化解信访积案12件。", None),
    ],
)
def test_the_words_of_the_annual_report_say_the_registers_figures(text, key):
    [one] = read(text, 2024).figures
    assert (one.indicator if is_sure(one) else None) == key

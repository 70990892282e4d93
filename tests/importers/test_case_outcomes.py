"""How a case ended, in the words of a ledger."""

import pytest

from tests.importers.ledgers import closed
from tracker.domain.vocabulary import Outcome


@pytest.mark.parametrize(
    ("written", "outcome"),
    [(one.term, one) for one in Outcome]
    + [
        ("书面", Outcome.WRITTEN_AGREEMENT),
        ("书面调解", Outcome.WRITTEN_AGREEMENT),
        ("签订协议", Outcome.WRITTEN_AGREEMENT),
        ("口头", Outcome.ORAL_AGREEMENT),
        ("口头调解", Outcome.ORAL_AGREEMENT),
        ("调解成功", Outcome.AGREEMENT_FORM_UNSTATED),
        ("成功", Outcome.AGREEMENT_FORM_UNSTATED),
        ("达成协议", Outcome.AGREEMENT_FORM_UNSTATED),
        ("达成协议（形式未注明）", Outcome.AGREEMENT_FORM_UNSTATED),
        ("化解", Outcome.RESOLVED_MANNER_UNSTATED),
        ("已化解", Outcome.RESOLVED_MANNER_UNSTATED),
        ("和解", Outcome.SETTLED_PRIVATELY),
        ("调解失败", Outcome.FAILED),
        ("不成功", Outcome.FAILED),
        ("未成功", Outcome.FAILED),
        ("未达成协议", Outcome.FAILED),
        ("诉讼", Outcome.GUIDED_TO_COURT),
        ("起诉", Outcome.GUIDED_TO_COURT),
        ("移送法院", Outcome.GUIDED_TO_COURT),
        ("引导诉讼", Outcome.GUIDED_TO_COURT),
        ("仲裁", Outcome.GUIDED_TO_COURT),
        ("撤回", Outcome.WITHDRAWN),
        ("撤销申请", Outcome.WITHDRAWN),
    ],
)
def test_the_wordings_of_outcomes(read, written, outcome):
    assert read(**closed(结案方式=written)).outcome is outcome


@pytest.mark.parametrize("form", ["书面", "口头"])
def test_the_form_of_agreement_completes_a_successful_mediation(read, form):
    outcome = read(**closed(结案方式="调解成功", 协议形式=form)).outcome
    assert outcome.term == f"{form}协议"


def test_a_form_of_agreement_that_contradicts_the_outcome_is_a_problem(problems):
    said = [("结案方式", "The outcome and the form of agreement contradict each other.")]
    assert problems(**closed(结案方式="调解不成", 协议形式="书面")) == said
    assert problems(**closed(结案方式="书面协议", 协议形式="口头")) == said


@pytest.mark.parametrize("written", [None, "调解中", "未结", "办理中"])
def test_an_open_case_with_a_closing_date_is_a_problem(problems, read, written):
    assert read(结案方式=written).outcome is None
    assert problems(结案方式=written, 结案日期="2024-03-20") == [
        ("结案方式", "A closed case needs an outcome.")
    ]


@pytest.mark.parametrize("written", ["已办结", "结案"])
def test_closed_alone_says_nothing_about_the_outcome(problems, written):
    assert problems(**closed(结案方式=written)) == [
        ("结案方式", "This says that the case is closed, but not with which outcome.")
    ]


def test_an_outcome_without_its_date_is_a_problem(problems):
    assert problems(结案方式="书面协议", 结案日期=None) == [
        ("结案日期", "An outcome needs its closing date.")
    ]

"""The steps of a case in the browser: when they can be taken, and what the rules refuse."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import trail
from tests.pages import error_beside, form_of, text_of
from tests.views.cases.steps import AGREED, EXTENDED, take
from tracker.domain.vocabulary import Outcome, Satisfaction, Status
from tracker.models import AuditLine, Case

APPLY = "apply-for-confirmation"


def test_a_case_goes_through_its_life_page_by_page(mediator, registered, look, ledger):
    for step, typed in (
        ("accept", {"accepted_on": "2024-3-6"}),
        ("extend", EXTENDED),
        ("close", {"closed_on": "2024-3-20", "outcome": "written_agreement"}),
        ("pay", {"paid_on": "2024-3-25", "amount": "3.5万"}),
        (
            "visit",
            {"visited_on": "2024-4-1", "manner": "phone", "satisfaction": "satisfied"},
        ),
    ):
        answer = take(mediator, registered, step, **typed)
        assert answer.location == f"/cases/{registered}", step
    assert look(lambda case: case.number) == "（2024）柳人调字第0001号"
    assert look(lambda case: case.due_on) == date(2024, 5, 1)
    assert look(lambda case: case.payments[0].amount) == Decimal("35000.00")
    assert look(lambda case: case.satisfaction) is Satisfaction.SATISFIED
    with ledger() as session:
        steps = trail(session, session.scalars(select(Case)).one())
    assert steps[1:] == ["case.accept", "case.extend", "case.close", "case.pay", "case.visit"]


def test_the_page_of_a_case_offers_what_can_be_done_now_and_nothing_else(mediator, make):
    offered = {
        make(): {"accept", "decline"},
        make(accepted=date(2024, 3, 6)): {"close", "extend"},
        make(accepted=date(2024, 3, 6), **AGREED): {
            "pay",
            APPLY,
            "visit",
            "reopen",
        },
        make(accepted=date(2024, 3, 6), closed=date(2024, 3, 7), outcome=Outcome.FAILED): {
            "visit",
            "reopen",
        },
        make(declined="不属于受理范围"): {"reopen"},
    }
    every = {step for steps in offered.values() for step in steps}
    for case_id, steps in offered.items():
        page = mediator.get(f"/cases/{case_id}").text
        assert {step for step in every if f'/cases/{case_id}/{step}"' in page} == steps
        for step in every - steps:
            answer = mediator.get(f"/cases/{case_id}/{step}")
            assert answer.location == f"/cases/{case_id}", step


USUAL = {
    "close": {"outcome": "written_agreement"},
    "visit": {"manner": "phone"},
    APPLY: {"court": "柳河市人民法院"},
}
"""What is filled in besides."""


@pytest.mark.parametrize(
    ("stage", "step", "typed", "field", "said"),
    [
        ({}, "accept", {"accepted_on": "2024-3-4"}, "accepted_on", "早于登记日期"),
        ({}, "accept", {"accepted_on": "2199-1-1"}, "accepted_on", "晚于今天"),
        ({}, "accept", {"accepted_on": ""}, "accepted_on", "请填写"),
        ({}, "accept", {"accepted_on": "三月"}, "accepted_on", "无法识别"),
        ({}, "decline", {"declined_reason": " "}, "declined_reason", "请填写"),
        ({}, "decline", {"declined_reason": "长" * 501}, "declined_reason", "最多 500 字"),
        ("open", "close", {"closed_on": "2024-3-5"}, "closed_on", "早于受理日期"),
        ("open", "close", {"closed_on": "2199-1-1"}, "closed_on", "晚于今天"),
        ("open", "close", {"outcome": ""}, "outcome", "请填写"),
        (
            "open",
            "close",
            {"outcome": "failed", "amount_agreed": "100"},
            "amount_agreed",
            "协议",
        ),
        ("open", "close", {"amount_agreed": "-1"}, "amount_agreed", "负"),
        (
            "open",
            "extend",
            EXTENDED | {"until": "2024-4-5"},
            "until",
            "2024-04-05",
        ),
        ("open", "extend", EXTENDED | {"agreed_on": "2024-3-5"}, "agreed_on", "2024-03-06"),
        ("open", "extend", EXTENDED | {"agreed_on": "2199-3-5"}, "agreed_on", "晚于今天"),
        ("open", "extend", EXTENDED | {"consent": " "}, "consent", "请填写"),
        ("open", "extend", EXTENDED | {"reason": ""}, "reason", "请填写"),
        ("open", "extend", EXTENDED | {"reason": "长" * 501}, "reason", "最多 500 字"),
        ("closed", "pay", {"amount": "0"}, "amount", "0"),
        ("closed", "pay", {"amount": "-5"}, "amount", "负"),
        ("closed", "pay", {"amount": ""}, "amount", "请填写"),
        ("closed", "pay", {"amount": "5", "paid_on": "2199-1-1"}, "paid_on", "晚于今天"),
        ("closed", "visit", {"visited_on": "2024-3-19"}, "visited_on", "早于结案日期"),
        ("closed", "visit", {"visited_on": "2199-3-19"}, "visited_on", "晚于今天"),
        ("closed", "visit", {"manner": ""}, "manner", "请填写"),
        (
            "closed",
            APPLY,
            {"applied_on": "2024-4-20"},
            "applied_on",
            "2024-04-19",
        ),
        (
            "closed",
            APPLY,
            {"applied_on": "2024-3-19"},
            "applied_on",
            "2024-03-20",
        ),
        ("closed", "reopen", {"reason": ""}, "reason", "请填写"),
    ],
)
def test_what_the_rules_forbid_is_refused_beside_its_field(
    mediator, make, look, stage, step, typed, field, said
):
    stages = {"open": {"accepted": date(2024, 3, 6)}}
    stages["closed"] = stages["open"] | AGREED
    case_id = make(**(stages[stage] if stage else {}))
    before = look(lambda case: case.version)
    usual = USUAL.get(step, {})
    page = take(mediator, case_id, step, **usual | typed)
    assert page.status_code == 422
    assert said in error_beside(page.text, field)
    kept = form_of(page.text, "version")
    assert {name: kept[name].strip() for name in typed} == {n: t.strip() for n, t in typed.items()}
    assert look(lambda case: case.version) == before


def test_the_outcomes_of_old_ledgers_are_neither_offered_nor_taken(mediator, accepted):
    assert "未注明" not in mediator.get(f"/cases/{accepted}/close").text.split("<form method")[1]
    page = take(mediator, accepted, "close", outcome="agreement_form_unstated")
    assert "请从列表中选择" in error_beside(page.text, "outcome")


def test_a_confirmation_of_what_is_no_agreement_is_refused(mediator, make):
    case_id = make(accepted=date(2024, 3, 6), closed=date(2024, 3, 7), outcome=Outcome.WITHDRAWN)
    sent = {"version": "3", "applied_on": "2024-3-8", "court": "柳河市人民法院"}
    page = mediator.post(f"/cases/{case_id}/{APPLY}", data=sent)
    assert page.status_code == 422
    assert "结案方式为达成协议" in text_of(page.text)


def test_a_declined_case_comes_back_and_keeps_the_reasons_in_the_trail(
    mediator, registered, look, ledger
):
    take(mediator, registered, "decline", declined_reason="不属于受理范围")
    assert look(lambda case: case.status) is Status.DECLINED
    assert "不属于受理范围" in mediator.get(f"/cases/{registered}").text
    take(mediator, registered, "reopen", reason="补充了材料")
    assert look(lambda case: case.status) is Status.REGISTERED
    with ledger() as session:
        reasons = session.scalars(select(AuditLine.reason).order_by(AuditLine.id)).all()
    assert [one for one in reasons if one] == ["不属于受理范围", "补充了材料"]


def test_a_step_is_never_taken_by_merely_opening_its_page(mediator, registered, look):
    mediator.get(f"/cases/{registered}/accept?accepted_on=2024-03-06&version=1")
    assert look(lambda case: case.status) is Status.REGISTERED

"""Performance on the page of a case: what is open, ticked off, overpaid, and what followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.agreements import PAPERS, agreed_case, broken_case
from tests.factories import trail
from tests.pages import form_of, text_of
from tests.views.cases.steps import take
from tracker import clock
from tracker.domain.agreements import InstalmentDraft
from tracker.domain.drafts import Closing
from tracker.domain.vocabulary import Outcome, Role
from tracker.models import Case, Center
from tracker.permissions import Actor
from tracker.services import audit, cases


@pytest.fixture
def agreed(ledger, office):
    """Two instalments and a repair, all due long ago."""
    with ledger() as session:
        return agreed_case(session, session.get_one(Center, office)).id


def sums_of(browser, case_id):
    """The part of the case's page that tells of its performance."""
    page = browser.get(f"/cases/{case_id}").text
    return text_of(page.split('aria-labelledby="sums"')[1].split("</section>")[0])


def test_the_plan_says_of_each_instalment_what_is_paid_and_open(mediator, agreed):
    take(mediator, agreed, "pay", amount="400", paid_on="2024-4-1")
    sums = sums_of(mediator, agreed)
    assert "2024-04-01 ¥ 300.25 ¥ 300.25 ¥ 0.00 已履行" in sums
    assert "2024-05-01 ¥ 500.25 ¥ 99.75 ¥ 400.50 逾期未履行" in sums
    assert "合计 ¥ 800.50 ¥ 400.00 ¥ 400.50" in sums
    assert "全部履行" not in sums


def test_what_is_paid_beyond_the_amount_is_said_plainly(mediator, agreed):
    take(mediator, agreed, "pay", amount="801.00", paid_on="2024-4-1")
    assert "多付0.50元" in sums_of(mediator, agreed)


def test_performed_in_full_is_said_once_the_item_in_kind_is_ticked_off(mediator, agreed, look):
    take(mediator, agreed, "pay", amount="800.50", paid_on="2024-4-1")
    assert "全部履行" not in sums_of(mediator, agreed)
    repair = look(lambda case: case.agreement.terms[1].id)
    assert f"/terms/{repair}/tick" in mediator.get(f"/cases/{agreed}").text
    take(mediator, agreed, f"terms/{repair}/tick", performed_on="2024-4-2")
    assert "全部履行" in sums_of(mediator, agreed)
    page = text_of(mediator.get(f"/cases/{agreed}").text)
    assert "2024-04-02 履行" in page
    take(mediator, agreed, f"terms/{repair}/untick", reason="未修好")
    assert "全部履行" not in sums_of(mediator, agreed)


def test_once_all_is_paid_the_page_leads_to_no_further_payment(mediator, agreed):
    head = f'class="button button-primary" href="/cases/{agreed}/pay"'
    assert head in mediator.get(f"/cases/{agreed}").text
    take(mediator, agreed, "pay", amount="800.50", paid_on="2024-4-1")
    assert head not in mediator.get(f"/cases/{agreed}").text


def test_two_items_are_ticked_off_by_their_own_pages_alone(mediator, ledger, office):
    with ledger() as session:
        case = broken_case(session, session.get_one(Center, office))
        first, second = (one.id for one in case.agreement.terms[1:3])
        case_id = case.id
    stale = form_of(mediator.get(f"/cases/{case_id}/terms/{first}/tick").text, "version")
    take(mediator, case_id, f"terms/{second}/untick", reason="未清理")
    take(mediator, case_id, f"terms/{second}/tick", performed_on="2024-4-2")
    late = mediator.post(
        f"/cases/{case_id}/terms/{first}/tick", data=stale | {"performed_on": "2024-4-2"}
    )
    assert late.status_code == 409
    again = form_of(mediator.get(f"/cases/{case_id}/terms/{first}/tick").text, "version")
    for _turn in range(2):
        sent = again | {"performed_on": "2024-4-2"}
        answer = mediator.post(f"/cases/{case_id}/terms/{first}/tick", data=sent)
        assert answer.location == f"/cases/{case_id}"
    with ledger() as session:
        assert trail(session, session.get_one(Case, (office, case_id))).count("case.tick_term") == 3


def test_non_performance_is_urged_then_leads_to_court_and_stands_on_the_page(
    mediator, agreed, look
):
    step = f"/cases/{agreed}/note-non-performance"
    assert form_of(mediator.get(step).text, "version")["step"] == "urged"
    take(mediator, agreed, "note-non-performance", noted_on="2024-4-2", note="电话督促")
    opened = form_of(mediator.get(step).text, "version")
    assert opened["step"] == "guided"
    take(mediator, agreed, "note-non-performance", noted_on="2024-4-9", note="告知可以起诉")
    sums = sums_of(mediator, agreed)
    assert sums.index("督促履行") < sums.index("引导诉讼") < sums.index("告知可以起诉")
    noted = look(lambda case: case.non_performances[0].id)
    take(mediator, agreed, f"non-performances/{noted}/remove", reason="记错")
    assert "电话督促" not in sums_of(mediator, agreed)


def test_after_a_reopening_the_debtor_is_urged_again_first(mediator, ledger, office):
    with ledger() as session:
        case, actor = broken_case(session, session.get_one(Center, office)), Actor.system(office)
        cases.reopen(session, actor, case, "一方反悔", case.version)
        again = Closing(clock.today(), Outcome.WRITTEN_AGREEMENT, Decimal(5))
        cases.close(session, actor, case, again, case.version)
        session.commit()
        case_id = case.id
    page = mediator.get(f"/cases/{case_id}/note-non-performance")
    assert form_of(page.text, "version")["step"] == "urged"


def test_a_note_sent_twice_is_noted_once(mediator, agreed, look):
    address = f"/cases/{agreed}/note-non-performance"
    sent = form_of(mediator.get(address).text, "version")
    sent |= {"noted_on": "2024-4-2", "note": "电话督促"}
    for _turn in range(2):
        assert mediator.post(address, data=sent).location == f"/cases/{agreed}"
    assert look(lambda case: len(case.non_performances)) == 1


def test_while_nothing_is_overdue_nobody_is_urged(mediator, ledger, office):
    due = clock.today() + timedelta(days=1)
    papers = replace(
        PAPERS, terms=PAPERS.terms[:1], instalments=(InstalmentDraft(due, Decimal(5)),)
    )
    with ledger() as session:
        case_id = agreed_case(session, session.get_one(Center, office), papers).id
    assert "note-non-performance" not in mediator.get(f"/cases/{case_id}").text
    assert mediator.get(f"/cases/{case_id}/note-non-performance").status_code == 302


def test_the_page_of_an_imported_agreement_without_papers_says_what_is_open(mediator, closed):
    take(mediator, closed, "pay", amount="0.50", paid_on="2024-4-1")
    sums = sums_of(mediator, closed)
    assert "尚未支付 ¥ 800.00" in sums
    assert "分期履行计划" not in sums


def test_without_a_stated_amount_nothing_is_said_to_be_open_or_overpaid(mediator, make):
    case_id = make(accepted=date(2024, 3, 6), closed=date(2024, 3, 20))
    take(mediator, case_id, "pay", amount="5", paid_on="2024-4-1")
    sums = sums_of(mediator, case_id)
    assert "尚未支付 —" in sums
    assert "多付" not in sums


def test_readers_outside_see_no_way_to_note_and_nobody_named_in_a_note(open_as, ledger, office):
    with ledger() as session:
        center = session.get_one(Center, office)
        case = broken_case(session, center)
        case_id, case.non_performances[0].note = case.id, "张小三来电催促"
        audit.record(session, Actor.system(office), "test.note", case)
        session.commit()
    page = open_as(Role.SUPERVISOR).get(f"/cases/{case_id}").text
    assert "张*三来电催促" in text_of(page)
    assert "/terms/" not in page
    assert "/remove" not in page

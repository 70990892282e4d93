"""What the page of a case shows: when it is due, what was paid, what was done."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from tests.pages import text_of
from tests.views.cases.steps import PERSON, take
from tracker import clock
from tracker.domain.drafts import PaymentDraft
from tracker.domain.vocabulary import Role
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import performance


def test_an_open_case_says_when_it_is_due(mediator, make):
    day = clock.today() - timedelta(days=27)
    page = mediator.get(f"/cases/{make(registered_on=day, accepted=day)}").text
    assert "3天后到期" in page
    assert (day + timedelta(days=30)).isoformat() in page


def test_the_sheet_shows_what_was_paid_and_further_columns_of_the_ledger(
    mediator, closed, ledger, office
):
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        system = Actor.system(office)
        payment = PaymentDraft(date(2024, 4, 1), Decimal("300.25"))
        performance.record_payment(session, system, case, payment, case.version)
        case.extra_columns = {"协办单位": "派出所<b>"}
        session.commit()
    page = mediator.get(f"/cases/{closed}").text
    assert "¥ 800.50" in page
    assert "¥ 300.25" in page
    assert "派出所&lt;b&gt;" in page


def test_the_history_tells_each_step_with_its_reason_and_what_changed(open_as, mediator, make):
    case_id = make(parties=[PERSON])
    take(mediator, case_id, "decline", declined_reason="张小三未到场")
    take(mediator, case_id, "reopen", reason="张小三补充了材料")
    own = text_of(mediator.get(f"/cases/{case_id}").text.split('id="history"')[1])
    assert own.index("登记案件") < own.index("张小三未到场") < own.index("张小三补充了材料")
    masked = open_as(Role.SUPERVISOR).get(f"/cases/{case_id}").text.split('id="history"')[1]
    assert "张*三补充了材料" in masked
    assert "张小三" not in masked

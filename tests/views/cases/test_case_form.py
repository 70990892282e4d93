"""Logging a case in the browser."""

import re
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from tests.factories import STUDIO, make_case, named
from tests.importers.ledgers import CREDIT_CODE, GOOD_ID
from tests.pages import error_beside, form_of, text_of
from tests.views.cases.steps import only_case
from tracker import clock
from tracker.domain.vocabulary import Side, Status
from tracker.models import AuditLine, Case, Center, DisputeType, Mediator, Organisation, Village
from tracker.permissions import Actor
from tracker.services import audit


def test_a_case_is_registered_with_what_was_typed(mediator, blank, ledger):
    with ledger() as session:
        mediator_id = named(session, Mediator, "吴和平", session.get(Center, 1)).id
        village_id = named(session, Village, "前街社区", session.get(Center, 1)).id
        labour = named(session, DisputeType, "拖欠农民工工资", session.get(Center, 1)).id
    answer = mediator.post(
        "/cases/new",
        data=blank
        | {
            "registered_on": "2024年3月5日",
            "accepted_on": "",
            "amount_claimed": "3.5万",
            "source": "application",
            "difficulty": "simple",
            "channel": "前台",
            "mediator_id": str(mediator_id),
            "village_id": str(village_id),
            "dispute_type_id": str(labour),
            "claims": "赔偿",
            "parties-0-id_number": GOOD_ID.lower(),
            "parties-1-kind": "organisation",
            "parties-1-credit_code": CREDIT_CODE,
            "parties-1-legal_representative": "王五",
        },
    )
    with ledger() as session:
        case = only_case(session)
        assert answer.location == f"/cases/{case.id}"
        assert case.registered_on.isoformat() == "2024-03-05"
        assert case.amount_claimed == Decimal("35000.00")
        assert case.organisation.name == "镇人民调解委员会"
        assert (case.mediator_id, case.village_id) == (mediator_id, village_id)
        assert case.dispute_type_id == labour
        assert case.status is Status.REGISTERED
        person, company = case.parties
        assert person.birth_date.isoformat() == "1949-12-31"
        assert (company.side, company.credit_code) == (Side.RESPONDENT, CREDIT_CODE)
    shown = text_of(mediator.get(answer.location).text)
    assert "1949-12-31" in shown
    assert "已登记" in shown


def test_an_acceptance_date_accepts_at_once_and_gives_the_number(mediator, blank, ledger):
    year = clock.today().year
    answer = mediator.post("/cases/new", data=blank | {"accepted_on": "今天"})
    with ledger() as session:
        case = only_case(session)
        assert case.number == f"（{year}）柳人调字第0001号"
        actions = session.scalars(
            select(AuditLine.action).where(AuditLine.subject_id == case.id).order_by(AuditLine.id)
        )
        assert list(actions) == ["case.register", "case.accept"]
    assert f"（{year}）柳人调字第0001号" in mediator.get(answer.location).text


def test_an_acceptance_before_the_registration_registers_nothing(mediator, blank, ledger):
    answer = mediator.post("/cases/new", data=blank | {"accepted_on": "昨天"})
    assert answer.status_code == 422
    assert "受理日期早于登记日期" in error_beside(answer.text, "accepted_on")
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0


def test_sending_the_form_again_leads_to_the_first_case(mediator, blank, ledger):
    first = mediator.post("/cases/new", data=blank)
    again = mediator.post("/cases/new", data=blank | {"summary": "changed"})
    assert again.location == first.location
    assert "未重复登记" in mediator.get(again.location).text
    with ledger() as session:
        assert only_case(session).summary == "漏水"


def test_enter_without_scripts_only_shows_the_page_again(mediator, blank, ledger):
    page = mediator.get("/cases/new").text
    form = page.split("data-case-form")[1].split("</form>")[0]
    assert re.search(r"<button[^>]*>", form)[0].count('name="stay"') == 1
    assert mediator.post("/cases/new", data=blank | {"stay": "1"}).status_code == 200
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0


def test_what_was_typed_is_shown_as_text_and_never_as_markup(mediator, blank):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    sent = blank | {"parties-0-name": nasty, "summary": nasty, "channel": nasty}
    page = mediator.get(mediator.post("/cases/new", data=sent).location).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    again = mediator.post("/cases/new", data=sent | {"registered_on": nasty, "submission_key": ""})
    assert "<script>alert" not in again.text


def test_a_form_without_the_csrf_token_is_refused(app, mediator, blank):
    app.config["WTF_CSRF_ENABLED"] = True
    assert mediator.post("/cases/new", data=blank).status_code == 400
    token = form_of(mediator.get("/cases/new").text, "submission_key")["csrf_token"]
    assert mediator.post("/cases/new", data=blank | {"csrf_token": token}).status_code == 302


def test_only_what_is_in_use_can_be_chosen_and_what_the_case_has_already(mediator, ledger, office):
    with ledger() as session:
        center = session.get(Center, office)
        gone = named(session, Mediator, "吴和平", center)
        old = named(session, DisputeType, "互联网", center)
        gone.active = False
        old.valid_to = clock.today() - timedelta(days=1)
        named(session, Village, "前街社区", center).active = False
        audit.record(session, Actor.system(office), "test.lists")
        case = make_case(session, center, mediator_id=gone.id, dispute_type_id=old.id)
        old_id, case_id = old.id, case.id
    offered = mediator.get("/cases/new").text
    for name in ("吴和平", "互联网", "前街社区"):
        assert name not in offered
    assert "后横村" in offered
    chosen = mediator.get(f"/cases/{case_id}/edit").text
    assert "吴和平" in chosen
    assert form_of(chosen, "version")["dispute_type_id"] == str(old_id)
    forged = form_of(offered, "submission_key") | {"dispute_type_id": str(old_id)}
    page = mediator.post("/cases/new", data=forged | {"parties-0-name": "张三"})
    assert "请从列表中选择" in error_beside(page.text, "dispute_type_id")


def test_a_type_that_was_valid_on_the_day_can_be_chosen_for_that_day(mediator, blank, ledger):
    with ledger() as session:
        old = named(session, DisputeType, "互联网", session.get(Center, 1))
        old.valid_to = clock.today() - timedelta(days=30)
        audit.record(session, Actor.system(1), "test.lists")
        session.commit()
        old_id = old.id
    day = (clock.today() - timedelta(days=31)).isoformat()
    sent = blank | {"registered_on": day, "dispute_type_id": str(old_id)}
    assert mediator.post("/cases/new", data=sent).status_code == 302


def test_a_key_that_another_organisation_has_used_makes_a_new_one(mediator, blank, ledger):
    with ledger() as session:
        center = session.get(Center, 1)
        studio = named(session, Organisation, STUDIO, center).id
        other = make_case(session, center, organisation_id=studio)
        other.submission_key = blank["submission_key"]
        audit.record(session, Actor.system(1), "test.key", other)
        session.commit()
    page = mediator.post("/cases/new", data=blank)
    assert page.status_code == 422
    again = form_of(page.text, "submission_key")
    assert mediator.post("/cases/new", data=again).status_code == 302

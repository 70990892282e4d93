"""The steps of a case in the browser: who may, when, and what the rules refuse."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.factories import STUDIO, make_case, named, trail
from tests.pages import error_beside, form_of, text_of
from tracker import clock
from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.vocabulary import Outcome, Role, Satisfaction, Side, Status
from tracker.models import AuditLine, Case, Center, Organisation
from tracker.permissions import Actor
from tracker.services import cases

AGREED = {"closed": date(2024, 3, 20), "agreed": Decimal("800.50")}
PERSON = PartyDraft(
    Side.APPLICANT, "张小三", id_number="11010519491231002X", phone="13812345678", address="和平路"
)


@pytest.fixture
def mediator(open_as):
    return open_as(Role.MEDIATOR)


@pytest.fixture
def make(ledger, office):
    """A case of center LS taken so far; its id."""

    def made(**stages):
        with ledger() as session:
            return make_case(session, session.get(Center, office), **stages).id

    return made


@pytest.fixture
def registered(make):
    return make()


@pytest.fixture
def accepted(make):
    return make(accepted=date(2024, 3, 6))


@pytest.fixture
def closed(make):
    return make(accepted=date(2024, 3, 6), **AGREED)


@pytest.fixture
def look(ledger):
    """What the ledger says of the only case."""

    def at(question):
        with ledger() as session:
            return question(session.scalars(select(Case)).one())

    return at


def take(browser, case_id, step, **typed):
    """Open the step's page and send it with what was typed."""
    sent = form_of(browser.get(f"/cases/{case_id}/{step}").text, "version")
    return browser.post(f"/cases/{case_id}/{step}", data=sent | typed)


def test_a_case_goes_through_its_life_page_by_page(mediator, registered, look, ledger):
    for step, typed in (
        ("accept", {"accepted_on": "2024-3-6"}),
        ("extend", {"extended_to": "20240501", "reason": "双方书面同意"}),
        ("close", {"closed_on": "2024-3-20", "outcome": "written_agreement"}),
        ("pay", {"paid_on": "2024-3-25", "amount": "3.5万"}),
        ("follow-up", {"visited_on": "2024-4-1", "satisfaction": "satisfied"}),
    ):
        answer = take(mediator, registered, step, **typed)
        assert answer.location == f"/cases/{registered}", step
    assert look(lambda case: case.number) == "（2024）柳人调字第0001号"
    assert look(lambda case: case.extended_to) == date(2024, 5, 1)
    assert look(lambda case: case.payments[0].amount) == Decimal("35000.00")
    assert look(lambda case: case.satisfaction) is Satisfaction.SATISFIED
    with ledger() as session:
        steps = trail(session, session.scalars(select(Case)).one())
    assert steps[1:] == ["case.accept", "case.extend", "case.close", "case.pay", "case.follow_up"]


def test_the_page_of_a_case_offers_what_can_be_done_now_and_nothing_else(mediator, make):
    offered = {
        make(): {"accept", "decline"},
        make(accepted=date(2024, 3, 6)): {"close", "extend"},
        make(accepted=date(2024, 3, 6), **AGREED): {"pay", "follow-up", "reopen"},
        make(accepted=date(2024, 3, 6), closed=date(2024, 3, 7), outcome=Outcome.FAILED): {
            "follow-up",
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
            {"extended_to": "2024-4-5", "reason": "同意"},
            "extended_to",
            "2024-04-05",
        ),
        ("open", "extend", {"extended_to": "2024-5-5", "reason": ""}, "reason", "请填写"),
        ("closed", "pay", {"amount": "0"}, "amount", "0"),
        ("closed", "pay", {"amount": "-5"}, "amount", "负"),
        ("closed", "pay", {"amount": ""}, "amount", "请填写"),
        ("closed", "pay", {"amount": "5", "paid_on": "2199-1-1"}, "paid_on", "晚于今天"),
        ("closed", "follow-up", {"visited_on": "2024-3-19"}, "visited_on", "早于结案日期"),
        ("closed", "follow-up", {"visited_on": "2199-3-19"}, "visited_on", "晚于今天"),
        (
            "closed",
            "follow-up",
            {"judicial_confirmed_on": "2024-3-1"},
            "judicial_confirmed_on",
            "早于结案日期",
        ),
        ("closed", "follow-up", {"satisfaction": "satisfied"}, "satisfaction", "回访日期"),
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
    usual = {"outcome": "written_agreement"} if step == "close" else {}
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
    page = take(mediator, case_id, "follow-up", judicial_confirmed_on="2024-3-8")
    assert page.status_code == 422
    assert error_beside(page.text, "judicial_confirmed_on")


def test_a_step_sent_when_the_case_has_moved_on_is_refused(mediator, registered, look):
    version = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")["version"]
    sent = {"version": version, "outcome": "failed", "closed_on": "今天"}
    page = mediator.post(f"/cases/{registered}/close", data=sent)
    assert page.status_code == 422
    assert "状态已变化" in text_of(page.text)
    assert look(lambda case: case.status) is Status.REGISTERED


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


def test_payments_stand_in_the_way_of_reopening_until_they_are_removed(mediator, closed, look):
    take(mediator, closed, "pay", amount="100.10", paid_on="2024-4-1")
    page = take(mediator, closed, "reopen", reason="反悔")
    assert page.status_code == 422
    assert "履行" in text_of(page.text)
    payment = look(lambda case: case.payments[0].id)
    assert f"/cases/{closed}/payments/{payment}/remove" in mediator.get(f"/cases/{closed}").text
    gone = take(mediator, closed, f"payments/{payment}/remove", reason="误登")
    assert gone.location == f"/cases/{closed}"
    assert look(lambda case: case.payments) == []
    assert mediator.get(f"/cases/{closed}/payments/{payment}/remove").status_code == 404
    take(mediator, closed, "reopen", reason="反悔")
    assert look(lambda case: (case.status, case.outcome)) == (Status.OPEN, None)


def test_the_payment_of_another_case_cannot_be_removed_through_this_one(mediator, make, ledger):
    paid = make(accepted=date(2024, 3, 6), **AGREED)
    other = make(accepted=date(2024, 3, 6), **AGREED)
    take(mediator, paid, "pay", amount="100", paid_on="2024-4-1")
    with ledger() as session:
        payment = session.scalars(select(Case).where(Case.id == paid)).one().payments[0].id
    assert mediator.get(f"/cases/{other}/payments/{payment}/remove").status_code == 404
    sent = {"version": "1", "reason": "x"}
    url = f"/cases/{other}/payments/{payment}/remove"
    assert mediator.post(url, data=sent).status_code == 404


@pytest.mark.parametrize(
    ("stages", "step", "typed"),
    [
        ({}, "accept", {"accepted_on": "2024-3-6"}),
        ({}, "decline", {"declined_reason": "不属于受理范围"}),
        ({"accepted": date(2024, 3, 6)}, "extend", {"extended_to": "2024-6-1", "reason": "同意"}),
        ({"accepted": date(2024, 3, 6)}, "close", {"outcome": "failed", "closed_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "pay", {"amount": "9", "paid_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "follow-up", {"visited_on": "2024-4-1"}),
        ({"accepted": date(2024, 3, 6)} | AGREED, "reopen", {"reason": "反悔"}),
    ],
)
def test_a_step_sent_twice_is_taken_once_and_is_no_conflict(
    mediator, make, look, ledger, stages, step, typed
):
    case_id = make(**stages)
    sent = form_of(mediator.get(f"/cases/{case_id}/{step}").text, "version") | typed
    for _turn in range(2):
        assert mediator.post(f"/cases/{case_id}/{step}", data=sent).location == f"/cases/{case_id}"
    with ledger() as session:
        taken = trail(session, session.scalars(select(Case)).one())
    assert taken.count(f"case.{step.replace('-', '_')}") == 1
    assert look(lambda case: len(case.payments)) == (step == "pay")


def test_another_payment_from_an_outdated_page_is_a_conflict(mediator, closed, look):
    sent = form_of(mediator.get(f"/cases/{closed}/pay").text, "version")
    sent |= {"paid_on": "2024-4-1"}
    assert mediator.post(f"/cases/{closed}/pay", data=sent | {"amount": "9"}).status_code == 302
    assert mediator.post(f"/cases/{closed}/pay", data=sent | {"amount": "10"}).status_code == 409
    assert look(lambda case: len(case.payments)) == 1


def test_a_follow_up_that_takes_back_what_another_page_noted_is_a_conflict(mediator, closed, look):
    opened = form_of(mediator.get(f"/cases/{closed}/follow-up").text, "version")
    noted = opened | {"visited_on": "2024-4-1", "satisfaction": "satisfied"}
    assert mediator.post(f"/cases/{closed}/follow-up", data=noted).status_code == 302
    page = mediator.post(f"/cases/{closed}/follow-up", data=opened)
    assert page.status_code == 409
    assert "2024-04-01" in text_of(page.text)
    assert look(lambda case: case.visited_on) == date(2024, 4, 1)


def test_what_cannot_be_read_is_never_taken_for_the_step_sent_before(mediator, registered, look):
    sent = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")
    mediator.post(f"/cases/{registered}/accept", data=sent | {"accepted_on": "2024-3-6"})
    page = mediator.post(f"/cases/{registered}/accept", data=sent | {"accepted_on": "2024-13-6"})
    assert page.status_code == 409
    assert look(lambda case: case.accepted_on) == date(2024, 3, 6)


def test_the_second_of_two_people_sees_both_versions_and_can_save_knowingly(
    mediator, accepted, look, ledger, office
):
    sent = form_of(mediator.get(f"/cases/{accepted}/extend").text, "version")
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        colleague = Actor(office, "colleague", None)
        cases.extend(session, colleague, case, date(2024, 5, 1), "同意", case.version)
        session.commit()
    sent |= {"extended_to": "2024-6-1", "reason": "双方同意"}
    page = mediator.post(f"/cases/{accepted}/extend", data=sent)
    assert page.status_code == 409
    words = text_of(page.text)
    assert "colleague" in words
    assert "2024-06-01" in words
    assert "2024-05-01" in words
    assert look(lambda case: case.extended_to) == date(2024, 5, 1)
    again = form_of(page.text, "version")
    assert again["reason"] == "双方同意"
    assert mediator.post(f"/cases/{accepted}/extend", data=again).status_code == 302
    assert look(lambda case: case.extended_to) == date(2024, 6, 1)


def test_when_the_other_person_finished_the_step_the_page_says_so(
    mediator, registered, look, ledger, office
):
    sent = form_of(mediator.get(f"/cases/{registered}/accept").text, "version")
    with ledger() as session:
        case = session.scalars(select(Case)).one()
        cases.accept(session, Actor.system(office), case, date(2024, 3, 6), case.version)
        session.commit()
    page = mediator.post(f"/cases/{registered}/accept", data=sent)
    assert page.status_code == 409
    assert "状态已变化" in text_of(page.text)
    assert look(lambda case: case.accepted_on) == date(2024, 3, 6)


STEPS = ("accept", "decline", "close", "extend", "pay", "follow-up", "reopen", "payments/1/remove")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEDIATOR])
def test_other_roles_take_no_step_and_are_offered_none(open_as, closed, look, role):
    before = look(lambda case: case.version)
    browser = open_as(role)
    for step in STEPS:
        assert browser.get(f"/cases/{closed}/{step}").status_code == 403
        sent = {"version": str(before), "reason": "x"}
        assert browser.post(f"/cases/{closed}/{step}", data=sent).status_code == 403
    page = browser.get(f"/cases/{closed}")
    assert not any(f"/cases/{closed}/{step}" in page.text for step in STEPS)
    assert look(lambda case: case.version) == before


def test_cases_of_another_organisation_or_center_are_not_found(mediator, ledger, office):
    with ledger() as session:
        here = session.get(Center, office)
        away = session.scalars(select(Center).where(Center.code == "QJ")).one()
        studio = named(session, Organisation, STUDIO, here).id
        other = make_case(session, here, organisation_id=studio)
        foreign = make_case(session, away)
        paths = [f"/cases/{other.id}/{step}" for step in STEPS]
        paths += [f"/cases/{foreign.id}/{step}?center=QJ" for step in STEPS]
    for path in paths:
        assert mediator.get(path).status_code == 404
        assert mediator.post(path, data={"version": "1", "reason": "x"}).status_code == 404


def test_a_step_is_never_taken_by_merely_opening_its_page(mediator, registered, look):
    mediator.get(f"/cases/{registered}/accept?accepted_on=2024-03-06&version=1")
    assert look(lambda case: case.status) is Status.REGISTERED


class TestPersonalData:
    """Masked for everyone outside the organisation, until a reason is on record."""

    @pytest.fixture
    def case_id(self, make):
        return make(parties=[PERSON], summary="张小三（13812345678）称楼上漏水")

    def hidden(self, page):
        return not any(
            fact in page
            for fact in ("张小三", "11010519491231002X", "1949-12-31", "13812345678", "和平路")
        )

    def test_the_mediators_of_the_organisation_see_it(self, mediator, case_id):
        page = mediator.get(f"/cases/{case_id}").text
        assert "11010519491231002X" in page
        assert "和平路" in page

    @pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.AUDITOR])
    def test_others_see_it_masked_in_fields_and_text(self, open_as, case_id, role):
        page = open_as(role).get(f"/cases/{case_id}").text
        assert self.hidden(page)
        assert "张*三" in page
        assert "110105********002X" in page
        assert "138****5678" in page

    @pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.AUDITOR])
    def test_a_name_that_was_put_right_since_stays_masked_too(
        self, open_as, mediator, case_id, role
    ):
        for typed in ({"parties-0-name": "张晓山"}, {"summary": "张晓山称楼上漏水，张小三系笔误"}):
            sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version") | typed
            assert mediator.post(f"/cases/{case_id}/edit", data=sent).status_code == 302
        pages = [open_as(role).get(f"/cases/{case_id}").text]
        if role is Role.AUDITOR:
            pages.append(open_as(role).get("/trail").text)
        for page in pages:
            assert self.hidden(page)
            assert "张晓山" not in page
            assert "张*山称楼上漏水，张*三系笔误" in page

    def test_a_reason_shows_it_for_ten_minutes_and_stays_on_record(
        self, open_as, case_id, ledger, monkeypatch
    ):
        clerk = open_as(Role.CLERK)
        assert f'href="/cases/{case_id}/reveal"' in clerk.get(f"/cases/{case_id}").text
        refused = clerk.post(f"/cases/{case_id}/reveal", data={"reason": "  "})
        assert refused.status_code == 422
        assert self.hidden(clerk.get(f"/cases/{case_id}").text)
        clerk.post(f"/cases/{case_id}/reveal", data={"reason": "核对身份证号"})
        assert "11010519491231002X" in clerk.get(f"/cases/{case_id}").text
        with ledger() as session:
            line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
            assert (line.action, line.actor_name) == ("case.reveal", "clerk")
            assert line.reason == "核对身份证号"
            assert line.subject_id == case_id
        with clerk.session_transaction() as kept:
            kept["revealed"] = {key: until - 601 for key, until in kept["revealed"].items()}
        assert self.hidden(clerk.get(f"/cases/{case_id}").text)

    def test_what_is_shown_of_one_case_is_shown_of_that_case_only(self, open_as, case_id, make):
        other = make(parties=[PERSON])
        clerk = open_as(Role.CLERK)
        clerk.post(f"/cases/{case_id}/reveal", data={"reason": "核对"})
        assert self.hidden(clerk.get(f"/cases/{other}").text)

    def test_the_auditor_sees_it_masked_whatever_the_reason(self, open_as, case_id):
        auditor = open_as(Role.AUDITOR)
        assert auditor.post(f"/cases/{case_id}/reveal", data={"reason": "x"}).status_code == 403
        assert "/reveal" not in auditor.get(f"/cases/{case_id}").text

    def test_a_supervisor_reads_a_case_of_a_center_below_by_its_code(
        self, open_as, ledger, office, case_id
    ):
        with ledger() as session:
            away = session.scalars(select(Center).where(Center.code == "QJ")).one()
            session.get(Center, office).parent_id = away.id
            from_above = Actor.system(away.id)
            cases.audit.record(session, from_above, "test.tree")
            session.commit()
        above = open_as(Role.SUPERVISOR, "QJ")
        assert above.get(f"/cases/{case_id}").status_code == 404
        page = above.get(f"/cases/{case_id}?center=LS").text
        assert f"/cases/{case_id}/reveal?center=LS" in page
        answer = above.post(f"/cases/{case_id}/reveal?center=LS", data={"reason": "督办"})
        assert answer.location == f"/cases/{case_id}?center=LS"
        assert "张小三" in above.get(answer.location).text


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
        cases.record_payment(session, system, case, payment, case.version)
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

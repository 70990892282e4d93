"""Logging and editing a case in the browser."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.factories import STUDIO, draft, make_case, named, trail
from tests.pages import error_beside, form_of, text_of
from tracker import clock
from tracker.domain.drafts import PartyDraft
from tracker.domain.identity import id_check_digit
from tracker.domain.vocabulary import Role, Side, Status
from tracker.models import AuditLine, Case, Center, DisputeType, Mediator, Organisation, Village
from tracker.permissions import Actor
from tracker.services import audit, cases

GOOD_ID = "11010519491231002X"
GOOD_CODE = "91350100M000100Y43"


@pytest.fixture
def mediator(open_as):
    return open_as(Role.MEDIATOR)


@pytest.fixture
def blank(mediator):
    """The empty form with an applicant typed in, as it would be sent."""
    sent = form_of(mediator.get("/cases/new").text, "submission_key")
    return sent | {"parties-0-name": "张小三", "parties-1-name": "李四", "summary": "漏水"}


@pytest.fixture
def case_id(ledger, office):
    with ledger() as session:
        return make_case(session, session.get(Center, office), summary="漏水").id


def only_case(session):
    return session.scalars(select(Case)).one()


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
            "parties-1-credit_code": GOOD_CODE,
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
        assert (company.side, company.credit_code) == (Side.RESPONDENT, GOOD_CODE)
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


def test_all_that_is_wrong_is_said_at_once_beside_its_field_and_on_top(mediator, blank):
    page = mediator.post(
        "/cases/new",
        data=blank
        | {
            "registered_on": "2024.13.5",
            "amount_claimed": "三万",
            "parties-0-id_number": "110105194912310021",
            "parties-1-name": "",
            "parties-1-phone": "13800000000",
        },
    )
    assert page.status_code == 422
    beside = {
        name: error_beside(page.text, name)
        for name in ("registered_on", "amount_claimed", "parties-0-id_number", "parties-1-name")
    }
    assert "没有这一天" in beside["registered_on"]
    assert "无法识别的金额" in beside["amount_claimed"]
    assert "身份证号" in beside["parties-0-id_number"]
    assert beside["parties-1-name"]
    summary = page.text.split('class="error-summary"')[1].split("</div>")[0]
    for name, sentence in beside.items():
        assert f'href="#{name}"' in summary
        assert sentence in text_of(summary)


def test_nothing_typed_is_lost_when_something_is_wrong(mediator, blank):
    typed = blank | {
        "registered_on": " 2024/13/99",
        "amount_claimed": "12,34",
        "accepted_on": "明年",
        "channel": "电话<b>",
        "summary": "第一行\n第二行 ",
        "claims": "赔偿",
        "remarks": "备注",
        "source": "court",
        "parties-0-id_number": "33038219800512",
        "parties-0-address": "和平路",
        "parties-0-out_of_town": "y",
        "parties-1-kind": "organisation",
        "parties-1-credit_code": "abc",
        "parties-1-ethnic_group": "汉族",
    }
    page = mediator.post("/cases/new", data=typed).text
    kept = form_of(page, "submission_key")
    typed["summary"] = "第一行\n第二行"
    assert {name: kept.get(name) for name in typed} == typed


@pytest.mark.parametrize("typed", ["1.005", "1e5", "35,00", "0x10", "无穷", "9" * 30])
def test_an_amount_that_cannot_be_read_is_refused_with_a_sentence(mediator, blank, typed):
    page = mediator.post("/cases/new", data=blank | {"amount_claimed": typed})
    assert page.status_code == 422
    assert "金额" in error_beside(page.text, "amount_claimed")
    assert f'value="{typed}"' in page.text


def test_a_name_of_twenty_thousand_characters_is_refused(mediator, blank, ledger):
    page = mediator.post("/cases/new", data=blank | {"parties-0-name": "张" * 20_000})
    assert page.status_code == 422
    assert error_beside(page.text, "parties-0-name") == "最多 100 字，现为 20000 字。"
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0


@pytest.mark.parametrize(
    ("field", "text"),
    [("channel", "长" * 101), ("summary", "长" * 4001), ("parties-0-phone", "1" * 33)],
)
def test_a_text_longer_than_its_column_is_refused(mediator, blank, field, text):
    page = mediator.post("/cases/new", data=blank | {field: text})
    assert page.status_code == 422
    assert f"现为 {len(text)} 字" in error_beside(page.text, field)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("birth_date", "2099-1-1"),
        ("id_number", "11010520990101002" + id_check_digit("11010520990101002")),
    ],
)
def test_nobody_is_born_after_today(mediator, blank, field, typed):
    page = mediator.post("/cases/new", data=blank | {f"parties-0-{field}": typed})
    assert page.status_code == 422
    assert error_beside(page.text, f"parties-0-{field}")


def test_a_registration_after_the_acceptance_is_refused_beside_the_registration(
    mediator, case_id, ledger, office
):
    with ledger() as session:
        case = only_case(session)
        cases.accept(session, Actor.system(office), case, case.registered_on, case.version)
        session.commit()
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    page = mediator.post(f"/cases/{case_id}/edit", data=sent | {"registered_on": "2024-3-6"})
    assert page.status_code == 422
    assert "早于登记日期" in error_beside(page.text, "registered_on")


def test_a_case_without_an_applicant_is_refused_beside_the_first_row(mediator, blank):
    page = mediator.post("/cases/new", data=blank | {"parties-0-name": ""})
    assert "至少" in error_beside(page.text, "parties-0-name")


def test_a_row_left_empty_is_no_party(mediator, blank, ledger):
    sent = blank | {"parties-0-name": "", "parties-1-side": "applicant", "parties-1-name": "李四"}
    assert mediator.post("/cases/new", data=sent).status_code == 302
    with ledger() as session:
        assert [party.name for party in only_case(session).parties] == ["李四"]


def test_problems_stand_in_their_own_row_below_an_empty_one(mediator, blank):
    sent = blank | {
        "parties-0-name": "",
        "parties-1-side": "applicant",
        "parties-1-id_number": "1",
    }
    page = mediator.post("/cases/new", data=sent).text
    assert error_beside(page, "parties-1-id_number")
    assert not error_beside(page, "parties-0-id_number")


def test_rows_come_and_go_by_buttons_without_losing_what_was_typed(mediator, blank):
    more = mediator.post(
        "/cases/new", data=blank | {"add_party": "third_party", "amount_claimed": "三万"}
    )
    assert more.status_code == 200
    assert "error" not in more.text.split("<form method")[1].split("</main>")[0]
    sent = form_of(more.text, "submission_key")
    assert sent["parties-2-side"] == "third_party"
    assert sent["amount_claimed"] == "三万"
    less = mediator.post("/cases/new", data=sent | {"remove_party": "0"})
    kept = form_of(less.text, "submission_key")
    assert kept["parties-0-name"] == "李四"
    assert kept["parties-1-side"] == "third_party"
    assert "parties-2-side" not in kept


def test_enter_without_scripts_only_shows_the_page_again(mediator, blank, ledger):
    page = mediator.get("/cases/new").text
    form = page.split("data-case-form")[1].split("</form>")[0]
    assert re.search(r"<button[^>]*>", form)[0].count('name="stay"') == 1
    assert mediator.post("/cases/new", data=blank | {"stay": "1"}).status_code == 200
    with ledger() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 0


@pytest.mark.parametrize("key", ["parties-²-name", "parties-99999999999999999999-name", "parties-"])
def test_positions_no_page_sends_are_passed_over(mediator, blank, key):
    assert mediator.post("/cases/new", data=blank | {key: "x"}).status_code == 302


def test_sending_the_form_again_leads_to_the_first_case(mediator, blank, ledger):
    first = mediator.post("/cases/new", data=blank)
    again = mediator.post("/cases/new", data=blank | {"summary": "changed"})
    assert again.location == first.location
    assert "未重复登记" in mediator.get(again.location).text
    with ledger() as session:
        assert only_case(session).summary == "漏水"


def test_what_was_typed_is_shown_as_text_and_never_as_markup(mediator, blank):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    sent = blank | {"parties-0-name": nasty, "summary": nasty, "channel": nasty}
    page = mediator.get(mediator.post("/cases/new", data=sent).location).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    again = mediator.post("/cases/new", data=sent | {"registered_on": nasty, "submission_key": ""})
    assert "<script>alert" not in again.text


def test_a_form_without_the_csrf_token_is_refused(app, mediator, blank, ledger):
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


def test_editing_changes_parties_and_fields_and_keeps_the_rest(mediator, case_id, ledger):
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    sent |= {"summary": "隔壁漏水", "parties-1-name": "李四光", "parties-0-phone": "13800138000"}
    assert mediator.post(f"/cases/{case_id}/edit", data=sent).location == f"/cases/{case_id}"
    with ledger() as session:
        case = only_case(session)
        assert case.summary == "隔壁漏水"
        assert [party.name for party in case.parties] == ["张小三", "李四光"]
        line = session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
        assert line.action == "case.edit"
        assert line.changes["summary"] == ["漏水", "隔壁漏水"]


def test_sending_an_edit_again_is_no_conflict(mediator, case_id):
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version") | {"remarks": "备注"}
    for _turn in range(2):
        answer = mediator.post(f"/cases/{case_id}/edit", data=sent)
        assert answer.location == f"/cases/{case_id}"


def test_saving_without_a_change_leaves_no_trace(mediator, case_id, ledger):
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    mediator.post(f"/cases/{case_id}/edit", data=sent)
    with ledger() as session:
        assert only_case(session).version == int(sent["version"])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEDIATOR])
def test_other_roles_write_no_case(open_as, case_id, role):
    browser = open_as(role)
    for page in ("/cases/new", f"/cases/{case_id}/edit"):
        assert browser.get(page).status_code == 403
        assert browser.post(page, data={"summary": "x"}).status_code == 403


def test_a_mediator_finds_only_cases_of_the_own_organisation_and_center(mediator, ledger, office):
    with ledger() as session:
        here = session.get(Center, office)
        away = session.scalars(select(Center).where(Center.code == "QJ")).one()
        trade = make_case(session, here, organisation_id=_other_organisation(session, here))
        foreign = make_case(session, away)
        addresses = [f"/cases/{trade.id}", f"/cases/{foreign.id}", f"/cases/{foreign.id}?center=QJ"]
    for address in addresses:
        path, _, query = address.partition("?")
        assert mediator.get(address).status_code == 404
        assert mediator.get(f"{path}/edit?{query}").status_code == 404
        assert mediator.post(f"{path}/edit?{query}", data={}).status_code == 404


def test_an_id_no_database_can_hold_is_not_found(mediator):
    assert mediator.get(f"/cases/{10**40}").status_code == 404


def _other_organisation(session, center):
    return named(session, Organisation, STUDIO, center).id


class TestTwoEditors:
    """The second of two people who opened the same version."""

    @pytest.fixture
    def opened(self, mediator, case_id):
        return form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")

    @pytest.fixture
    def changed_by_another(self, ledger, office, opened):
        with ledger() as session:
            center = session.get(Center, office)
            other = Actor(office, "colleague", None)
            new = draft(
                session,
                center,
                summary="他人改过的情况",
                amount_claimed=Decimal("2000"),
                parties=[PartyDraft(Side.APPLICANT, "张小三"), PartyDraft(Side.RESPONDENT, "赵六")],
            )
            case = only_case(session)
            cases.edit(session, other, case, new, case.version)
            session.commit()

    @pytest.fixture
    def answer(self, mediator, case_id, opened, changed_by_another):
        typed = opened | {"summary": "我写的情况", "remarks": "我的备注"}
        return mediator.post(f"/cases/{case_id}/edit", data=typed)

    def test_sees_both_versions_field_by_field_and_who_changed_it(self, answer):
        assert answer.status_code == 409
        rows = dict(re.findall(r'<tr data-conflict="(\w+)">(.*?)</tr>', answer.text, re.DOTALL))
        assert set(rows) == {"summary", "remarks", "amount_claimed", "parties"}
        assert "我写的情况" in rows["summary"]
        assert "他人改过的情况" in rows["summary"]
        assert "1000.00" in rows["amount_claimed"]
        assert "2000.00" in rows["amount_claimed"]
        assert "李四" in rows["parties"]
        assert "赵六" in rows["parties"]
        assert "colleague" in text_of(answer.text)

    def test_overwrites_nothing_and_keeps_what_was_typed_in_the_form(self, answer, ledger):
        kept = form_of(answer.text, "version")
        assert kept["summary"] == "我写的情况"
        assert kept["remarks"] == "我的备注"
        with ledger() as session:
            assert only_case(session).summary == "他人改过的情况"

    def test_can_save_over_it_knowingly(self, answer, mediator, case_id, ledger):
        mediator.post(f"/cases/{case_id}/edit", data=form_of(answer.text, "version"))
        with ledger() as session:
            case = only_case(session)
            assert (case.summary, case.remarks) == ("我写的情况", "我的备注")
            assert [party.name for party in case.parties] == ["张小三", "李四"]

    def test_can_keep_what_stands_in_some_fields(self, answer, mediator, case_id, ledger):
        sent = form_of(answer.text, "version") | {"take": ["parties", "amount_claimed"]}
        assert mediator.post(f"/cases/{case_id}/edit", data=sent).status_code == 302
        with ledger() as session:
            case = only_case(session)
            assert (case.summary, case.remarks) == ("我写的情况", "我的备注")
            assert case.amount_claimed == Decimal("2000.00")
            assert [party.name for party in case.parties] == ["张小三", "赵六"]

    def test_a_form_without_its_version_is_a_conflict_too(self, mediator, case_id, opened):
        sent = opened | {"version": "", "summary": "neu"}
        assert mediator.post(f"/cases/{case_id}/edit", data=sent).status_code == 409

    @pytest.mark.parametrize(
        ("field", "typed", "shown"),
        [
            ("sex", "female", "女"),
            ("birth_date", "1980-1-2", "1980-01-02"),
            ("birth_date", "1980-13-2", "1980-13-2"),
            ("kind", "organisation", "单位"),
        ],
    )
    def test_sees_what_was_typed_of_a_party_beside_its_name(
        self, mediator, case_id, opened, ledger, office, field, typed, shown
    ):
        with ledger() as session:
            case = only_case(session)
            cases.accept(session, Actor.system(office), case, case.registered_on, case.version)
            session.commit()
        sent = opened | {f"parties-0-{field}": typed}
        page = mediator.post(f"/cases/{case_id}/edit", data=sent)
        assert page.status_code == 409
        assert shown in re.search(r'data-conflict="parties">(.*?)</tr>', page.text, re.DOTALL)[1]
        assert form_of(page.text, "version")[f"parties-0-{field}"] == typed


def test_an_edit_sent_again_is_no_conflict_whatever_the_id_says(mediator, case_id, ledger):
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    sent |= {"parties-0-id_number": GOOD_ID, "parties-0-sex": "male"}
    for _turn in range(2):
        assert mediator.post(f"/cases/{case_id}/edit", data=sent).status_code == 302
    with ledger() as session:
        assert trail(session, only_case(session)) == ["case.register", "case.edit"]

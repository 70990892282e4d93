"""What is wrong in the form of a case is said, and nothing typed is lost."""

import pytest
from sqlalchemy import func, select

from tests.pages import error_beside, form_of, text_of
from tests.views.cases.steps import only_case
from tracker.domain.identity import id_check_digit
from tracker.models import Case
from tracker.permissions import Actor
from tracker.services import cases


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

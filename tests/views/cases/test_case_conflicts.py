"""Two people edit a case at the same time."""

import re
from decimal import Decimal

import pytest

from tests.factories import draft
from tests.pages import form_of, text_of
from tests.views.cases.steps import only_case
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Side
from tracker.models import Center
from tracker.permissions import Actor
from tracker.services import cases


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

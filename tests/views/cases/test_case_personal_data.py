"""Whose names and numbers the page of a case shows."""

import pytest
from sqlalchemy import select

from tests.pages import form_of
from tests.views.cases.steps import PERSON, only_case, take
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import Role, Side
from tracker.models import AuditLine, Case, Center
from tracker.permissions import Actor
from tracker.services import cases


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

    @pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CLERK, Role.AUDITOR])
    def test_a_name_that_a_split_left_behind_stays_masked_in_the_new_case(
        self, open_as, mediator, make, ledger, role
    ):
        other = PartyDraft(Side.APPLICANT, "王五")
        old = make(parties=[PERSON, other, PartyDraft(Side.RESPONDENT, "李四")])
        with ledger() as session:
            parties = {one.name: str(one.id) for one in only_case(session).parties}
        take(
            mediator,
            old,
            "split",
            going=parties["王五"],
            leaving=parties["王五"],
            summary="王五称张小三所述不实",
            reason="王五另案",
        )
        with ledger() as session:
            new = session.scalars(select(Case.id).where(Case.id != old)).one()
        pages = [open_as(role).get(f"/cases/{one}").text for one in (old, new)]
        assert "王*称张*三所述不实" in pages[1]
        if role is Role.AUDITOR:
            pages.append(open_as(role).get("/trail").text)
        for page in pages:
            assert self.hidden(page)
            assert "王五" not in page

    def test_a_reason_shows_it_for_ten_minutes_and_stays_on_record(self, open_as, case_id, ledger):
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

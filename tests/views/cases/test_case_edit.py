"""Editing a case in the browser."""

from sqlalchemy import select

from tests.factories import trail
from tests.importers.ledgers import GOOD_ID
from tests.pages import form_of
from tests.views.cases.steps import only_case
from tracker.models import AuditLine


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


def test_an_edit_sent_again_is_no_conflict_whatever_the_id_says(mediator, case_id, ledger):
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    sent |= {"parties-0-id_number": GOOD_ID, "parties-0-sex": "male"}
    for _turn in range(2):
        assert mediator.post(f"/cases/{case_id}/edit", data=sent).status_code == 302
    with ledger() as session:
        assert trail(session, only_case(session)) == ["case.register", "case.edit"]


def test_saving_without_a_change_leaves_no_trace(mediator, case_id, ledger):
    sent = form_of(mediator.get(f"/cases/{case_id}/edit").text, "version")
    mediator.post(f"/cases/{case_id}/edit", data=sent)
    with ledger() as session:
        assert only_case(session).version == int(sent["version"])

"""The ledger as a file shows nobody more than it may."""

from __future__ import annotations

from tests.factories import make_case
from tests.importers.ledgers import CREDIT_CODE, GOOD_ID
from tests.reports.ledgers import of, rows_of
from tracker.domain.drafts import PartyDraft
from tracker.domain.vocabulary import PartyKind, Side
from tracker.reports.ledger import ledger_table


def test_an_export_is_masked_unless_asked_otherwise(session, busy):
    rows = rows_of(session, busy)
    paid = next(row for row in rows if row["申请事项"])
    assert paid["申请人"] == '甲***伙、"""*****店"、张*三'
    assert paid["申请人证件号"] == "、、110105********002X"
    assert paid["申请人电话"] == "、、138****5678"
    assert paid["被申请人"] == "某厂"
    assert paid["被申请人证件号"] == CREDIT_CODE
    assert paid["纠纷简要情况"] == "=1+1\n张*三"
    assert "张小三" not in str(rows)
    assert GOOD_ID not in str(rows)


def test_who_acts_for_an_organisation_is_masked_in_texts(session, center):
    firm = PartyDraft(
        Side.APPLICANT, "柳市电器厂", PartyKind.ORGANISATION, legal_representative="钱多多"
    )
    make_case(session, center, parties=[firm], summary="柳市电器厂钱多多称货款未付")
    assert rows_of(session, center)[0]["纠纷简要情况"] == "柳市电器厂钱*多称货款未付"


def test_a_masked_export_leaves_out_columns_of_which_nobody_knows_what_they_hold(session, busy):
    assert "批示" not in ledger_table(session, of(busy)).headings

"""Whether two rows say the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.content import fingerprint, identity_of, same_content
from tracker.domain.drafts import PartyDraft, PaymentDraft
from tracker.domain.ledger import COLUMNS, CaseRecord
from tracker.domain.vocabulary import Outcome, Side

ALL = {key: column.heading for key, column in COLUMNS.items()}


def record(**changes):
    whole = CaseRecord(
        registered_on=date(2024, 3, 5),
        accepted_on=date(2024, 3, 5),
        closed_on=date(2024, 3, 20),
        outcome=Outcome.WRITTEN_AGREEMENT,
        organisation="上园村调委会",
        mediators=("吴和平", "解春晖", "单立本"),
        amount_agreed=Decimal("100.00"),
        parties=[PartyDraft(Side.APPLICANT, "张三"), PartyDraft(Side.RESPONDENT, "李四")],
        payments=[PaymentDraft(date(2024, 4, 1), Decimal(60)),
                  PaymentDraft(date(2024, 5, 1), Decimal(40))],
        summary="第一行\n第二行",
        further={"序号": "1"},
    )  # fmt: skip
    return replace(whole, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"registered_on": date(2024, 3, 4)},
        {"accepted_on": None},
        {"outcome": Outcome.ORAL_AGREEMENT},
        {"organisation": "下园村调委会"},
        {"mediators": ("解春晖", "吴和平", "单立本")},
        {"amount_agreed": Decimal("100.01")},
        {"parties": [PartyDraft(Side.APPLICANT, "张三")]},
        {"parties": [PartyDraft(Side.RESPONDENT, "张三"), PartyDraft(Side.APPLICANT, "李四")]},
        {"payments": []},
        {"summary": "第一行"},
        {"further": {"序号": "2"}},
    ],
)
def test_a_row_that_differs_anywhere_is_other_content(changes):
    assert not same_content(record(), ALL, record(**changes))
    assert fingerprint(record()) != fingerprint(record(**changes))


def test_white_space_line_ends_and_the_order_of_payments_and_helpers_do_not_count():
    other = record(
        organisation="上园村 调委会",
        mediators=("吴和平", "单立本", "解春晖"),
        payments=record().payments[::-1],
        summary="第一行 \r\n第二行",
    )
    assert same_content(record(), ALL, other)
    assert fingerprint(record()) == fingerprint(other)


def test_only_the_columns_that_the_file_has_are_compared():
    columns = {key: ALL[key] for key in ("number", "registered_on", "applicant")}
    stored = record(outcome=None, closed_on=None, payments=[], amount_agreed=None)
    assert same_content(record(), columns, stored)


def test_a_case_number_is_the_same_number_however_its_brackets_and_zeros_are_written():
    assert identity_of("（2024）柳人调字第0007号", "柳") == (2024, 7)
    assert identity_of("(2024) 柳人调字第7号", "柳") == (2024, 7)
    assert identity_of("（2024）虹人调字第0007号", "柳") == "（2024）虹人调字第0007号"

"""What the rules forbid is refused in the same words by the page, the API and the importer.

Each change is one line: how far the case has come, the step with what is entered, and, where a
ledger can say the same, its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import make_case
from tests.importers.imported import import_rows
from tests.importers.ledgers import case as ledger_row
from tests.pages import text_of
from tracker.domain.vocabulary import Outcome, Role
from tracker.i18n import told
from tracker.models import Case, Center
from tracker.permissions import Actor

OPEN = {"accepted": date(2024, 3, 6)}
AGREED = OPEN | {"closed": date(2024, 3, 20), "agreed": Decimal("800.50")}
FAILED = OPEN | {"closed": date(2024, 3, 20), "outcome": Outcome.FAILED}
DECLINED = {"declined": "已由法院受理"}
CLOSE = {"closed_on": "2024-03-20", "outcome": "written_agreement"}
VISIT = {"visited_on": "2024-04-01", "manner": "phone"}
APPLY = {"applied_on": "2024-04-01", "court": "柳河市人民法院"}
PAY = {"paid_on": "2024-04-01", "amount": "100"}
ENDED = {"受理日期": "2024-03-06", "结案日期": "2024-03-20", "结案方式": "书面协议"}
NOT_AGREED = ENDED | {"结案方式": "调解不成"}


@dataclass(frozen=True)
class Forbidden:
    stages: dict[str, Any]
    step: str
    entered: dict[str, str]
    said: str
    row: dict[str, str] | None = field(default=None)

    @property
    def name(self) -> str:
        return f"{self.step}: {self.said}"


FORBIDDEN = (
    Forbidden({}, "close", CLOSE, "案件受理后方可结案"),
    Forbidden(
        OPEN,
        "close",
        CLOSE | {"closed_on": "2024-03-05"},
        "结案日期早于受理日期（2024-03-06）",
        ENDED | {"结案日期": "2024-03-05"},
    ),
    Forbidden(
        OPEN,
        "close",
        CLOSE | {"closed_on": "2199-01-01"},
        "日期晚于今天",
        ENDED | {"结案日期": "2199-01-01"},
    ),
    Forbidden(
        OPEN,
        "close",
        CLOSE | {"outcome": "failed", "amount_agreed": "100"},
        "结案方式为达成协议时才能填写协议金额",
        NOT_AGREED | {"协议金额(元)": "100"},
    ),
    Forbidden(
        DECLINED,
        "close",
        CLOSE,
        "不予受理的案件不应有结案方式和结案日期",
        {"不予受理原因": "已由法院受理", "结案日期": "2024-03-20", "结案方式": "书面协议"},
    ),
    Forbidden(AGREED, "close", CLOSE, "案件已结案"),
    Forbidden(
        {},
        "accept",
        {"accepted_on": "2024-03-04"},
        "受理日期早于登记日期（2024-03-05）",
        {"受理日期": "2024-03-04"},
    ),
    Forbidden(OPEN, "accept", {"accepted_on": "2024-03-06"}, "案件已受理"),
    Forbidden(DECLINED, "accept", {"accepted_on": "2024-03-06"}, "案件已不予受理"),
    Forbidden(OPEN, "decline", {"declined_reason": "无管辖权"}, "案件已受理"),
    Forbidden(
        {},
        "extend",
        {"agreed_on": "2024-03-06", "until": "2024-05-01", "consent": "双方", "reason": "需要"},
        "案件尚未受理",
    ),
    Forbidden(
        OPEN,
        "pay",
        PAY,
        "结案方式为达成协议时才能登记履行款",
        {"受理日期": "2024-03-06", "履行日期": "2024-04-01", "已履行金额(元)": "100"},
    ),
    Forbidden(
        FAILED,
        "pay",
        PAY,
        "结案方式为达成协议时才能登记履行款",
        NOT_AGREED | {"履行日期": "2024-04-01", "已履行金额(元)": "100"},
    ),
    Forbidden(
        AGREED,
        "pay",
        PAY | {"amount": "0"},
        "履行金额应大于 0 元",
        ENDED | {"履行日期": "2024-04-01", "已履行金额(元)": "0"},
    ),
    Forbidden(
        OPEN,
        "visit",
        VISIT,
        "结案后方可回访",
        {"受理日期": "2024-03-06", "回访日期": "2024-04-01"},
    ),
    Forbidden(
        AGREED,
        "visit",
        VISIT | {"visited_on": "2024-03-19"},
        "日期早于结案日期（2024-03-20）",
        ENDED | {"回访日期": "2024-03-19"},
    ),
    Forbidden(
        FAILED,
        "apply-for-confirmation",
        APPLY,
        "结案方式为达成协议时才能申请、填写司法确认",
        NOT_AGREED | {"司法确认日期": "2024-04-01"},
    ),
    Forbidden(AGREED, "apply-for-confirmation", APPLY | {"applied_on": "2024-04-20"}, "2024-04-19"),
    Forbidden(OPEN, "reopen", {"reason": "反悔"}, "只有已结案或不予受理的案件可以恢复办理"),
)
each = pytest.mark.parametrize("change", FORBIDDEN, ids=lambda change: change.name)


@pytest.fixture
def program(open_as):
    return open_as(Role.MEDIATOR)


@pytest.fixture
def standing(ledger, office):
    """A case as far as the change says: its id and version, and both again afterwards."""

    def made(change):
        with ledger() as session:
            case = make_case(session, session.get_one(Center, office), **change.stages)
            return case.id, case.version

    return made


@pytest.fixture
def version_of(ledger):
    def asked(case_id):
        with ledger() as session:
            return session.query(Case.version).filter(Case.id == case_id).scalar()

    return asked


@each
def test_the_page_and_the_api_refuse_it_in_the_same_words(program, standing, version_of, change):
    case_id, version = standing(change)
    sent = change.entered | {"version": version}
    page = program.post(f"/cases/{case_id}/{change.step}", data=sent)
    assert page.status_code == 422
    assert change.said in text_of(page.text)
    answer = program.post(f"/api/v1/cases/{case_id}/{change.step}", json=sent)
    assert answer.status_code == 422
    sentences = [one for each in answer.json["problems"]["json"].values() for one in each]
    assert any(change.said in one for one in sentences), sentences
    assert version_of(case_id) == version


@pytest.mark.parametrize(
    "change", [one for one in FORBIDDEN if one.row], ids=lambda change: change.name
)
def test_the_importer_refuses_the_row_in_the_same_words(ledger, office, tmp_path, change):
    with ledger() as session:
        before = session.query(Case).count()
        report = import_rows(session, Actor.system(office), tmp_path, ledger_row(**change.row))
        said = [told(one.problem) for one in report.problems]
        assert any(change.said in one for one in said), said
        assert (report.accepted, session.query(Case).count()) == (0, before)
